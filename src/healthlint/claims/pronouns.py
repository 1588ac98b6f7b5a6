"""What "it" or "they" means: a noun of the words before, where only one will do; otherwise nothing is guessed."""

from __future__ import annotations

from typing import Any

from healthlint.claims.located import NOBODY, Who
from healthlint.claims.noun_phrases import is_people
from healthlint.claims.places import head_token
from healthlint.claims.subjects import PRONOUNS, phrase_of_subject
from healthlint.claims.vocabulary import INTERVENTIONS, Mention, Words, find_words
from healthlint.language.analysis import Analysis
from healthlint.language.sentences import Sentence
from healthlint.model.document import BlockKind
from healthlint.model.span import Span

_MANY = frozenset({"they", "these", "those"})
_ONE = frozenset({"it", "this", "that"})
_SENTENCES_BACK = 3
_NOBODY_OF = frozenset({"there", "here"})
_FIRST_WORDS = 2
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_EARLIER_SENTENCES = 4


def meant(analysis: Analysis, sentence: Sentence, pronoun: Who, words: Words) -> Who:
    """Return what a pronoun that is the subject of a claim stands for, NOBODY where that is not clear.

    The subjects of the clauses before it, nearest first; a heading where the block begins with the pronoun.
    `words` are those of its block.
    """
    if pronoun.span is None or pronoun.text.lower() not in _MANY | _ONE:
        return NOBODY
    doc = analysis.parse(sentence.block)
    many = pronoun.text.lower() in _MANY
    earlier = analysis.sentences(sentence.block)[max(0, sentence.index - _SENTENCES_BACK) : sentence.index]
    places = [Span(sentence.span.start, pronoun.span.start), *(s.span for s in reversed(earlier))]
    for place in places:
        tokens = doc.char_span(place.start, place.end, alignment_mode="contract") if place.end > place.start else None
        if tokens is None:
            continue
        if any(t.lower_ in _NOBODY_OF for t in tokens[:_FIRST_WORDS]):
            return NOBODY  # "Here is a thought."
        subjects = [t for t in tokens if t.dep_ in _SUBJECTS and t.lower_ not in {"which", "who", "that"}]
        named = _named(tokens, words, place, many=many)
        if not subjects and place is places[0]:
            continue
        nouns = [t for t in subjects if t.lower_ not in PRONOUNS]
        if subjects and not nouns and not named:
            continue  # "It is a root. It eases pain.": further back
        # In the same sentence the nearest, in one before what the main clause is about.
        nouns = nouns[::-1] if place is places[0] else sorted(nouns, key=lambda t: t.head.dep_ != "ROOT")
        return _of_clause(nouns, named, words, place, many=many, this=pronoun.text.lower() in {"this", "that"})
    return _of_heading(analysis, sentence) if not earlier else NOBODY


def _of_clause(subjects: list[Any], named: Mention | None, words: Words, place: Span, *, many: bool, this: bool) -> Who:
    """Return the first of some subjects that agrees in number and is no person, else the one thing on offer."""
    for subject in subjects:
        if is_people(subject) or subject.pos_ not in {"NOUN", "PROPN", "VERB"}:
            continue
        plural = subject.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in subject.children)
        if plural is not many:
            continue
        phrase = phrase_of_subject(subject, place)
        inside = [m for m in words.subjects if phrase.overlaps(m.span)]
        chosen = next((m for m in inside if m.kind in INTERVENTIONS), inside[0] if inside else None)
        if chosen is not None and chosen.kind not in {"study", "care"}:
            return Who(phrase.of(words.prose), chosen.kind, chosen.span)
        if chosen is None and not this:
            return Who(phrase.of(words.prose), "other", phrase)
    if named is not None and not this:
        return Who(named.span.of(words.prose), named.kind, named.span)
    return NOBODY


def _named(tokens: Any, words: Words, place: Span, *, many: bool) -> Mention | None:
    """Return the only thing on offer that a stretch of prose names."""
    offered = [m for m in words.subjects if place.covers(m.span) and m.kind in INTERVENTIONS - {"behaviour"}]
    offered = [m for m in offered if head_token(tokens.doc, m.span).dep_ not in {"compound", "amod", "nmod"}]
    offered = [m for m in offered if (head_token(tokens.doc, m.span).tag_ in {"NNS", "NNPS"}) is many]
    names = {m.phrase for m in offered}
    return offered[-1] if len(names) == 1 else None


def _of_heading(analysis: Analysis, sentence: Sentence) -> Who:
    """Return the only thing on offer that the heading above a block names: "Ginger" above "It eases nausea"."""
    if sentence.index:
        return NOBODY
    for index in range(sentence.block - 1, max(-1, sentence.block - _EARLIER_SENTENCES), -1):
        block = analysis.block(index)
        if block.kind in {BlockKind.HEADING, BlockKind.TITLE}:
            offered = [m for m in find_words(block.prose, analysis.folded(index)).subjects if m.kind in INTERVENTIONS]
            return (
                Who(offered[0].span.of(block.prose), offered[0].kind, offered[0].span)
                if len({m.phrase for m in offered}) == 1
                else NOBODY
            )
    return NOBODY
