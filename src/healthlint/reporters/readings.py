"""The readability table of a file's metrics, as text ready to be laid out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from healthlint.model.finding import FileResult
from healthlint.reporters.listing import plural


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


def counts(result: FileResult) -> str:
    """Return what the formulas are made of: "464 words, 20 sentences"; empty where nothing was counted."""
    kept = ("word", "sentence", "paragraph", "syllable")
    return ", ".join(plural(n, noun) for noun in kept if isinstance(n := result.metrics.get(f"{noun}s"), int))


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
        return f"{value:.2f}"  # as in the working, so that a reader finds the same number there
    return "" if value is None else str(value)
