"""The `readability` kind: a limit on one formula, or on several at once."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from healthlint.kinds.readability import Options

HARD = (
    "# Review\n\nMultidisciplinary medication reconciliation considerably facilitates identification of discrepancies. "
    "Comprehensive evaluation necessitates collaboration among practitioners."
)
EASY = "# Review\n\nThe nurse goes through your pills with you. You can ask her what they are for."


def test_a_score_over_the_target_and_its_margin_is_found_at_the_title(found) -> None:
    rule = "kind: readability\nformula: smog_grade\ntarget: 8\nmargin: 3\n"
    assert found(rule, HARD) == ["Review"]
    assert found(rule, EASY) == []


def test_a_low_reading_ease_is_found_with_min(found) -> None:
    rule = "kind: readability\nformula: flesch_reading_ease\nmin: 60\n"
    assert found(rule, HARD) == ["Review"]
    assert found(rule, EASY) == []


def test_all_of_needs_every_formula_to_miss(found) -> None:
    both = "kind: readability\nall_of: [smog_grade, flesch_kincaid_grade]\nmax: {}\n"
    assert found(both.format(11), HARD) == ["Review"]
    assert found(both.format(21), HARD) == []


def test_a_short_article_is_left_alone(found) -> None:
    assert found("kind: readability\nformula: smog_grade\nmax: 8\nmin_sentences: 3\n", HARD) == []


def test_any_textstat_function_can_be_named(found) -> None:
    assert found('kind: readability\nformula: "textstat:lexicon_count"\nmax: 10\n', HARD) == ["Review"]
    assert found('kind: readability\nformula: "textstat:lexicon_count"\nmax: 20\n', EASY) == []


def test_the_finding_is_about_the_document_and_shows_its_numbers(outcome_of) -> None:
    outcome = outcome_of("kind: readability\nall_of: [smog_grade]\ntarget: 8\n", HARD)
    assert [f.scope for f in outcome.findings] == ["document"]


def test_an_article_without_prose_gives_nothing(found) -> None:
    assert found("kind: readability\nformula: smog_grade\nmax: 1\n", "```\ncode\n```\n") == []


def test_an_unknown_formula_is_named_with_a_suggestion() -> None:
    with pytest.raises(ValidationError, match="did you mean `smog_grade`"):
        Options.model_validate({"formula": "smog_grad", "max": 8})


@pytest.mark.parametrize(
    "options",
    [
        {"max": 8},
        {"formula": "smog_grade"},
        {"formula": "smog_grade", "max": 8, "min": 2},
        {"formula": "smog_grade", "all_of": ["gunning_fog"], "max": 8},
    ],
)
def test_incomplete_options_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Options.model_validate(options)
