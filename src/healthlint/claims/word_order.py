"""The subject of a verb by the order of the words: where the parse does not hold, or the sentence names it aside."""

from __future__ import annotations

import re

from healthlint.claims.located import NOBODY, Who
from healthlint.claims.owned import OWN, owned_class
from healthlint.claims.subject_phrases import is_faculty, subject_named
from healthlint.claims.vocabulary import INTERVENTIONS, SELDOM_NOUNS, KnownWords, VerbHit
from healthlint.model.span import Span

CLAUSE_BREAK = re.compile(r"[;:–—?!]|\.\s")
_NEAR = 2  # words between a subject that is nothing on offer and its verb
_REACH_CHARACTERS = 20  # from what a seller calls its own to the verb
_BY = re.compile(r"\b(?:with|after|through|by|thanks to|had|received|using|took)\b[^,.;:]{0,25}$")
_HOW = re.compile(r"\b(?:with|through|using|by|thanks to)\b[^,.;:]{0,25}$")


def subject_by_order(hit: VerbHit, known: KnownWords, sentence: Span) -> Who:
    """Return the known subject that stands before a verb in its clause, what a seller calls its own, or X of "Boost
    your immunity with X".
    """
    lead = known.prose[sentence.start : hit.span.start]
    opens = 0
    for found in CLAUSE_BREAK.finditer(lead):
        opens = found.end()
    start = sentence.start + opens
    before = [m for m in known.subjects if start <= m.span.start and m.span.end <= hit.span.start]
    before = [m for m in before if not follows_verb(m.span.start, hit, known) and not is_faculty(m, known, sentence)]
    # "promotes weight loss, boosts Y": what is the outcome of another verb.
    before = [m for m in before if not any(o.span.overlaps(m.span) for o in known.outcomes)]
    chosen = next((m for m in reversed(before) if m.kind in INTERVENTIONS), None)
    if chosen is None and before and len(known.prose[before[-1].span.end : hit.span.start].split()) <= _NEAR:
        chosen = before[-1]
    if chosen is None:
        own = OWN.search(lead.lower(), opens)
        if own is not None and own.end() > len(lead) - _REACH_CHARACTERS:
            span = Span(sentence.start + own.start(), sentence.start + own.end())
            return Who(span.of(known.prose), owned_class(own.group()), span)
        return _subject_after(hit, known, sentence)
    return subject_named(chosen, known)


def follows_verb(start: int, hit: VerbHit, known: KnownWords) -> bool:
    """Tell whether what begins here is the object of another verb right before it, which the tagger may misread."""
    return any(
        0 <= start - v.span.end <= 1 and v.span != hit.span and v.lemma in SELDOM_NOUNS and v.form.endswith("s")
        for v in known.verbs
    )


def treatment_beside(hit: VerbHit, known: KnownWords, sentence: Span) -> Who:
    """Return X of "With X, migraines disappear"."""
    for m in known.subjects:
        before = sentence.start <= m.span.start and m.span.end <= hit.span.start and m.kind in INTERVENTIONS
        if before and not is_faculty(m, known, sentence):
            lead = known.prose[sentence.start : m.span.start].lower()
            if _BY.search(lead):
                return subject_named(m, known)
    return NOBODY


def _subject_after(hit: VerbHit, known: KnownWords, sentence: Span) -> Who:
    """Return X of "Boost your immunity with X"."""
    for m in known.subjects:
        if hit.span.end < m.span.start < sentence.end and m.kind in INTERVENTIONS:
            gap = known.prose[hit.span.end : m.span.start].lower()
            if CLAUSE_BREAK.search(gap):
                break  # "cannot be cured; it is managed with X"
            if _HOW.search(gap):
                return subject_named(m, known)
    return NOBODY
