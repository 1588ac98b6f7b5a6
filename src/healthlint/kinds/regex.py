"""`regex`: a pattern, searched block by block (or sentence by sentence) and always under a timeout.

patterns: ["(?P<low>\\d+) ?% (?P<what>more|less)"]   syntax of the `regex` package; named groups are values
mark: low                                            report this group, not the whole match
ignore_case: true
scope: block                                         or sentence: `^` and `$` are then the sentence's ends
literals: ["%"]                                      only look where one of these stands
replace: "\\g<low>%"                                 what the fix puts there
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import regex
from pydantic import Field

from healthlint.kinds.base import Patterns, RuleTimeout, Unit
from healthlint.kinds.conditions import ConditionOptions, Conditions
from healthlint.language.analysis import Analysis
from healthlint.language.lexicon import phrases
from healthlint.model.finding import Match
from healthlint.model.rule import Rule
from healthlint.model.span import Span

TIMEOUT_SECONDS = 2.0  # for one pattern on one block


class Options(ConditionOptions):
    """The fields of a `regex` rule."""

    patterns: Patterns = Field(min_length=1)
    mark: str = ""
    ignore_case: bool = True
    scope: Literal["block", "sentence"] = "block"
    literals: list[str] = []
    replace: str | None = None


@dataclass(slots=True)
class RegexCheck:
    """A compiled `regex` rule."""

    rule: Rule
    options: Options
    conditions: Conditions
    literals: tuple[str, ...]
    patterns: tuple[Any, ...]

    @property
    def needs_parse(self) -> bool:
        """Only a guard may ask for the parse."""
        return self.conditions.needs_parse

    def run(self, analysis: Analysis, unit: Unit) -> Iterator[Match]:
        """Yield a match for each place, in order; of overlapping ones the first. Raises RuleTimeout."""
        yield from self.conditions.apply(analysis, self._hits(analysis, unit))

    def _hits(self, analysis: Analysis, unit: Unit) -> Iterator[Match]:
        for block in analysis.blocks_of(self.rule.blocks, quotes=self.rule.quotes):
            if self.literals and block not in unit.hits:
                continue
            prose = analysis.block(block).prose
            found: list[Match] = []
            for region in self._regions(analysis, block):
                for pattern in self.patterns:
                    found.extend(self._search(pattern, prose, block, region))
            end = 0
            for match in sorted(found, key=lambda m: (m.span.start, -m.span.end)):
                if match.span.start >= end:
                    end = match.span.end
                    yield match

    def _regions(self, analysis: Analysis, block: int) -> Iterator[Span]:
        if self.options.scope == "sentence":
            yield from (s.span for s in analysis.sentences(block))
        else:
            yield Span(0, len(analysis.block(block).prose))

    def _search(self, pattern: Any, prose: str, block: int, region: Span) -> Iterator[Match]:
        text = region.of(prose)
        try:
            for m in pattern.finditer(text, timeout=TIMEOUT_SECONDS, concurrent=True):
                start, end = m.span(self.options.mark) if self.options.mark else m.span()
                if end > start:
                    values = {k: v for k, v in m.groupdict().items() if v is not None}
                    new = m.expand(self.options.replace) if self.options.replace is not None else None
                    yield Match(block, Span(start, end).shift(region.start), values, replacement=new)
        except TimeoutError as err:
            raise RuleTimeout(f"pattern took over {TIMEOUT_SECONDS:g} s: {pattern.pattern}") from err


def compile_rule(rule: Rule, options: Options) -> RegexCheck:
    """Compile a rule."""
    flags = regex.VERSION0 | (regex.IGNORECASE if options.ignore_case else 0)
    patterns = tuple(regex.compile(p, flags) for p in options.patterns)
    return RegexCheck(rule, options, Conditions.of(options), phrases(options.literals), patterns)
