"""Which sentences report research, and which of them ask for the way to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from healthlint.citations.reports import Report, reports, unsourced
from healthlint.language.analysis import Analysis

Analyse = Callable[..., Analysis]

NAPS = "A new study from Nowhere University looked at naps."


def kinds(analysis: Analysis) -> list[Report]:
    return list(analysis.once(reports).values())


def asked(analysis: Analysis) -> list[str]:
    return [analysis.text(sentence) for sentence in unsourced(analysis)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A survey of cooks found that naps help.", "first"),
        ("Naps help cooks, according to a survey.", "first"),
        ("There is some evidence that naps help.", "first"),
        ("Naps help, suggests a report on cooks.", "first"),
        ("An extension of the trial showed less pain.", "further"),
        ("Ann Marsh discovered that cooks nap.", "first"),
        ("The researchers tracked forty cooks.", "further"),
        ("They concluded that naps help.", "further"),
        ("They do nap, Marsh and Lee wrote in the Journal of Naps.", "further"),
        ("Naps were linked to longer nights.", "further"),
        ("“Naps help,” Marsh and Lee wrote in an editorial.", "first"),
        ("The trials were disappointing.", "further"),
        ("Trials of naps were disappointing.", "first"),
        ("The authors cite earlier research on cooks.", "first"),
        ("Naps are thought to help.", "held"),
        ("It has been suggested that naps help.", "held"),
        ("Late meals have been tied to long nights.", "held"),
    ],
)
def test_research_that_does_something_or_is_drawn_on_is_reported(analyse: Analyse, text: str, kind: Report) -> None:
    assert kinds(analyse(text)) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "She took part in a trial.",
        "There is no evidence that naps help.",
        "The report is available at the clinic.",
        "Do studies of cooks show that naps help?",
        "“A study found that naps help,” said a cook.",
        "He was found to be tired.",
        "The clinic opened in 1912.",
        "# Naps help, a study found\n\nThe cooks slept.",
    ],
)
def test_taking_part_questions_speech_and_headlines_report_nothing(analyse: Analyse, text: str) -> None:
    assert kinds(analyse(text)) == []


def test_a_report_that_goes_on_is_covered_by_the_one_before_it_and_another_study_is_not(analyse: Analyse) -> None:
    goes_on = "The researchers tracked forty cooks."
    other = "An earlier study found little."
    assert asked(analyse(f"{NAPS} {goes_on}\n\n{goes_on} {other}")) == [NAPS, other]
    assert asked(analyse(goes_on)) == [goes_on]


def test_news_of_a_study_brings_it_up_once_however_it_speaks_of_it(analyse: Analyse) -> None:
    again = "A team of scientists from Nowhere University tracked forty cooks."
    assert asked(analyse(f"{NAPS}\n\n{again}", publisher="news")) == [NAPS]
    assert asked(analyse(f"{NAPS}\n\n{again}", publisher="charity")) == [NAPS, again]


def test_a_body_that_is_named_as_a_source_is_asked_for_once(analyse: Analyse) -> None:
    first = "The World Health Organization says that naps help."
    assert asked(analyse(f"{first}\n\nMost cooks nap, according to the WHO.")) == [first]


def test_a_link_to_a_paper_anywhere_covers_what_goes_on_about_it(analyse: Analyse) -> None:
    text = "The researchers tracked forty cooks.\n\nNaps: https://doi.org/10.1000/182"
    assert asked(analyse(text)) == []
