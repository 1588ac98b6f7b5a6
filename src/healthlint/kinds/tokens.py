"""`tokens`: spaCy Matcher patterns, as spaCy documents them.

    patterns: [[{TAG: MD, NAME: modal}, {LOWER: not, OP: "?"}, {TAG: VBZ, MARK: true}]]
    mark: [2]             the tokens that are reported, by place in the pattern; or `MARK: true` on them; else all
    replace: "{VB}"       see `marking`
    swap: {loose: lose}   what to put for the marked words, where it differs between them; before `replace`
    literals: [can, may]  only look where one of these stands
    unless_patterns: [[{LOWER: the}, {LOWER: can, MARK: true}]]   what makes a hit right; see `patterns`
    severities: [error, warning]   the severity for each pattern, in their order; else the rule's own
    unsure: [2]           the patterns, by number, whose fix is unsafe though the rule's own is safe

A pattern may name a lexicon (`{LOWER: {IN: ["@modal-verbs"]}}`). Beside spaCy's attributes it may ask
`_: {forms: {INTERSECTS: [VBZ]}}`: the tags that the word's form can have by the dictionary, whatever the tagger made
of it. The message knows {match}, {phrase} (all that the pattern covers), {first} (its first token), {replacement} and
the tokens with `NAME: …`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import Field, model_validator

from healthlint.kinds.base import Unit
from healthlint.kinds.conditions import ConditionOptions, Conditions
from healthlint.kinds.marking import fill, token_range
from healthlint.kinds.pattern_fields import TokenPattern
from healthlint.kinds.patterns import Exceptions, Hit, TokenPatterns
from healthlint.language.analysis import Analysis
from healthlint.language.lexicon import phrases
from healthlint.model.finding import Match, Safety, Severity
from healthlint.model.rule import Rule


class Options(ConditionOptions):
    """The fields of a `tokens` rule."""

    patterns: list[TokenPattern] = Field(min_length=1)
    mark: list[int] = []
    replace: str | None = None
    swap: dict[str, str] = {}
    literals: list[str] = []
    unless_patterns: list[TokenPattern] = []
    severities: list[Literal["error", "warning", "info"]] = []
    unsure: list[int] = []

    @model_validator(mode="after")
    def _one_severity_for_each_pattern(self) -> Options:
        if self.severities and len(self.severities) != len(self.patterns):
            raise ValueError(f"`severities` has {len(self.severities)} entries for {len(self.patterns)} patterns")
        return self


@dataclass(slots=True)
class TokensCheck:
    """A compiled `tokens` rule."""

    rule: Rule
    options: Options
    conditions: Conditions
    literals: tuple[str, ...]
    patterns: TokenPatterns
    exceptions: Exceptions
    needs_parse: bool = True

    def run(self, analysis: Analysis, unit: Unit) -> Iterator[Match]:
        """Yield a match for each marked range, in order; of overlapping ones the first, then the longest."""
        yield from self.conditions.apply(analysis, self._hits(analysis, unit))

    def _hits(self, analysis: Analysis, unit: Unit) -> Iterator[Match]:
        candidates = self.patterns.candidates(analysis)
        blocks = analysis.blocks_of(self.rule.blocks, quotes=self.rule.quotes) if candidates else ()
        for block in blocks:
            if block not in candidates or (self.literals and block not in unit.hits):
                continue
            found = [
                self._match(analysis, block, hit)
                for candidate in candidates[block]
                for hit in self.patterns.hits(analysis, candidate.sentence, candidate.numbers)
            ]
            end = 0
            for match in sorted(found, key=self._order):
                if match.span.start < end or self.exceptions.excuse(analysis, analysis.parse(block), match.span):
                    continue
                end = match.span.end
                yield match

    def _match(self, analysis: Analysis, block: int, hit: Hit) -> Match:
        span = token_range(hit.marked)
        said = self.options.swap.get(span.of(analysis.folded(block))) if self.options.swap else None
        new = fill(said or self.options.replace, hit.marked[-1], hit.marked[0])
        first, last = hit.tokens[0], hit.tokens[-1]
        values = {"phrase": first.doc[first.i : last.i + 1].text, "first": first.text, "replacement": new or ""}
        severity = Severity(self.options.severities[hit.number]) if self.options.severities else None
        safety = Safety.UNSAFE if hit.number in self.options.unsure else None
        return Match(block, span, values | hit.named, replacement=new, severity=severity, safety=safety)

    @staticmethod
    def _order(match: Match) -> tuple[int, int, int, bool]:
        rank = match.severity.rank if match.severity else 0
        return (match.span.start, -match.span.end, -rank, match.safety is not None)


def compile_rule(rule: Rule, options: Options) -> TokensCheck:
    """Compile a rule. Raises RuleError on an unknown lexicon."""
    return TokensCheck(
        rule,
        options,
        Conditions.of(options),
        phrases(options.literals),
        TokenPatterns(options.patterns, options.mark),
        Exceptions(options.unless_patterns),
    )
