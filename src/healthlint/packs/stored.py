"""Packs as plain values that JSON keeps, and back: what a folder of rules is compiled to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cached_property
from typing import Any

from healthlint.model.document import BlockKind
from healthlint.model.finding import Confidence, Safety, Severity
from healthlint.model.rule import DEFAULT_BLOCKS, Example, Pack, Record, Rule
from healthlint.packs.registry import PROVEN, kind

_PACK_TEXTS = ("name", "title", "description", "reviewed", "review_by", "licence", "path")
_TEXTS = ("id", "kind", "message", "why", "advice", "quotes", "preview", "path")


class StoredRule(Rule):
    """A rule out of a compiled catalog, equal to the one of its file; options and examples are made when asked for.

    Most runs look at no example at all, and at the options of only those rules that the context lets run.
    """

    _stored: Mapping[str, Any]

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> StoredRule:
        """Return the rule of a stored value (see `rule_value`). Raises KeyError and ValueError on any other value."""
        rule = object.__new__(cls)
        blocks = stored["blocks"]
        values = {
            **{name: stored[name] for name in _TEXTS},
            "severity": Severity(stored["severity"]),
            "severity_by": {
                key: {value: Severity(level) for value, level in by.items()}
                for key, by in stored["severity_by"].items()
            },
            "confidence": Confidence(stored["confidence"]),
            "when": _tuples(stored["when"]),
            "default_in": _tuples(stored["default_in"]),
            "blocks": DEFAULT_BLOCKS if blocks is None else frozenset(map(BlockKind, blocks)),
            "fix": Safety(stored["fix"]) if stored["fix"] else None,
            "references": tuple(stored["references"]),
            "tags": tuple(stored["tags"]),
            "record": Record(*stored["record"]) if stored["record"] else None,
            "_stored": stored,
        }
        for name, value in values.items():
            object.__setattr__(rule, name, value)
        return rule

    @cached_property
    def options(self) -> Any:  # pyright: ignore[reportIncompatibleVariableOverride]
        """The model of the kind's own fields."""
        return kind(self.kind).Options.model_validate(self._stored["options"], context=PROVEN)

    @cached_property
    def bad(self) -> tuple[Example, ...]:  # pyright: ignore[reportIncompatibleVariableOverride]
        """The examples that are found."""
        return tuple(map(_example, self._stored["bad"]))

    @cached_property
    def good(self) -> tuple[Example, ...]:  # pyright: ignore[reportIncompatibleVariableOverride]
        """The examples that are not."""
        return tuple(map(_example, self._stored["good"]))

    def __eq__(self, other: object) -> bool:
        # The generated comparison wants both to be of one class.
        if not isinstance(other, Rule):
            return NotImplemented
        return all(getattr(self, f.name) == getattr(other, f.name) for f in fields(Rule))

    __hash__ = Rule.__hash__


def pack_value(pack: Pack) -> dict[str, Any]:
    """Return a pack as dicts, lists and texts."""
    rules = [rule_value(rule) for rule in pack.rules]
    return {**{name: getattr(pack, name) for name in _PACK_TEXTS}, "when": dict(pack.when), "rules": rules}


def rule_value(rule: Rule) -> dict[str, Any]:
    """Return a rule as dicts, lists and texts; of its options those that its file gives."""
    return {
        **{name: getattr(rule, name) for name in _TEXTS},
        "severity": rule.severity.value,
        "severity_by": {key: {v: level.value for v, level in by.items()} for key, by in rule.severity_by.items()},
        "confidence": rule.confidence.value,
        "when": dict(rule.when),
        "default_in": dict(rule.default_in),
        "blocks": None if rule.blocks == DEFAULT_BLOCKS else sorted(block.value for block in rule.blocks),
        "fix": rule.fix.value if rule.fix else None,
        "references": rule.references,
        "tags": rule.tags,
        "record": [getattr(rule.record, f.name) for f in fields(Record)] if rule.record else None,
        "options": rule.options.model_dump(mode="json", by_alias=True, exclude_unset=True),
        "bad": [_example_value(example) for example in rule.bad],
        "good": [_example_value(example) for example in rule.good],
    }


def packs_of(values: Iterable[Mapping[str, Any]]) -> tuple[Pack, ...]:
    """Return the packs of stored values. Raises KeyError, TypeError and ValueError on any other value."""
    return tuple(
        Pack(
            **{name: value[name] for name in _PACK_TEXTS},
            when=_tuples(value["when"]),
            rules=tuple(map(StoredRule.of, value["rules"])),
        )
        for value in values
    )


def _tuples(lists: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in lists.items()}


def _example_value(example: Example) -> list[Any]:
    return [getattr(example, f.name) for f in fields(Example)]


def _example(stored: list[Any]) -> Example:
    text, plain, spans, *rest = stored
    return Example(text, plain, tuple((start, end) for start, end in spans), *rest)
