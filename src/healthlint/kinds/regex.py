"""`regex`: a pattern, searched block by block (or sentence by sentence) and always under a timeout.

patterns: ["(?P<low>\\d+) ?% (?P<what>more|less)"]   syntax of the `regex` package; named groups are values
mark: low                                            report this group, not the whole match
ignore_case: true
scope: block                                         or sentence: `^` and `$` are then the sentence's ends
literals: ["%"]                                      only look where one of these stands
replace: "\\g<low>%"                                 what the fix puts there
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from healthlint.kinds.base import Patterns, Unit, is_of, search
from healthlint.kinds.conditions import ConditionOptions, Conditions
from healthlint.language.analysis import Analysis
from healthlint.language.gated import GatedPattern
from healthlint.language.lexicon import phrases
from healthlint.language.required import Gate
from healthlint.model.finding import Match
from healthlint.model.rule import Rule
from healthlint.model.span import Span


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
    patterns: tuple[GatedPattern, ...]

    @property
    def needs_parse(self) -> bool:
        """Only a guard may ask for the parse."""
        return self.conditions.needs_parse

    @property
    def gates(self) -> tuple[Gate, ...]:
        """What each pattern requires."""
        return tuple(pattern.gate for pattern in self.patterns)

    def run(self, analysis: Analysis, unit: Unit) -> Iterator[Match]:
        """Yield a match for each place, in order; of overlapping ones the first. Raises RuleTimeout."""
        yield from self.conditions.apply(analysis, self._hits(analysis, unit))

    def _hits(self, analysis: Analysis, unit: Unit) -> Iterator[Match]:
        for block, numbers in unit.open.items():
            if (self.literals and block not in unit.hits) or not is_of(analysis, self.rule, block):
                continue
            patterns = [self.patterns[number] for number in numbers]
            found = [m for region in self._regions(analysis, block) for m in self._found(analysis, region, patterns)]
            end = 0
            for match in sorted(found, key=lambda m: (m.span.start, -m.span.end)):
                if match.span.start >= end:
                    end = match.span.end
                    yield match

    def _regions(self, analysis: Analysis, block: int) -> Iterator[tuple[int, Span]]:
        if self.options.scope == "sentence":
            yield from ((block, s.span) for s in analysis.sentences(block))
        else:
            yield block, Span(0, len(analysis.block(block).prose))

    def _found(self, analysis: Analysis, region: tuple[int, Span], patterns: Sequence[GatedPattern]) -> Iterator[Match]:
        block, place = region
        text, folded = place.of(analysis.block(block).prose), place.of(analysis.folded(block))
        # What the block holds need not stand in this sentence.
        is_part = len(place) < len(analysis.folded(block))
        for pattern in patterns:
            if is_part and not pattern.may_match(folded):
                continue
            for m in search(pattern, text):
                start, end = m.span(self.options.mark) if self.options.mark else m.span()
                if end > start:
                    values = {k: v for k, v in m.groupdict().items() if v is not None}
                    new = m.expand(self.options.replace) if self.options.replace is not None else None
                    yield Match(block, Span(start, end).shift(place.start), values, replacement=new)


def compile_rule(rule: Rule, options: Options) -> RegexCheck:
    """Compile a rule; its patterns are compiled where they first run."""
    patterns = tuple(GatedPattern(p, ignore_case=options.ignore_case) for p in options.patterns)
    return RegexCheck(rule, options, Conditions.of(options), phrases(options.literals), patterns)
