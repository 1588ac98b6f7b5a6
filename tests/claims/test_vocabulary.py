"""The words that claims are made of: lists, their classes, and what a clinician must be able to sign."""

from __future__ import annotations

import pytest

from healthlint.claims.vocabulary import (
    OUTCOME_LISTS,
    SELDOM_NOUNS,
    SUBJECT_LISTS,
    established_pairs,
    find_words,
    verb_groups,
)
from healthlint.language.lexicon import lexicon, lexicon_names

OWN = (
    "therapies",
    "supplements",
    "devices",
    "conditions-a",
    "conditions-b",
    "verbs-direct",
    "verbs-can",
    "hedges",
    "correlational",
    "null-findings",
    "boosters",
    "hype",
    "scare",
    "absolutes",
    "vague-authority",
    "proof-words",
    "anecdote",
    "pseudo-mechanism",
    "harm-words",
    "attribution",
    "rebuttal",
    "body-subjects",
    "named-sources",
    "medicines",
    "vaccines",
    "behaviours",
    "care-subjects",
    "study-subjects",
    "cancer",
    "symptoms",
    "body-functions",
    "risks",
    "immune-terms",
    "practitioners",
    "products",
    "treatments",
)


@pytest.mark.parametrize("name", OWN)
def test_a_lexicon_is_there_and_folded(name: str) -> None:
    assert name in lexicon_names()
    phrases = lexicon(name)
    assert phrases
    assert all(p == p.lower().strip() and "(" not in p for p in phrases)


def test_all_lists_that_the_register_reads_exist() -> None:
    assert {*SUBJECT_LISTS, *OUTCOME_LISTS} <= set(lexicon_names())


def test_the_longest_phrase_wins_and_has_its_class() -> None:
    words = find_words("electro-acupuncture and light therapy for chronic low back pain and breast cancer")
    assert [(m.phrase, m.kind) for m in words.subjects] == [
        ("electro-acupuncture", "therapy"),
        ("light therapy", "therapy"),
    ]
    assert [(m.phrase, m.kind, m.tier) for m in words.outcomes] == [
        ("chronic low back pain", "condition", "b"),
        ("breast cancer", "condition", "a"),
    ]


def test_a_word_inside_another_is_not_found() -> None:
    words = find_words("the teacher was secure; a boosterish healthcare booklet")
    assert words.verbs == ()
    assert words.subjects == ()


def test_verbs_come_with_their_base_form() -> None:
    words = find_words("it cured, relieves and is speeding up")
    assert [(v.form, v.lemma) for v in words.verbs] == [
        ("cured", "cure"),
        ("relieves", "relieve"),
        ("speeding up", "speed up"),
    ]


def test_every_verb_that_the_tagger_mistakes_is_a_verb_of_the_lexicon() -> None:
    assert {group[0] for group in verb_groups()} >= SELDOM_NOUNS


def test_established_pairs_name_both_sides() -> None:
    assert all(pair.subjects and pair.outcomes for pair in established_pairs())
    assert any("sunscreen" in p.subjects and "sunburn" in p.outcomes for p in established_pairs())
