"""Forms by the dictionary, and inflection in the word's own case."""

from __future__ import annotations

import pytest

from healthlint.language.inflect import forms, inflect, match_case


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("boosts", {"VBZ", "NNS"}),
        ("relieves", {"VBZ"}),
        ("went", {"VBD"}),
        ("patients", {"NNS"}),
        ("Improves", {"VBZ"}),
    ],
)
def test_forms_are_those_that_inflection_gives(word: str, expected: set[str]) -> None:
    assert forms(word) == expected


@pytest.mark.parametrize("word", ["xqzv", "12", "x-ray", ""])
def test_what_is_not_in_the_dictionary_has_no_forms(word: str) -> None:
    assert forms(word) == frozenset()


@pytest.mark.parametrize(
    ("word", "tag", "expected"),
    [("boosts", "VB", "boost"), ("Helps", "VB", "Help"), ("went", "VBN", "gone"), ("TAKES", "VBG", "TAKING")],
)
def test_inflection_keeps_the_case_of_the_word(word: str, tag: str, expected: str) -> None:
    assert inflect(word, tag) == expected


def test_match_case_leaves_a_word_for_a_lower_case_model() -> None:
    assert match_case("tea", "Crohn's") == "Crohn's"
