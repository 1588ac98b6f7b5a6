"""The `density` kind: shares of an article's words."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from healthlint.kinds.density import Options


def test_too_many_long_words_are_found_at_the_title(found) -> None:
    rule = "kind: density\nsyllables: 3\nmax: 40\n"
    assert found(rule, "# Care\n\nPhysical therapy facilitates recovery.") == ["Care"]
    assert found(rule, "# Care\n\nPhysical help is good for you and for me.") == []


def test_at_least_keeps_short_articles_out(found) -> None:
    rule = "kind: density\nsyllables: 3\nmax: 40\nat_least: 5\n"
    assert found(rule, "# Care\n\nPhysical therapy facilitates recovery.") == []


def test_too_few_of_a_term_are_found_only_where_another_stands(found) -> None:
    rule = "kind: density\nterms: [you, your]\nmin: 5\nonly_with: [patients]\n"
    assert found(rule, "# Care\n\nPatients rest in bed.") == ["Care"]
    assert found(rule, "# Care\n\nPeople rest in bed.") == []
    assert found(rule, "# Care\n\nYou rest in bed like other patients.") == []


def test_overlapping_terms_count_once(found) -> None:
    # "side effect" and "side" are one hit of six words: 17 percent, not 33.
    text = "# Care\n\nA side effect is rare today."
    assert found("kind: density\nterms: [side effect, side]\nmax: 16\n", text) == ["Care"]
    assert found("kind: density\nterms: [side effect, side]\nmax: 20\n", text) == []


@pytest.mark.parametrize("options", [{"max": 3}, {"terms": ["a"]}, {"terms": ["a"], "syllables": 3, "max": 2}])
def test_incomplete_options_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Options.model_validate(options)
