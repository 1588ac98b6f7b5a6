"""How certain a finding sounds, against the mean of people's ratings from 1 to 6."""

from __future__ import annotations

from bench.accuracy.figures import Figure, figure, pearson, products
from bench.accuracy.lint import Checker
from bench.accuracy.sets import DataSet
from healthlint.claims.certainty import PLAIN, sentence_certainty
from healthlint.language.analysis import Analysis


def lowest(analysis: Analysis) -> float:
    """Return the certainty of a text's least certain sentence."""
    spans = (analysis.tokens(sentence) for sentence in analysis.all_sentences())
    return min((sentence_certainty(span) for span in spans if span is not None), default=PLAIN)


def score(data: DataSet, checker: Checker) -> list[Figure]:
    """Return Pearson's r."""
    said = checker.judged(lowest, [row["text"] for row in data.rows])
    counts = [products(value, float(row["label"])) for value, row in zip(said, data.rows, strict=True)]
    return [figure(data.task, data.name, "pearson", counts, pearson, n=len(counts))]
