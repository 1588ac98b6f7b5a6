"""What `healthlint links` says: a table for people, JSON lines, CSV or Markdown; one row for each place."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields

from healthlint.links.verdict import Status


@dataclass(frozen=True, slots=True)
class Row:
    """One place of an article that links somewhere or gives an identifier, and what became of it.

    `line` and `column` are 1-based. `kind`: url, doi, pmid …; `code` is the HTTP status, 0 without an answer; `final`
    is where it led, "" if that is the address itself.
    """

    path: str
    line: int
    column: int
    kind: str
    address: str
    status: str
    code: int
    reason: str
    final: str


def render(format: str, rows: Sequence[Row], *, everything: bool) -> str:
    """Return the report. The table and Markdown leave out what is fine, unless `everything` is asked for."""
    shown = [r for r in rows if everything or r.status != Status.OK] if format in ("table", "markdown") else rows
    return _WRITERS[format](shown, rows)


def summary(rows: Sequence[Row]) -> str:
    """Return the counts in words: each address counts once."""
    status = {(r.kind, r.address): r.status for r in rows}
    count = Counter(status.values())
    parts = [f"{count[s]} {s}" for s in reversed(Status) if count[s]]
    return f"{len(status)} address{'' if len(status) == 1 else 'es'}: {', '.join(parts) or 'nothing to look up'}"


def _table(shown: Sequence[Row], rows: Sequence[Row]) -> str:
    lines: list[str] = []
    path = ""
    for row in shown:
        if row.path != path:
            path = row.path
            lines.append(_plain(path))
        code = f" ({row.code})" if row.code and row.status != Status.OK else ""
        final = f" → {row.final}" if row.final and row.status != Status.OK else ""
        what = row.address if row.kind == "url" else f"{row.kind}:{row.address}"
        reason = f": {row.reason}{code}" if row.reason else ""
        lines.append(_plain(f"  {row.line}:{row.column}  {row.status:<10}  {what}{reason}{final}"))
    return "\n".join((*lines, *([""] if lines else []), summary(rows), ""))


def _jsonl(shown: Sequence[Row], rows: Sequence[Row]) -> str:
    return "".join(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in shown)


def _csv(shown: Sequence[Row], rows: Sequence[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = [f.name for f in fields(Row)]
    writer.writerow(names)
    writer.writerows([[_cell(getattr(row, name)) for name in names] for row in shown])
    return out.getvalue()


def _markdown(shown: Sequence[Row], rows: Sequence[Row]) -> str:
    lines = [f"{summary(rows)}", ""]
    if shown:
        lines += ["| place | status | address | |", "|---|---|---|---|"]
    for row in shown:
        final = f" → `{_code(row.final)}`" if row.final else ""
        code = f" ({row.code})" if row.code else ""
        place = f"`{_code(row.path)}:{row.line}`"
        lines.append(f"| {place} | {row.status} | `{_code(row.address)}` | {row.reason}{code}{final} |")
    return "\n".join(lines) + "\n"


def _cell(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula. Source: OWASP, CSV injection."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def _code(text: str) -> str:
    """Return text that stays inside a code span of a table's cell."""
    return _plain(text).replace("`", "%60").replace("|", "\\|")


def _plain(text: str) -> str:
    """Return text without characters that a terminal would act on."""
    return "".join(c if c.isprintable() else "�" for c in text)


_WRITERS: dict[str, Callable[[Sequence[Row], Sequence[Row]], str]] = {
    "table": _table,
    "jsonl": _jsonl,
    "csv": _csv,
    "markdown": _markdown,
}
FORMATS = tuple(_WRITERS)
