"""The word list that ships: what it knows, how it is searched, what it costs."""

from __future__ import annotations

import random
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.language.dictionary import dictionary, plain
from healthlint.language.sorted_lines import SortedLines

BOTH = dictionary()
BRITISH = dictionary(frozenset({"en-GB"}))
AMERICAN = dictionary(frozenset({"en-US"}))


@pytest.mark.parametrize("word", ["colour", "paediatric", "oesophagus", "haemoglobin", "programme"])
def test_british_words_are_british(word: str) -> None:
    assert BOTH.knows(word)
    assert BRITISH.knows(word)


def test_a_variant_leaves_the_other_s_spelling_out() -> None:
    assert BRITISH.knows("colour") and not AMERICAN.knows("colour")
    assert AMERICAN.knows("color") and not BRITISH.knows("color")
    # "-ize" is British too.
    assert BRITISH.knows("organize") and BRITISH.knows("organise") and not AMERICAN.knows("organise")


@pytest.mark.parametrize(
    "word",
    [
        "don't",
        "nurse's",
        "café",
        "naïve",
        "Crohn’s",
        "œdema",
        "nonsmokers",
        "infectivity",
        "balloonlike",
        "immunotherapies",
    ],
)
def test_forms_of_known_words_are_known(word: str) -> None:
    assert BOTH.knows(plain(word))


@pytest.mark.parametrize(
    "word", ["bronchits", "perscribe", "recieve", "seperate", "teh", "rheumatiod", "occuring", "childrens", ""]
)
def test_slips_are_not_known(word: str) -> None:
    assert BOTH.knows(word) is None


def test_common_words_are_more_common() -> None:
    order = ["the", "people", "bandage", "kyphosis"]
    found = [BOTH.entry(word) for word in order]
    assert all(found)
    counts = [entry.commonness for entry in found if entry]
    assert counts == sorted(counts, reverse=True)
    assert len(set(counts)) == len(counts)


def test_the_lines_are_sorted_and_each_is_found() -> None:
    lines = BOTH.lines
    assert len(lines) > 150_000
    assert lines == sorted(set(lines))
    for line in random.Random(1).sample(lines, 2_000):
        word, value = line.split(" ")
        assert BOTH._lines.value(word) == value.encode()


@given(st.lists(st.text("abc'", min_size=1, max_size=5), unique=True), st.text("abc'", max_size=5))
def test_sorted_lines_hold_what_is_in_them_and_nothing_else(words: list[str], asked: str) -> None:
    lines = SortedLines(b"".join(sorted(f"{word} {len(word)}\n".encode() for word in words)))
    assert lines.value(asked) == (str(len(asked)).encode() if asked in words else None)
    assert all(lines.value(word) == str(len(word)).encode() for word in words)


def test_the_word_list_is_small_and_says_whose_it_is() -> None:
    folder = files("healthlint") / "data" / "words"
    assert len((folder / "words.gz").read_bytes()) < 2_000_000
    for name in ("LICENSE-scowl", "LICENSE-wordnet"):
        assert "Permission to use, copy, modify" in (folder / name).read_text(encoding="utf-8")
