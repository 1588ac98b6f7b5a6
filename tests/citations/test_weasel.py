"""What vague wording leaves open."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from healthlint.citations.weasel import vague
from healthlint.language.analysis import Analysis

Analyse = Callable[..., Analysis]


def left_open(analysis: Analysis) -> set[str]:
    return {kind for kinds in analysis.once(vague).values() for kind in kinds}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some doctors prescribe naps.", {"amount"}),
        ("A number of clinics offer naps.", {"amount"}),
        ("It led to a number of complaints in the last century.", {"amount"}),
        ("A handful of clinics offer naps.", {"amount"}),
        ("Certain patients sleep badly.", {"amount"}),
        ("Others prefer tea.", {"amount"}),
        ("Naps are believed to heal.", {"holder"}),
        ("Critics argue that naps waste time.", {"holder"}),
        ("The spring was reportedly found in 1850.", {"certainty"}),
        ("Rain is likely.", {"certainty"}),
        ("It is the most beautiful clinic in town.", {"standing"}),
        ("The clinic may have burnt down.", {"certainty"}),
        ("Legend has it that the doctor slept here.", {"certainty"}),
        ("Tradition says that the doctor slept here.", {"holder"}),
        ("One theory is that the doctor slept here.", {"holder"}),
        ("They claim that naps heal.", {"holder"}),
        ("Other doctors prefer tea.", {"amount"}),
        ("The doctor seems to be asleep.", {"certainty"}),
        ("Nothing here suggests that he slept.", {"certainty"}),
        ("The spring is revered.", {"holder"}),
        ("The spring is rated highly in some circles.", {"amount", "certainty"}),
        ("The clinic was claimed to be the oldest.", {"holder"}),
    ],
)
def test_vague_words_leave_something_open(analyse: Analyse, text: str, expected: set[str]) -> None:
    assert left_open(analyse(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The treatment lasts several months.",
        "As many as 40 workers napped.",
        "Count how many eggs are left.",
        "The bone is known as the fibula.",
        "The town was praised by Queen Victoria.",
        "It is the oldest clinic in town.",
        "Sore feet are the most common complaint.",
        "Ann Marsh claims that naps heal.",
        "The other doctors prefer tea.",
        "The cooks keep up a tradition.",
        "Her theory is that the doctor slept here.",
        "The clinic may close.",
        "Three others were hurt.",
        "The clinic opened in 1912.",
        "Some 200 workers napped.",
        "The doctor appears in the second film.",
        "Marsh suggests a nap.",
        "She claims that naps heal.",
        "Both teams claimed victory.",
        "Marsh, who claimed that naps heal, slept here.",
        "Naps are most closely watched in Sweden.",
    ],
)
def test_counts_names_and_measures_are_not_vague(analyse: Analyse, text: str) -> None:
    assert left_open(analyse(text)) == set()
