"""By what somebody reaches something: X of "you can reverse gout with X", where people only are the subject."""

from __future__ import annotations

from healthlint.claims.located import NOBODY, Who
from healthlint.claims.subject_phrases import subject_named
from healthlint.claims.verb_uses import HELPERS
from healthlint.claims.vocabulary import INTERVENTIONS, KnownWords, VerbHit
from healthlint.claims.words import Words
from healthlint.model.span import Span

_ANYBODY = frozenset({"you", "we", "one", "i", "anyone", "anybody", "everyone", "everybody", "people"})
_BY = frozenset({"with", "through", "by", "via", "using", "after", "since"})
_USING = frozenset({"use", "take", "drink", "eat", "try", "practise", "practice", "add", "do", "apply", "combine"})
_HIGHER = frozenset({"xcomp", "ccomp", "conj", "acomp"})  # "you may be able to"
_OPEN = frozenset({"if", "when", "unless", "until", "before"})
_FURTHEST = 4  # steps from the verb up to the one that the means belong to


def is_anybody(who: Who) -> bool:
    """Tell whether a subject is only whoever reads, writes or lives: "you", "we", "people"."""
    return who.text.lower() in _ANYBODY


def helper_of(words: Words, verb: int, known: KnownWords) -> VerbHit | None:
    """Return the verb of the lexicon that helps to do it: of "X helps you lose weight and lower Y" helps."""
    node = verb
    for _ in range(_FURTHEST):
        head = words.head[node]
        if words.dep[node] in {"ccomp", "xcomp"} and words.lemma[head] in HELPERS:
            return next((v for v in known.verbs if words.head_of(v.span) == head), None)
        if words.dep[node] != "conj" or words.of_dep(node, "nsubj"):
            return None
        node = head
    return None


def means_of(words: Words, verb: int, known: KnownWords, sentence: Span) -> Who:
    """Return the treatment, food or habit by which a verb is done, NOBODY where the clause names none or is a condition
    ("if you treat X with Y, …").
    """
    node = verb
    for _ in range(_FURTHEST):
        if any(words.lower[c] in _OPEN for c in words.of_dep(node, "mark", "advmod")):
            return NOBODY
        for c in words.kids[node]:
            by = words.dep[c] == "prep" and words.lower[c] in _BY
            if not by and not (words.dep[c] == "advcl" and words.tag[c] == "VBG" and words.lemma[c] in _USING):
                continue
            stretch = Span(max(words.begin[words.left_edge(c)], sentence.start), words.end[words.right_edge(c)])
            found = next((m for m in known.subjects if stretch.covers(m.span) and m.kind in INTERVENTIONS), None)
            if found is not None:
                return subject_named(found, known)
        if words.dep[node] not in _HIGHER:
            break
        node = words.head[node]
    return NOBODY
