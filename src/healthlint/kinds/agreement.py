"""`agreement`: a subject and its verb that differ in number.

relations: [noun, across]   which pairs: `pronoun` ("it help"), `noun` (beside its verb), `across` (a noun stands
                            between: "the signs of a cold is"), `relative` ("nurses who has"), `joined` (a second verb:
                            "she eats and drink"), `latin` (a plural form taken for a singular: "the bacteria is"),
                            `several` ("my age and my weight is"), `each` ("each of them have")
subjects: [bacteria]        only where the subject is one of these words

The subject is the one that two of three witnesses name, the parse of the sentence with the verb in its other number
among them (see `language/subjects.py`). The verb is reported, and with it a singular noun beside it that has no
determiner, where the slip may be ("nurse have"). The message knows {subject}, {match} and {replacement},
the verb in the subject's number.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from healthlint.kinds.base import FunctionCheck, Unit
from healthlint.kinds.conditions import ConditionOptions, Conditions
from healthlint.language.analysis import Analysis
from healthlint.language.clashes import Clash, clashes
from healthlint.model.finding import Match
from healthlint.model.rule import Rule
from healthlint.model.span import Span


class Options(ConditionOptions):
    """The fields of an `agreement` rule."""

    relations: list[Literal["pronoun", "noun", "across", "relative", "joined", "several", "each", "latin"]]
    subjects: list[str] = []


def compile_rule(rule: Rule, options: Options) -> FunctionCheck:
    """Compile a rule."""
    conditions = Conditions.of(options)
    relations, subjects = frozenset(options.relations), frozenset(options.subjects)

    def hits(analysis: Analysis) -> Iterator[Match]:
        blocks = frozenset(analysis.blocks_of(rule.blocks, quotes=rule.quotes))
        for clash in analysis.once(clashes):
            if clash.block not in blocks or clash.relation not in relations:
                continue
            if not subjects or clash.subject.lower_ in subjects:
                yield _match(clash)

    def run(analysis: Analysis, unit: Unit) -> Iterator[Match]:
        yield from conditions.apply(analysis, hits(analysis))

    return FunctionCheck(run, needs_parse=True)


def _match(clash: Clash) -> Match:
    verb = clash.verb
    first = clash.subject if clash.bare else verb
    span = Span(first.idx, verb.idx + len(verb.text))
    between = verb.doc.text[first.idx : verb.idx]
    values = {"subject": clash.shown, "replacement": clash.replacement, "match": verb.text}
    return Match(clash.block, span, values, replacement=between + clash.replacement)
