"""What a spreadsheet makes of the register: no formula, a page that can be read, filled in and printed."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register_samples import decided, register

from healthlint.errors import UserError
from healthlint.register.files import written
from healthlint.register.row import COLUMNS
from healthlint.register.text_cells import as_written, neutralised

[ROW] = register("Tea cures colds.")
ATTACKS = ['=HYPERLINK("http://x","y")', "+1", "-1", "@SUM(A1)", "'=1"]


@given(st.text("'=+-@\t\ra", max_size=5))
def test_what_is_neutralised_can_be_read_back(text: str) -> None:
    safe = neutralised(text)

    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert as_written(safe) == text


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_cell_of_csv_begins_like_a_formula(attack: str) -> None:
    text = written([replace(ROW, quote=attack, note=attack, hedges=(attack,), file=attack)], "csv").decode()
    [cells] = list(csv.DictReader(io.StringIO(text)))

    assert [cells[n] for n in ("quote", "note", "hedges", "file")] == [f"'{attack}"] * 4


def test_csv_is_as_the_standard_has_it() -> None:
    data = written([replace(ROW, note='He said "no",\nand left.')], "csv")

    assert data.startswith(",".join(c.name for c in COLUMNS).encode() + b"\r\n")
    assert b'"He said ""no"",\nand left."' in data


def sheet(*rows: Any) -> Any:
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(written(rows, "xlsx")))["Claims"]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_cell_of_a_workbook_is_a_formula(attack: str) -> None:
    page = sheet(replace(ROW, quote=attack, note=attack))

    assert {cell.data_type for cell in page[2]} <= {"s", "n"}
    assert [cell.value for cell in page[2] if cell.value == f"'{attack}"] == [f"'{attack}"] * 2


def test_a_workbook_is_a_page() -> None:
    page = sheet(decided(ROW, expires="2027-01-31"))

    assert page.freeze_panes == "D2"
    assert page.auto_filter.ref == "A1:AL2"
    # One page wide (the default), as many high as it takes.
    assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.print_title_rows == "$1:$1"
    assert [cell.value for cell in page[1]][:3] == ["Status *", "State", "Claim"]
    assert page["C2"].alignment.wrap_text
    assert page.column_dimensions["U"].hidden
    offered = [v.formula1 for v in page.data_validations.dataValidation if "A2:" in str(v.sqref)]
    assert offered == ['"unreviewed,needs-evidence,approved,reworded,rejected,waived"']
    assert page["S2"].is_date


def test_a_workbook_is_the_same_bytes_every_time() -> None:
    assert written([ROW], "xlsx") == written([ROW], "xlsx")


def test_a_text_that_no_cell_holds_is_refused_and_nothing_is_cut() -> None:
    with pytest.raises(UserError, match=r"the quote of claim \w+ in a\.md is longer than the 32,767 characters"):
        written([replace(ROW, quote="a " * 20_000)], "xlsx")
