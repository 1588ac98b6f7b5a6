"""Verbs that differ in number from their subject, with the subject that the witnesses agree on (see `subjects`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from healthlint.language.analysis import Analysis
from healthlint.language.inflect import forms
from healthlint.language.number import LATIN, noun_number, verb_form
from healthlint.language.subjects import (
    FINITE,
    NOUNS,
    RELATIVES,
    Candidate,
    are_several,
    bearer,
    candidates,
    closed_relative,
    differ,
)

_INVERTED = frozenset({"is", "are", "was", "were", "has", "have", "do", "does"})
_NOMINATIVE = frozenset({"i", "he", "she", "we", "they"})
_ADVERBIALS = frozenset({"RB", "RBR", "IN", "UH", "TO", "CC", "WRB"})
_AFTER_VERB = frozenset({"DT", "PRP", "PRP$", "TO", "RB"})
_PERSONAL = frozenset({"i", "you", "he", "she", "it", "we", "they"})
_BREAKS = frozenset({":", ";", "-", "–", "—", ")", "(", "[", "]", "•", '"', "“", "”", "/", "\ufffc"})
# After these a "that" clause may have the bare form: "we recommend that the patient rest".
_SUBJUNCTIVE = frozenset(
    {"suggest", "recommend", "require", "insist", "ask", "demand", "propose", "advise", "request", "urge",
     "important", "essential", "necessary", "vital", "crucial", "imperative", "desirable", "lest",
     "recommendation", "suggestion", "requirement", "proposal", "prefer", "order", "command", "mandate",
     "stipulate", "move"}
)  # fmt: skip
_CONJUNCTIONS = frozenset({"whether", "if", "because", "when", "while", "although", "though", "since"})
_UNREAL = frozenset({"if", "wish", "though", "as", "unless", "suppose", "whether"})


@dataclass(frozen=True, slots=True)
class Clash:
    """A verb and its subject; `shown` are the words that show the subject's number."""

    block: int
    subject: Any
    verb: Any
    relation: str
    replacement: str
    shown: str
    bare: bool = False  # a singular noun without a determiner: the slip may be in the noun


def clashes(analysis: Analysis) -> list[Clash]:
    """Return the clashes of an article's linted blocks, in order."""
    return [found for one in candidates(analysis) if (found := clash_of(one)) is not None]


def clash_of(one: Candidate) -> Clash | None:
    """Return the clash of a candidate, or None where the witnesses or the grammar leave it open."""
    subject = agreed_subject(one)
    if subject is None or why_open(one, subject):
        return None
    noun = bearer(subject)
    relation = _relation(one, subject)
    bare = relation == "noun" and one.form == "plural" and _lacks_determiner(noun, one)
    if relation == "several":
        last = next(c for c in subject.children if c.dep_ == "conj")
        return Clash(one.block, noun, one.verb, relation, one.rival, noun.doc[subject.i : last.i + 1].text)
    shown = noun.text if noun is subject or relation == "relative" else noun.doc[subject.i : noun.i + 1].text
    return Clash(one.block, noun, one.verb, relation, one.rival, shown, bare)


def agreed_subject(one: Candidate) -> Any | None:
    """Return the subject by the changed parse, if one of the others says the same."""
    found = one.by_rival
    if found is not None and any(s is not None and s.i == found.i for s in (one.parsed, one.beside, one.joined)):
        return found
    if found is None and one.parsed is not None and one.beside is not None and one.parsed.i == one.beside.i:
        # The changed parse says nothing: the other two agree.
        one.changed, one.in_changed, one.shift = one.verb, one.parsed, 0
        return one.parsed
    return None


def _relation(one: Candidate, subject: Any) -> str:
    if bearer(subject).lower_ in LATIN:
        return "latin"
    if one.joined is not None:
        return "joined"
    if one.form == "singular" and are_several(subject):
        return "several"
    if subject.lower_ in RELATIVES:
        return "relative"
    if subject.lower_ in _PERSONAL:
        return "pronoun"
    between = subject.doc[subject.i + 1 : one.verb.i]
    return "across" if any(t.tag_ in NOUNS or t.lower_ == "of" for t in between) else "noun"


