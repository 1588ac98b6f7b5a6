"""Which sentences can be tested, which to check first, and which leave room."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from healthlint.claims.check_first import is_hedged, to_check_first
from healthlint.claims.checkworthy import checkworthy
from healthlint.language.analysis import Analysis

Analyse = Callable[..., Analysis]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Naps reduce blood pressure", True),
        ("Study shows bees sleep at night", True),
        ("Salt is bad for the heart", True),
        ("One in 12% of adults has asthma", True),
        ("Neurology nurses sleep less than cooks", True),
        ("The team found that bees sleep at night", True),
        ("I found my scan at home", False),
        ("Most bees, more honey", False),
        ("Our shop opens at nine", False),
        ("What a lovely day for a walk in the woods with friends", False),
        ("Stop napping, health fans!", False),
        ("Children sleep better than their parents", True),  # words of every day, compared
        ("Long walks in the rain change the mood of children", True),  # … and one bears on another
        ("The school changed its timetable", False),
        ("You can help children with a donation", False),
        ("The asthma clinic of Nowhere helped its neighbours", True),
        ("Join us as a surgeon explains how asthma affects the lungs of children", False),
        ("See https://example.org/brain-effects for the tickets", False),
    ],
)
def test_a_statement_about_health_or_science_can_be_tested(analysis_of: Analyse, text: str, expected: bool) -> None:
    assert bool(analysis_of(text).once(checkworthy)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Garlic cures colds.", True),
        ("Sugary drinks cause gout.", True),
        ("Statins lower the risk of a stroke.", False),  # a medicine
        ("She says that garlic cured her cold.", False),  # what befell somebody
        ("Garlic is a plant.", False),
        ("The choice of a clinic affects asthma care.", False),  # one known thing
        ("The ketogenic diet reverses diabetes.", True),
        ("Asthma is caused by narrow airways.", False),  # any textbook
        ("Asthma is caused by garlic.", True),
    ],
)
def test_remedies_come_first_medicines_and_stories_do_not(analysis_of: Analyse, text: str, expected: bool) -> None:
    assert bool(to_check_first(analysis_of(text))) is expected


def test_a_sentence_that_needs_a_source_is_checked_first_unless_personal(analysis_of: Analyse) -> None:
    analysis = analysis_of("Autism is caused by vaccines. Her autism is caused by vaccines.")
    needed = [(s.block, s.span) for s in analysis.all_sentences()]
    assert [analysis.text(s) for s in to_check_first(analysis, needed)] == ["Autism is caused by vaccines."]
    assert not to_check_first(analysis)


@pytest.mark.parametrize(
    ("folded", "expected"),
    [("naps may help.", True), ("naps often help.", True), ("naps help.", False), ("the mayor naps.", False)],
)
def test_a_hedge_leaves_room(folded: str, expected: bool) -> None:
    assert is_hedged(folded) is expected
