"""Syllables of words: the dictionary first, letters after it."""

from __future__ import annotations

import pytest

from healthlint.readability.pronunciations import pronunciation
from healthlint.readability.syllable_rules import count_by_rule
from healthlint.readability.words import is_initialism, syllables


@pytest.mark.parametrize(
    ("word", "n_syllables"),
    [
        ("cat", 1), ("people", 2), ("diabetes", 4), ("asthma", 2), ("acupuncture", 4), ("ibuprofen", 4),
        ("anaemia", 4), ("anemia", 4), ("haemorrhage", 3), ("oesophagus", 4), ("gastroenteritis", 6), ("organise", 3),
        ("behaviour", 3), ("labelled", 2), ("paediatric", 4), ("doctor's", 2), ("nurses'", 2), ("don’t", 1),
        ("café", 2),
    ],
)  # fmt: skip
def test_words_have_the_syllables_that_people_say(word: str, n_syllables: int) -> None:
    assert syllables(word) == n_syllables


@pytest.mark.parametrize(
    ("word", "n_syllables"),
    [("MRI", 3), ("NASA", 2), ("BMW", 5), ("GPs", 2), ("NICE", 1), ("250mg", 1), ("0.5", 1), ("12-week", 2),
     ("evidence-based", 4), ("and/or", 2)],
)  # fmt: skip
def test_letters_figures_and_compounds_follow_the_stated_tokenisation(word: str, n_syllables: int) -> None:
    assert syllables(word) == n_syllables


@pytest.mark.parametrize(("word", "said_by_letters"), [("MRI", True), ("NHS", True), ("NICE", False), ("Many", False)])
def test_initialisms_are_told_from_acronyms(word: str, said_by_letters: bool) -> None:
    assert is_initialism(word) is said_by_letters


@pytest.mark.parametrize(("word", "vowel"), [("hour", True), ("unit", False), ("heart", False), ("ulcer", True)])
def test_the_first_sound_is_known(word: str, vowel: bool) -> None:
    entry = pronunciation(word)
    assert entry is not None
    assert entry.vowel_first is vowel


def test_unknown_words_are_not_in_the_dictionary() -> None:
    assert pronunciation("zzyzxia") is None


@pytest.mark.parametrize("word", ["a", "aardvark", "zyuganov"])
def test_the_search_finds_words_at_both_ends_of_the_file(word: str) -> None:
    assert pronunciation(word) is not None


@pytest.mark.parametrize(
    ("word", "n_syllables"),
    [("therapy", 3), ("swallowed", 2), ("patients", 3), ("table", 2), ("metabolism", 5), ("arthritis", 3), ("use", 1)],
)
def test_letters_alone_give_a_fair_count(word: str, n_syllables: int) -> None:
    assert abs(count_by_rule(word) - n_syllables) <= (1 if word == "patients" else 0)


def test_the_rules_agree_with_nine_in_ten_words_of_the_dictionary() -> None:
    from healthlint.readability import pronunciations

    lines = pronunciations._lines().data.decode().splitlines()[::40]
    entries = [(line.split()[0], line.count(" 0")) for line in lines]
    plain = [(word, n) for word, n in entries if word.isalpha()]
    right = sum(count_by_rule(word) == n for word, n in plain)
    assert len(plain) > 2_000
    assert right / len(plain) > 0.9


def test_textstat_finds_the_shipped_dictionary_and_asks_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    import nltk

    from healthlint.readability.textstat_bridge import score

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("textstat asked for a download")

    monkeypatch.setattr(nltk, "download", refuse)
    assert score("syllable_count", "haemorrhage") == 3
