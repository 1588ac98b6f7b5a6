"""The readability table of a file's metrics, as text ready to be laid out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from healthlint.model.finding import FileResult


@dataclass(frozen=True, slots=True)
class Reading:
    """One formula's result. `target` and `remark` may be empty; `working` says what the formula was fed."""

    name: str
    score: str
    target: str
    remark: str
    formula: str
    working: str


def readings(result: FileResult) -> tuple[Reading, ...]:
    """Return the formulas of the file in their own order; nothing where none was computed."""
    rows = result.metrics.get("readability")
    if not isinstance(rows, Sequence) or isinstance(rows, str):
        return ()
    return tuple(_reading(row) for row in rows if isinstance(row, Mapping))


def counts(result: FileResult) -> tuple[tuple[str, int], ...]:
    """Return what the formulas are made of, as (noun in the plural, number)."""
    kept = ("words", "sentences", "paragraphs", "syllables")
    return tuple((k, n) for k in kept if isinstance(n := result.metrics.get(k), int))


def _reading(row: Mapping[str, object]) -> Reading:
    remarks = [str(row.get("verdict") or ""), str(row.get("note") or "")]
    if row.get("reliable") is False and not remarks[1]:
        remarks.append("not reliable here")
    return Reading(
        name=str(row.get("title") or row.get("name") or ""),
        score=_number(row.get("score")),
        target=str(row.get("target") or ""),
        remark="; ".join(r for r in remarks if r),
        formula=str(row.get("formula") or ""),
        working=str(row.get("working") or ""),
    )


def _number(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.1f}"
    return "" if value is None else str(value)
