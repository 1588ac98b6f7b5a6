"""`phrase` and the conditions that word-finding kinds share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Found = Callable[..., list[str]]


def test_a_phrase_is_found_at_word_boundaries_in_any_case(found: Found) -> None:
    assert found("kind: phrase\nany: [cure(s|d|)]\n", "Cures and secure cured CURE.") == ["Cures", "cured", "CURE"]


def test_an_exception_that_touches_the_match_silences_it(found: Found) -> None:
    rule = "kind: phrase\nany: [cure]\nunless: [no cure, cure rate]\n"
    assert found(rule, "There is no cure. The cure rate rose. A cure!") == ["cure"]


def test_neighbours_are_asked_for_in_the_same_sentence(found: Found) -> None:
    rule = "kind: phrase\nany: [safe]\nnear: [natural]\nunless_near: [study]\n"
    assert found(rule, "It is safe and natural. It is safe. It is a natural study, safe.") == ["safe"]


def test_neighbours_can_be_asked_for_in_the_section(found: Found) -> None:
    rule = "kind: phrase\nany: [safe]\nnear: [natural]\nnear_scope: section\n"
    assert found(rule, "# A\n\nIt is safe.\n\nNatural.\n\n# B\n\nIt is safe.\n") == ["safe"]


def test_the_match_can_reach_to_its_neighbour(found: Found) -> None:
    rule = "kind: phrase\nany: [boosts]\nnear: [immune system]\nto_near: true\n"
    assert found(rule, "Tea boosts your whole immune system. It boosts.") == ["boosts your whole immune system"]


def test_once_reports_each_phrase_once(found: Found) -> None:
    rule = "kind: phrase\nany: [toxins, qi]\nonce: document\n"
    assert found(rule, "Toxins here. Qi there.\n\nToxins again, qi again.") == ["Toxins", "Qi"]


def test_once_for_a_rule_reports_the_first_of_all_its_phrases(found: Found) -> None:
    rule = "kind: phrase\nany: [toxins, qi]\nonce: document\nonce_for: rule\n"
    assert found(rule, "Toxins here. Qi there.\n\nToxins again, qi again.") == ["Toxins"]
    assert found(rule.replace("document", "block"), "Toxins here. Qi there.\n\nQi again.") == ["Toxins", "Qi"]


@pytest.mark.parametrize(
    ("guard", "text"),
    [
        ("question", "Is there a cure?"),
        ("start", "Cure is rare."),
        ("bracketed", "It went away (a cure of sorts)."),
        ("name", "They like the Cure a lot."),
        ("defined", "A cure (when the illness is gone) is rare."),
        ("negated", "This is not a cure."),
    ],
)
def test_a_guard_silences_its_case_only(found: Found, guard: str, text: str) -> None:
    rule = f"kind: phrase\nany: [cure]\nguards: [{guard}]\n"
    assert found(rule, f"{text} We found a cure today.") == ["cure"]


def test_a_question_can_lower_the_severity(outcome_of: Callable[..., object]) -> None:
    outcome = outcome_of("kind: phrase\nany: [cure]\nquestion_severity: info\n", "A cure? A cure.")
    assert [str(f.severity) for f in outcome.findings] == ["info", "warning"]  # type: ignore[attr-defined]


def test_case_matters_when_asked_for(found: Found) -> None:
    assert found("kind: phrase\nany: [IU]\ncase: true\n", "Take 5 IU, iu or Iu.") == ["IU"]


def test_quotes_and_boilerplate_are_read_only_when_asked_for(found: Found) -> None:
    text = "Tea cures.\n\n> It cures.\n"
    assert found("kind: phrase\nany: [cures]\n", text) == ["cures"]
    assert found("kind: phrase\nany: [cures]\nquotes: true\nin: [paragraph, quote]\n", text) == ["cures", "cures"]


def test_words_with_markup_inside_are_found_at_their_source(found: Found) -> None:
    rule = "kind: phrase\nany: [immune system]\n"
    assert found(rule, "The immune sys&shy;tem and the *immune\nsystem* here.") == [
        "immune sys&shy;tem",
        "immune\nsystem",
    ]
    assert found(rule, "The im**mun**e system.") == ["im**mun**e system"]


def test_a_substitute_gives_the_replacement_in_the_case_of_the_match(outcome_of: Callable[..., object]) -> None:
    rule = 'kind: substitute\nfix: safe\nswap: {commence: start, "in fact": (cut)}\n'
    outcome = outcome_of(rule, "Commence now. We commence, in fact.")
    fixes = [f.fix.edits[0].text if f.fix else None for f in outcome.findings]  # type: ignore[attr-defined]
    assert fixes == ["Start", "start", None]


def test_a_fix_never_edits_words_that_hold_markup(outcome_of: Callable[..., object]) -> None:
    outcome = outcome_of("kind: substitute\nfix: safe\nswap: {commence: start}\n", "We com*men*ce.")
    assert [(f.text, f.fix) for f in outcome.findings] == [("com*men*ce", None)]  # type: ignore[attr-defined]


def test_a_term_explained_at_its_first_use_is_left_alone_afterwards(found: Found) -> None:
    rule = "kind: phrase\nany: [candidiasis, qi]\nonce: document\nguards: [defined]\n"
    assert found(rule, "Candidiasis (thrush) itches. Candidiasis is common. Qi flows.") == ["Qi"]
