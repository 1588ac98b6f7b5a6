"""The `consistency` kind: one form of two, by majority or by country."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from healthlint.kinds.consistency import Options
from healthlint.model.context import Context

SPELLING = """\
kind: consistency
fix: unsafe
sides: [British, American]
pairs: {"colour(s|)": "color(s|)", tumour: tumor, defence: defense}
prefer: {uk: British, us: American}
"""


def test_the_rarer_side_is_found_once_for_each_form(found) -> None:
    text = "The colour of a tumour. Two colours. A color and a color."
    assert found(SPELLING, text) == ["color"]


def test_the_fix_keeps_the_capital(outcome_of) -> None:
    outcome = outcome_of(SPELLING, "Colours of the tumour. Color matters.")
    assert [e.text for f in outcome.findings if f.fix for e in f.fix.edits] == ["Colour"]


def test_the_country_outweighs_the_majority(found) -> None:
    text = "The color of a tumor and its colour."
    assert found(SPELLING, text) == ["colour"]
    assert found(SPELLING, text, context=Context(jurisdiction=("uk",))) == ["color", "tumor"]


def test_one_form_alone_is_fine_without_a_country(found) -> None:
    assert found(SPELLING, "The color of a tumor.") == []


def test_names_keep_their_spelling(found) -> None:
    assert found(SPELLING, "The colour and the tumour. Write to the Department of Defense today.") == []


def test_each_pair_can_decide_by_itself(found) -> None:
    pairs = "kind: consistency\nchoose: pair\npairs: {healthcare: health care, wellbeing: well-being}\n"
    text = "Healthcare and healthcare and health care. Well-being, well-being and wellbeing."
    assert found(pairs, text) == ["health care", "wellbeing"]


def test_patterns_compare_ways_of_writing(found) -> None:
    rule = "kind: consistency\npatterns: {250mg: '\\d(?:mg|g)\\b', 250 mg: '\\d (?:mg|g)\\b'}\n"
    assert found(rule, "Take 5mg, then 6mg, then 7 mg and 8 mg and 9mg.") == ["7 mg"]


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"pairs": {"a(b|c)": "d"}},
        {"patterns": {"one": "a"}},
        {"patterns": {"one": "(", "two": "b"}},
        {"pairs": {"a": "b"}, "prefer": {"uk": "nobody"}},
    ],
)
def test_options_that_do_not_fit_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Options.model_validate(options)
