"""The map from a block's prose to the source: exact, or it refuses to exist."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from healthlint.model.span import Span


class RunKind(StrEnum):
    """How a run of prose came from the source.

    COPY: the same characters. REPLACE: other characters, only mapped as a whole (an entity, a line break read as a
    space). GAP: source characters that no reader hears (markup); no prose. HOLE: a stand-in for something that is
    not prose (code, a formula, a masked shortcode); never the place of a finding.
    """

    COPY = "copy"
    REPLACE = "replace"
    GAP = "gap"
    HOLE = "hole"


HOLE_CHARACTER = "\ufffc"  # OBJECT REPLACEMENT CHARACTER: "something stands here that is not text"


@dataclass(frozen=True, slots=True)
class Run:
    """`prose_length` characters of prose that come from `source_length` characters at `source_start`."""

    prose_length: int
    source_start: int
    source_length: int
    kind: RunKind


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Runs in order. They tile the prose exactly and never go backwards in the source.

    Raises ValueError when built from runs that break either promise.
    """

    runs: tuple[Run, ...]
    _starts: tuple[int, ...]

    def __init__(self, runs: Iterable[Run]) -> None:
        kept = tuple(runs)
        starts: list[int] = []
        prose = 0
        source = 0
        for run in kept:
            _check(run, source)
            starts.append(prose)
            prose += run.prose_length
            source = run.source_start + run.source_length
        object.__setattr__(self, "runs", kept)
        object.__setattr__(self, "_starts", (*starts, prose))

    @classmethod
    def identity(cls, start: int, length: int) -> OffsetMap:
        """Return the map of prose that is a plain slice of the source."""
        return cls((Run(length, start, length, RunKind.COPY),) if length else ())

    @property
    def prose_length(self) -> int:
        """The length of the prose that the runs tile."""
        return self._starts[-1]

    @property
    def source_span(self) -> Span:
        """The source from the first run that has prose to the last one; empty when there is no prose."""
        spoken = [run for run in self.runs if run.prose_length]
        if not spoken:
            start = self.runs[0].source_start if self.runs else 0
            return Span(start, start)
        last = spoken[-1]
        return Span(spoken[0].source_start, last.source_start + last.source_length)

    def to_source(self, prose_span: Span) -> Span | None:
        """Return the source range of a prose range, or None when an end of it lies in a hole.

        Markup inside the range is part of the result, markup at its edges is not. A REPLACE run is taken whole.
        An empty range gives an empty range. Raises ValueError outside the prose.
        """
        if prose_span.end > self.prose_length:
            raise ValueError(f"{prose_span} is outside a prose of {self.prose_length} characters")
        if not len(prose_span):
            return self._empty(prose_span.start)
        first, first_offset = self._run_at(prose_span.start)
        last, last_offset = self._run_at(prose_span.end - 1)
        if RunKind.HOLE in (first.kind, last.kind):
            return None
        start = first.source_start + (first_offset if first.kind is RunKind.COPY else 0)
        end = last.source_start + (last_offset + 1 if last.kind is RunKind.COPY else last.source_length)
        return Span(start, end)

    def to_prose(self, source_offset: int) -> int:
        """Return the prose offset of the first character that comes from `source_offset` or later."""
        for run, start in zip(self.runs, self._starts, strict=False):
            if run.prose_length and source_offset < run.source_start + run.source_length:
                inside = max(0, source_offset - run.source_start)
                return start + (inside if run.kind is RunKind.COPY else 0)
        return self.prose_length

    def is_exact(self, prose_span: Span) -> bool:
        """Tell whether the range is one unbroken copy of the source, so that an edit of it is safe."""
        if not len(prose_span) or prose_span.end > self.prose_length:
            return False
        first, first_offset = self._run_at(prose_span.start)
        return first.kind is RunKind.COPY and first_offset + len(prose_span) <= first.prose_length

    def _run_at(self, prose_offset: int) -> tuple[Run, int]:
        index = bisect_right(self._starts, prose_offset) - 1
        return self.runs[index], prose_offset - self._starts[index]

    def _empty(self, prose_offset: int) -> Span | None:
        if not self.prose_length:
            return self.source_span
        if prose_offset == self.prose_length:
            before = self.to_source(Span(prose_offset - 1, prose_offset))
            return Span(before.end, before.end) if before else None
        after = self.to_source(Span(prose_offset, prose_offset + 1))
        return Span(after.start, after.start) if after else None


def _check(run: Run, source: int) -> None:
    if min(run.prose_length, run.source_start, run.source_length) < 0:
        raise ValueError(f"negative length or start: {run}")
    if run.source_start < source:
        raise ValueError(f"goes backwards in the source at {source}: {run}")
    if run.kind is RunKind.COPY and run.prose_length != run.source_length:
        raise ValueError(f"a copy changes its length: {run}")
    if run.kind is RunKind.GAP and run.prose_length:
        raise ValueError(f"a gap has prose: {run}")
