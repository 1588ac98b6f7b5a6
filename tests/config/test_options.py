"""KEY=VALUE options of the command line: what belongs together, and what to write instead."""

from __future__ import annotations

import pytest

from healthlint.config.options import parse_context, parse_severities
from healthlint.errors import ConfigError


@pytest.mark.parametrize(
    "items", [["jurisdiction=uk,au"], ["jurisdiction=uk", "jurisdiction=au"], ["jurisdiction=uk, jurisdiction = au"]]
)
def test_a_key_that_holds_several_values_takes_them_in_any_way(items: list[str]) -> None:
    assert parse_context(items) == {"jurisdiction": ["uk", "au"]}


def test_a_value_that_follows_others_belongs_to_its_key_only() -> None:
    assert parse_context(["publisher=news,jurisdiction=uk,au,type=test"]) == {
        "publisher": "news",
        "jurisdiction": ["uk", "au"],
        "type": "test",
    }


@pytest.mark.parametrize(
    ("item", "message", "hint"),
    [
        ("commercial", "expected KEY=VALUE, got `commercial`", "did you mean `publisher=commercial`?"),
        ("vaccine", "expected KEY=VALUE, got `vaccine`", "did you mean `subject=vaccine` or `type=vaccine`?"),
        ("audience", "expected KEY=VALUE, got `audience`", "its values are public, professional"),
        ("publisher=news,au", "expected KEY=VALUE, got `au`", "did you mean `jurisdiction=au`?"),
        (
            "zz",
            "expected KEY=VALUE, got `zz`",
            "the keys are publisher, subject, jurisdiction, audience, type, citation_policy: "
            "for example publisher=charity",
        ),
    ],
)
def test_a_context_without_its_key_gets_a_hint(item: str, message: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_context([item])

    assert [(d.message, d.hint) for d in caught.value.diagnostics] == [(message, hint)]


def test_a_severity_without_its_level_gets_a_hint() -> None:
    with pytest.raises(ConfigError) as caught:
        parse_severities(["claims/detox"])

    assert [(d.message, d.hint) for d in caught.value.diagnostics] == [
        ("expected RULE=LEVEL, got `claims/detox`", "write, for example, --severity claims/detox=warning")
    ]
