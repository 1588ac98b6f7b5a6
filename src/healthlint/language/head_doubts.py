"""Why another word than the "subject" may be the subject: lists, clauses as subjects (see `doubts`)."""

from __future__ import annotations

from typing import Any

from healthlint.language.inflect import forms
from healthlint.language.subjects import FINITE, Candidate, agrees, are_several

CONJUNCTIONS = frozenset({"whether", "if", "because", "when", "while", "although", "though", "since"})
_PLURAL_DETERMINERS = frozenset({"these", "those", "many", "most", "both", "all", "few", "several", "some", "other"})
_CLAUSE_FIRST = frozenset({"whether", "what", "how", "why", "that", "whatever", "where", "when"})


def is_surely_finite(token: Any) -> bool:
    """Tell whether a word is a finite verb, whatever else its form can be."""
    if token.tag_ not in FINITE:
        return False
    return token.tag_ != "VBD" or token.lower_ in ("was", "were", "had", "did") or "VBN" not in forms(token.text)


def head_doubt(one: Candidate, subject: Any) -> str:
    """Tell why another word than the "subject" may be the subject."""
    between = subject.doc[subject.i + 1 : one.verb.i]
    several = one.form == "singular" and are_several(subject)
    if several and not are_several(one.in_changed):
        return "coordinated in one parse only"
    if several and any(t.tag_ == "VBG" for t in between):
        return "a clause as subject"  # "its risk and its cost, giving it is"
    if not several and any(
        t.tag_ == "CC" and any(agrees(n, one) for n in subject.doc[t.i : one.verb.i]) for t in between
    ):
        return "joined to a noun beside the verb"
    if _ends_list_after_of(one, subject):
        return "the end of a list in a phrase"
    if subject.tag_ == "PRP" and one.beside is not None and one.beside.i == subject.i:
        return ""
    if one.clause is not None and one.clause < subject.i:
        return "the object of a relative clause"
    if one.form == "singular" and _opens_with_action(one, subject):
        return "a clause as subject"  # "not drinking enough to rinse the mouth, lips and tongue is"
    before = _singular_before if one.form == "singular" else _plural_before
    return "a clause as subject" if before(one, subject) else ""


def _ends_list_after_of(one: Candidate, subject: Any) -> bool:
    """Tell whether the noun ends a list in a phrase: "cancer of the nose and the sinuses is"."""
    joined = False
    for token in reversed(subject.doc[one.verb.sent.start : subject.i]):
        if token.tag_ in FINITE or token.text in (",", ";", ":"):
            return False
        joined = joined or token.tag_ == "CC"
        if joined and token.tag_ == "IN":
            return not _is_after_verb(token)
    return False


def _opens_with_action(one: Candidate, subject: Any) -> bool:
    """Tell whether the sentence opens with an -ing form or an infinitive that no verb follows before the noun."""
    before = list(subject.doc[one.verb.sent.start : subject.i])
    opening = next((k for k, t in enumerate(before) if t.tag_ not in ("RB", "CC") and t.lower_ != "not"), len(before))
    first = before[opening : opening + 2]
    acts = bool(first) and (
        (first[0].tag_ == "VBG" and first[0].lower_.endswith("ing"))
        or (first[0].lower_ == "to" and len(first) > 1 and first[1].tag_ == "VB")
    )
    return acts and not any(is_surely_finite(t) for t in before)


def _is_after_verb(preposition: Any) -> bool:
    """Tell whether a preposition is about the verb of a clause before: "it is sold in packs and the price are low"."""
    before = preposition.doc[preposition.sent.start : preposition.i]
    if preposition.head.tag_ not in FINITE | {"VBN"} or any(t.tag_ in ("WDT", "WP", "WRB") for t in before):
        return False
    return any(is_surely_finite(t) for t in before) and not any(t.lower_ == "that" for t in before)


def _singular_before(one: Candidate, subject: Any) -> bool:
    """Tell whether a singular subject may end with the plural noun: "learning facts is", "what it costs is"."""
    doc, first = subject.doc, one.verb.sent.start
    edge = one.shift + one.in_changed.left_edge.i
    if doc[edge].lower_.endswith("ing") and edge < subject.i:
        return True
    before = list(doc[first : subject.i])
    opening = [t for t in before[:2] if t.tag_ != "CC"]
    if opening and opening[0].lower_ in _CLAUSE_FIRST and not any(t.text == "," for t in before):
        return True  # "whether the two differ is", "but what brings the birds is"
    clause = max((k for k, t in enumerate(before) if t.text == "," or t.lower_ in CONJUNCTIONS), default=0)
    what = next((k for k, t in enumerate(before) if k >= clause and t.lower_ in ("what", "whatever")), len(before))
    if any(t.tag_ in FINITE for t in before[what:]):
        return True
    for token in reversed(before):
        if token.text == ",":
            break
        if token.tag_ == "VBG" and not (token.i and token.nbor(-1).tag_ in ("DT", "PRP$")):
            return True
    if "VBZ" not in forms(subject.text):
        return False
    # "the kidney filters wastes"
    if "NNS" in forms(one.verb.text) and before and before[-1].tag_ in ("NN", "NNP", "PRP"):
        return not any(c.lower_ in _PLURAL_DETERMINERS for c in subject.children)
    # "the school at which this nurse works is"
    for token in reversed(before):
        if token.tag_ in FINITE or token.text == ",":
            return False
        if token.tag_ in ("WDT", "WP", "WRB") or token.lower_ == "that":
            return True
    return False


def _plural_before(one: Candidate, subject: Any) -> bool:
    """Tell whether a plural subject may end with the singular noun: "the ways in which systems function are"."""
    before = list(subject.doc[one.verb.sent.start : subject.i])
    if before and before[-1].tag_ in ("NNS", "PRP", "NNPS") and "VBP" in forms(subject.text):
        return True
    # "calling a friend or writing a letter take time"
    gerund = next((k for k, t in enumerate(before) if t.tag_ == "VBG"), len(before))
    return any(t.tag_ == "CC" for t in before[gerund:])
