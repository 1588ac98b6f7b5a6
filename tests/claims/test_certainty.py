"""Certainty of a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.claims.certainty import HIGHEST, LOWEST, PLAIN, sentence_certainty, word_of


@pytest.fixture(scope="module")
def value_of(analysis_of):
    """Return a function: a sentence to its certainty."""
    return lambda text: sentence_certainty(analysis_of(text, "text").parse(0)[:])


def test_a_bare_statement_is_plain(value_of) -> None:
    assert value_of("Rest eases pain.") == PLAIN


def test_the_scale_of_english_is_kept(value_of) -> None:
    texts = [
        "Rest may ease pain.",
        "Rest seems to ease pain.",
        "Rest will probably ease pain.",
        "The result suggests that rest eases pain.",
        "Rest can ease pain.",
        "Rest eases pain.",
        "Rest clearly eases pain.",
    ]
    values = [value_of(text) for text in texts]
    assert values == sorted(values)
    assert len(set(values)) == len(values)


def test_a_hedge_beside_the_statement_counts_half(value_of) -> None:
    over, beside = value_of("Rest may ease pain."), value_of("People who may rest feel well.")
    assert over < beside < PLAIN


def test_a_second_hedge_adds_less(value_of) -> None:
    one, two = value_of("Rest may ease pain."), value_of("Rest may ease some pain, they think.")
    assert LOWEST <= two < one
    assert one - two < PLAIN - one


def test_a_call_for_research_says_that_it_is_not_known(value_of) -> None:
    assert value_of("More research is needed.") <= 3
    assert value_of("More nurses are needed.") == PLAIN


def test_a_month_and_a_comparison_are_no_hedges(value_of) -> None:
    assert value_of("The clinic opened in May.") == PLAIN
    assert value_of("Nurses were more likely to fall.") == PLAIN


@given(st.floats(LOWEST, HIGHEST))
def test_every_value_has_a_word(value: float) -> None:
    assert word_of(value) in {"uncertain", "fairly certain", "certain"}


def test_words_rise_with_the_value() -> None:
    assert [word_of(value) for value in (1, 3.4, 3.5, 4.7, 4.75, 6)] == [
        "uncertain", "uncertain", "fairly certain", "fairly certain", "certain", "certain",
    ]  # fmt: skip
