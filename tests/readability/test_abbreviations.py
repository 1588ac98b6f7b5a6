"""Where abbreviations are used and explained, to the character."""

from __future__ import annotations

from articles import article
from hypothesis import given
from hypothesis import strategies as st

from healthlint.model.document import BlockKind
from healthlint.readability.abbreviations import abbreviations

WORDS = st.sampled_from(
    [
        "chronic",
        "pain",
        "syndrome",
        "CPS",
        "(CPS)",
        "CPSs",
        "MRI",
        "or",
        "of",
        "HbA1c",
        "the",
        "II",
        "McKay",
        "T2DM",
        ".",
    ]
)


def test_a_use_and_its_explanation_are_told_apart() -> None:
    analysis = article("Irritable bowel syndrome (IBS) hurts. IBS comes back. Two IBSs.")
    found = abbreviations(analysis)
    prose = analysis.block(0).prose
    assert [(prose[d.short.span.start : d.short.span.end], d.long) for d in found.definitions["IBS"]] == [
        ("IBS", "Irritable bowel syndrome")
    ]
    assert [use.span.start for use in found.uses["IBS"]] == [38, 58]


def test_headings_neither_use_nor_explain() -> None:
    analysis = article((BlockKind.HEADING, "Irritable bowel syndrome (IBS)"), "It hurts.")
    assert abbreviations(analysis).uses == {}
    assert abbreviations(analysis).definitions == {}


@given(st.lists(WORDS, max_size=25))
def test_every_place_holds_the_abbreviation(pieces: list[str]) -> None:
    analysis = article("It is so. " + " ".join(pieces))
    found = abbreviations(analysis)
    for short, uses in found.uses.items():
        assert {use.span.of(analysis.block(use.block).prose) for use in uses} == {short}
    for short, definitions in found.definitions.items():
        for definition in definitions:
            place = definition.short
            assert place.span.of(analysis.block(place.block).prose) == short
            assert definition.long in analysis.block(place.block).prose


def test_a_common_word_in_capitals_is_stressed_not_short_for_anything() -> None:
    found = abbreviations(
        article("It really WORKS for most. CREST syndrome and COPD are named. Feel the AMAZING heat, ALSO at night.")
    )
    assert list(found.uses) == ["CREST", "COPD"]
