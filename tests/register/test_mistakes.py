"""A register that people damaged: every mistake at once, each with its place."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from register_samples import register

from healthlint.register.files import rows_in, written
from healthlint.register.records import RegisterError
from healthlint.register.row import Row, plain

ROWS = register("Tea cures colds.", "Garlic lowers blood pressure.")


def mistakes(data: bytes | str, format: str) -> list[str]:
    """The places and messages of the mistakes."""
    with pytest.raises(RegisterError) as caught:
        rows_in(Path(f"r.{format}"), data.encode() if isinstance(data, str) else data, format)
    return [f"{d.line}:{d.column} {d.message}{f' ({d.hint})' if d.hint else ''}" for d in caught.value.diagnostics]


def drawn(data: str, format: str) -> str:
    with pytest.raises(RegisterError) as caught:
        rows_in(Path(f"r.{format}"), data.encode(), format)
    return "\n".join(d.draw() for d in caught.value.diagnostics)


def test_csv_shows_all_mistakes_with_a_caret() -> None:
    text = (
        "claim_id,statsu,file,quote,expires,certainty\r\n"
        'a1,aproved,a.md,"Tea, of course",31/12/2026,very low\r\n'
        "a2,,a.md,,2026-02-30,sure\r\n"
        "a1,,a.md,Tea\r\n"
    )

    assert drawn(text, "csv") == (
        "r.csv:1:10: error: no column `statsu`\n"
        "  1 | claim_id,statsu,file,quote,expires,certainty\n"
        "    |          ^^^^^^\n"
        "  = did you mean `status`?\n"
        "r.csv:2:34: error: `expires` must be a day that exists, as year-month-day; got `31/12/2026`\n"
        '  2 | a1,aproved,a.md,"Tea, of course",31/12/2026,very low\n'
        "    |                                  ^^^^^^^^^^\n"
        "  = such as 2026-01-31\n"
        "r.csv:3:10: error: `quote` is empty\n"
        "  3 | a2,,a.md,,2026-02-30,sure\n"
        "    |          ^\n"
        "r.csv:3:11: error: `expires` must be a day that exists, as year-month-day; got `2026-02-30`\n"
        "  3 | a2,,a.md,,2026-02-30,sure\n"
        "    |           ^^^^^^^^^^\n"
        "  = such as 2026-01-31\n"
        "r.csv:3:22: error: `certainty` cannot be `sure`\n"
        "  3 | a2,,a.md,,2026-02-30,sure\n"
        "    |                      ^^^^\n"
        "  = one of high, moderate, low, very low\n"
        "r.csv:4:1: error: 4 cells here, 6 column names at the top\n"
        "  4 | a1,,a.md,Tea\n"
        "    | ^^^^^^^^^^^^"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1:1 a column without a name (what it holds would be lost; `note` is free for anything)"),
        ("claim_id,status\n", "1:1 the column `file` is missing"),
        ("file,quote,quote\n", "1:12 a second column `quote`"),
        ('file,quote\na.md,"Tea\n', "2:6 this quotation mark is never closed"),
        ('file,quote\na.md,"Tea" cures\n', "2:11 text after the closing quotation mark of a cell"),
        ("file,quote,status\na.md,Tea,Aproved\n", "2:10 `status` cannot be `Aproved` (did you mean `approved`?)"),
        ("file,quote,line\na.md,Tea,two\n", "2:10 `line` must be a whole number; got `two`"),
        ("file,quote,evidence\na.md,Tea,c1 [yaer: 2]\n", "2:10 `evidence`: no `yaer` here"),
        (
            "claim_id,file,quote\na1,a.md,Tea\na1,a.md,Tea\n",
            "3:1 claim id `a1` stands here a second time (it is that of line 2; keep the row that counts)",
        ),
    ],
)
def test_csv_names_what_is_wrong(text: str, said: str) -> None:
    assert mistakes(text, "csv")[0].startswith(said)


def test_csv_of_other_spreadsheets_is_read() -> None:
    text = "\ufeffFile;Claim;Status *;Decided on\na.md;Tea, and more;Needs evidence;2026-01-31\n\n"
    [row] = rows_in(Path("r.csv"), text.encode(), "csv")

    assert (row.file, row.quote, row.status, row.decision_date) == (
        "a.md",
        "Tea, and more",
        "needs-evidence",
        "2026-01-31",
    )
    assert (row.extracted, row.added_by_hand) == ("manual", True)


def test_jsonl_names_what_is_wrong() -> None:
    good = json.dumps(plain(ROWS[0]))
    text = "\n".join(
        [
            good,
            '{"claim_id": "x", "file": "a.md", "quote": "Tea", "satus": "approved", "numbers": [{"txt": "5"}]}',
            '{"claim_id": "y", "file": "a.md", "quote": "Tea", "quote": "Milk"}',
            '{"claim_id": "z", "file": "a.md" "quote": "Tea"}',
            '["Tea"]',
            '{"claim_id": "v", "quote": {"a": 1}}',
        ]
    )

    assert mistakes(text, "jsonl") == [
        "2:51 no column `satus` (did you mean `status`?)",
        "2:72 `numbers`: no `txt` here: text, kind, unit (did you mean `text`?)",
        "3:35 `quote` stands here a second time",
        "4:34 not valid JSON: expecting ',' delimiter",
        "5:1 a row must be an object: {…}",
        "6:1 `file` is missing",
        "6:19 `quote` must be text",
    ]


def test_yaml_names_what_is_wrong() -> None:
    text = "- claim_id: x\n  file: a.md\n  quote: Tea\n  satus: approved\n  expires: tomorrow\n- Tea\n"

    assert mistakes(text, "yaml") == [
        "4:3 no column `satus` (did you mean `status`?)",
        "5:12 `expires` must be a day that exists, as year-month-day; got `tomorrow` (such as 2026-01-31)",
        "6:3 a row must be a mapping: `claim_id: …`",
    ]
    assert mistakes("claim_id: x\n", "yaml") == ["1:1 a register is a list of rows: `- claim_id: …`"]
    assert mistakes("- a: [", "yaml")[0].startswith("1:6 not valid YAML")


def test_text_of_yaml_stays_as_it_is_written() -> None:
    text = "- file: a.md\n  quote: Tea\n  note: 1.50\n  owner: 2026-01-31\n  expires: 2026-01-31\n  reviewer: no\n"
    [row] = rows_in(Path("r.yaml"), text.encode(), "yaml")

    assert (row.note, row.owner, row.expires, row.reviewer) == ("1.50", "2026-01-31", "2026-01-31", "no")


def workbook(rows: tuple[Row, ...], change: Any) -> bytes:
    """The register as a person saves it after a change."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(written(rows, "xlsx")))
    sheet = book["Claims"]
    heads = {str(cell.value).removesuffix(" *"): cell.column for cell in sheet[1]}
    change(sheet, heads)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_xlsx_names_the_cell() -> None:
    def change(sheet: Any, heads: dict[str, int]) -> None:
        sheet.cell(1, heads["Reviewer"]).value = "Reviewr"
        sheet.cell(2, heads["Status"]).value = "Aproved"
        sheet.cell(3, heads["Claim ID"]).value = sheet.cell(2, heads["Claim ID"]).value
        sheet.cell(3, heads["Expires"]).value = "soon"
        sheet.cell(3, len(heads) + 1).value = "lost?"

    found = mistakes(workbook(ROWS, change), "xlsx")

    assert [f.partition(" (")[0] for f in found] == [
        "1:17 cell Q1: no column `Reviewr`",
        "2:1 cell A2: `status` cannot be `Aproved`",
        "3:19 cell S3: `expires` must be a day that exists, as year-month-day; got `soon`",
        "3:39 cell AM3: a value below no heading would be lost",
    ]
    assert "did you mean `Reviewer`?" in found[0]


