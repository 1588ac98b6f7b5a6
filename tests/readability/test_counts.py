"""What is counted, and what is left out."""

from __future__ import annotations

from articles import article
from hypothesis import given
from hypothesis import strategies as st

from healthlint.model.document import BlockKind
from healthlint.readability.counts import count_article, count_text
from healthlint.readability.words import words


def texts(prose: str) -> list[str]:
    return [w.text for w in words(prose)]


def test_punctuation_is_not_part_of_a_word() -> None:
    assert texts("“Rest,” she said (at home)!") == ["Rest", "she", "said", "at", "home"]


def test_dashes_end_a_word_and_hyphens_do_not() -> None:
    assert texts("A well-known drug—sold widely – helps.") == ["A", "well-known", "drug", "sold", "widely", "helps"]


def test_addresses_and_citation_marks_are_left_out() -> None:
    assert texts("See https://www.example.org/page or mail a@b.org today [1, 2].") == ["See", "or", "mail", "today"]


def test_headings_cells_and_labels_are_left_out_and_named() -> None:
    analysis = article(
        (BlockKind.HEADING, "Looking after your back"),
        "Risk factors",
        "Keep moving. Rest does not help for long.",
        (BlockKind.ITEM, "warm water"),
        (BlockKind.ITEM, "Take a short walk."),
        (BlockKind.CELL, "Dose in a day."),
    )
    counts = count_article(analysis)
    assert (counts.words, counts.sentences, counts.paragraphs) == (12, 3, 1)
    assert counts.left_out == {"cells": 1, "headings": 1, "labels": 1, "list fragments": 1}


def test_a_lead_in_counts_and_so_does_a_long_paragraph_without_a_full_stop() -> None:
    analysis = article("You may need:", "Most people feel better within a week of starting the tablets")
    assert count_article(analysis).sentences == 2


def test_fog_leaves_out_names_compounds_and_inflections() -> None:
    counts = count_text("Doctors in Colorado expanded a long-acting medicine quickly. Hospitals noticed difficulties.")
    assert counts.polysyllables == 6
    assert counts.fog_words == 3  # medicine, Hospitals, difficulties


def test_an_empty_article_counts_nothing() -> None:
    assert count_article(article()).sentences == 0
    assert count_text("").words == 0


@given(st.text(alphabet="abc XY'’-–/.()!?0123456789é\ufffc\n", max_size=60))
def test_every_word_stands_where_its_span_says(prose: str) -> None:
    for word in words(prose):
        assert word.span.of(prose) == word.text
        assert word.text.strip() == word.text
