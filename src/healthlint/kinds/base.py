"""What a kind is: a model of its own fields, and a function that compiles a rule into a check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Protocol

from pydantic import AfterValidator, BaseModel, ConfigDict

from healthlint.language.analysis import Analysis
from healthlint.model.finding import Match
from healthlint.model.rule import Rule
from healthlint.model.span import Span


class Options(BaseModel):
    """Base of every kind's own fields: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _compiles(patterns: list[str]) -> list[str]:
    import regex

    for pattern in patterns:
        try:
            regex.compile(pattern)
        except regex.error as err:
            raise ValueError(f"not a regular expression: {err} in {pattern!r}") from err
    return patterns


# Patterns of the `regex` package, as kinds take them: a bad one is an error of the rule's file.
Patterns = Annotated[list[str], AfterValidator(_compiles)]


@dataclass(frozen=True, slots=True)
class Unit:
    """Hits of the shared phrase pass: for each block, the ranges where one of a check's literals stands.

    A hit is (span in the block's prose, index of the literal in `Check.literals`).
    """

    hits: Mapping[int, tuple[tuple[Span, int], ...]] = field(default_factory=dict)


class Check(Protocol):
    """A compiled rule.

    `needs_parse`: it asks for tokens. `literals`: lower-case phrases that the shared automaton searches for; when
    there are any, the check is only run on articles where one occurs.
    """

    @property
    def needs_parse(self) -> bool: ...

    @property
    def literals(self) -> tuple[str, ...]: ...

    def run(self, analysis: Analysis, unit: Unit) -> Iterable[Match]: ...


class Kind(Protocol):
    """A module of this package (or of a plug-in): `Options` and `compile_rule`."""

    Options: type[Options]

    def compile_rule(self, rule: Rule, options: Any) -> Check: ...


@dataclass(frozen=True, slots=True)
class FunctionCheck:
    """A check made of a function, for kinds that need no state beyond their closure."""

    function: Any
    needs_parse: bool = False
    literals: tuple[str, ...] = ()

    def run(self, analysis: Analysis, unit: Unit) -> Iterator[Match]:
        """Run the function."""
        yield from self.function(analysis, unit)


class RuleTimeout(Exception):
    """A rule's pattern ran out of time on one block: reported against the rule, never silence."""
