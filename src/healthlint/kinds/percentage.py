"""`percentage`: a change between two percentages that is then given in percent, where it is in percentage points.

"The risk fell from 6% to 4%, a 2% drop": it fell by 2 percentage points, or by a third. Reported is the wrong figure
with its words. The message knows {low}, {high}, {points} and {relative} (the change in percent of the first figure).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from healthlint.kinds.base import Unit, is_of
from healthlint.kinds.conditions import ConditionOptions, Conditions
from healthlint.language.analysis import Analysis
from healthlint.model.finding import Match
from healthlint.model.rule import Rule
from healthlint.model.span import Span

_NUMBER = r"\d{1,3}(?:\.\d{1,3})?"
_SIGN = r" ?(?:%|per ?cent|percent)"
_PAIR = re.compile(rf"\bfrom (?P<first>{_NUMBER})(?:{_SIGN})? to (?P<second>{_NUMBER}){_SIGN}", re.IGNORECASE)
_CHANGE = re.compile(
    rf"\b(?P<change>{_NUMBER}){_SIGN} (?:\w+ )?(?:drop|fall|rise|increase|decrease|reduction|decline|improvement|cut|"
    r"jump|gain|difference|lower|higher|less|more)\b",
    re.IGNORECASE,
)
_NEARLY = 0.05  # the figures of a text are rounded


class Options(ConditionOptions):
    """The fields of a `percentage` rule: only the conditions that word-finding kinds share."""


@dataclass(slots=True)
class PercentageCheck:
    """A compiled `percentage` rule."""

    rule: Rule
    conditions: Conditions
    literals: tuple[str, ...] = ("from",)

    @property
    def needs_parse(self) -> bool:
        """Only a guard may ask for the parse."""
        return self.conditions.needs_parse

    def run(self, analysis: Analysis, unit: Unit) -> Iterator[Match]:
        """Yield a match for each figure that is a difference and called a change in percent, in order."""
        yield from self.conditions.apply(analysis, self._hits(analysis, unit))

    def _hits(self, analysis: Analysis, unit: Unit) -> Iterator[Match]:
        for block in unit.hits:
            if not is_of(analysis, self.rule, block):
                continue
            for sentence in analysis.sentences(block):
                yield from _misread(block, sentence.span, analysis.block(block).prose)


def _misread(block: int, sentence: Span, prose: str) -> Iterator[Match]:
    for pair in _PAIR.finditer(prose, sentence.start, sentence.end):
        first, second = float(pair["first"]), float(pair["second"])
        points = abs(first - second)
        relative = 100 * points / first if first else 0.0
        for change in _CHANGE.finditer(prose, sentence.start, sentence.end):
            said = float(change["change"])
            if change.start() < pair.end() and change.end() > pair.start():
                continue
            if points and abs(said - points) <= _NEARLY < abs(said - relative):
                values = {
                    "low": f"{min(first, second):g}%",
                    "high": f"{max(first, second):g}%",
                    "points": f"{points:g}",
                    "relative": f"{relative:.0f}%",
                }
                yield Match(block, Span(*change.span()), values)


def compile_rule(rule: Rule, options: Options) -> PercentageCheck:
    """Compile a rule."""
    return PercentageCheck(rule, Conditions.of(options))
