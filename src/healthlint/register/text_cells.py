"""Cells of spreadsheets as text: lists joined, and nothing that a program would take for a formula."""

from __future__ import annotations

import re
from typing import Any

from healthlint.register.items import list_text
from healthlint.register.row import Column, Holds, Row

# Source of the characters: OWASP, "CSV Injection".
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NEUTRAL = re.compile(r"'+[=+\-@\t\r]")


def neutralised(text: str) -> str:
    """Return text with an apostrophe before what a spreadsheet would calculate."""
    return f"'{text}" if _FORMULA.match(text) else text


def as_written(text: str) -> str:
    """Return what `neutralised` was given."""
    return text[1:] if _NEUTRAL.match(text) else text


def cell_text(row: Row, column: Column, *, separator: str) -> str:
    """Return the text of a cell, neutralised; `separator` stands between the items of a list."""
    value: Any = getattr(row, column.name)
    if value is None:
        return ""
    if column.holds in (Holds.WORDS, Holds.ITEMS):
        return neutralised(list_text(value, separator))
    if column.holds is Holds.NUMBER:
        return str(value) if value else ""
    return neutralised(str(value))
