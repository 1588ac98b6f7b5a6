"""A measured figure with its interval, and the bootstrap that gives it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy

_ROUNDS = 1_000
_SEED = 20_261_128


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `n` is what it rests on (edits, pairs, findings, words); `low` to `high` holds 95 % of resamples."""

    task: str
    set: str
    metric: str
    n: int
    value: float
    low: float
    high: float

    def as_dict(self) -> dict[str, Any]:
        """Return the figure as the JSON file has it."""
        return asdict(self)


Statistic = Callable[[numpy.ndarray], float]


def ratio(counts: numpy.ndarray) -> float:
    """Return first column over second, of counts summed over texts; 0 where there is nothing to divide by."""
    return float(counts[0] / counts[1]) if counts[1] else 0.0


def per_thousand(counts: numpy.ndarray) -> float:
    """Return first column per 1,000 of the second."""
    return 1000 * ratio(counts)


def f_half(counts: numpy.ndarray) -> float:
    """Return F0.5 of (right, found, wanted, right of wanted): precision counts twice as much as recall."""
    right, found, wanted, reached = counts
    precision = right / found if found else 0.0
    recall = reached / wanted if wanted else 0.0
    return float(1.25 * precision * recall / (0.25 * precision + recall)) if precision + recall else 0.0


def f_one(counts: numpy.ndarray) -> float:
    """Return F1 of (right, found, wanted)."""
    right, found, wanted = counts
    return float(2 * right / (found + wanted)) if found + wanted else 0.0


def macro_f1(counts: numpy.ndarray) -> float:
    """Return the mean F1 over k classes of a confusion table, row by row (gold by said), as k × k counts.

    A class that is neither wanted nor said does not count.
    """
    size = round(len(counts) ** 0.5)
    table = counts.reshape(size, size)
    there = [i for i in range(size) if table[i].sum() + table[:, i].sum()]
    found = [2 * table[i, i] / (table[i].sum() + table[:, i].sum()) for i in there]
    return float(sum(found) / len(found)) if found else 0.0


def confusion(gold: str, said: str, classes: Sequence[str]) -> list[int]:
    """Return one judgement as a row for `macro_f1`. Raises ValueError for a class that is not there."""
    row = [0] * len(classes) ** 2
    row[classes.index(gold) * len(classes) + classes.index(said)] = 1
    return row


def of_class(name: str, judged: Sequence[tuple[str, str]]) -> list[tuple[int, int, int]]:
    """Return (right, found, wanted) of one class for each (gold, said): rows for `f_one`; for precision and recall
    take two columns of them.
    """
    return [(int(gold == said == name), int(said == name), int(gold == name)) for gold, said in judged]


def pearson(counts: numpy.ndarray) -> float:
    """Return Pearson's r from sums of rows of `products`; 0 where a side does not vary."""
    n, x, y, xx, yy, xy = counts
    spread = (n * xx - x * x) * (n * yy - y * y)
    return float((n * xy - x * y) / spread**0.5) if spread > 0 else 0.0


def products(x: float, y: float) -> tuple[float, ...]:
    """Return one pair of values as a row for `pearson`."""
    return 1.0, x, y, x * x, y * y, x * y


def figure(
    task: str, name: str, metric: str, counts: Sequence[Sequence[float]], statistic: Statistic, *, n: int | None = None
) -> Figure:
    """Return a figure from one row of counts for each text; texts are resampled with replacement.

    `n` is the sum of the second column if not given.
    """
    table = numpy.asarray(counts, dtype=float).reshape(len(counts), -1)
    total = table.sum(axis=0)
    random = numpy.random.default_rng(_SEED)
    # Only texts that count for something matter, and how often each is drawn is all that a resample is.
    drawn = random.multinomial(len(table), numpy.full(len(table), 1 / len(table)), size=_ROUNDS)
    values = [statistic(row) for row in drawn @ table]
    low, high = numpy.percentile(values, [2.5, 97.5])
    size = int(total[1]) if n is None else n
    return Figure(task, name, metric, size, round(statistic(total), 4), round(float(low), 4), round(float(high), 4))
