"""`substitute`: a word and what to write instead.

    swap: {"commence(s|d|)": start, "prior to": before}
    lower_case_only: true     only where the words stand without capitals ("english" for "English")

The message knows {match} and {replacement}. A replacement in brackets is advice, not text: "(cut)".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import Field, field_validator

from healthlint.kinds.base import Unit, is_of
from healthlint.kinds.conditions import ConditionOptions, Conditions
from healthlint.language.analysis import Analysis
from healthlint.language.inflect import match_case
from healthlint.language.phrases import longest
from healthlint.language.terms import expand
from healthlint.model.finding import Match
from healthlint.model.rule import Rule


class Options(ConditionOptions):
    """The fields of a `substitute` rule."""

    swap: dict[str, str] = Field(min_length=1)
    lower_case_only: bool = False

    @field_validator("swap")
    @classmethod
    def _terms_expand(cls, swap: dict[str, str]) -> dict[str, str]:
        for term in swap:
            expand(term)
        return swap


@dataclass(slots=True)
class SubstituteCheck:
    """A compiled `substitute` rule; `replacements` and `keys` are aligned with `literals`."""

    rule: Rule
    conditions: Conditions
    literals: tuple[str, ...]
    replacements: tuple[str, ...]
    keys: tuple[str, ...]
    lower_case_only: bool = False

    @property
    def needs_parse(self) -> bool:
        """Only a guard may ask for the parse."""
        return self.conditions.needs_parse

    def run(self, analysis: Analysis, unit: Unit) -> Iterator[Match]:
        """Yield a match for each term, the longest where several overlap."""
        yield from self.conditions.apply(analysis, self._hits(analysis, unit))

    def _hits(self, analysis: Analysis, unit: Unit) -> Iterator[Match]:
        for block, hits in unit.hits.items():
            if not is_of(analysis, self.rule, block):
                continue
            prose = analysis.block(block).prose
            for span, index in longest(hits):
                if self.lower_case_only and not span.of(prose).islower():
                    continue
                said = self.replacements[index]
                values = {"replacement": said, "key": self.keys[index]}
                text = None if said.startswith("(") else match_case(span.of(prose)[:1], said)
                yield Match(block, span, values, replacement=text)


def compile_rule(rule: Rule, options: Options) -> SubstituteCheck:
    """Compile a rule."""
    table = {phrase: (said, term) for term, said in options.swap.items() for phrase in expand(term)}
    return SubstituteCheck(
        rule,
        Conditions.of(options),
        tuple(table),
        tuple(said for said, _ in table.values()),
        tuple(term for _, term in table.values()),
        options.lower_case_only,
    )
