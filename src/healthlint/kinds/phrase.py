"""`phrase`: words and phrases from a list.

any: ["cure(s|d|)", "@hype"]     terms; `(a|b|)` is a choice, `@name` a lexicon
case: true                       only as written (for names and units)
to_near: true                    the match reaches to the nearest `near` phrase of the sentence
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import Field, field_validator

from healthlint.kinds.base import Unit, is_of
from healthlint.kinds.conditions import ConditionOptions, Conditions
from healthlint.language.analysis import Analysis
from healthlint.language.lexicon import phrases
from healthlint.language.phrases import longest
from healthlint.language.terms import expand
from healthlint.model.finding import Match
from healthlint.model.rule import Rule
from healthlint.model.span import Span


class Options(ConditionOptions):
    """The fields of a `phrase` rule."""

    any: list[str] = Field(min_length=1)
    case: bool = False
    to_near: bool = False
    within: int = Field(60, ge=1, description="`to_near`: at most so many characters between the two")

    @field_validator("any", "unless", "unless_near", "near")
    @classmethod
    def _terms_expand(cls, terms: list[str]) -> list[str]:
        for term in terms:
            if not term.startswith("@"):
                expand(term)
        return terms


@dataclass(slots=True)
class PhraseCheck:
    """A compiled `phrase` rule; with `case`, `written` are the phrases as they must stand."""

    rule: Rule
    options: Options
    conditions: Conditions
    literals: tuple[str, ...]
    written: frozenset[str]

    @property
    def needs_parse(self) -> bool:
        """Only a guard may ask for the parse."""
        return self.conditions.needs_parse

    def run(self, analysis: Analysis, unit: Unit) -> Iterator[Match]:
        """Yield a match for each phrase, the longest where several overlap."""
        yield from self.conditions.apply(analysis, self._hits(analysis, unit))

    def _hits(self, analysis: Analysis, unit: Unit) -> Iterator[Match]:
        for block, hits in unit.hits.items():
            if not is_of(analysis, self.rule, block):
                continue
            if self.options.case:
                hits = [h for h in hits if h[0].of(analysis.block(block).prose) in self.written]
            for span, index in longest(hits):
                whole = self._to_near(analysis, block, span) if self.options.to_near else span
                if whole is not None:
                    yield Match(block, whole, {"term": self.literals[index]})

    def _to_near(self, analysis: Analysis, block: int, span: Span) -> Span | None:
        sentence = analysis.sentence_at(block, span.start)
        if sentence is None:
            return None
        text = sentence.span.of(analysis.folded(block))
        after = [near.shift(sentence.span.start) for near, _ in self.conditions.near.search(text)]
        after = [near for near in after if 0 <= near.start - span.end <= self.options.within]
        if not after:
            return None
        nearest = min(after, key=lambda near: (near.start, -near.end))
        return Span(span.start, nearest.end)


def _cased(term: str) -> tuple[str, ...]:
    """Return a term's alternatives as written, without folding the case."""
    lowered = expand(term)
    if "(" not in term:
        return (term,)
    return tuple(term[:1] + phrase[1:] for phrase in lowered)


def compile_rule(rule: Rule, options: Options) -> PhraseCheck:
    """Compile a rule. Raises RuleError on an unknown lexicon."""
    written = frozenset(w for term in options.any for w in (term, *_cased(term))) if options.case else frozenset()
    return PhraseCheck(rule, options, Conditions.of(options), phrases(options.any), written)
