"""Why a verb and its subject may agree after all, or may not be verb and subject: what keeps a clash silent."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from healthlint.language.head_doubts import CONJUNCTIONS, head_doubt, is_surely_finite
from healthlint.language.inflect import forms
from healthlint.language.lexicon import lexicon
from healthlint.language.number import verb_form
from healthlint.language.relative_doubts import relative_doubt
from healthlint.language.subjects import (
    FINITE,
    NOUNS,
    RELATIVES,
    Candidate,
    agrees,
    are_several,
    bearer,
    differ,
)
from healthlint.language.verb_doubts import ADVERBS, EITHER_WAY, NOT_PREPOSITIONS, TIMES, no_verb

_VERBS = frozenset({"VBZ", "VBP", "VBD", "VB"})
_BREAKS = frozenset(
    {":", ";", "-", "--", "---", "–", "—", ")", "(", "[", "]", "•", '"', "“", "”", "/", "'", "’", "\ufffc"}
)
# After these a "that" clause may have the bare form: "we recommend that the patient rest".
_SUBJUNCTIVE = frozenset(
    {"suggest", "recommend", "require", "insist", "ask", "demand", "propose", "advise", "request", "urge",
     "important", "essential", "necessary", "vital", "crucial", "imperative", "desirable", "lest",
     "recommendation", "suggestion", "requirement", "proposal", "prefer", "order", "command", "mandate",
     "stipulate", "move"}
)  # fmt: skip
_UNREAL = frozenset({"if", "wish", "though", "as", "unless", "suppose", "whether"})
_ASKING = frozenset({"can", "could", "may", "might", "must", "shall", "should", "will", "would", "do", "does", "did"})
_ADVERBIALS = frozenset({"RB", "RBR", "IN", "UH", "TO", "CC", "WRB"})
_TIME_DETERMINERS = frozenset({"one", "this", "that", "last", "next", "each", "every", "some"})
_THINKING = frozenset(
    {"think", "believe", "say", "know", "mean", "hope", "guess", "claim", "agree", "find", "feel", "see", "suppose",
     "assume", "understand", "realise", "realize", "show", "tell", "be", "report", "suggest", "expect", "admit"}
)  # fmt: skip
_CONDITION = frozenset({"disorder", "condition", "disease", "syndrome", "illness", "infection", "term", "name"})
_HIDDEN = ("or", "and", "can", "may", "will", "should", "must")
_ONLY_NOUN = (frozenset({"NN"}), frozenset({"NN", "NNS"}))
_QUESTION_OPENERS = frozenset({":", "–", "—", "--", '"', "“", "‘"})
_TOGETHER = frozenset({"along", "together"})
_SUBORDINATORS = CONJUNCTIONS | {"as", "until", "before", "after", "once", "unless"}
_ALL_VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})


def early_doubt(one: Candidate, subject: Any) -> str:
    """Return a reason that can be told without the parse of the changed sentence, which is dear."""
    if not differ(subject, one.verb, one.form):
        return "no difference"
    if subject.lower_ in RELATIVES and one.joined is None:
        return ""
    if _is_coordinated(subject, one.form):
        return "coordinated"
    if one.joined is not None:
        return ""
    return _unreal(one) or no_verb(one, subject) or _no_subject(one, subject) or _quantity(one, subject)


def doubt(one: Candidate, subject: Any) -> str:
    """Return the reason to be silent, in a word or two; "" when there is none."""
    if not differ(subject, one.verb, one.form):
        return "no difference"
    # A form in -s of no noun is a finite verb, whatever the changed parse makes of its rival.
    surely = one.verb.tag_ == "VBZ" and "NNS" not in forms(one.verb.text)
    if one.changed.tag_ not in (FINITE if one.joined is not None else _VERBS) and not surely:
        return "no verb in the changed parse"
    if one.joined is not None:
        return _joined(one, subject) or _coordination(one, subject) or _unreal(one)
    if subject.lower_ in RELATIVES:
        return relative_doubt(one, subject)
    return (
        _coordination(one, subject)
        or _unreal(one)
        or no_verb(one, subject)
        or _no_subject(one, subject)
        or _clause_between(one)
        or _quantity(one, subject)
        or head_doubt(one, subject)
        or _run_together(one)
        or _other_antecedent(one, subject)
        or _contradicted(one, subject)
    )


def _joined(one: Candidate, subject: Any) -> str:
    if one.joined is None or one.joined.i != subject.i or one.verb.tag_ not in _VERBS:
        return "another subject"
    earlier = one.verb.doc[one.verb.sent.start : subject.i]
    # "It occurs in people who drink and affects the liver": joined to the first verb.
    if any(t.tag_ in FINITE and verb_form(t.lower_) == one.form for t in earlier):
        return "an earlier verb"
    if one.form == "plural" and any(t.tag_ in ("MD", "TO") for t in earlier):
        return "an earlier auxiliary"
    if one.form == "plural" and any(t.tag_ == "VB" for t in earlier):
        return "an order"  # "make sure that the skin is dry and apply the cream"
    between = one.verb.doc[subject.i : one.verb.i]
    if _belongs_to_clause(one, between):
        return "the verb of a relative clause"
    if one.form == "plural" and any(t.tag_ == "TO" for t in between):
        return "an earlier infinitive"  # "the chance to read the news and use the web"
    # "The air that fills the room and irritate": the two verbs differ; where they do not, the subject is another.
    if subject.tag_ != "PRP" and any(t.tag_ in FINITE and verb_form(t.lower_) == one.form for t in between):
        return "an earlier verb of the clause"
    if one.verb.i > 1 and one.verb.nbor(-2).text == ")":
        return "a bracket before"
    following = one.verb.doc[one.verb.i + 1] if one.verb.i + 1 < len(one.verb.doc) else one.verb
    if following.text in ("-", "–") or one.verb.nbor(-1).lower_ == "so":
        return "no second verb"  # "it costs more, and pass-through rates rise"
    if one.verb.tag_ != "VBP" and "NN" in forms(one.verb.text) and one.verb.nbor(-1).text == ",":
        return "a noun in a list"
    return ""


def _coordination(one: Candidate, subject: Any) -> str:
    inner, doc, form = one.in_changed, one.verb.doc, one.form
    if _is_coordinated(subject, form) or _is_coordinated(inner, form):
        return "coordinated"
    if one.joined is not None:
        return ""
    first, start = one.shift + inner.left_edge.i, one.verb.sent.start
    if first > start and subject.tag_ != "PRP":
        before = doc[first - 1]
        joins = before.lower_ in ("and", "or") and before.i > start
        listed = joins or (before.text == "," and form == "plural" and doc[start].tag_ not in _ADVERBIALS)
        if listed and not any(is_surely_finite(t) for t in doc[start:first]):
            return "the end of a list"
        # "support, rest, and sleep help"
        serial = form == "plural" and joins and doc[first - 2].text == ","
        if serial and any(t.text == "," for t in doc[start : first - 2]):
            return "the end of a list"
    # "So that all can rest and the cost of care fall": the auxiliary of the clause before.
    joined = first > start and subject.tag_ != "PRP" and doc[first - 1].tag_ == "CC"
    if form == "plural" and joined and doc[first - 2].text != ",":
        opened = next((t.i for t in reversed(doc[start:first]) if t.lower_ in _SUBORDINATORS | {"that"}), first)
        if any(t.tag_ == "MD" for t in doc[opened : first - 1]):
            return "an earlier auxiliary"
    if form == "plural" and any(
        t.tag_ == "CC" or t.lower_ in ("plus", "with", "well") for t in doc[first : one.verb.i] if not _is_aside(t)
    ):
        return "coordinated inside"
    return ""


def _is_coordinated(subject: Any, form: str) -> bool:
    """Tell whether a subject is several, or one of several, so that the verb's form may be right."""
    parts = [t for t in subject.children if t.dep_ in ("conj", "cc", "preconj", "appos")]
    return bool(parts) and (form == "plural" or any(t.lower_ in ("or", "nor", "not", "but") for t in parts))


