"""Score healthlint on labelled sets, print the table, write docs/accuracy.md.

    python -m bench.accuracy [--data DIR] [--task T] [--json FILE] [--examples N] [--page [FILE]]

DIR holds TASK/NAME.*.jsonl.gz; every set whose rows have a known shape is scored by its folder and name.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any

from bench.accuracy import page
from bench.accuracy.digest import rules_digest
from bench.accuracy.lint import Setup
from bench.accuracy.measure import measure
from bench.accuracy.tables import HEAD, RULE_HEAD, rows, rule_rows
from bench.setting import ROOT
from bench.tables import plain

TASKS = (
    *("grammar", "clean", "wild", "claim-strength", "advice", "certainty", "citation-need", "checkworthy"),
    "expert-criteria",
)
PAGE = ROOT / "docs" / "accuracy.md"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run what is asked for, print the tables, write the files."""
    options = _options(arguments)
    setup = Setup(tuple(options.select.split(",")), {"publisher": "public-body"}, options.info)
    measured = measure(options.data, options.task or TASKS, setup, jobs=options.jobs)
    print(plain(HEAD, rows(measured)))
    print()
    print(plain(RULE_HEAD, rule_rows(measured)))
    if options.examples:
        _examples("misses", measured.tally.misses, options.examples)
        wrong = [line for line in measured.tally.hits if not line.right]
        _examples(
            "false alarms", [(line.rule, f"{line.set} {line.side}: {line.text}") for line in wrong], options.examples
        )
    if options.hits:
        _save(options.hits, (asdict(line) for line in measured.tally.hits))
    if options.json:
        _save(options.json, (figure.as_dict() for figure in measured.figures))
    if options.page:
        page.write(measured, rules_digest(setup.select), setup.select, options.page)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.accuracy", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "bench")
    parser.add_argument("--task", action="append", help="a folder, or folder/set; may be repeated")
    parser.add_argument("--select", default="grammar", help="packs or rules, with commas (default: grammar)")
    parser.add_argument("--info", action="store_true", help="count findings of severity info too")
    parser.add_argument("--json", type=Path, help="write every figure here, one row each")
    parser.add_argument("--examples", type=int, default=0, metavar="N", help="print N misses and N false alarms a rule")
    parser.add_argument("--hits", type=Path, help="write every hit here, with its sentence, to be read one by one")
    parser.add_argument("--page", type=Path, nargs="?", const=PAGE, help=f"write the page (docs/{PAGE.name})")
    parser.add_argument("--jobs", type=int, help="processes (default: the cores)")
    return parser.parse_args(arguments)


def _examples(title: str, lines: Iterable[tuple[str, str]], most: int) -> None:
    for rule, of in groupby(sorted(lines), key=lambda line: line[0]):
        found = [text for _, text in of]
        print(f"\n{title}: {rule} ({len(found)})")
        # Spread over all of them, and the same ones at each run.
        step = max(1, len(found) // most)
        for text in found[::step][:most]:
            print(f"  {text}")


def _save(file: Path, rows: Iterable[dict[str, Any]]) -> None:
    found = [json.dumps(row, ensure_ascii=False) for row in rows]
    file.write_text("[\n" + ",\n".join(found) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
