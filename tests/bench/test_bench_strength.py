"""Sentence-level sets: strength, advice, certainty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bench.accuracy import advice, certainty, strength
from bench.accuracy.lint import Checker, Setup
from bench.accuracy.measure import SCORERS
from bench.accuracy.sets import DataSet


@pytest.fixture(scope="module")
def checker() -> Iterator[Checker]:
    with Checker(Setup(), jobs=1) as checker:
        yield checker


def _values(score: Callable[..., Any], rows: list[dict[str, Any]], checker: Checker) -> dict[str, float]:
    return {found.metric: found.value for found in score(DataSet("t", "s", rows, ""), checker)}


def test_strength_is_that_of_the_strongest_sentence(checker: Checker) -> None:
    rows = [
        {"text": "The clinic is open. The leaflet reduced falls.", "label": "direct_causal"},
        {"text": "Stories can calm children.", "label": "direct_causal"},
        {"text": "The leaflet may reduce falls.", "label": "conditional_causal"},
        {"text": "Noise was associated with poor sleep.", "label": "correlational"},
        {"text": "The clinic opened in May.", "label": "direct_causal"},
        {"text": "The clinic closed in May.", "label": "none"},
    ]
    found = _values(strength.score, rows, checker)
    assert found["precision_direct"] == 1.0
    assert found["recall_direct"] == pytest.approx(2 / 3, abs=1e-4)
    assert found["f1_direct"] == pytest.approx(0.8)
    assert found["f1_hedged"] == 1.0
    assert found["macro_f1"] == pytest.approx((0.8 + 1 + 1 + 2 / 3) / 4, abs=1e-4)


def test_a_denied_link_states_no_relation_between_release_and_paper(checker: Checker) -> None:
    link, denied = "Noise was associated with poor sleep.", "Noise was not associated with poor sleep."
    rows = [
        {"text": denied, "abstract": "The clinic opened in May.", "label": "same"},
        {"text": link, "abstract": denied, "label": "exaggerates"},
        {"text": link, "abstract": "Noise reduces sleep.", "label": "downplays"},
    ]
    assert _values(strength.score_pairs, rows, checker) == {"macro_f1": 1.0}


def test_advice_is_the_strongest_of_a_text(checker: Checker) -> None:
    rows = [
        {"text": "The plan was feasible. Nurses should use it.", "label": "strong_advice"},
        {"text": "The gel can be used for dry skin.", "label": "weak_advice"},
        {"text": "Further trials are needed.", "label": "no_advice"},
        {"text": "The clinic opened in May.", "label": "weak_advice"},
    ]
    found = _values(advice.score, rows, checker)
    assert found["f1_strong"] == 1.0
    assert found["f1_weak"] == pytest.approx(2 / 3, abs=1e-4)
    assert found["macro_f1"] == pytest.approx((1 + 2 / 3 + 2 / 3) / 3, abs=1e-4)


def test_certainty_goes_with_the_ratings(checker: Checker) -> None:
    rows = [
        {"text": "Rest may ease pain.", "label": 2.0},
        {"text": "Rest eases pain.", "label": 5.0},
        {"text": "Rest clearly eases pain.", "label": 6.0},
    ]
    assert _values(certainty.score, rows, checker)["pearson"] > 0.95


def test_the_sets_are_scored_by_their_names() -> None:
    assert SCORERS["claim-strength/causal-pubmed"] is strength.score
    assert SCORERS["claim-strength/exaggeration-insciout"] is strength.score_pairs
