"""What is told, was believed, or is only asked: claims that the text itself does not assert."""

from __future__ import annotations

import pytest

from healthlint.claims.extract import claims


def polarities(analysis_of, text: str) -> list[str]:
    return [c.polarity for c in claims(analysis_of(text))]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("My neighbour informed me that ginger eases pain.", "reported"),
        ("My grandmother always said that honey cures colds.", "reported"),
        ("People used to say ginger gave you strength.", "reported"),
        ("Garlic was once thought to cure colds.", "reported"),
        ("The Romans believed that garlic gave soldiers strength.", "reported"),
        ("Legend has it that garlic cures colds.", "reported"),
        ("The label says that ginger eases nausea.", "reported"),
        ("Ginger is touted to boost immunity.", "reported"),
        ("The idea that garlic cures colds is old.", "reported"),
        ("It was believed that ginger helped against fever, but it fell out of use.", "rebutted"),
        # Near misses: the writer's own hedge, experts, a testimonial, another clause.
        ("Ginger is thought to ease nausea.", "asserted"),
        ("A Danish team found that ginger eases nausea.", "asserted"),
        ("Our patients say that reiki eased their pain.", "asserted"),
        ("Many people like tea, and ginger eases nausea.", "asserted"),
    ],
)
def test_hearsay_is_not_asserted(analysis_of, text: str, polarity: str) -> None:
    assert polarities(analysis_of, text) == [polarity]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("# Can cupping cure gout completely", "questioned"),
        ("# Does acupuncture help with anxiety", "questioned"),
        ("# Will ginger ease nausea", "questioned"),
        ("Can ease pain, this tea.", "asserted"),
        ("Did you know that garlic cures colds?", "asserted"),
        ("Cupping can cure gout completely.", "asserted"),
    ],
)
def test_a_question_needs_no_question_mark(analysis_of, text: str, polarity: str) -> None:
    assert set(polarities(analysis_of, text)) == {polarity}


@pytest.mark.parametrize("text", ["Tea alone isn't enough to restore digestion.", "Reiki is not able to cure asthma."])
def test_what_is_not_enough_is_denied(analysis_of, text: str) -> None:
    assert polarities(analysis_of, text) == ["negated"]


@pytest.mark.parametrize("text", ["Lack of sleep causes stress.", "A lack of vitamin D causes fatigue."])
def test_the_want_of_something_denies_nothing(analysis_of, text: str) -> None:
    assert polarities(analysis_of, text) == ["asserted"]
