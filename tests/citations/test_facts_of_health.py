"""Which sentences state a fact of health."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from healthlint.citations.facts import facts
from healthlint.language.analysis import Analysis

Analyse = Callable[..., Analysis]


@pytest.mark.parametrize(
    "text",
    [
        "Night work weakens the bones.",
        "Nurses have more infections than cooks.",
        "Short nights can harm the heart.",
        "It is likely that short nights harm the heart.",
        "Bad dreams are common in pregnancy.",
        "Damp rooms are a risk factor for asthma.",
        "Infants with a fever tend to recover, and they sleep better than others.",
        "There are higher rates of asthma in towns.",
    ],
)
def test_what_something_does_and_how_things_compare_are_facts(analyse: Analyse, text: str) -> None:
    assert [a.text(s) for a in [analyse(text)] for s in a.once(facts)] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The heart is a muscle.",
        "Parents at risk of asthma are asked to stay at home.",
        "The pill is manufactured in Wales and meant for the signs of asthma.",
        "It serves as a reminder to sleep, which lowers the risk of stroke.",
        "Participants have better sleep after a nap.",
        "Symptoms include pain and fever.",
        "Ask a nurse if short nights harm the heart.",
        "We sleep better after a walk.",
        "Ann Marsh says that short nights harm the heart.",
        "“Short nights harm the heart,” said a nurse.",
        "The clinic closed its heart unit in May.",
        "Short nights harm the heart, according to Ann Marsh.",
        "Do short nights harm the heart?",
        "Trees lower the wind.",
        "# Short nights harm the heart\n\nThe nurse slept.",
        "Researchers compare the hearts of cooks more often than those of nurses.",
    ],
)
def test_definitions_lists_advice_stories_and_speech_are_not(analyse: Analyse, text: str) -> None:
    assert analyse(text).once(facts) == ()
