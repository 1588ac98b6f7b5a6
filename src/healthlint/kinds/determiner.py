"""`determiner`: a singular noun without the article, or other determiner, that it needs.

nouns: [doctor, side effect, "@count-nouns"]   terms whose last word is a noun that never stands bare in the singular

Which phrases are left alone (pairs, roles, means, names, notes without a verb …) is said in `language/determiners.py`.
The phrase is reported. There is no replacement: an article may be missing, or the plural. The message knows {match} and
{noun}.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from healthlint.kinds.base import FunctionCheck, Unit
from healthlint.kinds.conditions import ConditionOptions, Conditions
from healthlint.language.analysis import Analysis
from healthlint.language.determiners import CountNouns, bare_nouns
from healthlint.language.lexicon import phrases
from healthlint.model.finding import Match
from healthlint.model.rule import Rule
from healthlint.model.span import Span


class Options(ConditionOptions):
    """The fields of a `determiner` rule."""

    nouns: list[str] = Field(min_length=1)


def compile_rule(rule: Rule, options: Options) -> FunctionCheck:
    """Compile a rule. Raises RuleError on an unknown lexicon."""
    conditions = Conditions.of(options)
    nouns = CountNouns(phrases(options.nouns))

    def hits(analysis: Analysis) -> Iterator[Match]:
        blocks = frozenset(analysis.blocks_of(rule.blocks, quotes=rule.quotes))
        for found in bare_nouns(analysis, nouns):
            if found.block in blocks:
                span = Span(found.first.idx, found.noun.idx + len(found.noun.text))
                yield Match(found.block, span, {"noun": found.noun.text})

    def run(analysis: Analysis, unit: Unit) -> Iterator[Match]:
        yield from conditions.apply(analysis, hits(analysis))

    return FunctionCheck(run, needs_parse=True)
