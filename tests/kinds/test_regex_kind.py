"""`regex`: marks, values, scope, replacement, timeout."""

from __future__ import annotations

from collections.abc import Callable

from healthlint.engine import Outcome

Found = Callable[..., list[str]]


def test_a_named_group_can_be_the_reported_range(found: Found) -> None:
    assert found('kind: regex\nmark: n\npatterns: ["(?P<n>\\\\d+) ?%"]\n', "It was 30 % of 2 and 5%.") == ["30", "5"]


def test_case_is_ignored_unless_asked_for(found: Found) -> None:
    assert found('kind: regex\npatterns: ["hiv"]\n', "HIV and hiv.") == ["HIV", "hiv"]
    assert found('kind: regex\nignore_case: false\npatterns: ["hiv"]\n', "HIV and hiv.") == ["hiv"]


def test_of_overlapping_matches_the_first_and_longest_is_kept(found: Found) -> None:
    assert found('kind: regex\npatterns: ["tea", "tea and milk"]\n', "Drink tea and milk, or tea.") == [
        "tea and milk",
        "tea",
    ]


def test_the_sentence_scope_anchors_at_sentence_ends(found: Found) -> None:
    rule = 'kind: regex\nscope: sentence\npatterns: ["^Can [^.?]*\\\\.$"]\n'
    assert found(rule, "It is so. Can it help. It can.") == ["Can it help."]


def test_the_replacement_uses_the_groups(outcome_of: Callable[..., Outcome]) -> None:
    rule = 'kind: regex\nfix: safe\nreplace: "\\\\g<n>%"\npatterns: ["(?P<n>\\\\d+) %"]\n'
    finding = outcome_of(rule, "It was 30 % of them.").findings[0]
    assert finding.fix is not None
    assert [(finding.text, e.text) for e in finding.fix.edits] == [("30 %", "30%")]


def test_a_block_without_a_literal_is_not_searched(found: Found) -> None:
    assert found('kind: regex\nliterals: [tea]\npatterns: ["\\\\w+"]\n', "Milk.\n\nTea.") == ["Tea"]


def test_a_pattern_that_takes_too_long_is_reported_against_the_rule(
    outcome_of: Callable[..., Outcome], monkeypatch
) -> None:
    monkeypatch.setattr("healthlint.kinds.base.TIMEOUT_SECONDS", 0.05)
    outcome = outcome_of('kind: regex\npatterns: ["(?:a|a|b?a)+$"]\n', "a" * 60 + "c")
    assert outcome.findings == []
    assert [p.code for p in outcome.problems] == ["rule"]
    assert "took over" in outcome.problems[0].message
