"""Which sentences need a source, and which do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from healthlint.citations.checks import nearest
from healthlint.citations.needs import needs, needs_source
from healthlint.claims.extract import located
from healthlint.language.analysis import Analysis

Analyse = Callable[..., Analysis]


def reasons(analysis: Analysis) -> list[tuple[str, str]]:
    return [(n.reason, n.cue.of(analysis.block(n.block).prose)) for n in needs(analysis)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("About 12.5% of adults nap.", [("statistic", "12.5%")]),
        ("Naps trouble 1 in 5 adults.", [("statistic", "1 in 5")]),
        ("Half of all people nap.", [("statistic", "Half of all people")]),
        ("There are 7,000 cases a year.", [("statistic", "7,000 cases")]),
        ("A trial found that naps help.", [("study", "A trial")]),
        ("An analysis of 40 nurses showed that naps help.", [("study", "An analysis of")]),
        ("It published in 2014 studies that found it.", []),
        ("Studies have shown that naps help.", [("authority", "Studies have shown")]),
        ("Naps lower the risk of stroke.", [("risk", "lower the risk of")]),
        ("Take 20 mg twice a day.", [("dose", "20 mg twice")]),
        ("Guidelines recommend naps.", [("guideline", "Guidelines recommend")]),
        ("Naps are more effective than tea.", [("comparison", "more effective")]),
        ("Naps are more effective than tea in 20% of nurses.", [("statistic", "20%")]),
        ("Bad air leads to asthma.", [("cause", "leads to")]),
        ("Asthma is caused by bad air.", [("cause", "is caused by")]),
        ("It affects millions.", [("prevalence", "affects millions")]),
    ],
)
def test_a_cue_gives_its_reason_at_its_words(analyse: Analyse, text: str, expected: list[tuple[str, str]]) -> None:
    assert reasons(analyse(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Do 20% of people nap?",
        "Call 999 if 1 in 5 people fall.",
        "Use a rub with at least 60% alcohol.",
        "We offer 3 sessions for £60.",
        "© 2025 Naps Ltd, 100% yours.",
        "The heart pumps blood.",
        "There have been no clinical trials of naps that looked at sleep.",
        "Details of the trial can be found at the desk.",
        "It does not cause asthma.",
        "Nobody knows why bad air can cause asthma.",
        "Some nurses from trials in Wales were tested.",
        "The sample goes to a lab for analysis and is tested there.",
        "Take one in two hours.",
        "# One in five people nap",
    ],
)
def test_what_needs_no_source_is_left_alone(analyse: Analyse, text: str) -> None:
    assert reasons(analyse(text)) == []


def test_the_second_sentence_about_a_study_needs_none(analyse: Analyse) -> None:
    found = reasons(analyse("A trial found that naps help. The trial found no harm. Tea is brown."))
    assert found == [("study", "A trial")]


def test_a_figure_outweighs_softer_reasons(analyse: Analyse) -> None:
    assert [r for r, _ in reasons(analyse("Naps lower the risk of stroke by 20%."))] == ["statistic"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("About 20% nap.", "none in this document"),
        ("About 20% nap.\n\nNaps help (Marsh, 2019).", "in another paragraph"),
        ("About 20% nap. Tea is brown. Naps help (Marsh, 2019).", "2 sentences away"),
        ("About 20% nap (Marsh, 2019).", "in this sentence"),
    ],
)
def test_the_distance_to_the_nearest_citation_is_told(analyse: Analyse, text: str, expected: str) -> None:
    analysis = analyse(text)
    (need,) = needs(analysis)
    assert nearest(analysis, need.block, need.sentence) == expected


def sourced(analysis: Analysis) -> dict[str, tuple[str, ...]]:
    found = needs_source(analysis, analysis.once(located))
    return {analysis.text(sentence): why for sentence, why in found.items()}


def test_a_sentence_needs_a_source_for_all_its_reasons(analyse: Analyse) -> None:
    figure = "About 20% of adults are known to have asthma."
    effect = "Yoga cures asthma."
    assert sourced(analyse(f"{figure}\n\n{effect}\n\nOur clinic opens at nine.")) == {
        figure: ("statistic", "reported", "fact"),
        effect: ("effect",),
    }


def test_what_a_study_is_to_find_out_and_what_people_took_in_it_need_no_source(analyse: Analyse) -> None:
    asked = "Marsh wants to test whether naps lower the risk of gout."
    taken = "The participants took 20 mg of zinc a day."
    assert sourced(analyse(f"{asked}\n\n{taken}")) == {}


def test_physiology_and_what_is_unknown_are_no_causes(analyse: Analyse) -> None:
    text = "Asthma is caused by inflammation. We do not know what causes lupus. The triggers for asthma vary."
    assert not [n for n in needs(analyse(text)) if n.reason == "cause"]


def test_in_a_research_article_the_study_is_the_writers_own(analyse: Analyse) -> None:
    own, others = "The study found less pain.", "Marsh et al. found less pain."
    assert list(sourced(analyse(f"{own}\n\n{others}", publisher="journal"))) == [others]
    assert list(sourced(analyse(f"{own}\n\n{others}", publisher="personal")))[:1] == [own]


def test_a_named_appeal_to_research_is_a_report_and_an_unnamed_one_an_authority(analyse: Analyse) -> None:
    named, vague = "Nowhere Clinic research suggests that cooks nap.", "Research suggests that cooks nap."
    assert sourced(analyse(named)) == {named: ("reported",)}
    assert sourced(analyse(vague))[vague][0] == "authority"


def test_without_claims_the_reasons_are_those_of_the_words(analyse: Analyse) -> None:
    assert needs_source(analyse("Yoga cures asthma.")) == {}
