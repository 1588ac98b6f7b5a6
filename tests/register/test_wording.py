"""When two wordings are the same, near, or drifted apart."""

from __future__ import annotations

import pytest

from healthlint.register.wording import match, same

APPROVED = "Regular walking may lower blood pressure a little in adults who have it high."


@pytest.mark.parametrize(
    ("quote", "how"),
    [
        (APPROVED, "exact"),
        (APPROVED.replace(" may", "  may"), "exact"),
        (APPROVED.replace("adults", "people"), "near"),
        (APPROVED.replace("may lower", "may not lower"), "drifted"),
        (APPROVED + " Ask your nurse, your doctor or your chemist about it.", "drifted"),
        ("Tea cures colds.", "drifted"),
    ],
)
def test_a_sentence_against_its_approved_wording(quote: str, how: str) -> None:
    assert match(APPROVED, quote) == how


@pytest.mark.parametrize(
    ("approved", "quote"),
    [
        ("It cut the risk by 30% in a year of treatment.", "It cut the risk by 80% in a year of treatment."),
        ("It cut the risk by 1.5 points over one year.", "It cut the risk by 15 points over one year."),
        ("Most people who took it slept well that night.", "Most people who took it slept well that night?"),
        ("The tablets can be taken with food or water.", "The tablets can't be taken with food or water."),
    ],
)
def test_a_number_a_negation_or_a_question_is_never_near(approved: str, quote: str) -> None:
    assert match(approved, quote) == "drifted"


def test_without_an_approved_wording_nothing_is_said() -> None:
    assert match("", "Tea cures colds.") == ""


def test_the_shape_of_quotation_marks_does_not_count() -> None:
    assert same("It’s “safe”.", 'It\'s "safe".')
    assert not same("It is SAFE.", "It is safe.")
