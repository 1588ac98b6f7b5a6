"""`dependency`: spaCy DependencyMatcher patterns, as spaCy documents them, with what `tokens` adds to them.

    patterns:
      - - {RIGHT_ID: verb, RIGHT_ATTRS: {TAG: VBZ}}
        - {LEFT_ID: verb, REL_OP: ">", RIGHT_ID: modal, RIGHT_ATTRS: {TAG: MD}}
    mark: [verb]          the nodes that are reported, from the first to the last (default: all)
    replace: "{VB}"       inflects the first marked node; see `marking`
    literals: [can, may]  only look where one of these stands
    unless_patterns: [[{LOWER: the}, {LOWER: can, MARK: true}]]   token patterns that make a hit right; see `patterns`

The nodes are values of the message: {verb}, {modal}.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from healthlint.kinds.base import Unit
from healthlint.kinds.conditions import ConditionOptions, Conditions
from healthlint.kinds.marking import fill, token_range
from healthlint.kinds.pattern_fields import NodePattern, TokenPattern
from healthlint.kinds.patterns import Exceptions, expanded
from healthlint.kinds.prefilter import NodeFilter
from healthlint.language.analysis import Analysis
from healthlint.language.lexicon import phrases
from healthlint.language.token_index import token_index
from healthlint.model.finding import Match
from healthlint.model.rule import Rule


class Options(ConditionOptions):
    """The fields of a `dependency` rule."""

    patterns: list[NodePattern] = Field(min_length=1)
    mark: list[str] = []
    replace: str | None = None
    literals: list[str] = []
    unless_patterns: list[TokenPattern] = []


@dataclass(slots=True)
class DependencyCheck:
    """A compiled `dependency` rule. Its filters are built at the first article and its matcher at the first block that
    may have a hit: both need the vocabulary."""

    rule: Rule
    options: Options
    conditions: Conditions
    literals: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    exceptions: Exceptions
    needs_parse: bool = True
    matcher: Any = None
    filters: tuple[NodeFilter, ...] | None = None

    def run(self, analysis: Analysis, unit: Unit) -> Iterator[Match]:
        """Yield a match for each place where a pattern fits, once per marked range."""
        yield from self.conditions.apply(analysis, self._hits(analysis, unit))

    def _hits(self, analysis: Analysis, unit: Unit) -> Iterator[Match]:
        blocks = analysis.blocks_of(self.rule.blocks, quotes=self.rule.quotes)
        if self.literals:
            blocks = tuple(block for block in blocks if block in unit.hits)
        candidates = self._candidates(analysis) if blocks else frozenset()
        for block in blocks:
            if block not in candidates:
                continue
            if self.matcher is None:
                self.matcher = analysis.engine.dependency_matcher([expanded(p) for p in self.options.patterns])
            doc = analysis.parse(block)
            found: dict[Any, Match] = {}
            for key, indices in self.matcher(doc):
                names = self.names[int(doc.vocab.strings[key])]
                nodes = {name: doc[i] for name, i in zip(names, indices, strict=True)}
                marked = [nodes[n] for n in self.options.mark if n in nodes] or list(nodes.values())
                span = token_range(marked)
                new = fill(self.options.replace, marked[0], marked[0])
                values = {name: token.text for name, token in nodes.items()} | {"replacement": new or ""}
                found.setdefault(span, Match(block, span, values, replacement=new))
            kept = (span for span in sorted(found) if not self.exceptions.excuse(analysis, doc, span))
            yield from (found[span] for span in kept)

    def _candidates(self, analysis: Analysis) -> frozenset[int]:
        """Return the blocks with a sentence that may have a hit."""
        index = analysis.once(token_index)
        if self.filters is None:
            self.filters = tuple(NodeFilter(expanded(p), index.strings) for p in self.options.patterns)
        sentences = {number for pattern in self.filters for number in pattern.sentences(index)}
        return frozenset(index.sentence(number)[0] for number in sentences)


def compile_rule(rule: Rule, options: Options) -> DependencyCheck:
    """Compile a rule."""
    names = tuple(tuple(str(node.get("RIGHT_ID", "")) for node in pattern) for pattern in options.patterns)
    exceptions = Exceptions(options.unless_patterns)
    return DependencyCheck(rule, options, Conditions.of(options), phrases(options.literals), names, exceptions)
