"""How strongly the words around a verb say it: which "may", "can", "suggests" or "ability to" governs it in the parse.

Where the tagger took the verb for a noun, the words before it decide (see `strength.rung`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from healthlint.claims.noun_phrases import phrase_span
from healthlint.model.span import Span


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MODALS = {"may": 1, "might": 1, "could": 1, "would": 1, "should": 1, "can": 2}  # 1: conditional, 2: can
_HEDGING = _words(
    "promising potential possible likely possibly potentially perhaps maybe probably presumably reportedly supposedly "
    "apparently theoretically"
)
# Verbs, adjectives and nouns that govern the verb of the claim.
_CONDITIONAL = _words(
    "suggest hint indicate imply appear seem tend think believe expect hypothesize hypothesise consider hope aim "
    "intend design try want plan investigate explore propose speculate assume suspect theorize theorise promise "
    "possible likely potential hopeful promising possibility hope chance attempt effort aim goal hypothesis theory"
)
_CAN = _words(
    "help allow let enable use know able capable ability power capacity capability potential approve license prescribe"
)
_CAN_IN_PASSIVE = _words("show find prove demonstrate report")
_EXAMINING = _words("study investigate examine explore test assess evaluate determine wonder ask research")
_SAYING = _words(
    "say find show report claim suggest conclude state believe argue note reveal think indicate demonstrate confirm "
    "write explain add insist hint warn maintain advise promise tell"
)
_TENTATIVE = _words("some limited early preliminary tentative emerging initial weak anecdotal")
_ASKING = _words("whether if")
_UP = frozenset({"xcomp", "ccomp", "acl", "conj", "pcomp", "prep", "advcl", "dobj", "attr", "pobj", "oprd", "acomp"})
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


def wording(verb: Any, sentence: Span) -> Wording:
    """Return how strongly the clause around a verb says what it does."""
    found: list[tuple[int, Any]] = []
    asked = False
    reporter: Span | None = None
    node, own_subject, own_modal, apart = verb, False, False, False
    for _ in range(_FURTHEST):
        children = list(node.children)
        joined_clause = node is not verb and own_subject
        if not own_modal and not joined_clause:
            modals = [(rank, c) for c in children if c.dep_ == "aux" and (rank := _MODALS.get(c.lower_))]
            found += modals
            own_modal = own_modal or bool(modals)
        found += [(1, c) for c in children if c.lower_ in _HEDGING and c.dep_ in {"advmod", "amod"}]
        asked = asked or any(
            c.lower_ in _ASKING and c.dep_ in {"mark", "advmod"} and c.i < node.i and not _is_condition(node, c)
            for c in children
        )
        found += [(1, c) for c in children if c.lower_ == "if" and c.dep_ == "mark"]
        examined = node.pos_ == "VERB" and node.lemma_.lower() in _EXAMINING
        if node is not verb and not apart:
            asked = asked or examined
            found += _governing(node)
        own_subject = own_subject or any(c.dep_ in {"nsubj", "nsubjpass", "csubj"} for c in children)
        head = node.head
        reduced = node.dep_ == "relcl" and _is_purpose(node)  # "a therapy to ease pain"
        if head is node or not (reduced or node.dep_ in _UP) or head.idx < sentence.start:
            break
        if node.dep_ == "advcl" and not _is_purpose(node):
            break
        apart = node.dep_ == "conj" and own_subject  # what governs one clause does not govern the other
        if apart:
            own_modal = True  # "X may ease pain and Y lifts mood": the modal is not shared
        if node.dep_ == "ccomp":
            reporter = reporter or _speaker(head, sentence)
            own_modal, own_subject = True, False
        node = head
    if any(rank == 1 for rank, _ in found):
        strength, wanted = "conditional", 1
    elif found:
        strength, wanted = "can", 2
    elif any(c.tag_ == "TO" for c in verb.children):
        # What something is for is not yet what it does: "a tea to ease colds".
        return Wording("can", (Span(verb.idx, verb.idx + len(verb.text)),), asked, reporter)
    else:
        return Wording("direct", (Span(verb.idx, verb.idx + len(verb.text)),), asked, reporter)
    words = sorted({Span(t.idx, t.idx + len(t.text)) for rank, t in found if rank == wanted})
    return Wording(strength, tuple(words), asked, reporter)


def _speaker(verb: Any, sentence: Span) -> Span | None:
    """Return who says it: of "a Danish team found that …" the team."""
    if verb.lemma_.lower() not in _SAYING:
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.pos_ in {"NOUN", "PROPN"}), None)
    return phrase_span(subject, sentence) if subject is not None else None


def _is_condition(node: Any, mark: Any) -> bool:
    """Tell whether "if" opens a condition ("if it eases pain, …"), not a question ("to see if it eases pain")."""
    return mark.lower_ == "if" and node.dep_ == "advcl"


def _governing(node: Any) -> list[tuple[int, Any]]:
    lemma = node.lemma_.lower()
    if lemma in _CAN:
        return [(2, node)]
    if lemma in _CONDITIONAL:
        return [(1, node)]
    if lemma in _CAN_IN_PASSIVE and any(c.dep_ in {"auxpass", "nsubjpass"} for c in node.children):
        return [(2, node)]
    if lemma in {"evidence", "sign", "indication", "finding", "datum"}:
        return [(1, c) for c in node.children if c.lower_ in _TENTATIVE]
    return []


def _is_purpose(node: Any) -> bool:
    return any(c.tag_ == "TO" for c in node.children)
