"""How strongly the words around a verb say it: which "may", "can", "suggests" or "ability to" governs it in the parse.

Where the tagger took the verb for a noun, the words before it decide (see `strength.rung`).
"""

from __future__ import annotations

from dataclasses import dataclass

from healthlint.claims.noun_phrases import phrase_span
from healthlint.claims.verb_uses import HELPERS
from healthlint.claims.words import Words
from healthlint.language.terms import word_set
from healthlint.model.span import Span

_MODALS = {"may": 1, "might": 1, "could": 1, "would": 1, "should": 1, "can": 2}  # 1: conditional, 2: can
_HEDGING = word_set(
    "promising potential possible likely possibly potentially perhaps maybe probably presumably reportedly supposedly "
    "apparently theoretically"
)
# Verbs, adjectives and nouns that govern the verb of the claim.
_CONDITIONAL = word_set(
    "suggest hint indicate imply appear seem tend think believe expect hypothesize hypothesise consider hope aim "
    "intend design try want plan investigate explore propose speculate assume suspect theorize theorise promise "
    "possible likely potential hopeful promising possibility hope chance attempt effort aim goal hypothesis theory"
)
_CAN = word_set(
    "help allow let enable use know able capable ability power capacity capability potential approve license prescribe"
)
_CAN_IN_PASSIVE = word_set("show find demonstrate report")
# After these an infinitive says no less than the verb would alone: "is proven to ease pain".
_SETTLED = frozenset({"prove", "proven", "guarantee", "guaranteed", "bound", "certain", "sure"})
_EXAMINING = word_set("study investigate examine explore test assess evaluate determine wonder ask research")
_SAYING = word_set(
    "say find show report claim suggest conclude state believe argue note reveal think indicate demonstrate confirm "
    "write explain add insist hint warn maintain advise promise tell"
)
_TENTATIVE = word_set("some limited early preliminary tentative emerging initial weak anecdotal")
_ASKING = word_set("whether if")
_SIGNS = frozenset({"evidence", "sign", "indication", "finding", "datum"})
_UP = frozenset({"xcomp", "ccomp", "acl", "conj", "pcomp", "prep", "advcl", "dobj", "attr", "pobj", "oprd", "acomp"})
_FINITE = frozenset({"VBZ", "VBP", "VBD"})
_FURTHEST = 7


@dataclass(frozen=True, slots=True)
class Wording:
    """The strength of a verb's claim and the words that made it (ranges of the block's prose).

    `asked`: it is only asked ("whether X lowers Y"). `reporter` is who is said to say so ("a Danish team").
    """

    strength: str
    words: tuple[Span, ...]
    asked: bool = False
    reporter: Span | None = None


