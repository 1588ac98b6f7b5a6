"""`table`: what a therapy may be said to do for which condition, by the tables of `data/therapies`.

therapy: [acupuncture]      tables by name; none: all
verdict: unaccepted         or unqualified (accepted with a qualifier that is missing) or unknown; of a claim that names
                            several conditions only the weightiest of them is said
polarity: [asserted]        as in `claim`
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import field_validator

from healthlint.claims.extract import located
from healthlint.claims.located import LocatedClaim
from healthlint.claims.therapies import TherapyTable, condition_set, judge, table_names, therapy_table
from healthlint.diagnostics import did_you_mean
from healthlint.kinds.base import Unit
from healthlint.kinds.conditions import ConditionOptions, Conditions
from healthlint.language.analysis import Analysis
from healthlint.language.phrases import longest
from healthlint.language.terms import fold
from healthlint.model.finding import Match
from healthlint.model.rule import Rule
from healthlint.model.span import Span

_SHOWN_QUALIFIERS = 2
_NEUTRAL = frozenset({"affect", "influence", "alter", "change"})
_BY_WEIGHT = ("unaccepted", "unqualified", "unknown")


class Options(ConditionOptions):
    """The fields of a `table` rule."""

    therapy: list[str] = []
    verdict: Literal["unaccepted", "unqualified", "unknown"]
    polarity: list[Literal["asserted", "negated", "questioned", "reported", "rebutted"]] = ["asserted", "questioned"]

    @field_validator("therapy")
    @classmethod
    def _tables_exist(cls, names: list[str]) -> list[str]:
        for name in names:
            if name not in table_names():
                raise ValueError(
                    f"there is no therapy table `{name}`; {did_you_mean(name, table_names())}".rstrip("; ")
                )
        return names


@dataclass(slots=True)
class TableCheck:
    """A compiled `table` rule."""

    rule: Rule
    options: Options
    conditions: Conditions
    tables: tuple[TherapyTable, ...]
    literals: tuple[str, ...]
    needs_parse: bool = True

    def run(self, analysis: Analysis, unit: Unit) -> Iterator[Match]:
        """Yield a match for each condition on which a table gives the verdict, in order."""
        blocks = frozenset(analysis.blocks_of(self.rule.blocks, quotes=self.rule.quotes))
        matches = (
            match
            for found in analysis.once(located)
            if found.claim.block in blocks and self._concerned(found)
            for match in self._matches(analysis, found)
        )
        seen: set[tuple[int | None, Span]] = set()
        for match in self.conditions.apply(analysis, matches):
            if (match.block, match.span) not in seen:
                seen.add((match.block, match.span))
                yield match

    def _concerned(self, found: LocatedClaim) -> bool:
        claim = found.claim
        # A change seen beside a therapy ("pain fell in those who had it") is not yet a promise.
        promised = claim.strength in {"direct", "can", "conditional"}
        if found.lemma in _NEUTRAL:
            return False  # "medicines that affect bleeding" promises nothing
        if found.lemma == "for" and self.options.verdict == "unknown":
            return False  # a bare "X for Y" promises too little for a warning that nobody knows
        return promised and claim.polarity in self.options.polarity and claim.direction == "benefit"

    def _matches(self, analysis: Analysis, found: LocatedClaim) -> Iterator[Match]:
        """Yield one match for a claim and table: what weighs most is said, with all the conditions it holds for."""
        claim = found.claim
        who = fold(found.who)
        sentence = claim.prose_span.of(analysis.folded(claim.block))
        for table in self.tables:
            if who not in table.names:
                continue
            judged = [
                (span, name, judge(table, fold(name), sentence)) for span, name in self._named(analysis, table, found)
            ]
            weightiest = next((v for v in _BY_WEIGHT if any(verdict.kind == v for _, _, verdict in judged)), "")
            if weightiest != self.options.verdict:
                continue
            held = [row for row in judged if row[2].kind == weightiest]
            verdict = held[0][2]
            values = {
                "subject": found.who,
                "condition": _joined([name for _, name, _ in held]),
                "qualifier": " or ".join(f"“{q}”" for q in verdict.qualifiers[:_SHOWN_QUALIFIERS]),
                "source": verdict.source,
            }
            yield Match(claim.block, Span(held[0][0].start, held[-1][0].end), values)

    def _named(self, analysis: Analysis, table: TherapyTable, found: LocatedClaim) -> list[tuple[Span, str]]:
        """Return the conditions with their places, in their own letters."""
        if found.listed:
            # The other items stand in blocks of their own: all are said at the one that the claim stands at.
            return [(found.outcome, name) for name in found.named]
        prose = analysis.block(found.claim.block).prose
        return [
            (span, span.of(prose)) for span, _ in self._conditions(table, found, fold(found.claim.prose_span.of(prose)))
        ]

    def _conditions(self, table: TherapyTable, found: LocatedClaim, sentence: str) -> list[tuple[Span, str]]:
        """Return the table's and the register's conditions in the outcome, the longest name of each."""
        start = found.claim.prose_span.start
        known = condition_set(table.name)
        named = [(span.shift(start), known.phrases[i]) for span, i in longest(known.search(sentence))]
        named = [(span, name) for span, name in named if span.overlaps(found.outcome)]
        named += [
            (m.span, m.phrase)
            for m in found.mentions
            if m.kind in {"condition", "symptom"} and not any(m.span.overlaps(span) for span, _ in named)
        ]
        return sorted(named)


def _joined(names: list[str]) -> str:
    shown = list(dict.fromkeys(n if n[1:] != n[1:].lower() else n.lower() for n in names))
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def compile_rule(rule: Rule, options: Options) -> TableCheck:
    """Compile a rule."""
    tables = tuple(therapy_table(name) for name in options.therapy or table_names())
    literals = tuple(sorted({name for table in tables for name in table.names}))
    return TableCheck(rule, options, Conditions.of(options), tables, literals)
