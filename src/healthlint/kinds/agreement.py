"""`agreement`: a subject and its verb that differ in number, by the parse and the dictionary.

across: false         the subject stands beside its verb; true: a noun stands between them ("the signs of a cold is")

The verb is reported. The message knows {subject}, {match} and {replacement}, the verb in the subject's number.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from healthlint.kinds.base import FunctionCheck, Unit
from healthlint.kinds.conditions import ConditionOptions, Conditions
from healthlint.language.analysis import Analysis
from healthlint.language.inflect import forms, match_case
from healthlint.language.number import is_open, other_number, possible_clashes, subject_number, verb_number
from healthlint.language.token_index import token_index
from healthlint.model.finding import Match
from healthlint.model.rule import Rule
from healthlint.model.span import Span

_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
# What may stand before a subject: anything else (of, by, and, taking) may make its noun a part of something longer.
_OPENERS = frozenset(
    {"because", "if", "whether", "although", "though", "while", "when", "since", "unless", "that", "but",
     "until", "once", "where", "as", "so", "however", "what", "how", "why", "which"}
)  # fmt: skip
_BREAKS = frozenset({":", ";", "-", "–", "—", ")", "(", "[", "]", "•", '"', "“", "”", "/", "\ufffc"})
_STOPS = frozenset({":", ";", "–", "—", "(", '"', "“", "‘", "'"})


class Options(ConditionOptions):
    """The fields of an `agreement` rule."""

    across: bool = False


_JOINS = frozenset("-–/")


def compile_rule(rule: Rule, options: Options) -> FunctionCheck:
    """Compile a rule."""
    conditions = Conditions.of(options)

    def hits(analysis: Analysis) -> Iterator[Match]:
        blocks = frozenset(analysis.blocks_of(rule.blocks, quotes=rule.quotes))
        for block, subject, verb in analysis.once(_clashes):
            if block in blocks and options.across == _is_across(subject, verb):
                yield _match(block, subject, verb)

    def run(analysis: Analysis, unit: Unit) -> Iterator[Match]:
        yield from conditions.apply(analysis, hits(analysis))

    return FunctionCheck(run, needs_parse=True)


def _clashes(analysis: Analysis) -> list[tuple[int, Any, Any]]:
    """Return the block, the subject and the verb of each clause of an article where they differ in number, in order."""
    index = analysis.once(token_index)
    found: list[tuple[int, Any, Any]] = []
    for verb_at, subject_at in possible_clashes(index):
        block, verb = index.token(verb_at)
        _, subject = index.token(subject_at)
        if _clash(subject, verb):
            found.append((block, subject, verb))
    return found


def _clash(subject: Any, verb: Any) -> bool:
    number = verb_number(verb)
    wanted = subject_number(subject, verb) if number else None
    if wanted is None or wanted == number or is_open(subject, verb):
        return False
    return _is_whole(subject) and _is_one_clause(subject, verb) and not _may_be_noun_and_verb(subject, verb)


def _is_across(subject: Any, verb: Any) -> bool:
    return any(t.tag_ in _NOUNS or t.lower_ == "of" for t in subject.doc[subject.i + 1 : verb.i])


def _is_whole(subject: Any) -> bool:
    """Tell whether the subject, as parsed, begins where a subject can begin."""
    if subject.i and subject.nbor(-1).text in _JOINS and not subject.nbor(-1).whitespace_:
        return False  # "CBT-I teaches": the last letter of a name is no pronoun
    first = subject.left_edge
    if any(t.tag_ in ("IN", "CC", "VBG", "TO") for t in subject.doc[first.i : subject.i]):
        return False
    if subject.tag_ in ("PRP", "WP", "WDT") or first.is_sent_start:
        return True
    before = first.nbor(-1)
    if before.lower_ == ",":
        return subject.head.dep_ != "conj"
    return before.lower_ in _OPENERS or before.text in _STOPS


def _is_one_clause(subject: Any, verb: Any) -> bool:
    """Tell whether what stands between the two belongs to the subject, as far as can be seen."""
    between = subject.doc[subject.i + 1 : verb.i]
    if any(t.text in _BREAKS or t.is_sent_start for t in between):
        return False
    # "A scan of the brain and tests are": the second noun may be a second subject.
    if verb_number(verb) == "plural" and any(t.tag_ == "CC" for t in between):
        return False
    # "classrooms in which the class is": the verb is that of the relative clause.
    open_clauses = 0
    seen_verb = False
    for token in between:
        if token.tag_ == "CC" and seen_verb:
            return False  # "rooms in which the class is small and teaching is": the clause goes on
        seen_verb = seen_verb or token.tag_ in _FINITE
        open_clauses += token.tag_ in ("WDT", "WP", "WRB", "WP$") or token.dep_ == "mark"
        open_clauses -= token.tag_ in _FINITE
        if open_clauses < 0:
            return False
    if open_clauses:
        return False
    inside = set(subject.subtree)
    return all(t in inside or t.tag_ in ("RB", "RBR", "RBS", ",") or t.text in ("*", "_") for t in between)


def _may_be_noun_and_verb(subject: Any, verb: Any) -> bool:
    """Tell whether the "subject" may be the verb and the "verb" its object: "the kidney filters wastes"."""
    return "VBZ" in forms(subject.text) and "NNS" in forms(verb.text)


def _match(block: int, subject: Any, verb: Any) -> Match:
    form = other_number(verb)
    if subject.lower_ == "i" and verb.lower_ in ("is", "are"):
        form = "am"
    new = match_case(verb.text, form) if form else None
    span = Span(verb.idx, verb.idx + len(verb.text))
    values = {"subject": _shown(subject), "replacement": new or "the other form"}
    return Match(block, span, values, replacement=new)


def _shown(subject: Any) -> str:
    """Return the words that show the number: the noun before a relative "who", "many of the nurses"."""
    if subject.tag_ in ("WP", "WDT"):
        return subject.nbor(-1).text
    if subject.tag_ in _NOUNS and subject.text != "%":
        return subject.text
    return subject.doc[subject.left_edge.i : subject.right_edge.i + 1].text
