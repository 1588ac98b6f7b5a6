"""Subjects and verbs from the columns of the parse: the same pairs as from its tree, and no clash is passed over."""

from __future__ import annotations

from functools import cache
from typing import Any

from healthlint.formats.registry import extract
from healthlint.language.analysis import Analysis
from healthlint.language.engine import shared_engine
from healthlint.language.number import clauses, possible_clashes, subject_number, verb_number
from healthlint.language.token_index import token_index
from healthlint.model.context import Context
from healthlint.model.source import Source
from healthlint.packs.load import load_catalog

SUBJECTS = ("nsubj", "nsubjpass")
AUXILIARIES = ("aux", "auxpass")


@cache
def analysis() -> Analysis:
    """Return an article of the examples of the rules of grammar, and of sentences without a subject or a verb."""
    rules = [rule for rule in load_catalog().rules.values() if rule.pack == "grammar"]
    examples = [e.plain for rule in rules for e in (*rule.bad, *rule.good) if not e.format]
    more = ["Tea.", "Does the nurse who has tea know what it is?", "He may have been ill.", "There are many."]
    return Analysis(extract(Source("a.txt", "\n\n".join([*examples, *more])), "text"), Context(), shared_engine(None))


def subject_of(verb: Any) -> Any | None:
    """Return the one subject before a finite verb, by the tree; a verb with an auxiliary before it is not finite."""
    head = verb.head if verb.dep_ in AUXILIARIES else verb
    if any(c.dep_ in AUXILIARIES and c.i < verb.i for c in head.children):
        return None
    found = [c for c in head.children if c.dep_ in SUBJECTS]
    return found[0] if len(found) == 1 and found[0].i < verb.i else None


def pairs() -> list[tuple[int, Any, Any]]:
    index = analysis().once(token_index)
    return [(*index.token(verb), index.token(subject)[1]) for verb, subject in clauses(index)]


def test_every_verb_with_a_number_and_a_subject_is_paired_with_it() -> None:
    docs = [(block, analysis().parse(block)) for block in analysis().blocks]
    numbered = [(block, token) for block, doc in docs for token in doc if verb_number(token) is not None]
    by_tree = [(block, verb.i, subject.i) for block, verb in numbered if (subject := subject_of(verb)) is not None]
    by_columns = [(block, verb.i, subject.i) for block, verb, subject in pairs() if verb_number(verb) is not None]
    assert by_columns == by_tree
    assert len(by_tree) > 100


def test_a_clash_is_never_passed_over() -> None:
    index = analysis().once(token_index)
    clashes: set[tuple[int, int]] = set()
    for verb_at, subject_at in clauses(index):
        verb, subject = index.token(verb_at)[1], index.token(subject_at)[1]
        shown, seen = verb_number(verb), subject_number(subject, verb)
        if shown and seen and shown != seen:
            clashes.add((verb_at, subject_at))
    assert len(clashes) > 10
    assert clashes <= set(possible_clashes(index))
