"""Well edited articles: findings there are mostly false alarms."""

from __future__ import annotations

from collections import Counter

from bench.accuracy.edits import Line, Tally
from bench.accuracy.figures import Figure, figure, per_thousand
from bench.accuracy.lint import Checker
from bench.accuracy.sets import DataSet


def score(data: DataSet, checker: Checker, per_rule: Counter[str], tally: Tally) -> list[Figure]:
    """Return findings per 1,000 words; count each rule's, and keep a line to read for each."""
    field = "markdown" if "markdown" in data.rows[0] else "text"
    said = checker.said([row[field] for row in data.rows], field)
    counts = [(len(found.hits), found.words) for found in said]
    for row, found in zip(data.rows, said, strict=True):
        for hit in found.hits:
            per_rule[hit.rule] += 1
            tally.hits.append(Line(hit.rule, data.name, "article", _around(row[field], hit.start, hit.end)))
    return [figure(data.task, data.name, "per_1000_words", counts, per_thousand)]


def _around(text: str, start: int, end: int, reach: int = 110) -> str:
    before, after = text[max(0, start - reach) : start], text[end : end + reach]
    return " ".join(f"…{before}[{text[start:end]}]{after}…".split())
