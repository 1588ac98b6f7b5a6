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

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from healthlint.kinds.base import Unit
from healthlint.kinds.conditions import ConditionOptions, Conditions
from healthlint.kinds.marking import fill, token_range
from healthlint.kinds.pattern_fields import NodePattern, TokenPattern
from healthlint.kinds.patterns import Exceptions, expanded
from healthlint.kinds.prefilter import NodeFilter
from healthlint.language.analysis import Analysis, Together
from healthlint.language.lexicon import phrases
from healthlint.language.token_index import TokenIndex, shared_index
from healthlint.model.finding import Match
from healthlint.model.rule import Rule


class Options(ConditionOptions):
    """The fields of a `dependency` rule."""

    patterns: list[NodePattern] = Field(min_length=1)
    mark: list[str] = []
    replace: str | None = None
    literals: list[str] = []
    unless_patterns: list[TokenPattern] = []


class NodePatterns:
    """Dependency patterns with one matcher.

    The filters are built at the first article and the matcher at the first block that may have a hit: both need the
    vocabulary.
    """

    def __init__(self, patterns: Sequence[NodePattern]) -> None:
        self._patterns = tuple(patterns)
        self._names = tuple(tuple(str(node.get("RIGHT_ID", "")) for node in pattern) for pattern in patterns)
        self._filters: tuple[NodeFilter, ...] | None = None
        self._matcher: Any = None

    def blocks(self, analysis: Analysis) -> frozenset[int]:
        """Return the blocks of an article that may have a hit.

        Worked out for all articles that were parsed together at the first of them, as `TokenPatterns.candidates`.
        """
        together, number = analysis.together()
        return together.once(self, self._blocks).get(number, frozenset())

    def _blocks(self, together: Together) -> dict[int, frozenset[int]]:
        index = together.once(TokenIndex, shared_index)
        if self._filters is None:
            self._filters = tuple(NodeFilter(expanded(p), index.strings) for p in self._patterns)
        sentences = {number for pattern in self._filters for number in pattern.sentences(index)}
        found: dict[int, set[int]] = {}
        for number in sentences:
            article, block = index.sentence(number)[0]
            found.setdefault(article, set()).add(block)
        return {article: frozenset(blocks) for article, blocks in found.items()}

    def hits(self, analysis: Analysis, block: int) -> Iterator[dict[str, Any]]:
        """Yield the nodes of each match in a block, as tokens by their names."""
        if self._matcher is None:
            self._matcher = analysis.engine.dependency_matcher([expanded(p) for p in self._patterns])
        doc = analysis.parse(block)
        for key, indices in self._matcher(doc):
            names = self._names[int(doc.vocab.strings[key])]
            yield {name: doc[i] for name, i in zip(names, indices, strict=True)}


@dataclass(frozen=True, slots=True)
class DependencyCheck:
    """A compiled `dependency` rule."""

    rule: Rule
    options: Options
    conditions: Conditions
    literals: tuple[str, ...]
    patterns: NodePatterns
    exceptions: Exceptions
    needs_parse: bool = True

    def run(self, analysis: Analysis, unit: Unit) -> Iterator[Match]:
        """Yield a match for each place where a pattern fits, once per marked range."""
        yield from self.conditions.apply(analysis, self._hits(analysis, unit))

    def _hits(self, analysis: Analysis, unit: Unit) -> Iterator[Match]:
        candidates = self.patterns.blocks(analysis)
        blocks = analysis.blocks_of(self.rule.blocks, quotes=self.rule.quotes) if candidates else ()
        for block in blocks:
            if block not in candidates or (self.literals and block not in unit.hits):
                continue
            found: dict[Any, Match] = {}
            for nodes in self.patterns.hits(analysis, block):
                marked = [nodes[n] for n in self.options.mark if n in nodes] or list(nodes.values())
                span = token_range(marked)
                new = fill(self.options.replace, marked[0], marked[0])
                values = {name: token.text for name, token in nodes.items()} | {"replacement": new or ""}
                found.setdefault(span, Match(block, span, values, replacement=new))
            doc = analysis.parse(block)
            kept = (span for span in sorted(found) if not self.exceptions.excuse(analysis, doc, span))
            yield from (found[span] for span in kept)


def compile_rule(rule: Rule, options: Options) -> DependencyCheck:
    """Compile a rule."""
    exceptions = Exceptions(options.unless_patterns)
    literals, patterns = phrases(options.literals), NodePatterns(options.patterns)
    return DependencyCheck(rule, options, Conditions.of(options), literals, patterns, exceptions)
