"""A sample of the claims that healthlint finds in texts of other people, to be read and judged one by one.

    python -m bench.claims --json FILE [--sample 150] [--seed 1] [--rows odd] [--set TASK/NAME] [--data DIR]

The same seed gives the same claims for the same rules. `--rows` takes only the rows with an even or odd number of each
set: what one half of a set was used to write is read on the other.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.accuracy import sets
from bench.setting import ROOT
from healthlint import Linter, Settings
from healthlint.model.claim import Claim

SETS = ("wild/yinyangway-posts", "expert-criteria/fakehealth-release")
_BEFORE = 300  # characters of what stands before a claim: what a pronoun stands for


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the sample as a JSON list of rows, as many of each set, in the order of the texts."""
    options = _options(arguments)
    chosen: list[dict[str, Any]] = []
    names = tuple(options.set or SETS)
    for name in names:
        found = [row for data in sets.read(options.data, [name]) for row in _claims(data, options.rows)]
        picked = random.Random(options.seed).sample(range(len(found)), min(len(found), options.sample // len(names)))
        chosen += [found[i] for i in sorted(picked)]
        print(f"{name}: {len(found)} claims, {len(picked)} taken")
    options.json.write_text(json.dumps(chosen, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _claims(data: sets.DataSet, half: str) -> list[dict[str, Any]]:
    wanted = {"all": (0, 1), "even": (0,), "odd": (1,)}[half]
    rows = [row for i, row in enumerate(data.rows) if i % 2 in wanted]
    field = "markdown" if "markdown" in rows[0] else "text"
    texts = [f"{row['title']}\n\n{row['text']}" if field == "text" and "title" in row else row[field] for row in rows]
    linter = Linter(Settings().with_options(select=["claims"]))
    results = linter.check_texts(((text, "text") for text in texts), format=field)
    return [
        _row(row["id"], claim, result.text)
        for row, result in zip(rows, results, strict=True)
        for claim in result.claims
    ]


def _row(source: str, claim: Claim, text: str) -> dict[str, Any]:
    return {
        "source": source,
        "claim_id": claim.claim_id,
        "before": " ".join(text[max(0, claim.span.start - _BEFORE) : claim.span.start].split()),
        "quote": claim.quote,
        "subject": claim.subject.text,
        "verb": claim.verb.text,
        "outcome": claim.outcome.text,
        "strength": claim.strength,
        "polarity": claim.polarity,
        "direction": claim.direction,
        "population": claim.population.text,
        "claim_type": claim.claim_type,
    }


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.claims", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", type=Path, required=True, help="write the rows here")
    parser.add_argument("--sample", type=int, default=150, help="how many claims, over all sets (default: 150)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rows", choices=("all", "even", "odd"), default="all")
    parser.add_argument("--set", action="append", help="TASK/NAME; may be repeated")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "bench")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
