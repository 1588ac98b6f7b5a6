"""Why the "verb" of a clash may be no verb, or the verb of another subject (see `doubts`)."""

from __future__ import annotations

from typing import Any

from healthlint.language.head_doubts import CONJUNCTIONS, is_surely_finite
from healthlint.language.inflect import forms
from healthlint.language.number import noun_number
from healthlint.language.subjects import FINITE, NOUNS, Candidate

ADVERBS = frozenset({"RB", "RBR", "RBS"})
_INVERTED = frozenset({"is", "are", "was", "were", "has", "have", "do", "does"})
_NOMINATIVE = frozenset({"i", "he", "she", "we", "they"})
_REPORTING = frozenset({"finds", "says", "suggests", "reveals", "shows", "reports", "warns", "claims", "writes"})
_AFTER_VERB = frozenset({"DT", "PRP", "PRP$", "TO", "RB"})
# Prepositions that are conjunctions too, and words of their tag that are no prepositions.
EITHER_WAY = frozenset({"before", "after", "since", "until", "till", "than", "as", "like"})
NOT_PREPOSITIONS = EITHER_WAY | CONJUNCTIONS | {"that", "so", "once", "unless", "whereas", "lest", "albeit", "except"}
TIMES = frozenset(
    {"day", "night", "week", "month", "year", "term", "time", "morning", "afternoon", "evening", "spring", "summer",
     "autumn", "winter", "season", "decade", "century", "moment"}
)  # fmt: skip
_INSTANTS = frozenset({"minute", "second", "instant", "hour"})
_PRESENT = frozenset({"VBZ", "VBP", "VBD"})
_NAMING = frozenset({"refers", "means", "denotes"})
_COUNTING = frozenset({"both", "many", "several", "few"})
_REFLEXIVES = frozenset({"itself", "himself", "herself", "themselves"})
# Nouns that an infinitive completes.
_WITH_INFINITIVE = frozenset(
    {"need", "desire", "wish", "attempt", "plan", "struggle", "fight", "drive", "move", "fear", "effort", "urge"}
)
# What follows "last" where it is a verb and no adjective.
_DURATIONS = frozenset({"for", "up", "until", "about", "longer", "several", "between", "only", "around", "less"})


