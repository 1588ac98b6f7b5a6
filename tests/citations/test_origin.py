"""Whose finding a sentence states."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from healthlint.citations.origin import Origin, origins
from healthlint.language.analysis import Analysis

Analyse = Callable[..., Analysis]


def all_of(analysis: Analysis) -> list[Origin]:
    return list(analysis.once(origins).values())


@pytest.mark.parametrize(
    "text",
    [
        "Marsh et al. found that naps help office workers.",
        "Earlier trials of naps in offices had too few people.",
        "Marsh reported that naps help office workers.",
        "That trial of naps had too few people.",
        "It has been reported that naps shorten the night.",
        "Short naps are thought to sharpen the memory of older people.",
        "This agrees with earlier studies, and is consistent with them.",
        "A link between naps and headaches has been described before.",
        "As has been shown before, our tired workers need more sleep.",
        "Naps were shown to help office workers.",
        "These results are consistent with reports from other offices.",
        "The science of naps is reviewed in a book.",
    ],
)
def test_the_work_of_others_is_told_by_how_it_is_reported(analyse: Analyse, text: str) -> None:
    assert all_of(analyse(text)) == ["others"]


@pytest.mark.parametrize(
    "text",
    [
        "We found that naps helped the office workers.",
        "In our study, naps have been reported by few workers, as Table 2 shows.",
        "Workers in group B slept longer than the others did.",
        "Pain was less on the second day.",
        "Results further suggest that naps help.",
        "It is conceivable that tired workers forget their naps.",
        "The clocks were shown to the workers.",
        "Lack of sleep possibly increases the risk of accidents on the road in every age group.",
    ],
)
def test_own_results_and_views_are_own(analyse: Analyse, text: str) -> None:
    assert all_of(analyse(text))[-1] == "own" or "have been reported" in text


@pytest.mark.parametrize(
    "text",
    [
        "Further studies are needed.",
        "Why do some workers nap?",
        "Naps at work",
        "Thus, tired workers may gain most from a nap.",
        "It remains unclear who gains most.",
    ],
)
def test_plans_questions_and_inferences_are_open(analyse: Analyse, text: str) -> None:
    assert all_of(analyse(text)) == ["open"]


@pytest.mark.parametrize(
    "text",
    [
        "Lack of sleep increases the risk of accidents on the road in every age group.",
        "Regular exercise improves the sleep of nurses and drivers on night shifts.",
        "Naps can lengthen the time that it takes to fall asleep at night.",
        "This hormone falls in the small hours.",
        "Drivers with a lack of sleep are more likely to have accidents on the road than others.",
        "It falls in the small hours.",
    ],
)
def test_a_statement_in_the_present_without_a_person_is_established(analyse: Analyse, text: str) -> None:
    assert all_of(analyse(text)) == ["established"]


def test_the_past_tense_goes_on_about_the_work_of_others_in_the_same_paragraph(analyse: Analyse) -> None:
    others = "Marsh et al. looked at naps in offices."
    assert all_of(analyse(f"{others} Pain was less after a nap.")) == ["others", "others"]
    assert all_of(analyse(f"{others}\n\nPain was less after a nap.")) == ["others", "own"]


def test_what_follows_from_the_work_of_others_and_what_goes_on_about_it_is_theirs(analyse: Analyse) -> None:
    others = "Marsh et al. looked at naps in offices."
    assert all_of(analyse(f"{others} This suggests a role of sleep."))[-1] == "others"
    assert all_of(analyse(f"{others} Thus, our workers may gain."))[-1] == "open"
    assert all_of(analyse(f"{others} They need rest."))[-1] == "others"
    assert all_of(analyse("We slept. They need rest."))[-1] == "own"
