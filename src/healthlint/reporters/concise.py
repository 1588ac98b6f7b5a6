"""One line a finding, `path:line:column: severity rule message`: for editors, grep, problem matchers."""

from __future__ import annotations

from healthlint.model.finding import Report
from healthlint.reporters.listing import lines
from healthlint.reporters.neutral import neutral
from healthlint.reporters.options import RenderOptions


def render(report: Report, *, options: RenderOptions) -> str:
    """Return the lines, files in the report's order; nothing at all when there is nothing to say.

    Findings below `report.show` are left out. Files that failed or were skipped have a line of their own.
    """
    return "".join(
        f"{neutral(x.path)}:{x.line}:{x.column}: {x.level} {x.rule} {neutral(x.message)}\n" for x in lines(report)
    )
