"""The tables, and the page: what is measured is replaced, what people wrote stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import page
from bench.rows import Peer, Record, Spread, Target, failed, row, yes
from bench.tables import HEAD, cells, markdown, number, peer_cells, peer_head, plain

SPEED = row("check", "ratio", "times", Spread(2.134, 2.0, 2.2, 5), Target("at least", 2.0), note="by CPU time 2.1")
RECORD = Record({"CPU": "a | b"}, (SPEED, yes("cache", "same bytes", False)))


@pytest.mark.parametrize(
    ("value", "shown"),
    [(13412.4, "13,412"), (431.2, "431"), (431, "431"), (12.34, "12.3"), (1.979, "1.98"), (0.1834, "0.183"), (0, "0")],
)
def test_a_number_has_the_figures_that_its_size_deserves(value: float, shown: str) -> None:
    assert number(value) == shown


def test_a_row_shows_its_target_its_spread_and_whether_it_was_met() -> None:
    assert cells(SPEED) == ("check", "ratio", "at least 2", "2.13 (2–2.20)", "5", "yes")


def test_units_stand_with_target_and_value() -> None:
    found = cells(row("cold start", "help", "s", Spread(0.25, 0.2, 0.3, 3), Target("under", 0.2)))
    assert found[2:] == ("under 0.2 s", "0.250 (0.200–0.300) s", "3", "**no**")


def test_what_was_not_measured_says_why() -> None:
    assert cells(failed("growth", "no text")) == ("growth", "not measured", "–", "no text", "–", "–")


def test_a_markdown_table_names_a_line_once_and_escapes_bars() -> None:
    rows = [("check", "a|b"), ("check", "c"), ("cache", "d")]
    assert markdown(("line", "metric"), rows).splitlines() == [
        "| line | metric |",
        "| --- | --- |",
        "| check | a\\|b |",
        "|  | c |",
        "| cache | d |",
    ]


def test_a_plain_table_is_in_columns() -> None:
    assert plain(("a", "bb"), [("ccc", "d")]) == "a    bb\nccc  d"


def test_peers_have_a_column_for_each_slip() -> None:
    found = Peer(
        "a", "1.0", "a FILES", Spread(10, 9, 11, 3), Spread(1, 1, 1, 1), {"our own": True, "the seed's": False}
    )
    absent = Peer("b", "", "b FILES", note="not installed: pip install b")
    head = peer_head((found, absent))
    assert head[4:] == ("finds our own slip", "finds the seed's slip", "remark")
    assert peer_cells(found, (found, absent)) == ("a", "1.0", "10 (9–11)", "1", "yes", "no", "")
    assert peer_cells(absent, (found, absent)) == ("b", "–", "–", "–", "–", "–", "not installed: pip install b")
    assert len(head) == len(HEAD) + 1


def test_the_page_is_made_and_made_again_without_touching_what_is_written_by_hand(tmp_path: Path) -> None:
    file = tmp_path / "performance.md"
    page.write(RECORD, file)
    mine = "\n## What falls short, and why\n\nThe cache reads all files twice.\n"
    first = file.read_text(encoding="utf-8")
    file.write_text(first[: first.index("\n## What falls short")] + mine, encoding="utf-8")
    page.write(Record({}, (row("check", "other", "s", 1.0),)), file)
    text = file.read_text(encoding="utf-8")
    assert text.endswith(mine)
    assert text.startswith("# Performance\n")
    assert "| check | other |" in text
    assert "2.13" not in text


def test_the_same_figures_give_the_same_page(tmp_path: Path) -> None:
    file = tmp_path / "performance.md"
    page.write(RECORD, file)
    once = file.read_bytes()
    page.write(RECORD, file)
    assert file.read_bytes() == once


def test_a_page_that_lost_its_marks_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "performance.md"
    file.write_text("# Performance\n\nAll mine.\n", encoding="utf-8")
    with pytest.raises(ValueError, match="lost its marks"):
        page.write(RECORD, file)
    assert file.read_text(encoding="utf-8") == "# Performance\n\nAll mine.\n"


def test_the_page_counts_the_targets_met() -> None:
    assert "1 of 2 targets met." in page.body(RECORD)
    assert "by CPU time 2.1" in page.body(RECORD)


def test_a_page_without_figures_says_so() -> None:
    assert page.body(Record()).endswith("Nothing was measured yet.")
