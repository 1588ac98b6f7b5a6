"""Which words of a text a dictionary can judge."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.language.lookable import words


def said(prose: str) -> list[str]:
    return [word for _, word in words(prose)]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("“Rest,” she said (twice).", ["Rest", "she", "said", "twice"]),
        ("long-term X-ray follow-up", ["long", "term", "follow"]),
        ("morning/evening and/or", ["morning", "evening"]),
        ("patient’s patients' don't", ["patient", "patients", "don't"]),
        ("pre- and postnatal -itis", ["and", "postnatal"]),
        ("IL-6 mRNA NICE HbA1c 5mg 40mg/day", []),
        ("me@example.org www.example.org/pain example.org #pain @pain C:\\pain", []),
        ("боль боль-pain naïve", ["naïve"]),
        ("code\ufffccode a\ufffc", []),
        ("end.Start fine", ["fine"]),
        ("symptom(s)", []),
        ("(throm-boh-FLEE-bih-tis) HIV-positive", ["positive"]),
        ("rest—then walk…", ["rest", "then", "walk"]),
    ],
)
def test_words_that_can_be_looked_up(prose: str, expected: list[str]) -> None:
    assert said(prose) == expected


@given(st.text(alphabet=st.sampled_from("abcé'’-–/ .,(“”)\ufffc1#@XYß\u0301"), max_size=40))
def test_each_word_stands_where_it_says(prose: str) -> None:
    end = 0
    for start, word in words(prose):
        assert prose[start : start + len(word)] == word
        assert start >= end
        end = start + len(word)
