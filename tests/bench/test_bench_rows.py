"""The rows of the speed table: medians, targets, and a JSON file that keeps what is not measured again."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.rows import Peer, Record, Spread, Target, failed, load, row, save, yes

ORDER = ("check", "cold start", "growth")


def test_a_spread_is_the_median_with_the_lowest_and_the_highest() -> None:
    assert Spread.of([3.0, 1.0, 10.0]) == Spread(3.0, 1.0, 10.0, 3)
    assert Spread.of([1.0, 2.0]) == Spread(1.5, 1.0, 2.0, 2)


def test_a_spread_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing was measured"):
        Spread.of([])


@pytest.mark.parametrize(
    ("target", "value", "met"),
    [
        (Target("at least", 2.0), 2.0, True),
        (Target("at least", 2.0), 1.999, False),
        (Target("at most", 25), 25, True),
        (Target("at most", 25), 25.1, False),
        (Target("under", 0.2), 0.2, False),
        (Target("under", 0.2), 0.199, True),
    ],
)
def test_a_target_judges_the_median(target: Target, value: float, met: bool) -> None:
    assert row("check", "speed", "s", Spread(value, 0, 100, 5), target).met is met


def test_a_row_without_a_target_is_not_judged() -> None:
    assert row("check", "speed", "s", 1.0).met is None
    assert row("check", "speed", "s", 1.0, Target("under", 0.5), judged=False).met is None


def test_a_yes_or_no_row_is_met_when_it_holds() -> None:
    assert yes("cache", "same bytes", True).met is True
    assert yes("cache", "same bytes", False).met is False


def test_the_rows_of_a_line_are_replaced_and_the_others_kept_in_the_order_of_the_table() -> None:
    record = Record(rows=(row("check", "old", "s", 1), row("growth", "kept", "s", 2)))
    record = record.with_rows("cold start", [row("cold start", "first", "s", 3)], ORDER)
    record = record.with_rows("check", [row("check", "new", "s", 4), row("check", "more", "s", 5)], ORDER)
    assert [r.metric for r in record.rows] == ["new", "more", "first", "kept"]


def test_a_record_comes_back_from_its_file(tmp_path: Path) -> None:
    peers = (
        Peer("a", "1.0", "a FILES", Spread(1, 1, 1, 1), Spread(2, 2, 2, 1), {"our own": True}),
        Peer("b", "", "b", note="not installed"),
    )
    record = Record({"CPU": "fast"}, (row("check", "speed", "s", 1.0), failed("growth", "no text")), peers)
    save(record, tmp_path / "rows.json")
    assert load(tmp_path / "rows.json") == record


def test_a_file_that_is_not_there_gives_an_empty_record(tmp_path: Path) -> None:
    assert load(tmp_path / "none.json") == Record()


def test_a_file_of_another_program_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text('{"rows": [{"speed": 1}], "machine": {}, "peers": []}', encoding="utf-8")
    with pytest.raises(ValueError, match="not written by this benchmark"):
        load(tmp_path / "other.json")
