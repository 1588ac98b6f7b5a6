"""What a kind is: a model of its own fields, and a function that compiles a rule into a check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Protocol

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationInfo

from healthlint.language.analysis import Analysis
from healthlint.language.gated import GatedPattern
from healthlint.language.required import Gate
from healthlint.model.finding import Match
from healthlint.model.rule import Rule
from healthlint.model.span import Span
from healthlint.packs.registry import PROVEN


class Options(BaseModel):
    """Base of every kind's own fields: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _compiles(patterns: list[str], info: ValidationInfo) -> list[str]:
    if info.context == PROVEN:  # they did when the rule was compiled, and take a millisecond each
        return patterns
    import regex

    for pattern in patterns:
        try:
            regex.compile(pattern)
        except regex.error as err:
            raise ValueError(f"not a regular expression: {err} in {pattern!r}") from err
    return patterns


# Patterns of the `regex` package, as kinds take them: a bad one is an error of the rule's file.
Patterns = Annotated[list[str], AfterValidator(_compiles)]


class Hits(Mapping[int, list[tuple[Span, int]]]):
    """The hits of a check by block. Their spans are made where they are asked for: most kinds only ask which blocks."""

    __slots__ = ("_places",)

    def __init__(self, places: Mapping[int, Sequence[tuple[int, int, int]]]) -> None:
        self._places = places

    def __getitem__(self, block: int) -> list[tuple[Span, int]]:
        return [(Span(start, end), literal) for start, end, literal in self._places[block]]

    def __contains__(self, block: object) -> bool:
        return block in self._places

    def __iter__(self) -> Iterator[int]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


@dataclass(frozen=True, slots=True)
class Unit:
    """What the shared pass over the text found for one check, by block, in order.

    `hits`: where one of its literals stands, as (span in the block's prose, index of the literal in `Check.literals`).
    `open`: the indices of its gates whose patterns must be run there; of every block those that require nothing.
    """

    hits: Mapping[int, Sequence[tuple[Span, int]]] = field(default_factory=dict)
    open: Mapping[int, Sequence[int]] = field(default_factory=dict)


class Check(Protocol):
    """A compiled rule.

    `needs_parse`: it asks for tokens. `literals`: lower-case phrases that the shared automaton searches for; when
    there are any, the check is only run on articles where one occurs. A check of patterns may have `gates` too, one
    for each pattern: what a text must hold for it to match (see `language/required.py`).
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
    gates: tuple[Gate, ...] = ()

    def run(self, analysis: Analysis, unit: Unit) -> Iterator[Match]:
        """Run the function."""
        yield from self.function(analysis, unit)


class RuleTimeout(Exception):
    """A rule's pattern ran out of time on one block: reported against the rule, never silence."""


TIMEOUT_SECONDS = 2.0  # for one pattern on one text


def search(pattern: GatedPattern, text: str) -> Iterator[Any]:
    """Yield the matches of a pattern in a text. Raises RuleTimeout."""
    try:
        yield from pattern.compiled.finditer(text, timeout=TIMEOUT_SECONDS, concurrent=True)
    except TimeoutError as err:
        raise RuleTimeout(f"pattern took over {TIMEOUT_SECONDS:g} s: {pattern.pattern}") from err


def is_of(analysis: Analysis, rule: Rule, block: int) -> bool:
    """Tell whether a block is among those that a rule reads (see `Analysis.blocks_of`)."""
    found = analysis.block(block)
    return found.kind in rule.blocks and (rule.quotes or not found.quoted)