def _is_aside(token: Any) -> bool:
    """Tell whether "with" opens an aside, which does not count: "the nurse, along with others, are"."""
    before = token.doc[max(0, token.i - 2) : token.i]
    return token.lower_ == "with" and len(before) == 2 and before[0].text == "," and before[1].lower_ in _TOGETHER


def _unreal(one: Candidate) -> str:
    before = list(one.verb.doc[one.verb.sent.start : one.verb.i])
    if one.verb.lower_ == "were" and any(t.lower_ in _UNREAL or t.lower_ == "would" for t in before):
        return "not real"
    # "She asks whether": no wish.
    last = max((k for k, t in enumerate(before) if t.lower_ in CONJUNCTIONS), default=-1)
    wish = next((k for k, t in enumerate(before) if k > last and t.lemma_.lower() in _SUBJUNCTIVE), None)
    # "As they suggest we could walk, and the air help": the wish has its verb.
    if one.form == "plural" and wish is not None and not any(t.tag_ == "MD" for t in before[wish:]):
        return "subjunctive"
    # "Can dialysis remove waste?", whatever the tagger makes of the first word.
    asks = [k for k, t in enumerate(before[:2]) if t.lower_ in _ASKING and not any(u.tag_ in NOUNS for u in before[:k])]
    asks += [k for k, t in enumerate(before) if t.lower_ in _ASKING and k and before[k - 1].text in _QUESTION_OPENERS]
    if one.form == "plural" and asks and not any(is_surely_finite(t) for t in before[asks[0] + 1 :]):
        return "a question's auxiliary before"
    return ""


