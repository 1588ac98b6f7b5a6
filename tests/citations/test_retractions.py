"""The list of retractions: how it is read, what is wrong with a damaged one, which cited works it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthlint.citations.retractions import (
    NoticeList,
    iso_date,
    noticed_works,
    parse_notices,
    read_notices,
    status_of,
)
from healthlint.errors import ConfigError
from healthlint.formats.registry import extract
from healthlint.language.analysis import Analysis
from healthlint.language.engine import shared_engine
from healthlint.model.context import Context
from healthlint.model.house import House, Notice
from healthlint.model.source import Source

HEADING = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,"
    "RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,"
    "Reason,Paywalled,Notes\n"
)


def row(doi: str, pmid: str = "0", nature: str = "Retraction", day: str = "3/4/2021 0:00", title: str = "Naps") -> str:
    return (
        f'1,"{title}",;,Nowhere,J Naps,Pub,GB,Marsh A;Lee B,,Research Article;,{day},10.5555/n,0,1/1/2019 0:00,'
        f"{doi},{pmid},{nature},+Error in Data;,No,\n"
    )


def works(text: str, notices: NoticeList, format: str = "markdown") -> list[tuple[str, str, str]]:
    house = House(notices=notices.notices, noticed_until=notices.until)
    analysis = Analysis(extract(Source("a", text), format), Context(), shared_engine(None), house)
    return [(w.source_span.of(text), w.status, w.date) for w in noticed_works(analysis)]


def test_rows_are_read_by_identifier_with_their_dates_in_order() -> None:
    text = (
        HEADING + row("10.5555/A", "123", day="3/4/2021 0:00") + row("10.5555/a", "123", "Correction", "1/2/2020 0:00")
    )
    found = parse_notices(text, "r.csv")

    notices = (Notice("correction", "2020-01-02"), Notice("retraction", "2021-03-04"))
    assert found.notices == {"doi:10.5555/a": notices, "pmid:123": notices}
    assert found.summary("r.csv") == "r.csv: 2 notices up to 2021-03-04"


def test_what_stands_for_no_identifier_is_none() -> None:
    text = HEADING + row("unavailable", "0") + row("Unavailable", "") + row("10.5555/a; 10.5555/b", "1; 2")
    assert sorted(parse_notices(text, "r.csv").notices) == ["doi:10.5555/a", "doi:10.5555/b", "pmid:1", "pmid:2"]


def test_a_cell_may_hold_line_breaks_commas_and_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    text = HEADING + row("10.5555/a", title='Naps, ""short""\nand long \x00'.replace("\x00", "ÿ"))
    path.write_bytes(b"\xef\xbb\xbf" + text.encode("latin-1"))

    assert list(read_notices(path, "r.csv").notices) == ["doi:10.5555/a"]


def test_a_nature_that_is_not_known_is_left_out_and_said() -> None:
    found = parse_notices(HEADING + row("10.5555/a", nature="Removal"), "r.csv")
    assert (found.notices, found.summary("r")) == (
        {},
        "r: 1 notices up to an unknown date, 1 of an unknown nature left out",
    )


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", [(1, "the list of retractions has no column `OriginalPaperDOI`")]),
        (
            HEADING.replace("OriginalPaperDOI", "OriginalPaperDoi"),
            [(1, "the list of retractions has no column `OriginalPaperDOI`")],
        ),
        (HEADING + row("10.5555/a") + "2,cut", [(3, "2 columns where the heading has 20")]),
        (HEADING + '1,"never closed\n', [(2, "is no CSV table here: unexpected end of data")]),
    ],
)
def test_a_damaged_file_is_an_error_with_its_line(text: str, places: list[tuple[int, str]]) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_notices(text, "r.csv")
    assert [(d.line, d.message) for d in caught.value.diagnostics][:1] == places


def test_a_misspelt_column_is_told_by_name_and_a_missing_file_by_its_path(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_notices(HEADING.replace("OriginalPaperDOI", "OriginalPaperDoi"), "r.csv")
    assert caught.value.diagnostics[0].hint == "did you mean `OriginalPaperDoi`?"
    with pytest.raises(ConfigError, match="cannot read the list of retractions: no such file"):
        read_notices(tmp_path / "none.csv", "none.csv")


@pytest.mark.parametrize(
    ("value", "date"),
    [("1/15/2024 0:00", "2024-01-15"), ("2024-01-15", "2024-01-15"), ("15/1/2024", ""), ("soon", ""), ("", "")],
)
def test_dates_of_the_list_are_month_first(value: str, date: str) -> None:
    assert iso_date(value) == date


@pytest.mark.parametrize(
    ("natures", "status"),
    [
        (["retraction"], "retracted"),
        (["concern", "retraction"], "retracted"),
        (["retraction", "reinstatement"], "reinstated"),
        (["retraction", "reinstatement", "retraction"], "retracted"),
        (["correction", "concern"], "concern"),
        (["correction"], "corrected"),
        ([], ""),
    ],
)
def test_the_last_word_counts(natures: list[str], status: str) -> None:
    assert status_of(tuple(Notice(n) for n in natures)) == status


LIST = parse_notices(HEADING + row("10.5555/a", "123") + row("10.5555/b", nature="Expression of concern"), "r.csv")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Naps (doi:10.5555/A).", ["10.5555/A"]),
        ("Naps (PMID: 123).", ["123"]),
        ("Naps (PMID: 1234).", []),
        ("Naps [help](https://doi.org/10.5555/a).", ["[help](https://doi.org/10.5555/a)"]),
        ("Naps [help](https://journal.example.org/doi/full/10.5555/a?src=x).", ["[help](https://journal.example.org/doi/full/10.5555/a?src=x)"]),
        ("Naps [help](https://journal.example.org/doi/10.5555%2Fa/abstract).", ["[help](https://journal.example.org/doi/10.5555%2Fa/abstract)"]),
        ("Naps [help](https://pubmed.ncbi.nlm.nih.gov/123/).", ["[help](https://pubmed.ncbi.nlm.nih.gov/123/)"]),
        ("See <https://doi.org/10.5555/a>.", ["<https://doi.org/10.5555/a>"]),
        ("N.[^1]\n\n[^1]: Marsh. Naps. J 2019;1:1. doi:10.5555/a\n", ["Marsh. Naps. J 2019;1:1. doi:10.5555/a"]),
        ("The [retracted paper](https://doi.org/10.5555/a) is gone.", []),
        ("Naps [1].\n\n## References\n\n1. RETRACTED: Marsh A. Naps. J 2019. doi:10.5555/a\n", []),
        ("The paper was retracted.[1]\n\n## References\n\n1. Marsh A. Naps. J 2019. doi:10.5555/a\n", []),
    ],
)  # fmt: skip
def test_a_cited_work_is_found_by_its_identifiers(text: str, expected: list[str]) -> None:
    assert [place for place, _, _ in works(text, LIST)] == expected


def test_an_entry_of_the_front_matter_and_of_html_counts() -> None:
    assert len(works("---\nsources:\n  - https://doi.org/10.5555/a\n---\n# Naps\n", LIST)) == 1
    assert works('<p>Naps <a href="https://doi.org/10.5555/b">help</a>.</p>', LIST, "html") == [
        ('<a href="https://doi.org/10.5555/b">help</a>', "concern", "2021-03-04")
    ]


def test_without_a_list_nothing_is_found() -> None:
    assert works("Naps (doi:10.5555/a).", NoticeList({}, "", 0, 0)) == []
