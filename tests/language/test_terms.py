"""Terms and folding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.language.phrases import Literals, PhraseSet, longest
from healthlint.language.terms import expand, fold


def test_alternatives_are_expanded_in_order() -> None:
    assert expand("stud(y|ies) (clearly|) show") == (
        "study clearly show",
        "study show",
        "studies clearly show",
        "studies show",
    )


@pytest.mark.parametrize("term", ["(a", "a)", "((a))"])
def test_bad_brackets_are_an_error(term: str) -> None:
    with pytest.raises(ValueError, match="bracket"):
        expand(term)


def test_a_term_that_explodes_is_an_error() -> None:
    with pytest.raises(ValueError, match="stands for"):
        expand("(a|b|c|d|e|f|g|h)" * 6)


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_a_long_phrase_does_not_hide_a_shorter_one_inside_another_word() -> None:
    phrases = PhraseSet(["cancer cell", "cancer"])
    found = longest(phrases.search("cancer cells, cancer cell"))
    assert [(s.start, s.end, phrases.phrases[i]) for s, i in found] == [(0, 6, "cancer"), (14, 25, "cancer cell")]


def test_phrases_stop_at_word_boundaries_with_accents() -> None:
    phrases = PhraseSet(["café", "cure"])
    assert [s.start for s, _ in phrases.search("cafés café secure cure curé")] == [6, 18]


@given(
    st.lists(st.text("abc", min_size=1, max_size=3), min_size=1, max_size=6, unique=True), st.text("abc ", max_size=20)
)
def test_literals_are_found_anywhere_in_a_text(literals: list[str], text: str) -> None:
    found = tuple(literal for literal in literals if literal in text)
    assert Literals(*literals).in_text(text) == found
    assert Literals(*literals).any_in(text) is bool(found)
