"""Findings of the claims rules where there is nothing to find: edited patient information, and wording the law allows.

Everything counts, hints (severity info) too.
"""

from __future__ import annotations

from bench.accuracy.figures import Figure, figure, per_thousand, ratio
from bench.accuracy.lint import Checker, Setup
from bench.accuracy.sets import DataSet

_PUBLIC = Setup(("claims",), {"publisher": "public-body"}, info=True)
# The strictest reader of an authorised claim: the page of whoever sells the food.
_SELLER = Setup(
    ("claims",), {"publisher": "commercial", "subject": "supplement-or-food", "jurisdiction": "uk"}, info=True
)


def per_words(data: DataSet, _: Checker) -> list[Figure]:
    """Return the findings of claims rules per 1,000 words of a public body's articles."""
    with Checker(_PUBLIC) as checker:
        said = checker.said([row["text"] for row in data.rows])
    counts = [(len(found.hits), found.words) for found in said]
    return [figure(data.task, data.name, "claims_per_1000_words", counts, per_thousand)]


def flagged(data: DataSet, _: Checker) -> list[Figure]:
    """Return the share of authorised claims with any finding of a claims rule."""
    with Checker(_SELLER) as checker:
        said = checker.said([row["text"] for row in data.rows])
    counts = [(int(bool(found.hits)), 1) for found in said]
    return [figure(data.task, data.name, "claims_flagged", counts, ratio)]
