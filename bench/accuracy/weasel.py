"""Sentences of an encyclopedia that people marked as vague, against the judgement of vague wording."""

from __future__ import annotations

from bench.accuracy.figures import Figure, confusion, f_one, figure, macro_f1, of_class, ratio
from bench.accuracy.lint import Checker
from bench.accuracy.sets import DataSet
from healthlint.citations.weasel import vague
from healthlint.language.analysis import Analysis

CLASSES = ("certain", "uncertain")


def is_vague(analysis: Analysis) -> bool:
    """Tell whether a text has a vague sentence."""
    return bool(analysis.once(vague))


def score(data: DataSet, checker: Checker) -> list[Figure]:
    """Return F1, precision and recall of "uncertain", and macro-F1."""
    found = checker.judged(is_vague, [row["text"] for row in data.rows])
    both = [(str(row["label"]), CLASSES[said]) for row, said in zip(data.rows, found, strict=True)]
    rows = of_class("uncertain", both)
    wanted = sum(row[2] for row in rows)
    return [
        figure(data.task, data.name, "f1", rows, f_one, n=wanted),
        figure(data.task, data.name, "precision", [row[:2] for row in rows], ratio),
        figure(data.task, data.name, "recall", [(row[0], row[2]) for row in rows], ratio),
        figure(data.task, data.name, "macro_f1", [confusion(*pair, CLASSES) for pair in both], macro_f1, n=len(both)),
    ]
