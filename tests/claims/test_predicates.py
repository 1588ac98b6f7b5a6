"""What a sentence states, and in which mood."""

from __future__ import annotations

import pytest

from healthlint.claims.predicates import is_no_finding, main_predicates, mood
from healthlint.claims.words import Words


@pytest.fixture(scope="module")
def words_of(analysis_of):
    """Return a function: a sentence to its words."""
    return lambda text: Words.of(analysis_of(text, "text").parse(0)[:])


def test_words_are_the_parse(words_of, analysis_of) -> None:
    text = "We found that stairs tire people."
    words, doc = words_of(text), analysis_of(text, "text").parse(0)
    assert words.lower == tuple(t.lower_ for t in doc)
    assert words.head == [t.head.i for t in doc]
    assert words.kids == [tuple(c.i for c in t.children) for t in doc]
    assert words.dep == tuple(t.dep_ for t in doc)
    assert words.lower[words.root] == "found"


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("The clinic opened in May.", ["opened"]),
        ("We found that rest eases pain.", ["eases"]),
        ("The authors say the trial showed that rest eases pain.", ["eases"]),
        ("The walks lowered stress and raised hope.", ["lowered", "raised"]),
        ("We asked whether rest eases pain.", ["asked"]),
    ],
)
def test_main_predicates_are_seen_through_reports(words_of, text: str, verbs: list[str]) -> None:
    words = words_of(text)
    assert [words.lower[i] for i in main_predicates(words)] == verbs


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Rest eases pain.", "eases", "direct"),
        ("Rest can ease pain.", "ease", "can"),
        ("Rest is able to ease pain.", "ease", "can"),
        ("Rest could ease pain.", "ease", "conditional"),
        ("Rest possibly eases pain.", "eases", "conditional"),
        ("Rest seems to ease pain.", "ease", "conditional"),
        ("Walking may lower stress and raise hope.", "raise", "conditional"),
    ],
)
def test_the_mood_is_that_of_the_modal_the_adverb_or_what_governs(
    words_of, text: str, verb: str, expected: str
) -> None:
    words = words_of(text)
    assert mood(words, words.lower.index(verb)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("More trials are needed.", True),
        ("Doctors should explain the risk.", True),
        ("Trial registration: NCT00000000.", True),
        ("These results will help planners.", True),
        ("Rest eased pain.", False),
    ],
)
def test_advice_needs_and_research_are_no_findings(words_of, text: str, *, expected: bool) -> None:
    words = words_of(text)
    assert is_no_finding(words, words.root) is expected
