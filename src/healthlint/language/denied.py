"""Negation by the dependency parse: what is under a "not", a "fails to", a "myth that", a "no evidence that"."""

from __future__ import annotations

from typing import Any

from healthlint.language.terms import word_set

_NEGATORS = frozenset({"no", "not", "n't", "n’t", "never", "neither", "nor", "without", "hardly", "scarcely"})
_FAILURE = frozenset({"fail", "cease", "hesitate", "neglect", "refuse"})
_DENIAL = frozenset(
    {"deny", "doubt", "dispute", "reject", "debunk", "disprove", "refute", "dismiss", "discredit", "contradict"}
)
_UNTRUE = word_set(
    "myth misconception fallacy hoax falsehood lie false untrue wrong incorrect unlikely unable incapable "
    "unproven unclear uncertain unknown nonsense unfounded impossible ineffective baseless misleading"
)
_BACKING = word_set("evidence proof sign indication data reason suggestion guarantee basis support benefit trial")
_SCANT = frozenset({"no", "little", "insufficient", "scant", "limited", "weak", "poor", "scarce", "minimal"})
SAYING = word_set("claim idea belief notion theory suggestion assertion rumour rumor story assumption")
_CHAIN = word_set("acomp xcomp ccomp acl relcl pcomp prep advcl dobj attr pobj agent")


def token_negated(token: Any, ignore: frozenset[int] | set[int] = frozenset()) -> bool:
    """Tell whether the parse puts a token under a negation. `ignore` holds indices of tokens that do not count."""
    node, link, steps = token, "", 0
    while steps < 12:
        if _denies(node, link, ignore, first=node is token):
            return True
        if node.head is node:
            return False
        if node.dep_ == "conj":
            if not _shares_negation(node):
                return False
        elif node.dep_ == "nsubj" or node.dep_ == "nsubjpass":
            # The idea that X cures Y *is false*: the predicate judges its subject; a plain subject is not negated.
            return node.lemma_.lower() in SAYING and _judged_false(node.head)
        elif node.dep_ not in _CHAIN or (node.dep_ in {"advcl", "relcl"} and node is not token):
            return False
        if _broken(node):
            return False
        link = node.dep_
        node = node.head
        steps += 1
    return False


def _broken(node: Any) -> bool:
    """Tell whether a clause break stands between a word and its head: the parser hangs "a; it is not b" together."""
    first, last = sorted((node.i, node.head.i))
    return any(t.text in {";", ":", "–", "—"} for t in node.doc[first + 1 : last])


def _denies(node: Any, link: str, ignore: frozenset[int] | set[int], *, first: bool) -> bool:
    """Tell whether a node on the way up denies what hangs below it by `link` ("" for the token itself)."""
    if link in {"advcl", "relcl", "dobj", "pobj", "attr", "agent", "prep"} and not _noun_like(node, link):
        # "did not sleep because …", "does not contain sugar that …": the negation belongs to another verb,
        # unless what is denied is the noun of this very verb ("has not been a cure").
        return link in {"dobj", "attr"} and _has_negator(node, ignore)
    lemma = node.lemma_.lower()
    negated = _has_negator(node, ignore)
    if not first and lemma in _FAILURE:
        return not negated
    if not first and lemma in _DENIAL:
        return not negated
    if negated or (first and _subject_denied(node, ignore)):
        return True
    if first:
        return False
    if lemma in _UNTRUE or (lemma in _BACKING and _scant(node)):
        return True
    if lemma in SAYING and node.dep_ in {"nsubj", "nsubjpass"}:
        return _judged_false(node.head)
    if link == "acomp":
        return _subject_denied(node, ignore)  # "No medicine is safe"
    return link in {"ccomp", "xcomp", "acl"} and (_judged_false(node) or _subject_denied(node, ignore))


def _noun_like(node: Any, link: str) -> bool:
    return node.pos_ in {"NOUN", "PROPN", "ADP", "ADJ"} and link != "relcl"


def _has_negator(node: Any, ignore: frozenset[int] | set[int]) -> bool:
    for child in node.children:
        if child.i in ignore or child.lower_ not in _NEGATORS:
            continue
        if child.lower_ == "without" or child.dep_ in {"neg", "det", "preconj", "advmod", "cc"}:
            if _limited(child) or (child.dep_ == "cc" and child.i > node.i):
                continue
            if child.lower_ == "without":
                continue  # "cures colds without side effects": the preposition denies its own object only
            return True
    return node.lower_ == "without" and node.i not in ignore


def _limited(negator: Any) -> bool:
    """Tell whether a negator is half of "not only … but also" or of "no other"."""
    following = negator.doc[negator.i + 1].lower_ if negator.i + 1 < len(negator.doc) else ""
    return (
        following in {"only", "just", "merely", "simply", "other", "doubt", "wonder", "alone", "to"}
        and negator.lower_ != "never"
    )


def _subject_denied(verb: Any, ignore: frozenset[int] | set[int]) -> bool:
    for child in verb.children:
        if child.dep_ not in {"nsubj", "nsubjpass"} or child.i in ignore:
            continue
        if child.lower_ in {"nothing", "nobody", "none", "neither"}:
            return True
        if child.lemma_.lower() not in _BACKING and _has_negator(child, ignore):
            return True
        if child.lemma_.lower() in _BACKING and _scant(child):
            return True
    return False


def _scant(noun: Any) -> bool:
    if any(c.lower_ in _SCANT for c in noun.children):
        return True
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    return above.lemma_.lower() in {"lack", "absence"} or any(
        c.dep_ == "amod" and c.lower_ == "enough" and any(g.dep_ == "neg" for g in c.children) for c in noun.children
    )


def _judged_false(verb: Any) -> bool:
    if verb.lemma_.lower() in _DENIAL and verb.tag_ in {"VBN", "VBD"}:
        return True
    judged = [c for c in verb.children if c.dep_ in {"acomp", "attr", "oprd", "advmod"}]
    if any(c.lower_ in _UNTRUE or c.lemma_.lower() in _UNTRUE for c in judged):
        return True
    return any(c.dep_ == "neg" for c in verb.children) and any(
        c.lower_ in {"true", "clear", "known", "correct", "supported", "proven", "right"} for c in judged
    )


def _shares_negation(conjunct: Any) -> bool:
    """Tell whether a conjunct is under its head's negation: "does not treat or cure" yes, "not A but B" no."""
    head = conjunct.head
    joiners = {c.lower_ for c in head.children if c.dep_ == "cc"}
    if "but" in joiners:
        return False
    if any(c.dep_ in {"nsubj", "nsubjpass"} for c in conjunct.children):
        return False
    if "or" in joiners or "nor" in joiners:
        return True
    return conjunct.tag_ == head.tag_ and conjunct.tag_ != "VBZ"
