"""When a study or an authority is known to the reader, and when nobody could find it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from healthlint.citations.authority import is_vague
from healthlint.citations.effects import states_effect
from healthlint.citations.studies import (
    is_attributed,
    is_identified,
    is_own_result,
    is_study_news,
    points_to_own,
    reports_study,
)
from healthlint.kinds.effect_claims import effects
from healthlint.language.analysis import Analysis
from healthlint.model.span import Span

Analyse = Callable[..., Analysis]
NEWS = {"publisher": "news", "type": "research-news"}
OFFERED = frozenset({"therapy", "supplement", "medicine", "vaccine", "device", "behaviour", "care"})


def vague(analysis: Analysis, words: str) -> bool:
    for block in analysis.blocks:
        start = analysis.block(block).prose.find(words)
        sentence = analysis.sentence_at(block, start) if start >= 0 else None
        if sentence is not None:
            return is_vague(analysis, block, Span(start, start + len(words)), sentence.span)
    raise AssertionError(f"{words!r} is not in the text")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A study published in the Lancet in 2015 followed nappers.", True),
        ("A trial at the University of Nowhere found it.", True),
        ("A study by the Nap Foundation found it.", True),
        ("A study in the Journal of Naps found it.", True),
        ("A study published in March found it.", False),
        ("A study involving 40 office workers found it.", False),
    ],
)
def test_a_journal_or_an_institution_identifies_a_study(text: str, expected: bool) -> None:
    assert is_identified(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The National Nap Society estimates that 1 in 5 nap.", True),
        ("About 1 in 5 nap, according to the Nap Foundation.", True),
        ("Figures from the Department of Rest put it at 1 in 5.", True),
        ("The Nap Foundation is next door, and 1 in 5 nap.", False),
        ("About 1 in 5 nap.", False),
        ("One in 5 nap, says a new report in the May issue of the Nap Letter.", True),
        ("One in 5 nap, says a new report.", False),
    ],
)
def test_a_named_body_that_says_it_is_a_source(text: str, expected: bool) -> None:
    assert is_attributed(text) is expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A trial of 40 cooks looked at naps. The study found less pain.", "study found"),
        ("A trial of 40 cooks looked at naps. Our research shows less pain.", "research shows"),
        ("Nowhere Clinic researchers have found that naps help.", "researchers have found"),
        ("Tea is brown. It is said that she founded the clinic in 1901.", "It is said"),
    ],
)
def test_an_authority_that_the_text_makes_known_is_not_vague(analyse: Analyse, text: str, words: str) -> None:
    assert not vague(analyse(text), words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The study found less pain.", "study found"),
        ("Recent research has shown that naps help.", "research has shown"),
        ("It is said that garlic keeps asthma away.", "It is said"),
    ],
)
def test_an_authority_that_nobody_could_name_is_vague(analyse: Analyse, text: str, words: str) -> None:
    assert vague(analyse(text), words)


def test_in_news_the_title_and_the_studys_own_authors_are_not_vague(analyse: Analyse) -> None:
    text = (
        "# Naps help, study finds\n\nNaps help the heart, researchers say. The study is in the Journal of Naps.\n\n"
        "Experts say that more work is needed.\n"
    )
    news = analyse(text, **NEWS)
    assert reports_study(news)
    assert not reports_study(analyse(text))
    assert [vague(news, w) for w in ("study finds", "researchers say", "Experts say")] == [False, False, True]


def stated(analysis: Analysis) -> list[str]:
    found = [f for f in effects(analysis, OFFERED) if states_effect(analysis, f)]
    return [f.core.of(analysis.block(f.claim.block).prose) for f in found]


@pytest.mark.parametrize("text", ["Walking reduces joint pain.", "Exercise is known to relieve back pain."])
def test_that_something_works_is_a_statement(analyse: Analyse, text: str) -> None:
    assert len(stated(analyse(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "They wanted to know if walking reduces joint pain.",
        "The leaflet says how to treat swelling with exercise.",
        "Doctors give the tablets to treat a skin cancer.",
        "Some medicines affect bleeding.",
        "Our nurses benefit our community with exercise.",
        "Exercise builds the muscles that support it.",
    ],
)
def test_purposes_questions_and_pronouns_are_no_statements(analyse: Analyse, text: str) -> None:
    assert stated(analyse(text)) == []


def test_a_figure_of_the_reported_study_is_its_news_and_one_about_a_country_is_not(analyse: Analyse) -> None:
    from healthlint.citations.needs import needs
    from healthlint.citations.weight import weigh
    from healthlint.model.finding import Severity

    news = analyse(
        "Naps help. The study is in the Journal of Naps. Of the nappers, 20% fell. Each year 30% of cooks fall. "
        "The Nap Foundation estimates that 40% of people in Wales fall.",
        **NEWS,
    )
    weights = {
        n.cue.of(news.block(n.block).prose): weigh(news, n, sells=False) for n in needs(news) if n.reason == "statistic"
    }
    assert weights == {"20%": Severity.OFF, "30%": None, "40%": Severity.INFO}


def test_a_cause_on_a_page_that_sells_nothing_is_a_warning_at_most(analyse: Analyse) -> None:
    from healthlint.citations.needs import needs
    from healthlint.citations.weight import weigh
    from healthlint.model.finding import Severity

    analysis = analyse("Too many hot foods can lead to heartburn.", publisher="commercial")
    (need,) = [n for n in needs(analysis) if n.reason == "cause"]
    assert weigh(analysis, need, sells=False) is Severity.WARNING
    assert weigh(analysis, need, sells=True) is None


def test_news_of_a_study_that_it_does_not_name_has_its_results_too(analyse: Analyse) -> None:
    told = "# Naps help, says a study\n\nA new study of nurses looked at naps.\n\nPain was less after a nap."
    news = analyse(told, publisher="news")
    assert is_study_news(news)
    assert not reports_study(news)
    assert is_own_result(news, "Pain was less after a nap.")
    assert not is_own_result(news, "Half of all Americans nap.")
    assert not is_study_news(analyse(told, publisher="charity"))
    assert is_study_news(analyse("# Naps cut pain, study reveals\n\nPain was less.", publisher="news"))
    assert not is_study_news(
        analyse("# Naps help\n\n" + "A nap is short.\n\n" * 5 + "A new study followed nurses.", publisher="news")
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Scientists from Nowhere and other universities found it.", True),
        ("Scientists from Nowhere and other studies found it.", False),
    ],
)
def test_other_places_are_no_other_study(text: str, expected: bool) -> None:
    assert points_to_own(text) is expected
