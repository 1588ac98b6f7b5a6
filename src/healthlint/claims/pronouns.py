"""What "it" or "they" means: a noun of the words before, where only one will do; otherwise nothing is guessed."""

from __future__ import annotations

from healthlint.claims.located import NOBODY, Who
from healthlint.claims.noun_phrases import is_people
from healthlint.claims.subject_phrases import PRONOUNS, phrase_of_subject
from healthlint.claims.vocabulary import INTERVENTIONS, KnownWords, Mention, find_words
from healthlint.claims.words import Words, words_of
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
_RELATIVES = frozenset({"which", "who", "that"})
_PLURALS = frozenset({"NNS", "NNPS"})
_OFFERED = INTERVENTIONS - {"behaviour"}
_EARLIER_SENTENCES = 4


def meant(analysis: Analysis, words: Words, sentence: Sentence, pronoun: Who, known: KnownWords) -> Who:
    """Return what a pronoun that is the subject of a claim stands for, NOBODY where that is not clear.

    The subjects of the clauses before it, nearest first; a heading where the block begins with the pronoun.
    `words` are those of its sentence, `known` those of its block.
    """
    if pronoun.span is None or pronoun.text.lower() not in _MANY | _ONE:
        return NOBODY
    many = pronoun.text.lower() in _MANY
    earlier = analysis.sentences(sentence.block)[max(0, sentence.index - _SENTENCES_BACK) : sentence.index]
    places = [Span(sentence.span.start, pronoun.span.start), *(s.span for s in reversed(earlier))]
    for place, before in zip(places, (None, *reversed(earlier)), strict=True):
        words = words if before is None else words_of(analysis, before)
        inside = words.within(place.start, place.end)
        if not inside:
            continue
        if any(words.lower[i] in _NOBODY_OF for i in inside[:_FIRST_WORDS]):
            return NOBODY  # "Here is a thought."
        subjects = [i for i in inside if words.dep[i] in _SUBJECTS and words.lower[i] not in _RELATIVES]
        named = _named(words, known, place, many=many)
        if not subjects and before is None:
            continue
        nouns = [i for i in subjects if words.lower[i] not in PRONOUNS]
        if subjects and not nouns and not named:
            continue  # "It is a root. It eases pain.": further back
        if (before is None or len(nouns) < len(subjects)) and not (
            named or any(_agrees(words, i, many=many) for i in nouns)
        ):
            continue  # "Studies show that it eases pain. It also …": who reports is not what is meant
        # In the same sentence the nearest, in one before what the main clause is about.
        if before is None:
            nouns.reverse()
        else:
            nouns.sort(key=lambda i: words.dep[words.head[i]] != "ROOT")
        return _of_clause(words, nouns, named, known, place, many=many, this=pronoun.text.lower() in {"this", "that"})
    return _of_heading(analysis, sentence) if not earlier else NOBODY


def _of_clause(
    words: Words, subjects: list[int], named: Mention | None, known: KnownWords, place: Span, *, many: bool, this: bool
) -> Who:
    """Return the first of some subjects that agrees in number and is no person, else the one thing on offer."""
    for subject in subjects:
        if not _agrees(words, subject, many=many):
            continue
        phrase = phrase_of_subject(words, subject, place)
        inside = [m for m in known.subjects if phrase.overlaps(m.span)]
        chosen = next((m for m in inside if m.kind in INTERVENTIONS), inside[0] if inside else None)
        if chosen is not None and chosen.kind not in {"study", "care"}:
            return Who(phrase.of(known.prose), chosen.kind, chosen.span)
        if chosen is None and not this:
            return Who(phrase.of(known.prose), "other", phrase)
    if named is not None and not this:
        return Who(named.span.of(known.prose), named.kind, named.span)
    return NOBODY


def _agrees(words: Words, subject: int, *, many: bool) -> bool:
    """Tell whether "it" (or "they", for `many`) can stand for the subject of a clause."""
    if is_people(words, subject) or words.pos[subject] not in {"NOUN", "PROPN", "VERB"}:
        return False
    plural = words.tag[subject] in _PLURALS or bool(words.of_dep(subject, "conj"))
    return plural is many


def _named(words: Words, known: KnownWords, place: Span, *, many: bool) -> Mention | None:
    """Return the only thing on offer that a stretch of prose names."""
    offered: list[Mention] = []
    for m in known.subjects:
        if m.kind in _OFFERED and place.covers(m.span):
            head = words.head_of(m.span)
            if words.dep[head] not in {"compound", "amod", "nmod"} and (words.tag[head] in _PLURALS) is many:
                offered.append(m)
    return offered[-1] if len({m.phrase for m in offered}) == 1 else None


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
