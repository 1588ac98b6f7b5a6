"""Number by the dictionary: which forms of verbs and nouns show one, and which are left open."""

from __future__ import annotations

from typing import Any

import pytest

from healthlint.language.engine import shared_engine
from healthlint.language.number import noun_number, rival_form, verb_form


def first(text: str, word: str) -> Any:
    doc = shared_engine(None).parse([(text, (0,))])[0]
    return next(token for token in doc if token.text == word)


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("helps", "singular"),
        ("has", "singular"),
        ("help", "plural"),
        ("were", "plural"),
        ("put", None),
        ("often", None),
    ],
)
def test_a_present_form_shows_its_number(word: str, form: str | None) -> None:
    assert verb_form(word) == form


@pytest.mark.parametrize(
    ("word", "form", "rival"),
    [("has", "singular", "have"), ("Do", "plural", "Does"), ("tries", "singular", "try"), ("want", "plural", "wants")],
)
def test_the_rival_form_keeps_the_case(word: str, form: Any, rival: str) -> None:
    assert rival_form(word, form) == rival


def test_i_takes_am() -> None:
    assert rival_form("is", "singular", first_person=True) == "am"


@pytest.mark.parametrize(
    ("text", "word", "number"),
    [
        ("The nurses sleep.", "nurses", "plural"),
        ("The nurse sleeps.", "nurse", "singular"),
        ("The geese sleep.", "geese", "plural"),
        ("Robert sleeps.", "Robert", "singular"),
        ("The team sleeps.", "team", None),
        ("Measles is rare.", "Measles", None),
        ("It is rare.", "It", "singular"),
        ("They are rare.", "They", "plural"),
    ],
)
def test_a_subject_has_a_number_unless_usage_is_divided(text: str, word: str, number: str | None) -> None:
    assert noun_number(first(text, word)) == number


def test_i_was_is_right() -> None:
    token = first("I was late.", "I")
    assert (noun_number(token, "was"), noun_number(token, "is")) == ("singular", "plural")