def test_xlsx_takes_what_people_type() -> None:
    from datetime import datetime

    def change(sheet: Any, heads: dict[str, int]) -> None:
        sheet.cell(2, heads["Status"]).value = "approved"
        sheet.cell(2, heads["Expires"]).value = datetime(2027, 1, 31)
        sheet.cell(2, heads["Note"]).value = 12
        sheet.cell(4, heads["File"]).value = "b.md"
        sheet.cell(4, heads["Claim"]).value = "Feel young!"
        sheet.cell(900, heads["Claim"]).value = ""

    found = rows_in(Path("r.xlsx"), workbook(ROWS, change), "xlsx")

    assert (found[0].status, found[0].expires, found[0].note) == ("approved", "2027-01-31", "12")
    assert found[1] == ROWS[1]
    assert (found[2].quote, found[2].added_by_hand) == ("Feel young!", True)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no workbook", written(ROWS, "xlsx")[:-200]])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    assert mistakes(data, "xlsx") == ["0:0 not a workbook that can be read; open and save it again as .xlsx"]


def test_other_encodings_are_refused() -> None:
    assert mistakes("file,quote\na.md,Caf\u00e9\n".encode("latin-1"), "csv") == [
        "2:1 not UTF-8 at byte 19 (line 2): save it as UTF-8"
    ]
