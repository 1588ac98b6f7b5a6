"""The ladder of strength."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.claims.strength import LADDER, boosters, hedges, rank, rung


def test_the_ladder_goes_up() -> None:
    assert [rank(name) for name in LADDER] == [0, 1, 2, 3, 4]
    with pytest.raises(ValueError, match="not in tuple"):
        rank("mighty")


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("yoga ", "direct"),
        ("yoga can ", "can"),
        ("yoga is able to ", "can"),
        ("yoga has been shown to ", "can"),
        ("yoga could ", "conditional"),
        ("it is thought to ", "conditional"),
        ("some evidence points to yoga, which can ", "conditional"),
    ],
)
def test_the_words_before_the_verb_decide(lead: str, expected: str) -> None:
    assert rung(lead) == expected


@given(st.text(alphabet="abcdefg may can ", max_size=60))
def test_a_link_is_never_more_than_a_link(lead: str) -> None:
    assert rung(lead, link=True) == "correlational"


def test_hedges_and_boosters_come_once_each_in_order() -> None:
    assert hedges("it may, perhaps, or may not") == ("may", "perhaps")
    assert boosters("remarkably and undeniably good, remarkably") == ("remarkably", "undeniably")
    assert hedges("in may's garden maybe") == ("may", "maybe")
