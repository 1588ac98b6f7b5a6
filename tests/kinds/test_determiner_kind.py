"""`determiner`: which singular nouns lack their article, and where English has none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Found = Callable[..., list[str]]

RULE = "kind: determiner\nnouns: [doctor, nurse, tablet, tool, human, side effect]\n"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("She asked doctor about it.", "doctor"),
        ("He talked to good doctor about it.", "good doctor"),
        ("It may cause side effect in some people.", "side effect"),
        ("They need useful tool such as this one.", "useful tool"),
    ],
)
def test_a_bare_noun_is_reported_with_what_describes_it(found: Found, text: str, phrase: str) -> None:
    assert found(RULE, text) == [phrase]


@pytest.mark.parametrize(
    "text",
    [
        "She asked the doctor and my nurse about it.",
        "He went from nurse to doctor in ten years.",
        "The trust between doctor and nurse is old.",
        "As doctor she knows.",
        "What kind of doctor is he?",
        "The title of doctor is old.",
        "She became doctor of the town.",
        "They talked about doctor visits and tablet form.",
        "We saw Doctor Jones.",
        "It is only human.",
        "No doctor came, nor did any other nurse.",
        "Doctor for hire",
        "It had a lasting effect.",
    ],
)
def test_a_noun_with_a_determiner_or_in_a_phrase_without_one_is_left_alone(found: Found, text: str) -> None:
    assert found(RULE, text) == []


def test_a_name_of_two_words_needs_both(found: Found) -> None:
    assert found(RULE, "It has effect in some people.") == []
