"""Sentences of discussion sections that carry a citation, against the judgement whose finding a sentence states."""

from __future__ import annotations

from bench.accuracy.figures import Figure, confusion, f_one, figure, macro_f1, of_class, ratio
from bench.accuracy.lint import Checker
from bench.accuracy.sets import DataSet
from healthlint.citations.origin import Origin, origins
from healthlint.language.analysis import Analysis

CLASSES = ("none", "cites")
_SOURCED: tuple[Origin, ...] = ("others", "established")


def from_the_end(analysis: Analysis) -> list[tuple[int, Origin]]:
    """Return (characters from its end to the end of the text, whose finding it states) of each sentence."""
    length = {block: len(analysis.block(block).prose) for block in analysis.blocks}
    return [(length[s.block] - s.span.end, origin) for s, origin in analysis.once(origins).items()]


def score(data: DataSet, checker: Checker) -> list[Figure]:
    """Return F1, precision and recall of "cites", and macro-F1. A sentence is read after the one before it."""
    texts = [f"{row.get('prev') or ''} {row['text']}".strip() for row in data.rows]
    both: list[tuple[str, str]] = []
    for row, found in zip(data.rows, checker.judged(from_the_end, texts), strict=True):
        cites = any(origin in _SOURCED for distance, origin in found if distance < len(row["text"]) - 1)
        both.append((CLASSES[row["label"]], CLASSES[cites]))
    rows = of_class("cites", both)
    wanted = sum(row[2] for row in rows)
    return [
        figure(data.task, data.name, "f1", rows, f_one, n=wanted),
        figure(data.task, data.name, "precision", [row[:2] for row in rows], ratio),
        figure(data.task, data.name, "recall", [(row[0], row[2]) for row in rows], ratio),
        figure(data.task, data.name, "macro_f1", [confusion(*pair, CLASSES) for pair in both], macro_f1, n=len(both)),
    ]
