"""The rules that ship: every example holds, every rule has what a rule must have."""

from __future__ import annotations

import pytest

from healthlint.language.lexicon import lexicon, lexicon_names
from healthlint.model.rule import Rule
from healthlint.packs.load import load_catalog
from healthlint.testing import test_rules as prove

CATALOG = load_catalog()
RULES = tuple(CATALOG.rules.values())


@pytest.mark.parametrize("pack", sorted(CATALOG.packs))
def test_every_example_of_a_pack_holds(pack: str) -> None:
    report = prove(CATALOG, [pack])
    assert report.checked > 0
    assert [(f.rule, f.format, f.message, f.example) for f in report.failures] == []


def test_there_are_at_least_120_rules() -> None:
    assert len(RULES) >= 120


def test_no_shipped_file_is_broken() -> None:
    assert [p.draw() for p in CATALOG.problems] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_rule_has_two_examples_of_each_sort_and_says_little(rule: Rule) -> None:
    assert len(rule.bad) >= 2
    assert len(rule.good) >= 2
    assert len(rule.message) <= 120
    assert rule.references


def test_no_message_says_that_a_medical_statement_is_false() -> None:
    verdicts = ("is false", "is not true", "is untrue", "is wrong", "does not work")
    wrong = [r.id for r in RULES if any(v in f"{r.message} {r.advice}".lower() for v in verdicts)]
    assert wrong == []


@pytest.mark.parametrize("name", lexicon_names())
def test_a_lexicon_reads_and_is_not_empty(name: str) -> None:
    assert lexicon(name)
