"""The figures as rows of a table: of each set, and of each rule."""

from __future__ import annotations

from collections.abc import Iterator

from bench.accuracy.figures import Figure
from bench.accuracy.measure import Measured
from bench.accuracy.published import OTHERS, SHOWN, Others

HEAD = ("set", "metric", "n", "healthlint", "95 % interval", "published", "baselines")
RULE_HEAD = ("rule", "right on bad sides", "wrong on bad sides", "on good sides", "per 1,000 clean words")
_NONE = "–"


def rows(measured: Measured) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table of sets."""
    for found in measured.figures:
        if found.metric in SHOWN:
            others = OTHERS.get((found.set, found.metric), Others())
            interval = f"{number(found.low)}–{number(found.high)}"
            yield (
                f"{found.task}/{found.set}",
                found.metric,
                f"{found.n:,}",
                number(found.value),
                interval,
                others.published or _NONE,
                others.baselines or _NONE,
            )


def rule_rows(measured: Measured) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table of rules, by name."""
    tally = measured.tally
    for rule in sorted({*tally.right, *tally.wrong, *tally.good, *measured.clean}):
        clean = 1000 * measured.clean[rule] / measured.clean_words if measured.clean_words else 0.0
        yield rule, str(tally.right[rule]), str(tally.wrong[rule]), str(tally.good[rule]), f"{clean:.3f}"


def number(value: float) -> str:
    """Return a share with three places; whole numbers stay."""
    return f"{value:.3f}"


def value(figures: list[Figure], name: str, metric: str) -> float | None:
    """Return a figure's value, or None when it was not measured."""
    return next((f.value for f in figures if f.set == name and f.metric == metric), None)
