"""The report of a run, drawn file by file, so that no result need be held to the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from healthlint.cache import keys
from healthlint.cache.results import Kept
from healthlint.model.finding import Confidence, FileResult, Report, Severity
from healthlint.profiling import STAGE, Profile, timed
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.parts import FilePart, Reporter
from healthlint.reporters.registry import in_parts, render
from healthlint.reporters.tally import Tally


class Overlay(Protocol):
    """What is laid over a result before it is drawn. `key` tells one from another."""

    key: bytes

    def apply(self, result: FileResult) -> FileResult:
        """Return the result as it is to be drawn."""
        ...


class Several:
    """Overlays as one: each is applied to what the one before it gives."""

    def __init__(self, overlays: Sequence[Overlay]) -> None:
        self._overlays = overlays
        self.key = keys.key_of(*(overlay.key for overlay in overlays))

    def apply(self, result: FileResult) -> FileResult:
        """Return the result as it is to be drawn."""
        for overlay in self._overlays:
            result = overlay.apply(result)
        return result


class Drawing:
    """Draws results in one format. `head` is the report without its files.

    A plug-in's reporter wants the whole report, so its parts are results and can not be `kept`. `reporter` draws in a
    format that is none of the registry; `overlay` is applied to each result first, so what is kept of results is
    without it.
    """

    def __init__(
        self,
        format: str,
        options: RenderOptions,
        head: Report,
        profile: Profile | None = None,
        *,
        reporter: Reporter | None = None,
        overlay: Overlay | None = None,
    ) -> None:
        self._profile = profile
        self._format = format
        self._options = options
        self._head = head
        self._overlay = overlay
        self._reporter = reporter or in_parts(format)
        self.kept = self._reporter is not None
        self.key = keys.key_of(format, options, head, *([overlay.key] if overlay else ()))

    def draw(self, result: FileResult) -> Kept:
        """Return what the report says of one file."""
        dated = any(s.until for s in result.suppressed)
        if self._overlay is not None:
            result = self._overlay.apply(result)
        if self._reporter is None:
            return Kept(FilePart("", result), _worst(result), Tally.of(result), dated, _failure(result))
        with timed(self._profile, STAGE, "report"):
            part = self._reporter.part(result, self._head, self._options)
        return Kept(part, _worst(result), Tally.of(result), dated, _failure(result))

    def text(self, parts: Iterable[FilePart]) -> str:
        """Return the whole report. Raises UserError for a plug-in that cannot be used."""
        if self._reporter is None:
            whole = replace(self._head, files=tuple(part.facts for part in parts))
            return render(self._format, whole, options=self._options)
        return self._reporter.join(tuple(parts), self._head, self._options)


def _worst(result: FileResult) -> int:
    """Return the rank of the worst thing that can fail a run: sure findings that nobody approved, and problems."""
    found = [f.severity.rank for f in result.findings if f.confidence is not Confidence.LOW and not f.passes]
    return max([0, *found, *(p.severity.rank for p in result.problems)])


def _failure(result: FileResult) -> str:
    """Return the code of the problem that makes the result doubtful: wrong settings before all others."""
    serious = [p.code for p in result.problems if p.severity is Severity.ERROR]
    if "settings" in serious:
        return "settings"
    return serious[0] if serious else "internal" if result.status == "failed" else ""
