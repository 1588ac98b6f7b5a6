"""What an article as a whole is taken from."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from healthlint.citations.markers import is_cited
from healthlint.citations.whole import source_of_all
from healthlint.language.analysis import Analysis

Analyse = Callable[..., Analysis]
_BODY = "\n\nA nap is short. It helps half of all nurses.\n\nTry one.\n\nThen wake.\n\nThen work.\n\nThen rest."


def named(analysis: Analysis) -> tuple[str, bool] | None:
    whole = analysis.once(source_of_all)
    return None if whole is None else (whole.span.of(analysis.block(whole.block).prose), whole.found)


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        ("# Naps at work — ABC/DEF 2016", ("ABC/DEF", True)),
        ("# Naps at work -- NICE CG900 (2012)", ("NICE", True)),
        ("# Naps at work: Nap Society 2020", ("Nap Society", True)),
        ("# Naps at work – Marsh AB et al. 2000", ("Marsh AB et al.", True)),
        ("# Summary of the 2023 XYZ guideline on naps", ("XYZ", True)),
        ("# What the WHO guidelines say on naps", ("WHO guidelines", False)),
        ("# Naps\n\nAdapted from the 2019 guideline of the Nap Society.", ("Nap Society", True)),
        ("# Naps\n\nThis page is based on the NHS advice on naps.", ("NHS", False)),
        ("# Naps\n\nBased on Marsh et al. (2019).", ("Marsh et al.", True)),
    ],
)
def test_a_title_or_a_line_at_the_top_names_the_source_of_all(
    analyse: Analyse, top: str, expected: tuple[str, bool]
) -> None:
    assert named(analyse(top + _BODY, format="markdown")) == expected


def test_a_line_at_the_end_names_it_too(analyse: Analyse) -> None:
    analysis = analyse(f"# Naps{_BODY}\n\nSource: [Nap Society guideline](https://naps.example/g)", format="markdown")
    assert named(analysis) == ("Nap Society", True)


@pytest.mark.parametrize(
    "top",
    [
        "# Naps at work",
        "# Your questions on naps — FAQ 2024",
        "# Living with HIV: UK 2024",
        "# NAPS AT WORK — A GUIDE 2024",
        "# The ABC of naps",
        "# Naps\n\nNOWHERE, May 3, 2017 – ABC 2016 showed how to nap.",
        "# Naps\n\n“Based on the WHO guideline, I nap,” she said.",
        "# Naps\n\nSource: Nowhere Clinic",
        "# Naps\n\nThe 2019 guideline of the Nap Society is long.",
    ],
)
def test_what_names_no_source_of_all(analyse: Analyse, top: str) -> None:
    assert named(analyse(top + _BODY, format="markdown")) is None


def test_the_source_of_all_counts_in_every_sentence_a_mere_name_not_where_readers_look_it_up(analyse: Analyse) -> None:
    for title, cited, looked_up in (
        ("Naps — XYZ 2016", True, True),
        ("Naps: the NHS guidance", True, False),
        ("Naps", False, False),
    ):
        analysis = analyse(f"# {title}{_BODY}", format="markdown")
        sentence = next(s for s in analysis.all_sentences() if "half" in analysis.text(s))
        assert is_cited(analysis, sentence.block, sentence.span) is cited
        assert is_cited(analysis, sentence.block, sentence.span, full=True) is looked_up


def test_a_page_that_sells_must_cite_where_it_states(analyse: Analyse) -> None:
    analysis = analyse(f"# Naps — XYZ 2016{_BODY}", format="markdown", publisher="commercial")
    sentence = next(s for s in analysis.all_sentences() if "half" in analysis.text(s))
    assert not is_cited(analysis, sentence.block, sentence.span)
