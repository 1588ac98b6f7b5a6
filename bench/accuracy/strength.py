"""Strength of a sentence against people's labels: none, correlational, conditional or direct cause; and whether a press
release words its claim more strongly than the paper.
"""

from __future__ import annotations

from collections.abc import Sequence

from bench.accuracy.figures import Figure, confusion, f_one, figure, macro_f1, of_class, ratio
from bench.accuracy.lint import Checker
from bench.accuracy.sets import DataSet
from healthlint.claims.causal import statements
from healthlint.claims.strength import rank
from healthlint.language.analysis import Analysis

LABELS = ("none", "correlational", "conditional_causal", "direct_causal")
COMPARED = ("same", "exaggerates", "downplays")

# "Can cause" is a rung of its own for us. Yu and others count it as direct; Wright and Augenstein (after Sumner and
# others) as conditional.
_CAUSAL = {
    "none": "none",
    "correlational": "correlational",
    "conditional": "conditional_causal",
    "can": "direct_causal",
    "direct": "direct_causal",
}
_PAIRED = _CAUSAL | {"can": "conditional_causal"}


def strongest(analysis: Analysis) -> str:
    """Return the strength of a text's strongest sentence, on our ladder."""
    return max((said.strength for said in statements(analysis)), key=rank, default="none")


def strongest_asserted(analysis: Analysis) -> str:
    """Return the strength of a text's strongest sentence that is not denied: "not linked to" states no relation."""
    found = (said.strength for said in statements(analysis) if said.polarity != "negated")
    return max(found, key=rank, default="none")


def score(data: DataSet, checker: Checker) -> list[Figure]:
    """Return macro-F1 over the four classes, precision, recall and F1 of direct cause, and F1 of the hedged class among
    the sentences that people call conditional or direct.
    """
    said = [_CAUSAL[found] for found in checker.judged(strongest, [row["text"] for row in data.rows])]
    both = [(str(row["label"]), found) for row, found in zip(data.rows, said, strict=True)]
    direct = of_class("direct_causal", both)
    causal = [pair for pair in both if pair[0] in LABELS[2:]]

    def of(metric: str, counts: Sequence[Sequence[float]], statistic=ratio, n: int | None = None) -> Figure:
        return figure(data.task, data.name, metric, counts, statistic, n=n)

    return [
        of("macro_f1", [confusion(gold, found, LABELS) for gold, found in both], macro_f1, len(both)),
        of("precision_direct", [(right, found) for right, found, _ in direct]),
        of("recall_direct", [(right, wanted) for right, _, wanted in direct]),
        of("f1_direct", direct, f_one, sum(wanted for _, _, wanted in direct)),
        of("f1_hedged", of_class("conditional_causal", causal), f_one, len(causal)),
    ]


def score_pairs(data: DataSet, checker: Checker) -> list[Figure]:
    """Return macro-F1 of same, exaggerates and downplays, from the strengths of the two texts of each pair."""
    release, paper = (
        [LABELS.index(_PAIRED[found]) for found in checker.judged(strongest_asserted, [row[side] for row in data.rows])]
        for side in ("text", "abstract")
    )
    said = [COMPARED[0 if a == b else 1 if a > b else 2] for a, b in zip(release, paper, strict=True)]
    counts = [confusion(str(row["label"]), found, COMPARED) for row, found in zip(data.rows, said, strict=True)]
    return [figure(data.task, data.name, "macro_f1", counts, macro_f1, n=len(counts))]
