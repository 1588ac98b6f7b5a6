"""`agreement`: which clashes of number are reported, at which word, and what keeps a pair silent."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Found = Callable[..., list[str]]

BESIDE = "kind: agreement\nrelations: [noun, pronoun, relative]\n"
ACROSS = "kind: agreement\nrelations: [across]\n"


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The nurses was late.", "was"),
        ("Many nurses has a cold.", "has"),
        ("I has a cold.", "has"),
        ("You was late.", "was"),
        ("My brother are late.", "are"),
        ("These media was new.", "was"),
        ("A nurse who want tea can ask.", "want"),
        ("Rest if the pain become worse.", "become"),
    ],
)
def test_a_verb_that_differs_from_its_subject_is_reported(found: Found, text: str, verb: str) -> None:
    assert found(BESIDE, text) == [verb]
    assert found(ACROSS, text) == []


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The Care Act were passed in 2014.", "were"),
        ("The nurse, along with two others, are late.", "are"),
        ("The tests or someone who need them can wait.", "need"),
        ("It is sold at the shop and the price are low.", "are"),
        ("If you suggest we can wait, this nurse help us.", "help"),
    ],
)
def test_names_asides_and_earlier_clauses_hide_no_slip(found: Found, text: str, verb: str) -> None:
    assert found(BESIDE, text) + found(ACROSS, text) == [verb]


@pytest.mark.parametrize(
    "text",
    [
        "Crystal Palace were late, and the Nursing Council are late.",
        "Damage to the braincan lead to pain.",
        "Scars of the skinor pain of the joints is common.",
    ],
)
def test_teams_and_words_run_together_are_left_alone(found: Found, text: str) -> None:
    assert found(BESIDE, text) + found(ACROSS, text) == []


@pytest.mark.parametrize(
    ("text", "verb"),
    [("The signs of a cold is mild.", "is"), ("The cost of these drugs are low.", "are")],
)
def test_a_noun_between_the_two_is_the_other_rule(found: Found, text: str, verb: str) -> None:
    assert found(ACROSS, text) == [verb]
    assert found(BESIDE, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The nurses were late.",
        "The team are late, and the staff have a cold.",
        "Tea and rest are good; tea or rest is enough.",
        "Ten minutes is enough.",
        "A number of nurses are late.",
        "If it were so, we would rest.",
        "We suggest that the nurse rest.",
        "Let the nurse decide.",
        "She is one of those who have a cold.",
        "Does the tea help?",
        "A scan of the brain and other tests are common.",
        "What the nurse and the doctor say is right.",
        "Taking tablets is easy.",
        "The chance to read the news, talk to friends and use the web is here.",
        "All but one test were late, and he may even one day replace them.",
        "Ten weeks of rest helps, and infantile spasms is a rare disorder.",
        "But what brings people here is the sea.",
        "Sanders agrees. Byers was late. She need not worry.",
        "Text messaging reminders increase the use, and the hand assist device is dear.",
        "People say the higher traffic on our quiet roads reduces sleep.",
        "The test meets an unmet need at the clinic.",
    ],
)
def test_usage_that_is_right_or_divided_is_left_alone(found: Found, text: str) -> None:
    assert found(BESIDE, text) + found(ACROSS, text) == []


def test_a_rule_may_name_its_subjects(found: Found) -> None:
    latin = "kind: agreement\nrelations: [latin]\nsubjects: [media]\n"
    assert found(latin, "The media is late. The bacteria is rare.") == ["is"]
    assert found(BESIDE, "The media is late.") == []


def test_a_noun_that_may_be_the_slip_is_reported_too(found: Found) -> None:
    assert found(BESIDE, "Today nurse have tea.") == ["nurse have"]
