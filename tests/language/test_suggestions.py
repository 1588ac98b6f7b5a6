"""What an unknown word may have been meant to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.language.dictionary import VARIANTS
from healthlint.language.suggestions import SLIP, suggestions, walk

BOTH = frozenset(VARIANTS)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("perscribe", "prescribe"),
        ("bronchits", "bronchitis"),
        ("simptom", "symptom"),
        ("diahrea", "diarrhea"),
        ("recieve", "receive"),
        ("medcine", "medicine"),
        ("therapyst", "therapist"),
        ("breathin", "breathing"),
        ("swolen", "swollen"),
        ("helth", "health"),
        ("alot", "a lot"),
        ("ofthe", "of the"),
    ],
)
def test_the_likeliest_word_comes_first(word: str, meant: str) -> None:
    assert suggestions(word, BOTH)[0].text == meant


def test_a_variant_s_spelling_is_suggested() -> None:
    assert suggestions("coluor", frozenset({"en-GB"}))[0].text == "colour"
    assert suggestions("coluor", frozenset({"en-US"}))[0].text == "color"


def test_nothing_is_near_to_letters_that_are_no_word() -> None:
    assert suggestions("qzxwvkjq", BOTH) == ()


_WORDS = st.lists(st.text("abt", min_size=1, max_size=5), unique=True, max_size=12)


@given(st.text("abt", min_size=1, max_size=5), _WORDS)
def test_one_slip_is_found_wherever_it_is(word: str, listed: list[str]) -> None:
    lines = sorted(f"{text} 1" for text in listed)
    found = {line.split()[0]: cost for line, cost in walk(word, SLIP, lines)}

    assert {text for text in listed if text in one_slip_from(word)} <= found.keys()
    assert found.get(word, 0) == 0
    assert all(0 <= cost <= SLIP for cost in found.values())


def one_slip_from(word: str) -> set[str]:
    halves = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    return {
        word,
        *(a + b[1:] for a, b in halves if b),
        *(a + c + b[1:] for a, b in halves if b for c in "abt"),
        *(a + c + b for a, b in halves for c in "abt"),
        *(a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1),
    }
