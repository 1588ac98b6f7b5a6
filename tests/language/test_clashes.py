"""Which verbs differ from their subject: what is found with which relation, and what keeps a pair silent."""

from __future__ import annotations

import pytest

from healthlint.formats.registry import extract
from healthlint.language.analysis import Analysis
from healthlint.language.clashes import clashes
from healthlint.language.engine import shared_engine
from healthlint.model.context import Context
from healthlint.model.source import Source


def found(text: str) -> list[tuple[str, str, str]]:
    """Return relation, subject and verb of each clash."""
    analysis = Analysis(extract(Source("a.txt", text), "text"), Context(), shared_engine(None))
    return [(c.relation, c.shown, c.verb.text) for c in clashes(analysis)]


@pytest.mark.parametrize(
    ("text", "clash"),
    [
        ("The nurses was late.", ("noun", "nurses", "was")),
        ("It help with pain.", ("pronoun", "It", "help")),
        ("They rarely sleeps well.", ("pronoun", "They", "sleeps")),
        ("The Clintons visits Ann.", ("noun", "Clintons", "visits")),
        ("Robert have a cold.", ("noun", "Robert", "have")),
        ("The signs of a cold is mild.", ("across", "signs", "is")),
        ("Most of the nurses has a cold.", ("across", "Most of the nurses", "has")),
        ("The nurses who saw the child was late.", ("across", "nurses", "was")),
        ("Sleep, for example, help with pain.", ("noun", "Sleep", "help")),
        ("She asks whether this clinic are open now.", ("noun", "clinic", "are")),
        ("One of the reasons are clear.", ("across", "One", "are")),
        ("A person who want tea can ask.", ("relative", "person", "want")),
        ("We thank those who was here.", ("relative", "those", "was")),
        ("She eats well and sleep badly.", ("joined", "She", "sleep")),
        ("Your age and your weight was measured.", ("several", "age and your weight", "was")),
        ("Social media is new.", ("latin", "media", "is")),
        ("Millions of people in Wales suffers from hay fever.", ("across", "Millions of people", "suffers")),
        ("The results, published in May, shows a small rise.", ("noun", "results", "shows")),
        ("The symptoms usually clears in a week.", ("noun", "symptoms", "clears")),
        ("The woman worry.", ("noun", "woman", "worry")),
    ],
)
def test_a_clash_is_found(text: str, clash: tuple[str, str, str]) -> None:
    assert found(text) == [clash]


@pytest.mark.parametrize(
    "text",
    [
        "The team are late, and the staff have a cold.",
        "Phase I shows whether it is safe, and my aunt and I were there.",
        "Open the tube, apply the cream.",
        "Drugs testing is routine.",
        "The chronically ill have enough to do.",
        "This need to please others is common.",
        "Make sure that the skin is dry and apply the cream.",
        "Only staff who have a pass and a key are let in.",
        "Millions of pounds is spent on it.",
        "Both hands up, she sat still.",
        "The claim itself is weak.",
        "It treats such signs as time fails to heal.",
        "Its cost, the days of lost work, is high.",
        "Acmed sell their own brand.",
        "Ten minutes is enough, and one in 10 children is ill.",
        "If I were you, I would rest.",
        "We suggest that the nurse rest.",
        "Let the nurse decide, and help the patient sleep.",
        "Does the tea help?",
        "She is one of those who have a cold.",
        "Factors that cause this response are not known.",
        "An enzyme in cells that helps is rare.",
        "Learning facts is hard, and what the drugs cost is known.",
        "Whether the two drugs differ is not known.",
        "Cancer of the nose and the sinuses is rare.",
        "Rest, sleep, and a good meal help.",
        "Side effects after sleep are rare.",
        "It occurs in people who smoke and affects the liver.",
        "The rash does not spread or turn red.",
        "It helps you digest food and store fat.",
        "Your kidney filters wastes.",
        "A case report tells more.",
        "Fish and chips is good.",
        "Only when both tests are clear is she sent home.",
        "None have a cold, and each of them has tea.",
        "The nurses each have tea.",
    ],
)
def test_what_is_right_or_open_is_silent(text: str) -> None:
    assert found(text) == []


def test_a_noun_without_a_determiner_may_be_the_slip() -> None:
    analysis = Analysis(
        extract(Source("a.txt", "Nurse have tea. The nurse have tea."), "text"), Context(), shared_engine()
    )
    assert [clash.bare for clash in clashes(analysis)] == [True, False]
