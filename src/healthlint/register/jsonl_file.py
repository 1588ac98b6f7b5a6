"""The register as JSON Lines: one row a line."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from healthlint.diagnostics import locate
from healthlint.register.records import Cell, Reading, Record, rows_from
from healthlint.register.row import BY_NAME, Row, plain


def written(rows: Sequence[Row]) -> str:
    """Return the rows as JSON, one a line."""
    return "".join(json.dumps(plain(row), ensure_ascii=False) + "\n" for row in rows)


def read(path: str, text: str) -> tuple[Row, ...]:
    """Return the rows of a JSON Lines text. Raises RegisterError with every mistake."""
    reading = Reading(lambda cell, message, hint: locate(path, text, *_place(text, cell), message, hint=hint))
    start = 0
    for line in text.split("\n"):
        if line.strip():
            _read_line(line, start, reading)
        start += len(line) + 1
    return rows_from(reading, path)


def _read_line(line: str, start: int, reading: Reading) -> None:
    twice: list[str] = []
    whole = Cell("", start, start + len(line.rstrip()))
    try:
        values = json.loads(line, object_pairs_hook=lambda pairs: _object(pairs, twice))
    except json.JSONDecodeError as err:
        reading.problem(Cell("", start + err.pos, start + err.pos + 1), f"not valid JSON: {err.msg.lower()}")
        return
    except RecursionError:
        reading.problem(whole, "nested too deeply")
        return
    if not isinstance(values, dict):
        reading.problem(whole, "a row must be an object: {…}")
        return
    cells: dict[str, Cell] = {}
    for key, value in values.items():
        if key in twice:
            reading.problem(replace(whole, key=key), f"`{key}` stands here a second time")
        name = key if key in BY_NAME else reading.column(Cell(key, whole.start, whole.end, key))
        if name is not None:
            cells[name] = Cell(value, whole.start, whole.end, key)
    reading.records.append(Record(cells, whole))


def _object(pairs: list[tuple[str, Any]], twice: list[str]) -> dict[str, Any]:
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            twice.append(key)
        seen.add(key)
    return dict(pairs)


def _place(text: str, cell: Cell) -> tuple[int, int]:
    """Return where the key of a cell stands in its line: within a text its quotation marks would have a backslash."""
    key = re.escape(json.dumps(cell.key, ensure_ascii=False))
    found = re.compile(rf"{key}\s*:").search(text, cell.start, cell.end) if cell.key else None
    return (found.start(), found.end() - 1) if found else (cell.start, cell.end)
