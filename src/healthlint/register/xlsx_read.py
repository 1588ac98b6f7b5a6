"""A register read from a workbook that people filled in. The only importer of openpyxl."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from healthlint.diagnostics import Diagnostic
from healthlint.errors import UserError
from healthlint.register.records import Cell, Reading, Record, RegisterError, rows_from
from healthlint.register.row import Row
from healthlint.register.text_cells import as_written
from healthlint.register.xlsx_write import SHEET

_LARGEST = 500_000_000  # bytes once unpacked: a small file can be made to unpack to anything
_MOST_COLUMNS = 200


def read(path: str, data: bytes) -> tuple[Row, ...]:
    """Return the rows of a workbook's sheet `Claims` (else its first). Raises RegisterError with every mistake."""
    cells = _cells(path, data)
    reading = Reading(lambda cell, message, hint: _located(path, cell, message, hint))
    # A sheet may have formats far to the right of the last heading.
    width = max((n for n, value in enumerate(cells[0] if cells else (), 1) if value not in (None, "")), default=0)
    names = reading.columns([Cell(value, 1, n) for n, value in enumerate((cells[0] if cells else ())[:width], 1)])
    for number, line in enumerate(cells[1:], 2):
        if all(value in (None, "") for value in line):
            continue
        for place, value in enumerate(line[width:], width + 1):
            if value not in (None, ""):
                reading.problem(Cell(value, number, place), "a value below no heading would be lost")
        own = {
            name: Cell(as_written(value) if isinstance(value, str) else value, number, place)
            for place, (name, value) in enumerate(zip(names, line, strict=False), 1)
            if name is not None
        }
        reading.records.append(Record(own, Cell("", number, 1)))
    return rows_from(reading, path)


def _cells(path: str, data: bytes) -> Sequence[Sequence[Any]]:
    import warnings

    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _LARGEST:
                raise _unreadable(path, "it unpacks to more than 500 MB")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that it leaves out, such as data validation
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheet: Any = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
            return [row[:_MOST_COLUMNS] for row in sheet.iter_rows(values_only=True)]
    except UserError:
        raise
    except Exception as err:  # openpyxl raises whatever a damaged part makes it stumble over
        raise _unreadable(path, "not a workbook that can be read; open and save it again as .xlsx") from err


def _unreadable(path: str, message: str) -> RegisterError:
    return RegisterError(f"{path}: {message}; it was left as it is", (Diagnostic(path, 0, 0, message),))


def _located(path: str, cell: Cell, message: str, hint: str) -> Diagnostic:
    from openpyxl.utils import get_column_letter

    place = f"cell {get_column_letter(max(1, cell.end))}{cell.start}: " if cell.start else ""
    return Diagnostic(path, cell.start, cell.end, f"{place}{message}", hint)
