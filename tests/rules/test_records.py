"""A rule of a measured pack is on by default only if its findings on real text were read and nine in ten were right."""

from __future__ import annotations

import pytest

from healthlint.model.rule import Rule
from healthlint.packs.load import load_catalog

MEASURED = ("grammar", "spelling")
RULES = [rule for rule in load_catalog().rules.values() if rule.pack in MEASURED]


@pytest.mark.parametrize("rule", [r for r in RULES if not r.preview], ids=lambda r: r.id)
def test_a_recommended_rule_has_a_record_of_nine_in_ten(rule: Rule) -> None:
    assert rule.record is not None, f"{rule.id} has no entry in its pack's record.yaml"
    assert rule.record.precision is None or rule.record.precision >= 0.9


def test_most_recommended_rules_were_seen_at_work() -> None:
    seen = [r for r in RULES if not r.preview and r.record is not None and r.record.read]
    assert len(seen) > 60
    assert sum(r.record.read for r in seen if r.record) > 500
