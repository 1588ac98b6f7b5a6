"""`tokens`: spaCy Matcher patterns, as spaCy documents them.

    patterns: [[{TAG: MD}, {LOWER: not, OP: "?"}, {TAG: VBZ}]]
    mark: [2]             the tokens of the pattern that are reported (default: all)
    replace: "{VB}"       see `marking`
    literals: [can, may]  only look where one of these stands

Beside spaCy's attributes a pattern may ask `_: {forms: {INTERSECTS: [VBZ]}}`: the tags that the word's form can
have by the dictionary, whatever the tagger made of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from healthlint.kinds.base import Unit
from healthlint.kinds.conditions import ConditionOptions, Conditions
from healthlint.kinds.marking import fill, token_range
from healthlint.language.analysis import Analysis
from healthlint.language.lexicon import phrases
from healthlint.model.finding import Match
from healthlint.model.rule import Rule


class Options(ConditionOptions):
    """The fields of a `tokens` rule."""

    patterns: list[list[dict[str, Any]]] = Field(min_length=1)
    mark: list[int] = []
    replace: str | None = None
    literals: list[str] = []


@dataclass(slots=True)
class TokensCheck:
    """A compiled `tokens` rule; the matcher is built at the first article, it needs the vocabulary."""

    rule: Rule
    options: Options
    conditions: Conditions
    literals: tuple[str, ...]
    needs_parse: bool = True
    matcher: Any = None

    def run(self, analysis: Analysis, unit: Unit) -> Iterator[Match]:
        """Yield a match for each place where a pattern fits, the longest where several overlap."""
        yield from self.conditions.apply(analysis, self._hits(analysis, unit))

    def _hits(self, analysis: Analysis, unit: Unit) -> Iterator[Match]:
        for block in analysis.blocks_of(self.rule.blocks, quotes=self.rule.quotes):
            if self.literals and block not in unit.hits:
                continue
            if self.matcher is None:
                self.matcher = analysis.engine.matcher(self.options.patterns)
            doc = analysis.parse(block)
            end = 0
            found = [h for h in self.matcher(doc, with_alignments=True) if _in_one_sentence(doc, h[1], h[2])]
            for _, first, last, alignments in sorted(found, key=lambda h: (h[1], -h[2])):
                if first < end:
                    continue
                end = last
                tokens = doc[first:last]
                marked = [t for t, a in zip(tokens, alignments, strict=True) if a in self.options.mark] or list(tokens)
                new = fill(self.options.replace, marked[-1])
                yield Match(block, token_range(marked), _values(tokens, new), replacement=new)


def _in_one_sentence(doc: Any, first: int, last: int) -> bool:
    return not any(t.is_sent_start for t in doc[first + 1 : last])


def _values(tokens: Any, new: str | None) -> dict[str, str]:
    return {"phrase": tokens.text, "first": tokens[0].text, "replacement": new or ""}


def compile_rule(rule: Rule, options: Options) -> TokensCheck:
    """Compile a rule."""
    return TokensCheck(rule, options, Conditions.of(options), phrases(options.literals))
