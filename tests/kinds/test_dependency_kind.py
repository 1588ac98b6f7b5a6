"""`dependency`: nodes, marks, replacements and exceptions."""

from __future__ import annotations

from collections.abc import Callable

from healthlint.engine import Outcome

Found = Callable[..., list[str]]

SUBJECT = """\
kind: dependency
patterns:
  - - {RIGHT_ID: verb, RIGHT_ATTRS: {TAG: VBZ}}
    - {LEFT_ID: verb, REL_OP: ">", RIGHT_ID: subject, RIGHT_ATTRS: {DEP: nsubj}}
"""


def test_all_nodes_are_reported_from_the_first_to_the_last(found: Found) -> None:
    assert found(SUBJECT, "The new drug often relieves pain.") == ["drug often relieves"]


def test_only_marked_nodes_are_reported(found: Found) -> None:
    assert found(SUBJECT + "mark: [verb]\n", "The new drug often relieves pain.") == ["relieves"]


def test_the_replacement_inflects_the_first_marked_node(outcome_of: Callable[..., Outcome]) -> None:
    rule = 'mark: [verb]\nfix: unsafe\nreplace: "{VBD}"\n' + SUBJECT
    finding = outcome_of(rule, "The drug gives relief.").findings[0]
    assert finding.fix is not None
    assert [(finding.text, e.text) for e in finding.fix.edits] == [("gives", "gave")]


def test_a_token_pattern_can_make_a_hit_right(found: Found) -> None:
    rule = SUBJECT + "mark: [verb]\nunless_patterns: [[{LOWER: often}, {MARK: true}]]\n"
    assert found(rule, "The drug often relieves pain. The doctor gives advice.") == ["gives"]


def test_a_lexicon_stands_for_its_words(found: Found) -> None:
    rule = (
        "kind: dependency\nmark: [modal]\npatterns:\n"
        "  - - {RIGHT_ID: verb, RIGHT_ATTRS: {POS: VERB}}\n"
        '    - {LEFT_ID: verb, REL_OP: ">", RIGHT_ID: modal, RIGHT_ATTRS: {LOWER: {IN: ["@modal-verbs"]}}}\n'
    )
    assert found(rule, "The drug may relieve pain.") == ["may"]
