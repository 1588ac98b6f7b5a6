"""Why the verb of a relative clause may agree after all: its antecedent may be another word (see `doubts`)."""

from __future__ import annotations

from typing import Any

from healthlint.language.inflect import forms
from healthlint.language.subjects import NOUNS, RELATIVES, Candidate, agrees, bearer

_SOMEONE = frozenset({"someone", "anyone", "somebody", "anybody", "everyone", "everybody"})
_PERSON_ENDS = ("er", "or", "ist", "ian", "ent", "ant", "man", "woman", "child", "girl", "boy", "one", "body", "son")
_PEOPLE = frozenset(
    {"person", "someone", "anyone", "everyone", "patient", "man", "woman", "child", "mother", "father", "doctor",
     "nurse", "adult", "student", "friend", "parent"}
)  # fmt: skip

# "A common disease these days that affects": when it was said, not what is meant.
_TIMES = frozenset({"day", "days", "time", "times", "week", "weeks", "month", "months", "year", "years", "moment"})
_NOW = frozenset({"this", "these", "those", "last", "next", "every"})


def relative_doubt(one: Candidate, subject: Any) -> str:
    """Return the reason to be silent about a verb whose subject is "who", "which" or "that"; "" for none."""
    noun = bearer(subject)
    clause = one.changed.head if one.changed.dep_ in ("aux", "auxpass") else one.changed
    inner = one.changed.doc[noun.i - one.shift]
    if clause.dep_ != "relcl":
        return "no relative clause"
    if noun.lower_ in _TIMES and noun.i > noun.sent.start + 1 and noun.nbor(-1).lower_ in _NOW:
        return "a time between"
    # "The parents who knows", "someone who need": the word before "who" is meant, whatever the clause hangs on.
    if subject.lower_ != "who" or (one.form != "singular" and noun.lower_ not in _SOMEONE):
        if clause.head.i != inner.i:
            return "another antecedent"
        if any(c.dep_ in ("conj", "cc") for c in inner.children) or inner.dep_ in ("conj", "appos"):
            return "a coordinated antecedent"
    if subject.lower_ == "who" and one.form == "plural" and not _is_person(noun):
        return "an antecedent further off"  # "men in the system who were young"
    earlier = noun.doc[one.verb.sent.start + 1 : noun.i]
    if subject.lower_ != "who" and any(t.lower_ in RELATIVES and agrees(t.nbor(-1), one) for t in earlier):
        return "an earlier antecedent"  # "a device that sorts cells that was made there"
    before = noun.nbor(-1).tag_ if noun.i > noun.sent.start else ""
    if subject.lower_ == "that" and "VBZ" in forms(noun.text) and before in ("NN", "NNP", "PRP"):
        return "perhaps a that-clause"  # "the law demands that reports are read"
    start = one.phrase_start(noun)
    participle = noun.nbor(start - noun.i - 1) if start > noun.sent.start + 1 else noun
    if subject.lower_ != "who" and participle.tag_ in ("VBG", "VBN") and agrees(participle.nbor(-1), one):
        return "an antecedent before the participle"  # "cells lining the gut that have died"
    in_phrase = inner.dep_ == "pobj" or (start > noun.sent.start and noun.nbor(start - noun.i - 1).tag_ == "IN")
    if in_phrase and noun.lower_ != "those":
        # "An enzyme in cells that helps": the enzyme helps.
        who = subject.lower_ == "who" and (one.form == "singular" or noun.lower_ in _PEOPLE)
        if not who or inner.head.head.tag_ in NOUNS | {"CD"}:
            return "an antecedent before the preposition"
    if noun.lower_ == "those" and any(t.lower_ == "one" for t in noun.doc[one.verb.sent.start : noun.i]):
        return "one of those"
    # "Which" may mean all that was said before.
    if subject.lower_ == "which" and one.form == "singular" and inner.dep_ not in ("nsubj", "nsubjpass"):
        return "a clause as antecedent"
    if subject.lower_ != "who" and inner.dep_ == "attr":
        return "an antecedent after be"
    if subject.lower_ != "who" and one.form == "plural" and not any(c.dep_ in ("det", "poss") for c in noun.children):
        return "" if noun.i == noun.sent.start or noun.nbor(-1).tag_ == "JJ" else "no determiner"
    return ""


def _is_person(noun: Any) -> bool:
    return noun.lower_ in _PEOPLE | _SOMEONE or noun.lower_.endswith(_PERSON_ENDS) or noun.tag_ in ("NNP", "NNPS")
