"""A report in parts: what a format says of one file, by itself, so that it can be kept and put together again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from healthlint.model.finding import FileResult, Report
from healthlint.reporters.options import RenderOptions


@dataclass(frozen=True, slots=True)
class FilePart:
    """What a report says of one file: its `text`, and the `facts` that the beginning and end are worked out from.

    Facts are lists, strings, numbers and None only: JSON gives them back as they were (a tuple comes back as a list).
    """

    text: str
    facts: Any


class Reporter(Protocol):
    """A module of this package that reports in one format. Of `head`, everything but its files is read."""

    def part(self, result: FileResult, head: Report, options: RenderOptions) -> FilePart:
        """Return what the report says of one file."""
        ...

    def join(self, parts: Sequence[FilePart], head: Report, options: RenderOptions) -> str:
        """Return the whole report, of the files in the order given."""
        ...


Renderer = Callable[..., str]  # (report, *, options) -> str


def whole(reporter: Reporter) -> Renderer:
    """Return the function that makes a whole report in one go."""

    def render(report: Report, *, options: RenderOptions) -> str:
        return reporter.join([reporter.part(r, report, options) for r in report.files], report, options)

    return render