def _belongs_to_clause(one: Candidate, between: Any) -> bool:
    """Tell whether the last relative clause before the verb lacks one: "a net where nodes sending data detect"."""
    last = next((k for k in range(len(between) - 1, -1, -1) if between[k].tag_ in ("WRB", "WDT")), None)
    if last is None:
        return False
    inside = between[last + 1 :]
    return any(agrees(t, one) for t in inside) and not any(t.tag_ in FINITE for t in inside)


def _other_antecedent(one: Candidate, subject: Any) -> str:
    """Tell whether the verb follows a clause about a noun that agrees: "staff who have a pass and a key are"."""
    start = one.phrase_start(subject)
    before = list(one.verb.doc[one.verb.sent.start : start])
    if not before or before[-1].lower_ not in EITHER_WAY | {"and", "or"}:
        return ""
    for k in range(len(before) - 2, 0, -1):
        if before[k].text in (",", ";", ":"):
            return ""
        if before[k].lower_ in RELATIVES and before[k].tag_ in ("WDT", "WP", "IN") and agrees(before[k - 1], one):
            return "an antecedent" if any(t.tag_ in FINITE for t in before[k:]) else ""
    return ""


def _no_subject(one: Candidate, subject: Any) -> str:
    """Tell why the "subject" may be no subject, or not all of it."""
    doc, verb, first = subject.doc, one.verb, one.verb.sent.start
    between = doc[subject.i + 1 : verb.i]
    if any((t.text in _BREAKS and not _is_in_name(t)) or t.tag_ == "POS" for t in between):
        return "a break between"
    if verb.tag_ != "VBD" and between and between[-1].text == "," and any(t.tag_ == "TO" for t in between):
        return "an earlier infinitive"  # "the chance to read the news, talk to friends"
    if subject.i + 1 < verb.i and subject.nbor().tag_ == "VBG" and one.beside is not None and agrees(one.beside, one):
        return "a compound"  # "pain coping scores", "text messaging reminders"
    if [t.lower_ for t in between[:3]] == ["and", "so", "on"]:
        return "the end of a list"
    linked = subject.i > first + 1 and subject.nbor(-1).lower_.endswith("ing") and subject.nbor(-2).text == "-"
    if one.form == "singular" and (linked or (subject.i > first and subject.nbor(-1).tag_ == "VBG")):
        phrase = one.phrase_start(subject)
        if not any(t.tag_ in ("DT", "PRP$", "CD") for t in doc[phrase : subject.i]):
            return "a clause as subject"  # "linking services means"
    of_whom = [t.lower_ for t in doc[max(first, subject.i - 4) : subject.i]]
    if "whose" in of_whom and not {"none", "neither", "either", "each", "one"}.isdisjoint(of_whom):
        return "a quantity"  # "a trial none of whose patients is"
    gerund = verb.nbor(-1)
    if one.form == "singular" and gerund.tag_ == "VBG" and gerund.i == subject.i + 1:
        return "a compound"  # "drugs testing is routine"
    if _belongs_to_clause(one, between):
        return "the verb of a relative clause"
    if subject.i == first:
        return ""
    if doc[first].lower_ in ("among", "amongst") and verb.lower_ in ("is", "are", "was", "were"):
        return "inverted"  # "Among the results was that"
    before = subject.nbor(-1)
    if before.tag_ in ("WDT", "WP") and subject.tag_ != "PRP":
        return "the verb of a relative clause"
    if before.text in ("-", "–", "/") and not before.whitespace_:
        return "part of a word"
    if before.text == ")":
        return "a bracket before"
    if subject.lower_ in ("each", "another") and subject.nbor().lower_ != "of":
        return "each of several"
    beside = subject.nbor()
    if subject.tag_ in NOUNS and beside.i < verb.i and (beside.tag_ in NOUNS or forms(beside.text) in _ONLY_NOUN):
        return "a compound"
    if one.form == "plural" and before.tag_ in ADVERBS and "JJ" in forms(subject.text):
        return "an adjective for people"  # "the chronically ill have"
    start = one.phrase_start(subject)
    opener = doc[start - 1] if start > first else None
    aside = opener is not None and opener.text == "," and verb.nbor(-1).text == ","
    if aside and any(agrees(t, one) for t in doc[first:start]):
        return "an apposition"  # "its loss, the changes in tone, is"
    if subject.lower_ in TIMES and opener is not None and doc[start].lower_ in _TIME_DETERMINERS:
        return "a time"  # "and possibly one day replace them"
    # "It meets an unmet need": the phrase after the verb is its object.
    after_verb = opener is not None and opener.tag_ in _ALL_VERBS and opener.lemma_.lower() not in _THINKING
    if one.beside is None and one.form == "plural" and subject.tag_ != "PRP":
        if after_verb:
            return "an object"
        named = verb.i + 1 < verb.sent.end and verb.nbor().tag_ != "DT" and "NN" in forms(verb.text)
        if named and any(t.tag_ in NOUNS or t.tag_ == "IN" for t in between):
            return "a noun"  # "the spice that gives Indian curry its taste"
    if opener is not None and opener.tag_ == "IN" and subject.tag_ != "PRP":
        if opener.lower_ not in NOT_PREPOSITIONS:
            return "inside a phrase"
        near = {t.lower_ for t in doc[max(first, opener.i - 5) : opener.i]}
        if opener.lower_ == "as" and not near.isdisjoint(("well", "such", "same", "similar")):
            return "inside a phrase"
        if opener.lower_ == "than" and one.form == "plural":
            return "a comparison"  # "rather than the patient rest"
        if opener.lower_ in ("before", "after") and opener.i > first and opener.nbor(-1).lower_ in _measures():
            return "inside a phrase"  # "scans years after the event help"
        head = list(doc[first : opener.i])
        clause = next((k for k in range(len(head) - 1, -1, -1) if head[k].lower_ in CONJUNCTIONS), 0)
        head = head[clause:]
        if (
            opener.lower_ in EITHER_WAY
            and not any(t.tag_ in FINITE for t in head)
            and any(agrees(t, one) for t in head)
        ):
            return "inside a phrase"  # "side effects after sleep are"
    return ""