def no_verb(one: Candidate, subject: Any) -> str:
    """Tell why the "verb" may be no verb, or the verb of another subject."""
    verb, doc = one.verb, one.verb.doc
    if verb.lower_ in _REPORTING and verb.nbor(-1).text == "," and not _closes_aside(one, subject):
        return "a reporting verb before its subject"
    last = next((k for k in range(verb.i - 1, subject.i, -1) if doc[k].tag_ not in ADVERBS), subject.i)
    opens = one.form == "singular" and one.phrase_start(subject) == verb.sent.start
    if doc[last].text == "," and not opens and not any(t.text == "," for t in doc[subject.i + 1 : last]):
        return "a comma between"  # "open the tube, gently apply the cream"
    if verb.text[:1].isupper() and not verb.is_sent_start:
        return "a title"  # "Conference Call"
    if one.form == "plural" and verb.nbor(-1).text == "," and subject.lower_ in TIMES | _INSTANTS:
        return "an order"  # "the moment you feel pain, call us"
    if all(t.is_punct for t in doc[verb.i + 1 : verb.sent.end]):
        bare = verb.i + 1 >= verb.sent.end or not any(c.dep_ in ("det", "poss") for c in subject.children)
        named = bare and one.form == "plural" and subject.tag_ in NOUNS and "NN" in forms(verb.text)
        return "a noun" if named else ""  # "Implantation process"
    following = verb.nbor()
    if verb.lower_ == "ages" and following.tag_ == "CD":
        return "an adverb of age"  # "patients ages 70 to 79"
    if verb.lower_ in _NAMING and subject.tag_ in NOUNS and following.lower_ in ("to", "the", "a", "an", "those"):
        return "a word about a word"  # "statins refers to"
    if subject.lower_ in ("this", "that") and following.tag_ in ("DT", "PRP$") and "NN" in forms(verb.text):
        return "a noun"  # "this fall the school opens"
    if verb.lower_ in ("need", "dare") and following.lower_ in ("not", "n't", "never"):
        return "a modal verb"
    if verb.lower_ in _INVERTED and following.lower_ in _NOMINATIVE:
        return "inverted"
    after = "TO" if following.lower_ == "to" else following.tag_
    if after == "NNP" and noun_number(following) == "singular":
        after = "PRP"  # "the nurse visit Ann"
    if one.form == "plural" and subject.tag_ != "PRP" and after not in _AFTER_VERB:
        if verb.tag_ == "NN" and "NN" in forms(verb.text):
            return "a noun"
        lasts = verb.lower_ == "last" and (following.lower_ in _DURATIONS or after == "CD")
        if "JJ" in forms(verb.text) and not lasts:
            return "an adjective"
    if following.text == "A" or following.text == "The":
        return "a title before"
    if following.lower_ == subject.lower_:
        return "a set phrase"  # "a dog eat dog world"
    if one.form == "singular" and following.lower_ == "what":
        return "a clause as complement"  # "the rights that come with it is what they want"
    if (homograph := _is_noun_after_all(one, subject, after)) is not None:
        return homograph
    far = following.nbor() if following.i + 1 < verb.sent.end else following
    if one.form == "plural" and following.tag_ == "NN" and far.tag_ in FINITE:
        return "a verb follows"  # "the hand assist device is"
    can_be_noun = ("NNS" if one.form == "singular" else "NN") in forms(verb.text)
    if can_be_noun and subject.tag_ != "PRP" and after not in ("DT", "PRP", "PRP$"):
        # "a case report tells": another verb follows in the same clause.
        for token in doc[verb.i + 1 : verb.sent.end]:
            if token.text in (",", ";", ":", "(") or token.tag_ in ("CC", "WDT", "WP", "WRB"):
                break
            if token.lower_ in NOT_PREPOSITIONS or token.tag_ in ("PRP", "EX"):
                break
            if token.tag_ in FINITE:
                return "a verb follows"
    return ""


def _is_noun_after_all(one: Candidate, subject: Any, after: str) -> str | None:
    """Tell why a verb that can be a noun is one, whatever the tagger makes of it; `after` is the tag that follows."""
    verb, end = one.verb, one.verb.sent.end
    if one.form == "singular":
        counted = subject.lower_ in _COUNTING and "NNS" in forms(verb.text)
        return "a noun" if counted else None  # "both hands up"
    if "NN" not in forms(verb.text):
        return None
    following = verb.nbor()
    far = following.nbor() if following.i + 1 < end else following
    if following.lower_ in _REFLEXIVES:
        return "a noun"  # "the claim itself is"
    if subject.lower_ in ("this", "that") and after == "TO" and verb.lower_ in _WITH_INFINITIVE and far.lower_ != "be":
        return "a noun"  # "this need to please others hurts"
    if following.lower_ in _NOMINATIVE | {"you", "it"} and far.tag_ in _PRESENT | {"MD"}:
        later = verb.doc[far.i + 1 : end]
        return "a noun" if any(is_surely_finite(t) for t in later) else None  # "the form you get from us is"
    if "VBZ" in forms(following.text) and far.i > following.i and not far.is_punct and verb.lower_ not in _INVERTED:
        return "a verb follows"  # "the blood count shows traces", "tooth decay starts when"
    start = one.phrase_start(subject)
    opener = verb.doc[start - 1] if start > verb.sent.start else None
    if opener is not None and opener.lower_ in EITHER_WAY and after not in ("DT", "PRP", "PRP$"):
        return "a noun"  # "before each system call to"
    return None


def _closes_aside(one: Candidate, subject: Any) -> bool:
    """Tell whether the comma before the verb closes an aside about the subject: "the results, out in May, shows"."""
    if subject.nbor().text != "," or subject.i + 2 >= one.verb.i:
        return False
    return subject.nbor(2).tag_ in ("VBN", "VBG", "VBD", "IN", "WDT", "WP")
