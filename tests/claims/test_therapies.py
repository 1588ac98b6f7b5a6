"""The tables of what a therapy may claim."""

from __future__ import annotations

import pytest

from healthlint.claims.therapies import condition_set, judge, table_names, therapy_table


def test_the_tables_are_found_by_name() -> None:
    assert {"acupuncture", "massage", "homeopathy"} <= set(table_names())
    with pytest.raises(KeyError):
        therapy_table("levitation")


@pytest.mark.parametrize("name", table_names())
def test_every_line_says_whose_rule_it_is(name: str) -> None:
    table = therapy_table(name)
    assert table.names
    assert table.source
    assert all(entry.source and entry.conditions for entry in table.entries)
    assert condition_set(name).phrases


@pytest.mark.parametrize(
    ("condition", "sentence", "kind"),
    [
        ("migraine", "it gives short-term relief of migraine", "accepted"),
        ("migraine", "it relieves migraine", "unqualified"),
        ("tinnitus", "it gives short-term relief of tinnitus", "unaccepted"),
        ("warts", "it removes warts", "unknown"),
    ],
)
def test_the_verdict_of_a_table(condition: str, sentence: str, kind: str) -> None:
    verdict = judge(therapy_table("acupuncture"), condition, sentence)
    assert verdict.kind == kind
    assert verdict.source


def test_symptoms_of_no_named_condition_are_in_no_list() -> None:
    assert judge(therapy_table("acupuncture"), "symptoms", "it relieves symptoms").kind == "unnamed"


def test_a_condition_without_a_qualifier_is_simply_accepted() -> None:
    assert judge(therapy_table("massage"), "relaxation", "it helps relaxation").kind == "accepted"
