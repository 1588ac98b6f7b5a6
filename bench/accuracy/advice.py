"""Advice in sentences of abstracts against people's labels: none, weak or strong."""

from __future__ import annotations

from bench.accuracy.figures import Figure, confusion, f_one, figure, macro_f1, of_class
from bench.accuracy.lint import Checker
from bench.accuracy.sets import DataSet
from healthlint.claims.advice import GRADES, sentence_advice
from healthlint.language.analysis import Analysis

LABELS = ("no_advice", "weak_advice", "strong_advice")


def strongest(analysis: Analysis) -> str:
    """Return the grade of a text's strongest advice."""
    spans = (analysis.tokens(sentence) for sentence in analysis.all_sentences())
    return max((sentence_advice(span) for span in spans if span is not None), key=GRADES.index, default="none")


def score(data: DataSet, checker: Checker) -> list[Figure]:
    """Return macro-F1 over the three classes, and F1 of each that is advice."""
    said = [LABELS[GRADES.index(grade)] for grade in checker.judged(strongest, [row["text"] for row in data.rows])]
    both = [(str(row["label"]), found) for row, found in zip(data.rows, said, strict=True)]
    counts = [confusion(gold, found, LABELS) for gold, found in both]
    figures = [figure(data.task, data.name, "macro_f1", counts, macro_f1, n=len(both))]
    for label, metric in ((LABELS[1], "f1_weak"), (LABELS[2], "f1_strong")):
        rows = of_class(label, both)
        figures.append(figure(data.task, data.name, metric, rows, f_one, n=sum(wanted for *_, wanted in rows)))
    return figures