def _is_in_name(sign: Any) -> bool:
    """Tell whether a dash joins two parts of a name: "the head of SAGE - UK"."""
    names = {"NNP", "NNPS"}
    return sign.text in ("-", "–") and sign.nbor(-1).tag_ in names and sign.nbor().tag_ in names


def _clause_between(one: Candidate) -> str:
    inner = one.in_changed
    inside = {t.i for t in inner.subtree}
    rest = list(one.changed.doc[inner.i + 1 : one.changed.i])
    commas = [k for k, t in enumerate(rest) if t.text == ","]
    if len(commas) > 1:  # "sleep, for example, help"
        del rest[commas[0] : commas[-1] + 1]
    return "a word between" if any(t.i not in inside and t.tag_ not in ADVERBS and t.text != "," for t in rest) else ""


def _quantity(one: Candidate, subject: Any) -> str:
    counted = subject.tag_ in NOUNS and subject.text != "%" and any(c.tag_ == "CD" for c in subject.children)
    noun = bearer(subject)
    if noun is not None and noun is not subject and one.form == "singular" and noun.lower_ in _measures():
        return "a quantity"  # "millions of pounds is spent"
    if counted and one.form == "singular" and (one.verb.lower_ in ("is", "was") or subject.lower_ in _measures()):
        return "a quantity"
    before = [t.lower_ for t in subject.doc[max(one.verb.sent.start, subject.i - 3) : subject.i]]
    if subject.lower_ == "one" and (before[-1:] == ["than"] or subject.nbor().lower_ == "in"):
        return "a quantity"
    if "one" in before and not {"in", "except", "but"}.isdisjoint(before):
        return "a quantity"  # "one in 10 children", "all but one nurse"
    return "a name" if one.form == "singular" and _is_defined(one.verb) else ""


def _is_defined(verb: Any) -> bool:
    """Tell whether the verb says what kind of condition its subject is: "infantile spasms is a rare disorder"."""
    if verb.lower_ != "is":
        return False
    following = verb.doc[verb.i + 1 : min(verb.i + 8, verb.sent.end)]
    return bool(following) and following[0].lower_ in ("a", "an") and any(t.lower_ in _CONDITION for t in following)


@lru_cache(maxsize=1)
def _measures() -> frozenset[str]:
    return frozenset(lexicon("measures"))


def _contradicted(one: Candidate, subject: Any) -> str:
    """Tell whether the words before the verb name another subject, which agrees: "who say the traffic on it grows"."""
    other = one.beside
    if one.form == "singular" and are_several(subject):
        return ""  # the words before name the last of the two
    return "another subject agrees" if other is not None and other.i != subject.i and agrees(other, one) else ""


def _run_together(one: Candidate) -> str:
    """Tell whether a word before the verb hides another: "the braincan lead to pain", "the skinor the joints is"."""
    for token in one.verb.doc[one.verb.sent.start : one.verb.i]:
        if len(token) > 5 and not forms(token.lower_):
            hidden = next((w for w in _HIDDEN if token.lower_.endswith(w)), None)
            if hidden and "NN" in forms(token.lower_.removesuffix(hidden)):
                return "words run together"
    return ""