def why_open(one: Candidate, subject: Any) -> str:
    """Return why the pair may be right, in a word; "" when nothing says so."""
    if not differ(subject, one.verb, one.form):
        return "number"
    if one.changed.tag_ not in (("VBZ", "VBP", "VBD") if one.joined is not None else ("VBZ", "VBP", "VBD", "VB")):
        return "rival-tag"
    if one.joined is not None:
        return _joined_open(one, subject)
    if subject.lower_ in RELATIVES:
        return _relative_open(one, subject)
    return _coordination(one, subject) or _unreal(one) or _clause_open(one, subject)


def _joined_open(one: Candidate, subject: Any) -> str:
    if one.joined is None or one.joined.i != subject.i or one.verb.tag_ not in ("VBZ", "VBP", "VB", "VBD"):
        return "joined-other"
    earlier = one.verb.doc[one.verb.sent.start : subject.i]
    # "It occurs in people who drink and affects the liver": joined to the first verb.
    if any(t.tag_ in FINITE and verb_form(t.lower_) == one.form for t in earlier):
        return "joined-earlier"
    if one.form == "plural" and any(t.tag_ in ("MD", "TO") for t in earlier):
        return "joined-earlier"
    return _coordination(one, subject) or _unreal(one)


def _relative_open(one: Candidate, subject: Any) -> str:
    noun = bearer(subject)
    clause = one.changed.head if one.changed.dep_ in ("aux", "auxpass") else one.changed
    inner = one.changed.doc[noun.i - one.shift]
    if clause.dep_ != "relcl":
        return "antecedent"
    # "The parents who knows": whatever the clause hangs on, nothing before "who" is singular and beside it.
    if subject.lower_ != "who" or one.form != "singular":
        if clause.head.i != inner.i:
            return "antecedent"
        if any(c.dep_ in ("conj", "cc") for c in inner.children) or inner.dep_ in ("conj", "appos"):
            return "antecedent-joined"
    if inner.dep_ == "pobj" and noun.lower_ != "those":
        if subject.lower_ != "who" or inner.head.head.tag_ in NOUNS | {"CD"}:
            return "antecedent-pobj"
    if noun.lower_ == "those" and any(t.lower_ == "one" for t in noun.doc[one.verb.sent.start : noun.i]):
        return "one-of-those"
    # "Which" may mean all that was said before.
    if subject.lower_ == "which" and one.form == "singular" and inner.dep_ not in ("nsubj", "nsubjpass"):
        return "which"
    if subject.lower_ != "who" and inner.dep_ == "attr":
        return "antecedent-attr"
    return ""


def _coordination(one: Candidate, subject: Any) -> str:
    inner, doc, form = one.in_changed, one.verb.doc, one.form
    parts = [t for t in (*subject.children, *inner.children) if t.dep_ in ("conj", "cc", "preconj", "appos")]
    if parts and (form == "plural" or any(t.lower_ in ("or", "nor", "not", "but") for t in parts)):
        return "coordinated"
    first = one.shift + inner.left_edge.i
    before = doc[first - 1] if first > one.verb.sent.start else None
    start = doc[one.verb.sent.start]
    if one.joined is None and before is not None and before.i > start.i:
        if before.lower_ == "as" and before.i and before.nbor(-1).lower_ in ("well", "such"):
            return "as-well-as"
        listed = before.tag_ == "CC" or (before.text == "," and form == "plural" and start.tag_ not in _ADVERBIALS)
        if listed and subject.tag_ != "PRP" and not any(t.tag_ in FINITE for t in doc[start.i : first]):
            return "list"
    if form == "plural" and one.joined is None:
        if any(t.tag_ == "CC" or t.lower_ in ("plus", "with", "well") for t in doc[first : one.verb.i]):
            return "cc"
    return ""


def _unreal(one: Candidate) -> str:
    before = list(one.verb.doc[one.verb.sent.start : one.verb.i])
    if one.verb.lower_ == "were" and any(t.lower_ in _UNREAL for t in before):
        return "unreal"
    # "She asks whether": no wish.
    last = max((k for k, t in enumerate(before) if t.lower_ in _CONJUNCTIONS), default=-1)
    before = before[last + 1 :]
    if one.form == "plural" and any(t.lemma_.lower() in _SUBJUNCTIVE for t in before):
        return "subjunctive"
    return ""


