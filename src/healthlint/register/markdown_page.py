"""The register as a page in GitHub-flavoured Markdown. It is for reading: nothing reads it back."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from healthlint.register.row import Row
from healthlint.register.summary import condition, counted, ended, parts, rules, sign_off, sources, strength
from healthlint.reporters.listing import DISCLAIMER
from healthlint.reporters.markdown_text import escape, table

HEAD = "# Claims register"
_COLUMNS = (
    "Place",
    "State",
    "Status",
    "Claim",
    "Who → does → what",
    "Condition",
    "Strength",
    "Needs a source",
    "Rules",
    "Sources",
    "Decision",
)


def written(rows: Sequence[Row]) -> str:
    """Return the page: counts, then a table for each file."""
    said = [HEAD, f"{escape(counted(rows))}."]
    for file, own in groupby(rows, key=lambda r: r.file):
        said += [f"## {escape(file)}", table(_COLUMNS, [_cells(row) for row in own])]
    return "\n\n".join((*said, f"_{DISCLAIMER}_")) + "\n"


def _cells(row: Row) -> list[str]:
    evidence = "; ".join(x for x in (sources(row), row.substantiation) if x and x != "none") or "none"
    decision = "; ".join(x for x in (sign_off(row), ended(row)) if x)
    if row.approved_wording and row.match != "exact":
        decision += f"; approved wording: “{row.approved_wording}”"
    state = f"**{row.state}**" if row.state in ("changed", "expired") else row.state
    place = f"{row.line}:{row.column}" if row.line else ""
    reasons = ", ".join(row.reason_needed)
    texts = [row.quote, parts(row), condition(row), strength(row), reasons, rules(row), evidence, decision]
    return [place, state, row.status, *map(escape, texts)]
