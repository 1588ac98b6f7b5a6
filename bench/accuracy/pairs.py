"""Pairs of a bad text and a good one: is the slip found, and is the good text left alone?"""

from __future__ import annotations

from collections.abc import Sequence

from bench.accuracy.edits import Line, Tally, marked, overlaps, squeezed
from bench.accuracy.figures import Figure, figure, ratio
from bench.accuracy.lint import Checker, Said
from bench.accuracy.sets import DataSet, Row


def score(data: DataSet, checker: Checker, tally: Tally) -> list[Figure]:
    """Return the figures of a set, and count each rule's hits."""
    bad = checker.said([row["text_bad"] for row in data.rows])
    good = _said_of_good(data.rows, checker)
    both = list(zip(data.rows, bad, good, strict=True))
    found = [_is_found(row, said) for row, said, _ in both]
    for (row, said, after), right in zip(both, found, strict=True):
        _count(data, row, said, after, right=right, tally=tally)
    better = [(len(b.hits) > len(g.hits), 1) if g else (0, 0) for _, b, g in both]
    figures = [
        figure(data.task, data.name, "recall", [(f, 1) for f in found], ratio),
        figure(data.task, data.name, "good_flagged", [(bool(g.hits), 1) for g in good if g], ratio),
        figure(data.task, data.name, "pair_accuracy", better, ratio),
        figure(data.task, data.name, "fix_equal", [_fixed(row, b) for row, b, _ in both], ratio),
    ]
    labels = sorted({row["label"] for row in data.rows if isinstance(row.get("label"), str)})
    if 1 < len(labels) <= 40:
        for label in labels:
            of = [pair for pair, row in zip(better, data.rows, strict=True) if row["label"] == label]
            figures.append(figure(data.task, data.name, f"pair_accuracy_{label}", of, ratio))
    return figures


def _said_of_good(rows: Sequence[Row], checker: Checker) -> list[Said | None]:
    """Return what is found in each good text; None for a pair that has none (nobody says how to put it right)."""
    found = iter(checker.said([row["text_good"] for row in rows if row["text_good"] is not None]))
    return [next(found) if row["text_good"] is not None else None for row in rows]


def _is_found(row: Row, said: Said) -> bool:
    if "start" not in row:
        return bool(said.hits)
    return any(overlaps(hit, row["start"], row["end"]) for hit in said.hits)


def _fixed(row: Row, said: Said) -> tuple[int, int]:
    """Return how many fixes give the good text, and how many fixes there are."""
    good: str | None = row["text_good"]
    if good is None:
        return 0, 0
    fixes = [hit.fixed for hit in said.hits if hit.fixed is not None]
    return sum(squeezed(text) == squeezed(good) for text in fixes), len(fixes)


def _count(data: DataSet, row: Row, said: Said, after: Said | None, *, right: bool, tally: Tally) -> None:
    for hit in said.hits:
        at_it = "start" not in row or overlaps(hit, row["start"], row["end"])
        (tally.right if at_it else tally.wrong)[hit.rule] += 1
        line = marked(row["text_bad"], hit.start, hit.end)
        tally.hits.append(Line(hit.rule, data.name, "bad", line, right=at_it, fixed=hit.fixed))
    for hit in after.hits if after else ():
        tally.good[hit.rule] += 1
        tally.hits.append(Line(hit.rule, data.name, "good", marked(row["text_good"], hit.start, hit.end)))
    if not right:
        start, end = row.get("start", 0), row.get("end", 0)
        tally.misses.append((str(row.get("label", "")), f"{data.name}: {marked(row['text_bad'], start, end)}"))
