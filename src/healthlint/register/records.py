"""What people may have edited, checked: the cells of a register become rows, or every mistake with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from healthlint.diagnostics import Diagnostic, did_you_mean
from healthlint.errors import UserError
from healthlint.register.items import BadItem, Item, item_from, item_of, parts_of, word_of
from healthlint.register.row import BY_NAME, COLUMNS, Column, Holds, Row, id_by_hand

_BY_LABEL = {c.label.casefold(): c.name for c in COLUMNS}
FILLED_IN = " *"  # stands after the label of a column that people fill in
_NEEDED = ("file", "quote")
_MOST_DIGITS = 12


class RegisterError(UserError):
    """A register that cannot be read; `diagnostics` are all its mistakes. It must not be overwritten."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value and where it is. `start` and `end` are offsets in the text, or row and column of a sheet (1-based).

    `key` is for formats that look for its place in that range only when there is something to say of it.
    """

    value: Any
    start: int
    end: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One row as it is written: its cells by column, and a cell that stands for the whole."""

    cells: Mapping[str, Cell]
    whole: Cell


# (cell, message, hint) -> the diagnostic with its place
Locate = Callable[[Cell, str, str], Diagnostic]


@dataclass(slots=True)
class Reading:
    """The records of a file and its mistakes so far."""

    locate: Locate
    records: list[Record] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)

    def problem(self, cell: Cell, message: str, hint: str = "") -> None:
        """Note a mistake."""
        self.problems.append(self.locate(cell, message, hint))

    def column(self, cell: Cell) -> str | None:
        """Return the name of the column that a heading (its name or its label) stands for; None after a mistake."""
        written = str(cell.value or "").strip()
        name = written.removesuffix(FILLED_IN.strip()).strip()
        if name in BY_NAME:
            return name
        known = _BY_LABEL.get(name.casefold())
        if known is None:
            close = did_you_mean(name, (*BY_NAME, *(c.label for c in COLUMNS)))
            hint = close or "what it holds would be lost; `note` is free for anything"
            self.problem(cell, f"no column `{name}`" if name else "a column without a name", hint)
        return known

    def columns(self, cells: Sequence[Cell]) -> list[str | None]:
        """Return the columns of a line of headings."""
        names = [self.column(cell) for cell in cells]
        for place, name in enumerate(names):
            if name is not None and name in names[:place]:
                self.problem(cells[place], f"a second column `{name}`")
        whole = cells[0] if cells else Cell("", 0, 0)
        for needed in _NEEDED:
            # A mistyped heading is said already.
            if needed not in names and None not in names:
                self.problem(whole, f"the column `{needed}` is missing")
        return names


def rows_from(reading: Reading, path: str) -> tuple[Row, ...]:
    """Return the rows of a reading. Raises RegisterError with all mistakes, in the order of the file."""
    rows: list[Row] = []
    ids: dict[str, Cell] = {}
    for record in reading.records:
        row = _row(reading, record)
        if row is None:
            continue
        cell = record.cells.get("claim_id", record.whole)
        if row.claim_id in ids:
            hint = f"it is that of {_place(reading, ids[row.claim_id])}; keep the row that counts"
            reading.problem(cell, f"claim id `{row.claim_id}` stands here a second time", hint)
        ids.setdefault(row.claim_id, cell)
        rows.append(row)
    if reading.problems:
        found = tuple(sorted(reading.problems, key=lambda d: (d.line, d.column)))
        count = "a mistake" if len(found) == 1 else f"{len(found)} mistakes"
        raise RegisterError(f"{path}: {count} in the register; it was left as it is", found)
    return tuple(rows)


def _place(reading: Reading, cell: Cell) -> str:
    found = reading.locate(cell, "", "")
    return f"line {found.line}" if found.source_line else f"row {found.line}"


def _row(reading: Reading, record: Record) -> Row | None:
    before = len(reading.problems)
    values: dict[str, Any] = {}
    for name, cell in record.cells.items():
        value = _value(reading, BY_NAME[name], cell)
        if value is not None:
            values[name] = value
    for needed in _NEEDED:
        if needed not in record.cells:
            reading.problem(record.whole, f"`{needed}` is missing")
        elif not str(record.cells[needed].value or "").strip():
            reading.problem(record.cells[needed], f"`{needed}` is empty")
    if len(reading.problems) > before:
        return None
    by_hand = not values.get("claim_id")
    row = Row(**{"claim_id": "", **values})
    if by_hand:
        row = replace(row, claim_id=id_by_hand(row.file, row.quote), extracted="manual")
    return row


def _value(reading: Reading, column: Column, cell: Cell) -> Any:
    """Return the value of a cell as a row holds it; None for one that is empty, or after a mistake."""
    value = cell.value
    if value is None or value == "" or value == []:
        return None
    if column.holds in (Holds.NUMBER, Holds.MAYBE):
        return _number(reading, column, cell)
    if column.holds is Holds.DATE:
        return _date(reading, column, cell)
    if column.holds in (Holds.WORDS, Holds.ITEMS):
        return _list(reading, column, cell)
    if isinstance(value, (dict, list)):
        reading.problem(cell, f"`{column.name}` must be text")
        return None
    text = _said(value)
    if column.holds is Holds.CHOICE:
        return _choice(reading, column, cell, text)
    return text


def _said(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _choice(reading: Reading, column: Column, cell: Cell, text: str) -> str | None:
    word = " ".join(text.lower().split())
    found = next((c for c in column.choices if word in (c, c.replace("-", " "))), None)
    if found is None:
        known = [c for c in column.choices if c]
        hint = did_you_mean(word, known) or f"one of {', '.join(known)}"
        reading.problem(cell, f"`{column.name}` cannot be `{text}`", hint)
    return found


def _number(reading: Reading, column: Column, cell: Cell) -> int | None:
    value = cell.value
    text = _said(value).strip()
    if isinstance(value, bool) or not text.isascii() or not text.isdigit() or len(text) > _MOST_DIGITS:
        reading.problem(cell, f"`{column.name}` must be a whole number; got `{text}`")
        return None
    return int(text)


def _date(reading: Reading, column: Column, cell: Cell) -> str | None:
    if isinstance(cell.value, datetime):
        return cell.value.date().isoformat()
    if isinstance(cell.value, date):
        return cell.value.isoformat()
    text = str(cell.value).strip()
    try:
        if len(text) != len("2026-01-31"):
            raise ValueError
        return date.fromisoformat(text).isoformat()
    except ValueError:
        reading.problem(
            cell, f"`{column.name}` must be a day that exists, as year-month-day; got `{text}`", "such as 2026-01-31"
        )
        return None


def _list(reading: Reading, column: Column, cell: Cell) -> tuple[Any, ...] | None:
    values = parts_of(cell.value) if isinstance(cell.value, str) else cell.value
    if not isinstance(values, list):
        values = [_said(values)]
    try:
        return tuple(_item(column.item, value, written=isinstance(cell.value, str)) for value in values)
    except BadItem as err:
        hint = did_you_mean(err.word, column.item.__slots__) if err.word and column.item else ""  # type: ignore[attr-defined]
        reading.problem(cell, f"`{column.name}`: {err}", hint)
        return None


def _item(kind: type[Item] | None, value: Any, *, written: bool) -> Any:
    if isinstance(value, Mapping) and kind is not None:
        return item_from(value, kind)
    if isinstance(value, (Mapping, list, bool)):
        raise BadItem("its items must be texts" if kind is None else "its items must be mappings")
    text = str(value)
    if kind is None:
        return word_of(text) if written else text
    return item_of(text, kind)
