"""Count findings per 1,000 words on well-edited health text: most of what is found there is a false alarm.

    python -m bench.noise --data DIR [--context publisher=public-body] [--show RULE] [--json FILE]

DIR holds `clean/medquad.*.jsonl.gz` (one JSON object a line, the article in `text`). The budget: at most 6 errors and
warnings per 1,000 words in all, at most 1.5 outside readability and plain language.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from healthlint import FileResult, Linter, Settings

BUDGET_ALL = 6.0
BUDGET_OTHER = 1.5
LISTED = ("error", "warning")
READING = ("readability", "plain-language")


def articles(folder: Path, pattern: str) -> Iterator[tuple[str, str]]:
    """Yield (id, text) of every article. Raises SystemExit when there is none."""
    files = sorted(folder.glob(pattern))
    if not files:
        sys.exit(f"no {pattern} below {folder}")
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                name = "markdown" if "markdown" in row else "text"
                yield row["id"], row[name]


def main() -> None:
    """Run and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--files", default="clean/medquad.*.jsonl.gz")
    parser.add_argument("--context", default="publisher=public-body")
    parser.add_argument("--format", default="text")
    parser.add_argument("--show", default="", help="print the findings of this rule or pack, with their sentences")
    parser.add_argument("--limit", type=int, default=0, help="stop after so many articles")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    context = dict(pair.split("=", 1) for pair in options.context.split(",") if pair)
    values = {k: (v,) if k == "jurisdiction" else v for k, v in context.items()}
    linter = Linter(Settings())
    counts: Counter[tuple[str, str]] = Counter()
    words = 0
    for number, (name, text) in enumerate(articles(options.data, options.files)):
        if options.limit and number >= options.limit:
            break
        result = linter.check_text(text, path=f"{name}.txt", format=options.format, context=values)
        words += int(str(result.metrics["words"]))
        counts.update((f.rule, str(f.severity)) for f in result.findings)
        for problem in result.problems:
            print("PROBLEM", name, problem.message)
        if options.show:
            show(result, options.show)
    report(counts, words, options.json)


def show(result: FileResult, wanted: str) -> None:
    """Print the findings of one rule or pack."""
    for finding in result.findings:
        if finding.rule == wanted or finding.rule.partition("/")[0] == wanted:
            sentence = " ".join(finding.sentence.of(result.text).split())
            place = f"{result.path}:{finding.line}:{finding.column}"
            print(f"{place} {finding.severity} {finding.rule}: [{finding.text}] {sentence[:400]}")


def report(counts: Counter[tuple[str, str]], words: int, file: Path | None) -> None:
    """Print the table, and write it as JSON when asked to."""
    rows = [
        {"rule": rule, "severity": severity, "n": n, "per_1000_words": round(1000 * n / words, 3)}
        for (rule, severity), n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    for row in rows:
        print(f"{row['per_1000_words']:8.3f} {row['n']:6d}  {row['severity']:8s} {row['rule']}")
    listed = {key: n for key, n in counts.items() if key[1] in LISTED}
    everything = 1000 * sum(listed.values()) / words
    other = 1000 * sum(n for (rule, _), n in listed.items() if rule.partition("/")[0] not in READING) / words
    print(f"{words} words")
    print(f"{everything:.2f} errors and warnings per 1,000 words (budget {BUDGET_ALL})")
    print(f"{other:.2f} outside readability and plain language (budget {BUDGET_OTHER})")
    if file is not None:
        summary = {"words": words, "all": round(everything, 3), "other": round(other, 3), "rules": rows}
        file.write_text(json.dumps(summary, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
