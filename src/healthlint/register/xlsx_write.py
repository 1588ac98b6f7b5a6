"""The register as a workbook that a compliance officer reads, filters, fills in and prints.

The only importer of XlsxWriter, which writes the same bytes for the same rows (openpyxl puts the time into its files).
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from healthlint.errors import UserError
from healthlint.register.records import FILLED_IN
from healthlint.register.row import BY_NAME, COLUMNS, STATES, STATUSES, Column, Holds, Row
from healthlint.register.text_cells import cell_text

SHEET = "Claims"
_LONGEST = 32_767  # characters of a cell (Microsoft, "Excel specifications and limits")
_FIRST_DAY = "1900-03-01"  # spreadsheets disagree on days before it
_ROWS_TO_ADD = 200  # empty rows below that know the lists of choices too
# What is read first, with widths in characters; the other columns are folded away to the right of them.
_SHOWN = {
    "status": 13,
    "state": 10,
    "quote": 38,
    "subject": 13,
    "verb": 11,
    "outcome": 14,
    "condition_tier": 12,
    "strength": 13,
    "polarity": 10,
    "file": 15,
    "line": 5,
    "reason_needed": 10,
    "regulatory_flags": 24,
    "evidence": 14,
    "substantiation": 14,
    "approved_wording": 18,
    "reviewer": 10,
    "decision_date": 11,
    "expires": 11,
    "note": 14,
}
_FOLDED_WIDTH = 16
_UNBROKEN = re.compile(r"[^\s/-]*[\s/-]?")  # programs break lines at spaces, slashes and hyphens
_LINE_HEIGHT = 14.5  # points
_ORDER = (*(BY_NAME[name] for name in _SHOWN), *(c for c in COLUMNS if c.name not in _SHOWN))
# Fill and letters; the word in the cell says the same.
_STATE_COLOURS = {
    "new": ("#DDEBF7", "#1F3864"),
    "changed": ("#FCE4D6", "#833C0B"),
    "expired": ("#FCE4D6", "#833C0B"),
    "gone": ("#EDEDED", "#595959"),
}
_STATUS_COLOURS = {
    "approved": ("#E2EFDA", "#274E13"),
    "needs-evidence": ("#FFF2CC", "#7F6000"),
    "rejected": ("#F8CBAD", "#7B241C"),
}
_HELP = (
    "Each row is one claim of one article. healthlint found it and fills in the columns with a plain heading; people "
    "fill in those with an asterisk. What people write stays when the register is written again.",
    "To approve: set Status to approved, and fill in Reviewer, Decided on and Expires. If Approved wording is empty, "
    "the sentence shown is what you approve. When the sentence changes in the article, State says changed and the "
    "approval no longer counts; a new day under Decided on approves the words that are shown then.",
    "To correct Who or what, On what, Condition or the like, write over them: they are kept, and Extracted says "
    "manual. More columns are folded away on the right: press + above them.",
    "An automated aid, not legal or medical advice; absence of findings is not approval. A claim that is not in the "
    "register was not found, which does not mean that there is none.",
)


def written(rows: Sequence[Row], *, title: str = "Claims register") -> bytes:
    """Return the workbook. Raises UserError for a text that no cell can hold."""
    import xlsxwriter

    texts = [{c.name: cell_text(row, c, separator="\n") for c in COLUMNS} for row in rows]
    _refuse_long(rows, texts)
    out = io.BytesIO()
    book: Any = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": title, "created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
    _claims_sheet(book, rows, texts)
    _about_sheet(book, rows)
    book.close()
    return out.getvalue()


def _refuse_long(rows: Sequence[Row], texts: Sequence[Mapping[str, str]]) -> None:
    for row, cells in zip(rows, texts, strict=True):
        for name, text in cells.items():
            if len(text) > _LONGEST:
                raise UserError(
                    f"the {name} of claim {row.claim_id} in {row.file} is longer than the {_LONGEST:,} "
                    "characters of a cell; write the register as jsonl"
                )


def _claims_sheet(book: Any, rows: Sequence[Row], texts: Sequence[Mapping[str, str]]) -> None:
    sheet = book.add_worksheet(SHEET)
    plain = {"valign": "top", "text_wrap": True, "font_size": 11, "border": 1, "border_color": "#BFBFBF"}
    # As text, so that nothing that a person types into it is calculated or turned into a date by guess.
    text, day, number = (
        book.add_format({**plain, **extra})
        for extra in ({"num_format": "@"}, {"num_format": "yyyy-mm-dd", "align": "left"}, {"align": "center"})
    )
    head = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "font_color": "#FFFFFF"}
    found = book.add_format({**head, "bg_color": "#44546A"})
    to_fill = book.add_format({**head, "bg_color": "#1F6F5C", "italic": True})
    sheet.set_row(0, 32)
    for line, cells in enumerate(texts, 1):
        sheet.set_row(line, _LINE_HEIGHT * _lines(cells) + 3)
    for place, column in enumerate(_ORDER):
        folded = column.name not in _SHOWN
        own = day if column.holds is Holds.DATE else number if column.holds in (Holds.NUMBER, Holds.MAYBE) else text
        options = {"level": 1, "hidden": True} if folded else {}
        sheet.set_column(place, place, _SHOWN.get(column.name, _FOLDED_WIDTH), own, options)
        sheet.write_string(0, place, f"{column.label}{FILLED_IN}" if column.human else column.label, found)
        if column.human:
            sheet.write_string(0, place, f"{column.label}{FILLED_IN}", to_fill)
        for line, row in enumerate(rows, 1):
            _write_cell(sheet, line, place, getattr(row, column.name), texts[line - 1][column.name], column, own)
    last = max(len(rows), 1)
    sheet.autofilter(0, 0, last, len(_ORDER) - 1)
    sheet.freeze_panes(1, 3)
    _choices(sheet, last + _ROWS_TO_ADD)
    _colours(book, sheet, last + _ROWS_TO_ADD)
    _print_setup(sheet, last)


def _lines(cells: Mapping[str, str]) -> int:
    """Return how many lines the cells that are shown need: not every program makes rows as high as their text."""
    needed = [1]
    for name, width in _SHOWN.items():
        needed.append(sum(_rows_of_text(line, width) for line in cells[name].split("\n")))
    return min(max(needed), 25)  # no row may be higher than 409 points


def _rows_of_text(text: str, width: int) -> int:
    """Return how many rows a line of text takes in a column of so many characters."""
    rows, used = 1, 0
    for piece in _UNBROKEN.findall(text):
        if used and used + len(piece.rstrip()) > width:
            rows, used = rows + 1, 0
        used += len(piece)
        rows, used = rows + used // (width + 1), used % (width + 1)
    return rows


def _write_cell(sheet: Any, line: int, place: int, value: Any, text: str, column: Column, form: Any) -> None:
    if not text:
        sheet.write_blank(line, place, None, form)
    elif column.holds is Holds.DATE and value >= _FIRST_DAY:
        sheet.write_datetime(line, place, date.fromisoformat(value), form)
    elif column.holds in (Holds.NUMBER, Holds.MAYBE):
        sheet.write_number(line, place, value, form)
    else:
        sheet.write_string(line, place, text, form)


def _choices(sheet: Any, last: int) -> None:
    """Offer the words that a cell may hold, and refuse others as they are typed."""
    for place, column in enumerate(_ORDER):
        if column.holds is Holds.CHOICE and (column.human or column.name == "extracted"):
            sheet.data_validation(
                1,
                place,
                last,
                place,
                {
                    "validate": "list",
                    "source": [c for c in column.choices if c],
                    "ignore_blank": True,
                    "input_title": column.label,
                    "input_message": column.meaning[:255],
                    "error_title": column.label,
                    "error_message": "Choose one of the list.",
                },
            )
        if column.holds is Holds.DATE:
            sheet.data_validation(
                1,
                place,
                last,
                place,
                {
                    "validate": "date",
                    "criteria": ">=",
                    "value": date(2000, 1, 1),
                    "ignore_blank": True,
                    "input_title": column.label,
                    "input_message": column.meaning[:255],
                    "error_title": column.label,
                    "error_message": "A day, such as 2026-01-31.",
                },
            )


def _colours(book: Any, sheet: Any, last: int) -> None:
    from xlsxwriter.utility import xl_col_to_name

    for name, colours in (("state", _STATE_COLOURS), ("status", _STATUS_COLOURS)):
        place = _ORDER.index(BY_NAME[name])
        for word, (fill, letters) in colours.items():
            form = book.add_format({"bg_color": fill, "font_color": letters, "bold": True})
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": form}
            sheet.conditional_format(1, place, last, place, rule)
    # What stands in the row above already: further claims of a sentence, further claims of an article.
    again = book.add_format({"font_color": "#8C8C8C"})
    for name in ("quote", "file"):
        place = _ORDER.index(BY_NAME[name])
        cell = f"${xl_col_to_name(place)}"
        rule = {"type": "formula", "criteria": f'=AND({cell}3<>"",{cell}3={cell}2)', "format": again}
        sheet.conditional_format(2, place, last, place, rule)


def _print_setup(sheet: Any, last: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.3, right=0.3, top=0.6, bottom=0.6)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, last, len(_SHOWN) - 1)
    sheet.set_header('&L&"-,Bold"Claims register&R&A')
    sheet.set_footer("&LAn automated aid; absence of findings is not approval.&RPage &P of &N")


def _about_sheet(book: Any, rows: Sequence[Row]) -> None:
    """Say what is in the register and how it is filled in."""
    sheet = book.add_worksheet("About")
    title = book.add_format({"bold": True, "font_size": 14})
    bold = book.add_format({"bold": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    line = 0
    sheet.write_string(line, 0, "Claims register", title)
    for said in _HELP:
        line += 1
        sheet.merge_range(line, 0, line, 1, said, text)
        sheet.set_row(line, 15 * (1 + len(said) // 105))
    line += 2
    for name, words in (("status", STATUSES), ("state", STATES)):
        sheet.write_string(line, 0, BY_NAME[name].label, bold)
        counts = Counter(getattr(row, name) for row in rows)
        sheet.write_string(line, 1, ", ".join(f"{counts[w]:,} {w}" for w in words if counts[w]) or "no claims", text)
        line += 1
    line += 1
    for column in _ORDER:
        sheet.write_string(line, 0, f"{column.label}{FILLED_IN}" if column.human else column.label, bold)
        choices = [c for c in column.choices if c and column.human]
        said = f"{column.meaning} One of: {', '.join(choices)}." if choices else column.meaning
        sheet.write_string(line, 1, said, text)
        sheet.set_row(line, 15 * (1 + len(said) // 85))
        line += 1
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
