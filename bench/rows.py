"""What was measured: a row of the table, its target, and the JSON file that keeps rows between runs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from statistics import median
from typing import Any, Literal

FULL, QUICK = "full", "quick"


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of `n` measurements, the lowest and the highest."""

    value: float
    low: float
    high: float
    n: int

    @classmethod
    def of(cls, values: Iterable[float]) -> Spread:
        """Return the spread of some measurements. Raises ValueError when there are none."""
        found = list(values)
        if not found:
            raise ValueError("nothing was measured")
        return cls(median(found), min(found), max(found), len(found))


@dataclass(frozen=True, slots=True)
class Target:
    """What a value has to be: `at least`, `at most`, `under` or `exactly` a limit."""

    how: Literal["at least", "at most", "under", "exactly"]
    limit: float

    def met(self, value: float) -> bool:
        """Say whether a value (a median) is within the target."""
        match self.how:
            case "at least":
                return value >= self.limit
            case "at most":
                return value <= self.limit
            case "under":
                return value < self.limit
            case "exactly":
                return value == self.limit

    def __str__(self) -> str:
        return f"{self.how} {self.limit:g}"


@dataclass(frozen=True, slots=True)
class Row:
    """One metric of one line of the table. No value: it was not measured, and `note` says why.

    `met` is None where there is no target, and in a quick run where the target is about the size of the full one.
    """

    line: str
    metric: str
    value: float | None
    low: float | None
    high: float | None
    target: str
    met: bool | None
    unit: str
    n: int
    note: str = ""
    size: str = FULL


def row(
    line: str,
    metric: str,
    unit: str,
    measured: Spread | float,
    target: Target | None = None,
    *,
    note: str = "",
    judged: bool = True,
) -> Row:
    """Return the row of a measurement; a plain number was counted once. `judged=False` leaves `met` open."""
    spread = measured if isinstance(measured, Spread) else Spread.of([measured])
    met = target.met(spread.value) if target is not None and judged else None
    said = str(target) if target is not None else ""
    return Row(line, metric, spread.value, spread.low, spread.high, said, met, unit, spread.n, note)


def yes(line: str, metric: str, holds: bool, *, note: str = "") -> Row:
    """Return the row of something that must hold."""
    return Row(line, metric, float(holds), None, None, "yes", holds, "yes/no", 1, note)


def failed(line: str, reason: str) -> Row:
    """Return the row of a line that could not be measured."""
    return Row(line, "not measured", None, None, None, "", None, "", 0, reason)


@dataclass(frozen=True, slots=True)
class Peer:
    """What another tool did with the same articles. `finds` maps the name of a slip to whether the tool points at it.

    `words_per_second` is of the whole process, `start_up` the seconds for an article of one line. A tool that was not
    there has neither, and `note` says how to install it.
    """

    name: str
    version: str
    command: str
    words_per_second: Spread | None = None
    start_up: Spread | None = None
    finds: dict[str, bool] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """All that is known: facts of the machine, rows in the order of the lines, peers."""

    machine: dict[str, str] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    peers: tuple[Peer, ...] = ()

    def with_rows(self, line: str, rows: Sequence[Row], order: Sequence[str]) -> Record:
        """Return the record with the rows of one line replaced, the lines in `order`."""
        kept = [r for r in self.rows if r.line != line]
        ranked = {name: i for i, name in enumerate(order)}
        merged = sorted([*kept, *rows], key=lambda r: ranked.get(r.line, len(ranked)))
        return replace(self, rows=tuple(merged))


def load(file: Path) -> Record:
    """Return the record of a JSON file; an empty one when there is no file. Raises ValueError on another's JSON."""
    if not file.exists():
        return Record()
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        rows = tuple(Row(**r) for r in data["rows"])
        return Record(data["machine"], rows, tuple(_peer(p) for p in data["peers"]))
    except (TypeError, KeyError) as err:
        raise ValueError(f"{file.name} was not written by this benchmark: {err}") from err


def save(record: Record, file: Path) -> None:
    """Write the record as JSON."""
    file.write_text(json.dumps(asdict(record), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _peer(data: dict[str, Any]) -> Peer:
    spreads = {key: Spread(**data[key]) if data[key] else None for key in ("words_per_second", "start_up")}
    return Peer(**{**data, **spreads})
