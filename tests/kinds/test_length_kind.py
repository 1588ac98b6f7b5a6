"""The `length` kind: sentences, paragraphs, headings, lists, sections, articles."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from healthlint.kinds.length import Options
from healthlint.model.finding import Severity


def rule(text: str) -> str:
    return f"kind: length\n{text}\n"


def test_each_long_sentence_is_found_whole(found) -> None:
    text = "One two three four. One two three. *One* two three four five."
    assert found(rule("unit: sentence\nmax: 3"), text) == ["One two three four.", "*One* two three four five."[1:]]


def test_up_to_leaves_the_longest_to_another_rule(found) -> None:
    text = "One two three four. One two three four five."
    assert found(rule("unit: sentence\nmax: 3\nup_to: 4"), text) == ["One two three four."]


def test_a_rare_long_sentence_is_only_a_note(outcome_of) -> None:
    long = "One two three four five."
    once = outcome_of(rule("unit: sentence\nmax: 4\nhabit: 0.5"), f"{long} Two. Three.")
    often = outcome_of(rule("unit: sentence\nmax: 4\nhabit: 0.5"), f"{long} {long} Three.")
    assert [f.severity for f in once.findings] == [Severity.INFO]
    assert [f.severity for f in often.findings] == [Severity.WARNING, Severity.WARNING]


def test_paragraphs_are_measured_in_words_and_in_sentences(found) -> None:
    text = "One two three.\n\nOne. Two. Three."
    assert found(rule("unit: paragraph\nmeasure: sentences\nmax: 2"), text) == ["One. Two. Three."]
    assert found(rule("unit: paragraph\nmax: 3"), text) == []


def test_a_heading_is_measured_in_characters(found) -> None:
    assert found(rule("unit: heading\nmeasure: characters\nmax: 5"), "# Sleep\n\n## Sleeping\n\nText.") == ["Sleeping"]


def test_a_list_counts_its_outermost_items(found) -> None:
    text = "Bring:\n\n- soap\n  - white\n  - green\n- socks\n\nAlso:\n\n- one\n- two\n- three\n"
    assert found(rule("unit: list\nmeasure: items\nmax: 2"), text) == ["one"]


def test_an_item_is_measured_in_sentences(found) -> None:
    text = "- One. Two. Three.\n- One.\n"
    assert found(rule("unit: item\nmeasure: sentences\nmax: 2\nin: [item]"), text) == ["One. Two. Three."]


def test_a_section_is_what_stands_under_its_heading(found) -> None:
    text = "# Sleep\n\nOne two.\n\n## Rest\n\nOne two three four.\n"
    assert found(rule("unit: section\nmax: 3"), text) == ["Rest"]


def test_an_article_without_headings_is_found_at_its_title(found) -> None:
    body = "One two three four. " * 3
    wanted = rule("unit: article\nmax: 10\nwithout: heading")
    assert found(wanted, f"# Sleep\n\n{body}") == ["Sleep"]
    assert found(wanted, f"# Sleep\n\n{body}\n\n## More\n\n{body}") == []
    assert found(wanted, "# Sleep\n\nOne two three four.") == []


def test_something_too_short_is_found_with_min(found) -> None:
    assert found(rule("unit: paragraph\nmin: 3"), "One two.\n\nOne two three.") == ["One two."]


@pytest.mark.parametrize(
    "options",
    [
        {"unit": "sentence"},
        {"unit": "sentence", "max": 3, "min": 2},
        {"unit": "list", "measure": "words", "max": 3},
        {"unit": "sentence", "measure": "items", "max": 3},
        {"unit": "section", "max": 3, "without": "heading"},
    ],
)
def test_options_that_do_not_fit_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Options.model_validate(options)
