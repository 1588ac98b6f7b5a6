"""Dates of an article by its own account, without a clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from healthlint.citations.dates import article_year, parse_date
from healthlint.language.analysis import Analysis


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-03-05", date(2024, 3, 5)),
        ("5 March 2024", date(2024, 3, 5)),
        ("March 5th, 2024", date(2024, 3, 5)),
        ("Mar 2024", date(2024, 3, 1)),
        ("2024", date(2024, 1, 1)),
        (date(2024, 3, 5), date(2024, 3, 5)),
        ("03/04/2024", None),
        ("2024-02-31", None),
        ("soon", None),
    ],
)
def test_a_date_is_read_only_where_it_has_one_reading(value: object, expected: date | None) -> None:
    assert parse_date(value) == expected


def test_the_articles_newest_year_is_its_own(analyse: Callable[..., Analysis]) -> None:
    assert (
        article_year(analyse("---\ndate: 2021-01-01\nupdated: 2023-05-01\n---\n# A\n\nIn 2030 all will nap.")) == 2023
    )
    assert article_year(analyse("Naps.\n\nLast reviewed: 3 May 2024\n")) == 2024
    assert article_year(analyse("In 2030 all will nap.")) == 0


def test_the_date_of_a_source_in_the_list_is_not_the_articles(analyse: Callable[..., Analysis]) -> None:
    listed = "Naps help [1].\n\n## References\n\n1. Nap Clinic. Naps. Updated 2024. https://naps.example/a\n"
    assert article_year(analyse(listed)) == 0
    assert article_year(analyse(listed + "\n## About\n\nLast reviewed March 2023.\n")) == 2023
