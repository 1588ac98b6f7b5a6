"""The readability table of a file's metrics, as text ready to be laid out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from healthlint.model.finding import FileResult
from healthlint.reporters.listing import plural

_WORDS = 3  # of the topic that are named


@dataclass(frozen=True, slots=True)
class Reading:
    """One formula's result. `target`, `verdict` and `note` may be empty; `working` says what it was fed."""

    key: str
    name: str
    score: str
    target: str
    verdict: str
    note: str
    formula: str
    working: str

    @property
    def remark(self) -> str:
        """The verdict and the note in one cell."""
        return "; ".join(r for r in (self.verdict, self.note) if r)


def readings(result: FileResult) -> tuple[Reading, ...]:
    """Return the formulas of the file in their own order; nothing where none was computed."""
    rows = result.metrics.get("readability")
    if not isinstance(rows, Sequence) or isinstance(rows, str):
        return ()
    said = too_short(result)
    return tuple(_reading(row, said) for row in rows if isinstance(row, Mapping))


def too_short(result: FileResult) -> str:
    """Return that the article has too few words for any formula, in words; empty for one long enough."""
    return str(result.metrics.get("too_short") or "")


def adjusted(result: FileResult) -> str:
    """Return the grades that are left without the topic's own words; empty where there are none."""
    grades = result.metrics.get("adjusted")
    if not isinstance(grades, Mapping) or not grades or too_short(result):
        return ""
    names = {r.key: r.name for r in readings(result)}
    said = ", ".join(f"{names.get(str(key), str(key))} {_number(grade)}" for key, grade in grades.items())
    words = result.metrics.get("topic_words")
    listed = [f"“{w}”" for w in words] if isinstance(words, Sequence) and not isinstance(words, str) else []
    named = f" ({', '.join(listed[:_WORDS])}{' …' if len(listed) > _WORDS else ''})" if listed else ""
    return f"With the topic's own words{named} counted as easy: {said}"


def counts(result: FileResult) -> str:
    """Return what the formulas are made of: "464 words, 20 sentences"; empty where nothing was counted."""
    kept = ("word", "sentence", "paragraph", "syllable")
    return ", ".join(plural(n, noun) for noun in kept if isinstance(n := result.metrics.get(f"{noun}s"), int))


def _reading(row: Mapping[str, object], said: str) -> Reading:
    note = str(row.get("note") or "")
    if row.get("reliable") is False and not note and not said:
        note = "not reliable here"
    return Reading(
        key=str(row.get("name") or ""),
        name=str(row.get("title") or row.get("name") or ""),
        score=_number(row.get("score")),
        target=str(row.get("target") or ""),
        verdict=str(row.get("verdict") or ""),
        note=note,
        formula=str(row.get("formula") or ""),
        working=str(row.get("working") or ""),
    )


def _number(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}"  # as in the working, so that a reader finds the same number there
    return "" if value is None else str(value)
