"""The register for a terminal: a table where there is room, else one claim below the other."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from healthlint.register.row import Row
from healthlint.register.summary import (
    condition,
    counted,
    ended,
    parts,
    quoted,
    rules,
    same_sentence,
    sign_off,
    sources,
    strength,
)
from healthlint.reporters.listing import DISCLAIMER
from healthlint.reporters.neutral import neutral
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.paint import StyledLine, line, paint
from healthlint.reporters.wrap import flow

_ROOM = 80  # cells that four columns of words need
_STATE_ROLES = {"new": "info", "changed": "warning", "expired": "warning", "gone": "dim"}
_STYLES = {"info": "bold blue", "warning": "bold yellow", "dim": "dim"}


def written(rows: Sequence[Row], options: RenderOptions) -> str:
    """Return the register as text, file by file, and a line that counts."""
    drawn = [_file(file, list(own), options) for file, own in groupby(rows, key=lambda r: r.file)]
    if options.quiet:
        return "".join(drawn)
    end = [line(("Claims", "title"), f"  {counted(rows)}"), line((DISCLAIMER, "dim"))]
    return "".join(drawn) + paint(end, color=options.color)


def _file(file: str, rows: Sequence[Row], options: RenderOptions) -> str:
    head = paint([line((neutral(file), "path"))], color=options.color)
    if options.width >= _ROOM:
        return f"{head}{_table(rows, options)}\n"
    pairs = zip((None, *rows), rows, strict=False)
    return head + paint((x for before, row in pairs for x in _block(row, before, options)), color=options.color)


def _table(rows: Sequence[Row], options: RenderOptions) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table: Any = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, header_style="bold" if options.color else "")
    for name, sizes in (
        ("Place", {"no_wrap": True, "min_width": 5}),
        ("State, status", {"width": 14}),
        ("Strength", {"width": 13}),
        ("Claim", {"ratio": 1}),
    ):
        table.add_column(name, **sizes)
    for before, row in zip((None, *rows), rows, strict=False):
        state = Text(row.state, style=_STYLES.get(_STATE_ROLES.get(row.state, ""), ""))
        said = (_quote(row, before), parts(row), *_decided(row), *_beside(row))
        claim = Text("\n".join(map(neutral, said)))
        table.add_row(
            _place(row), Text("\n").join((state, Text(row.status))), Text(strength(row).replace(", ", "\n")), claim
        )
        if row is not rows[-1]:
            table.add_row()
    out = io.StringIO()
    console = Console(
        file=out,
        width=options.width,
        force_terminal=options.color,
        color_system="standard" if options.color else None,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
        _environ={},  # the same report wherever it is drawn
    )
    console.print(table)
    return "".join(f"{x.rstrip()}\n" for x in out.getvalue().rstrip().split("\n"))


def _block(row: Row, before: Row | None, options: RenderOptions) -> Iterator[StyledLine]:
    state = (row.state, _STATE_ROLES.get(row.state, ""))
    yield from flow(options, 4, f"  {_place(row)} ", state, f", {row.status}; {strength(row)}")
    yield from flow(options, 4, f"    {neutral(_quote(row, before))}")
    for said in (parts(row), *_decided(row), *_beside(row)):
        yield from flow(options, 6, "    ", (neutral(said), "dim"))
    yield line()


def _quote(row: Row, before: Row | None) -> str:
    return "the same sentence:" if same_sentence(row, before) else quoted(row)


def _place(row: Row) -> str:
    return f"{row.line}:{row.column}" if row.line else "–"


def _decided(row: Row) -> Iterator[str]:
    if row.status != "unreviewed":
        yield "; ".join(x for x in (sign_off(row), ended(row)) if x)


def _beside(row: Row) -> Iterator[str]:
    if row.condition_tier:
        yield f"condition: {condition(row)}"
    if row.reason_needed:
        yield f"needs a source: {', '.join(row.reason_needed)}"
    if row.regulatory_flags:
        yield f"rules: {rules(row)}"
    yield f"sources in reach: {sources(row)}"
    if row.substantiation:
        yield f"evidence on file: {row.substantiation}"
