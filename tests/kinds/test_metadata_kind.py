"""`metadata`: the article's own dates, without a clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from healthlint.kinds.metadata import months_between

Found = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def only_the_rule_under_test(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Leave the rules that ship out of the catalog: reading them all for each article takes most of the time."""
    (tmp_path / "none" / "q").mkdir(parents=True)
    (tmp_path / "none" / "q" / "pack.yaml").write_text("title: Q\ndescription: Q.\n", encoding="utf-8")
    monkeypatch.setattr("healthlint.packs.load.built_in_folder", lambda: tmp_path / "none")


def page(front: str) -> str:
    return f"---\n{front}\n---\n# Naps\n\nNaps help.\n"


def test_a_missing_value_is_said_at_the_title(found: Found) -> None:
    rule = "kind: metadata\nfind: missing\nkeys: [author]\n"
    assert found(rule, page("title: Naps")) != []
    assert found(rule, page("by: Ann Marsh")) == []


def test_a_date_with_two_readings_is_found_at_its_value(found: Found) -> None:
    rule = "kind: metadata\nfind: unreadable\nkeys: [date, updated]\n"
    assert found(rule, page("date: 03/04/2024\nupdated: 2024-04-03")) == ["03/04/2024"]


def test_the_future_is_told_only_where_today_is_given(found: Found) -> None:
    rule = "kind: metadata\nfind: future\nkeys: [date]\n"
    assert found(rule, page("date: 2099-01-01")) == []
    assert found(rule + "today: 2025-01-01\n", page("date: 2099-01-01")) == ["2099-01-01"]
    assert found(rule + "today: 2025-01-01\n", page("date: 2024-01-01")) == []


def test_a_review_is_stale_against_today_or_the_articles_newest_date(found: Found) -> None:
    rule = "kind: metadata\nfind: stale\nkeys: [last_reviewed]\nmonths: 12\n"
    assert found(rule, page("reviewed: 2020-01-01")) == []
    assert found(rule, page("reviewed: 2020-01-01\nupdated: 2021-06-01")) == ["2020-01-01"]
    assert found(rule + "today: 2021-01-01\n", page("reviewed: 2020-01-01")) == []
    assert found(rule + "today: 2021-02-01\n", page("reviewed: 2020-01-01")) == ["2020-01-01"]


def test_dates_out_of_order_are_found_at_the_later_key(found: Found) -> None:
    rule = "kind: metadata\nfind: order\nkeys: [date, last_reviewed]\n"
    assert found(rule, page("date: 2024-01-01\nreviewed: 2023-01-01")) == ["2023-01-01"]
    assert found(rule, page("date: 2024-01-01\nreviewed: 2024-01-01")) == []


@pytest.mark.parametrize(
    ("first", "second", "months"),
    [
        (date(2020, 1, 31), date(2020, 2, 29), 0),
        (date(2020, 1, 15), date(2021, 1, 15), 12),
        (date(2021, 1, 1), date(2020, 12, 1), -1),
    ],
)
def test_months_are_whole(first: date, second: date, months: int) -> None:
    assert months_between(first, second) == months