def wording(words: Words, verb: int, sentence: Span) -> Wording:
    """Return how strongly the clause around a verb says what it does."""
    lower, dep = words.lower, words.dep
    found: list[tuple[int, int]] = []  # rank, word
    asked = False
    reporter: Span | None = None
    below = node = verb
    own_subject = own_modal = apart = False
    settled: list[int] = []
    for _ in range(_FURTHEST):
        kids = words.kids[node]
        joined_clause = node != verb and own_subject
        if not own_modal and not joined_clause:
            modals = [(rank, c) for c in kids if dep[c] == "aux" and (rank := _MODALS.get(lower[c]))]
            found += modals
            own_modal = bool(modals)
        for c in kids:
            if lower[c] in _HEDGING:
                found += [(1, c)] if dep[c] in {"advmod", "amod"} else []
            elif lower[c] in _ASKING:
                # "If it eases pain, …" opens a condition; "to see if it eases pain" asks.
                condition = lower[c] == "if" and dep[node] == "advcl"
                asked = asked or (dep[c] in {"mark", "advmod"} and c < node and not condition)
                found += [(1, c)] if lower[c] == "if" and dep[c] == "mark" else []
        if node != verb and not apart:
            asked = asked or (words.pos[node] == "VERB" and words.lemma[node] in _EXAMINING)
            found += _governing(words, node, below)
            settled += [node] if words.lower[node] in _SETTLED or words.lemma[node] in _SETTLED else []
        own_subject = own_subject or any(dep[c] in {"nsubj", "nsubjpass", "csubj"} for c in kids)
        head = words.head[node]
        purpose = dep[node] in {"relcl", "advcl"} and _is_purpose(words, node)  # "a therapy to ease pain"
        if head == node or not (dep[node] in _UP or purpose) or words.begin[head] < sentence.start:
            break
        if dep[node] == "advcl" and not (purpose or _shares_mood(words, node)):
            break
        apart = dep[node] == "conj" and own_subject  # what governs one clause does not govern the other
        if apart:
            own_modal = True  # "X may ease pain and Y lifts mood": the modal is not shared
        if dep[node] in {"ccomp", "xcomp"} and words.lemma[head] in HELPERS and words.tag[node] not in _FINITE:
            own_modal = own_subject = False  # "may help you to prevent colds"
        elif dep[node] == "ccomp":
            reporter = reporter or _speaker(words, head, sentence)
            own_modal, own_subject = True, False
        below, node = node, head
    if any(rank == 1 for rank, _ in found):
        strength, wanted = "conditional", 1
    elif found:
        strength, wanted = "can", 2
    elif settled:
        return Wording("direct", tuple(sorted(words.span(i) for i in settled)), asked, reporter)
    else:
        # What something is for is not yet what it does: "a tea to ease colds".
        strength = "can" if _is_purpose(words, verb) else "direct"
        return Wording(strength, (words.span(verb),), asked, reporter)
    said = sorted({words.span(i) for rank, i in found if rank == wanted})
    return Wording(strength, tuple(said), asked, reporter)


def _speaker(words: Words, verb: int, sentence: Span) -> Span | None:
    """Return who says it: of "a Danish team found that …" the team."""
    if words.lemma[verb] not in _SAYING:
        return None
    named = (c for c in words.of_dep(verb, "nsubj") if words.pos[c] in {"NOUN", "PROPN"})
    subject = next(named, None)
    return phrase_span(words, subject, sentence) if subject is not None else None


def _shares_mood(words: Words, node: int) -> bool:
    """Tell whether a participle is in the mood of its clause: "can relax muscles, easing cramps"."""
    return words.tag[node] == "VBG" and not words.of_dep(node, "nsubj", "mark", "advmod")


def _governing(words: Words, node: int, below: int) -> list[tuple[int, int]]:
    """Return what a word says of the strength of the clause below it, as (rank, word)."""
    lemma = words.lemma[node]
    if words.dep[below] == "conj" and words.tag[below] in _FINITE and words.is_verb(node):
        return []  # "helped the heart and repaired the liver"
    if lemma == "help" and words.pos[node] == "NOUN":
        return []  # "offers help for cramps, easing pain"
    if lemma in _CAN and (lemma != "know" or words.tag[node] == "VBN"):  # "is known to", not "did you know that"
        return [(2, node)]
    if lemma in _CONDITIONAL:
        return [(1, node)]
    said_that = words.dep[below] == "ccomp" and words.tag[below] in _FINITE  # "it was found that X eases Y"
    if (
        lemma in _CAN_IN_PASSIVE
        and not said_that
        and any(words.dep[c] in {"auxpass", "nsubjpass"} for c in words.kids[node])
    ):
        return [(2, node)]
    if lemma in _SIGNS:
        return [(1, c) for c in words.kids[node] if words.lower[c] in _TENTATIVE]
    return []


def _is_purpose(words: Words, node: int) -> bool:
    while words.dep[node] == "conj" and words.tag[node] == "VB" and not words.of_dep(node, "aux", "nsubj"):
        node = words.head[node]  # "to keep pain at bay and improve strength"
    return any(words.tag[c] == "TO" for c in words.kids[node])
