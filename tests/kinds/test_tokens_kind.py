"""`tokens`: marks, names, dictionary forms, lexicons, exceptions and severities for each pattern."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from healthlint.engine import Outcome
from healthlint.packs.load import load_catalog

Found = Callable[..., list[str]]
OutcomeOf = Callable[..., Outcome]

MODAL = """\
kind: tokens
patterns:
  - - {LOWER: {IN: ["@modal-verbs"]}, NAME: modal}
    - {LOWER: "not", OP: "?"}
    - {MARK: true, _: {forms: {INTERSECTS: [VBZ]}}}
"""


def test_only_the_marked_token_is_reported(found: Found) -> None:
    assert found(MODAL, "Tea can not helps you.") == ["helps"]


def test_mark_by_place_is_the_same_as_mark_on_the_token(found: Found) -> None:
    rule = "kind: tokens\nmark: [1]\npatterns: [[{LOWER: can}, {LOWER: helps}]]\n"
    assert found(rule, "Tea can helps you.") == ["helps"]


def test_without_marks_the_whole_match_is_reported(found: Found) -> None:
    assert found("kind: tokens\npatterns: [[{LOWER: can}, {LOWER: helps}]]\n", "Tea can helps you.") == ["can helps"]


def test_the_dictionary_form_is_seen_where_the_tagger_is_wrong(found: Found) -> None:
    # In this sentence the small model tags "helps" as a base verb.
    assert found(MODAL, "Can the tea helps? The tea can helps you.") == ["helps"]


def test_a_longer_form_wins_and_each_place_is_reported_once(found: Found) -> None:
    rule = "kind: tokens\npatterns: [[{LOWER: very, OP: '+'}, {LOWER: good}], [{LOWER: good}]]\n"
    assert found(rule, "It is very very good and good.") == ["very very good", "good"]


def test_a_match_never_crosses_a_sentence_end(found: Found) -> None:
    rule = "kind: tokens\npatterns: [[{LOWER: tea}, {IS_PUNCT: true, OP: '?'}, {LOWER: helps}]]\n"
    assert found(rule, "We drink tea. Helps is a word.") == []


def test_names_and_the_replacement_fill_the_message(outcome_of: OutcomeOf) -> None:
    rule = 'fix: safe\nreplace: "{VB}"\n' + MODAL
    finding = outcome_of(rule, "Tea Can Helps you.").findings[0]
    assert finding.fix is not None
    assert [e.text for e in finding.fix.edits] == ["Help"]


def test_an_exception_pattern_silences_only_what_it_covers(found: Found) -> None:
    rule = MODAL + "unless_patterns: [[{LOWER: the}, {LOWER: can}, {MARK: true}]]\n"
    assert found(rule, "The can helps. Tea can helps.") == ["helps"]


def test_an_exception_that_covers_another_token_does_not_silence(found: Found) -> None:
    rule = MODAL + "unless_patterns: [[{LOWER: can, MARK: true}, {LOWER: helps}]]\n"
    assert found(rule, "Tea can helps.") == ["helps"]


def test_each_pattern_can_have_its_own_severity(outcome_of: OutcomeOf) -> None:
    rule = "kind: tokens\npatterns: [[{LOWER: tea}], [{LOWER: milk}]]\nseverities: [error, info]\n"
    outcome = outcome_of(rule, "Drink tea or milk.")
    assert [(f.text, f.severity.value) for f in outcome.findings] == [("tea", "error"), ("milk", "info")]


def test_a_severity_too_few_is_an_error_with_its_place(tmp_path: Path) -> None:
    home = tmp_path / "p"
    home.mkdir()
    (home / "pack.yaml").write_text("title: P\ndescription: P.\n", encoding="utf-8")
    (home / "r.yaml").write_text(
        "kind: tokens\nseverity: info\nmessage: m\nwhy: w\nadvice: a\nreferences: [r]\n"
        'examples: {bad: ["<<x>>"], good: [y]}\n'
        "patterns: [[{LOWER: tea}], [{LOWER: milk}]]\nseverities: [error]\n",
        encoding="utf-8",
    )
    problems = [p.message for p in load_catalog((tmp_path,)).problems if p.path.endswith("p/r.yaml")]
    assert problems == ["`severities` has 1 entries for 2 patterns"]


@pytest.mark.parametrize("text", ["Milk is fine.", "A candle."])
def test_a_block_without_a_literal_is_not_parsed(found: Found, text: str) -> None:
    assert found("kind: tokens\nliterals: [tea]\npatterns: [[{IS_ALPHA: true}]]\n", text) == []


def test_swap_gives_each_marked_word_its_own_replacement(outcome_of: OutcomeOf) -> None:
    rule = (
        "kind: tokens\nfix: safe\nswap: {setup: set up, you're: your}\n"
        "patterns:\n  - [{LOWER: can}, {LOWER: setup, MARK: true}]\n"
        '  - [{LOWER: you, MARK: true}, {LOWER: "\'re", MARK: true}]\n'
    )
    findings = outcome_of(rule, "They can setup you're bed. You're in.").findings
    assert [e.text for f in findings if f.fix for e in f.fix.edits] == ["set up", "your", "Your"]
