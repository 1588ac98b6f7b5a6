"""Suppressions that ended (`until=2026-12-31`): from the next day on their findings are back. An overlay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from healthlint.model.finding import FileResult


class Lapsed:
    """Gives the findings back whose suppression has ended (see `drawing.Overlay`).

    What it says of a file depends on the day, so that is not kept between runs (see `drawing.Drawing.draw`), and its
    key says nothing.
    """

    key = b"lapsed"
    problems: tuple[str, ...] = ()

    def __init__(self, today: date) -> None:
        self._today = today.isoformat()

    def apply(self, result: FileResult) -> FileResult:
        """Return the result as it is today, with a note for each suppression that has ended."""
        over = [s for s in result.suppressed if s.until and s.until < self._today]
        if not over:
            return result
        findings = sorted(
            (*result.findings, *(s.finding for s in over)),
            key=lambda f: (f.scope != "document", f.span.start, -f.severity.rank, f.span.end, f.rule),
        )
        notes = [f"line {s.finding.line}: the suppression of {s.finding.rule} ended on {s.until}" for s in over]
        return replace(
            result,
            findings=tuple(findings),
            suppressed=tuple(s for s in result.suppressed if s not in over),
            notes=(*result.notes, *notes),
        )