def _clause_open(one: Candidate, subject: Any) -> str:
    inner, verb = one.in_changed, one.verb
    between = subject.doc[subject.i + 1 : verb.i]
    if any(t.text in _BREAKS or t.tag_ == "POS" for t in between):
        return "break"
    if one.form == "plural" and verb.i + 1 < len(verb.doc):
        after = "TO" if verb.nbor().lower_ == "to" else verb.nbor().tag_
        if verb.nbor().tag_ == "NNP" and noun_number(verb.nbor()) == "singular":
            after = "PRP"  # "the nurse visit Ann"
        if verb.tag_ == "NN" and after not in _AFTER_VERB and "NN" in forms(verb.text):
            return "noun"
        if "JJ" in forms(verb.text) and subject.tag_ != "PRP" and after not in _AFTER_VERB:
            return "adjective"
    if verb.lower_ in _INVERTED and verb.i + 1 < len(verb.doc) and verb.nbor().lower_ in _NOMINATIVE:
        return "inverted"
    if subject.tag_ != "PRP" and subject.i and subject.nbor(-1).tag_ in ("WDT", "WP"):
        return "relative"
    joint = subject.nbor(-1) if subject.i else None
    if joint is not None and joint.text in ("-", "–", "/") and not joint.whitespace_:
        return "part-of-word"
    counted = subject.tag_ in NOUNS and subject.text != "%" and any(c.tag_ == "CD" for c in subject.children)
    if counted and one.form == "singular" and verb.lower_ in ("is", "was"):
        return "quantity"
    if subject.lower_ == "one" and subject.i and (subject.nbor(-1).lower_ == "than" or subject.nbor().lower_ == "in"):
        return "one-in"
    several = one.form == "singular" and are_several(subject)
    if several and not are_several(inner):
        return "several"
    if not several and any(t.tag_ == "CC" and any(_agrees(n, one) for n in subject.doc[t.i : verb.i]) for t in between):
        return "joined-beside"
    if _ends_list_after_of(one, subject):
        return "list"
    opens = subject.tag_ == "PRP" and one.beside is not None and one.beside.i == subject.i
    if not opens and (
        _follows_relative(one, subject)
        or (_singular_before(one, subject) if one.form == "singular" else _plural_before(one, subject))
    ):
        return "clause-before"
    inside = {t.i for t in inner.subtree}
    rest = list(one.changed.doc[inner.i + 1 : one.changed.i])
    commas = [k for k, t in enumerate(rest) if t.text == ","]
    if len(commas) > 1:  # "sleep, for example, help"
        del rest[commas[0] : commas[-1] + 1]
    if any(t.i not in inside and t.tag_ not in ("RB", "RBR", "RBS", ",") for t in rest):
        return "outside"
    return ""


def _follows_relative(one: Candidate, subject: Any) -> bool:
    """Tell whether the "subject" may be the object of a clause that stands inside the subject.

    In "factors that cause this response are" the second verb belongs to what stands before "that".
    """
    clause = closed_relative(one.verb)
    return clause is not None and clause < subject.i


def _singular_before(one: Candidate, subject: Any) -> bool:
    """Tell whether a singular subject may end with the plural noun: "learning facts is", "what it costs is"."""
    doc, first = subject.doc, one.verb.sent.start
    edge = one.shift + one.in_changed.left_edge.i
    if doc[edge].lower_.endswith("ing") and edge < subject.i:
        return True
    before = list(doc[first : subject.i])
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
    # "the protein for which this gene codes is"
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


_PLURAL_DETERMINERS = frozenset({"these", "those", "many", "most", "both", "all", "few", "several", "some", "other"})


def _agrees(token: Any, one: Candidate) -> bool:
    return token.tag_ in NOUNS and not differ(token, one.verb, one.form)


def _ends_list_after_of(one: Candidate, subject: Any) -> bool:
    """Tell whether the noun ends a list in a phrase: "cancer of the nose and the sinuses is"."""
    joined = False
    for token in reversed(subject.doc[one.verb.sent.start : subject.i]):
        if token.tag_ in FINITE or token.text in (",", ";", ":"):
            return False
        joined = joined or token.tag_ == "CC"
        if joined and token.tag_ == "IN":
            return True
    return False


def _lacks_determiner(noun: Any, one: Candidate) -> bool:
    if (
        noun.tag_ not in ("NN", "NNP")
        or (not noun.text.islower() and not noun.is_sent_start)
        or one.verb.i - noun.i > 2
    ):
        return False
    return not any(c.lower_ in _SINGULAR_DETERMINERS or c.dep_ == "poss" for c in noun.children)


_SINGULAR_DETERMINERS = frozenset({"a", "an", "the", "this", "that", "each", "every", "another", "no", "one"})
