"""The register as CSV (RFC 4180), with the place of every cell when it is read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from healthlint.diagnostics import locate
from healthlint.register.records import Cell, Reading, Record, rows_from
from healthlint.register.row import BY_NAME, COLUMNS, Row
from healthlint.register.text_cells import as_written, cell_text

_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_END = re.compile(r"\r\n|\n|\r|\Z")
_SEPARATOR = "; "
_DELIMITERS = ",;\t"  # spreadsheets of some countries write the second or third


def written(rows: Sequence[Row]) -> str:
    """Return the rows as CSV with a line of column names; lines end in CR LF, as the standard has it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([c.name for c in COLUMNS])
    for row in rows:
        writer.writerow([cell_text(row, c, separator=_SEPARATOR) for c in COLUMNS])
    return out.getvalue()


def read(path: str, text: str) -> tuple[Row, ...]:
    """Return the rows of a CSV text. Raises RegisterError with every mistake."""
    reading = Reading(lambda cell, message, hint: locate(path, text, cell.start, cell.end, message, hint=hint))
    lines = _lines(text, _delimiter(text), reading)
    head = next(lines, [Cell("", 0, 0)])
    names = reading.columns(head)
    for cells in lines:
        if len(cells) == 1 and not cells[0].value:
            continue  # an empty line
        whole = Cell("", cells[0].start, cells[-1].end)
        if len(cells) != len(names):
            reading.problem(whole, f"{len(cells)} cells here, {len(names)} column names at the top")
            continue
        # A list is neutralised as a whole, and so is every other cell.
        own = {
            n: Cell(as_written(c.value), c.start, c.end)
            for n, c in zip(names, cells, strict=True)
            if n in BY_NAME and n
        }
        reading.records.append(Record(own, whole))
    return rows_from(reading, path)


def _delimiter(text: str) -> str:
    head = text[: _end_of_line(text)]
    return max(_DELIMITERS, key=head.count)


def _end_of_line(text: str) -> int:
    found = _END.search(text)
    return found.start() if found else len(text)


def _lines(text: str, delimiter: str, reading: Reading) -> Iterator[list[Cell]]:
    """Yield the cells of each line; `start` and `end` are those of the cell as it is written."""
    plain = re.compile(f"[^{re.escape(delimiter)}\r\n]*")
    at, cells = 0, []
    while at < len(text) or cells:
        quoted = _QUOTED.match(text, at)
        found = quoted or plain.match(text, at)
        if found is None:  # `plain` matches the empty text
            break
        value = quoted[1].replace('""', '"') if quoted else found[0]
        if not quoted and value.startswith('"'):
            reading.problem(Cell("", at, at + 1), "this quotation mark is never closed")
            return
        cells.append(Cell(value, at, found.end()))
        at = found.end()
        if text.startswith(delimiter, at):
            at += 1
            if at == len(text):
                cells.append(Cell("", at, at))
            else:
                continue
        end = _END.match(text, at)
        if end is None:
            reading.problem(Cell("", at, at + 1), "text after the closing quotation mark of a cell")
            return
        yield cells
        at, cells = end.end(), []
