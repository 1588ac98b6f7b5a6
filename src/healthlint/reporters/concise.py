"""One line a finding, `path:line:column: severity rule message`: for editors, grep, problem matchers."""

from __future__ import annotations

from collections.abc import Sequence

from healthlint.model.finding import FileResult, Report
from healthlint.reporters.listing import lines_of, merged
from healthlint.reporters.neutral import neutral
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.parts import FilePart


def part(result: FileResult, head: Report, options: RenderOptions) -> FilePart:
    """Return one file's lines, as facts."""
    return FilePart("", lines_of(result, head))


def join(parts: Sequence[FilePart], head: Report, options: RenderOptions) -> str:
    """Return the lines, files in the report's order; nothing at all when there is nothing to say.

    Findings below `report.show` are left out. Files that failed or were skipped have a line of their own.
    """
    return "".join(
        f"{neutral(x.path)}:{x.line}:{x.column}: {x.level} {x.rule} {neutral(x.message)}\n"
        for x in merged(p.facts for p in parts)
    )
