"""Grammatical number of subjects and verbs, by the parse and the dictionary's forms: None wherever it is open.

A false "these do not agree" costs more than a missed one, so collectives, quantities, coordination, subjunctives and
bare infinitives all have no number here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from healthlint.language.inflect import forms, inflect
from healthlint.language.token_index import TokenIndex

Number = Literal["singular", "plural"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_SINGULAR_VERBS = {"is": "are", "was": "were", "has": "have", "does": "do"}
_PLURAL_VERBS = {"are": "is", "were": "was", "have": "has", "do": "does"}
_SINGULAR_PRONOUNS = frozenset(
    {"he", "she", "it", "someone", "somebody", "anyone", "anybody", "nobody", "this"}
)  # fmt: skip
_PLURAL_PRONOUNS = frozenset({"they", "we", "these", "those", "many", "several", "both", "few"})
_PARTS = frozenset({"all", "most", "some", "half"})
_PEOPLE = frozenset({"people", "children", "women", "men", "adults", "teenagers", "babies"})
_SEEN_AS_PLURAL = _PLURAL_PRONOUNS | _PARTS | _PEOPLE | {"you", "%", "percent"}
# Plural in form, singular in use, or both.
_EITHER = frozenset(
    {"series", "species", "means", "news", "data", "media", "diabetes", "measles", "mumps", "rickets",
     "shingles", "rabies", "scabies", "herpes", "hives", "lots", "percent", "headquarters", "physics",
     "genetics", "statistics", "politics", "economics", "ethics", "obstetrics", "paediatrics", "pediatrics",
     "orthopaedics", "hundreds", "thousands", "millions", "kudos", "whereabouts", "remains", "contents",
     "works", "crossroads", "gallows", "bends", "hiccups", "bacteria", "criteria", "phenomena", "fungi",
     "diagnoses", "prognoses", "stimuli", "alveoli", "vertebrae", "ova", "testes", "states", "nations", "times",
     "thanks", "odds", "dos", "electrolytes", "sports", "games", "numbers"}
)  # fmt: skip
_UNITS = frozenset(
    {"seconds", "minutes", "hours", "days", "weeks", "months", "years", "grams", "grammes", "milligrams",
     "kilograms", "pounds", "stones", "ounces", "cups", "litres", "liters", "units", "dollars", "euros",
     "pence", "miles", "metres", "meters", "feet", "inches", "degrees", "doses", "portions", "servings",
     "sessions", "points", "calories", "drinks", "tablets", "thirds", "quarters"}
)  # fmt: skip
_COLLECTIVE = frozenset(
    {"rest", "majority", "number", "lot", "police", "public", "team", "staff", "group", "family", "couple",
     "government", "committee", "minority", "half", "pair", "range", "variety", "population", "audience",
     "crew", "board", "company", "council", "press", "media", "lack", "bit", "third", "quarter", "percentage",
     "proportion", "series", "class", "cast", "jury", "army", "crowd", "generation", "handful", "host", "total",
     "set", "combination", "elderly", "young", "old", "poor", "rich", "sick", "disabled", "deaf", "blind",
     "dead", "homeless", "unemployed", "healthy", "injured", "vulnerable", "sheep", "fish", "deer", "offspring",
     "faculty", "clergy", "same", "former", "latter", "above", "following", "other", "data", "plenty",
     "remainder", "bulk", "average", "selection", "mix", "%", "fraction", "club", "band", "department",
     "service", "charity", "trust", "hospital", "university", "school", "firm", "agency", "party", "union",
     "association", "society", "college", "industry", "community", "household", "youth", "nation", "world",
     "people", "opposition", "management", "aircraft", "dozen", "hundred", "thousand", "million", "billion",
     "sort", "kind", "type", "array", "collection", "cluster", "amount", "list", "mixture", "spectrum", "few",
     "many", "one", "part", "percent", "gang", "duo", "trio", "side", "leadership", "membership", "workforce",
     "personnel", "stuff", "cattle", "what", "more", "less", "wealth", "flock", "herd", "bunch", "batch",
     "pack", "load", "panel", "choir", "orchestra", "parliament", "senate", "ministry", "church", "squad",
     "unit", "network", "twosome", "medium"}
)  # fmt: skip
# After these a "that" clause may have the bare form: "we recommend that the patient rest".
_SUBJUNCTIVE = frozenset(
    {"suggest", "recommend", "require", "insist", "ask", "demand", "propose", "advise", "request", "urge",
     "important", "essential", "necessary", "vital", "crucial", "imperative", "desirable", "lest",
     "recommendation", "suggestion", "requirement", "proposal", "prefer", "order", "command", "mandate",
     "stipulate", "move"}
)  # fmt: skip
_BARE = frozenset(
    {"let", "make", "help", "see", "watch", "have", "hear", "feel", "bid", "notice", "observe", "do", "can"}
)


def verb_number(verb: Any) -> Number | None:
    """Return the number that a finite verb shows, or None (past forms, modals, forms that could be either)."""
    word, tag = verb.lower_, verb.tag_
    if word in _SINGULAR_VERBS and tag in ("VBZ", "VBD", "NNS"):
        return "singular"
    if word in _PLURAL_VERBS:
        return "plural" if tag in ("VBP", "VBD", "VB") else None
    if tag not in ("VBZ", "VBP"):
        return None
    known = forms(word)
    if tag == "VBZ" and "VBZ" in known and "VBP" not in known:
        return "singular"
    if tag == "VBP" and "VBP" in known and not known & {"VBZ", "VBD", "JJ"}:
        return "plural"
    return None


@dataclass(frozen=True, slots=True)
class _Hashes:
    """The words and tags that tell a number, as the hashes that stand for them in a token index."""

    finite_tags: tuple[int, ...]
    finite_words: tuple[int, ...]
    singular: frozenset[int]  # verbs, by tag or word
    plural: frozenset[int]
    with_singular: frozenset[int]  # subjects, by tag or word, that clash with a singular verb
    with_plural: frozenset[int]
    with_both: frozenset[int]


@lru_cache(maxsize=4)
def _hashes(strings: Any) -> _Hashes:
    def of(*names: str) -> frozenset[int]:
        return frozenset(strings[name] for name in names)

    return _Hashes(
        finite_tags=tuple(of("VBZ", "VBP")),
        finite_words=tuple(of(*_SINGULAR_VERBS, *_PLURAL_VERBS)),
        singular=of("VBZ", *_SINGULAR_VERBS),
        plural=of("VBP", *_PLURAL_VERBS),
        with_singular=of("NNS", *_SEEN_AS_PLURAL),
        with_plural=of("NN", *_SINGULAR_PRONOUNS),
        with_both=of("WP", "WDT", "i"),
    )


def possible_clashes(index: TokenIndex) -> Iterator[tuple[int, int]]:
    """Yield those of the `clauses` in which verb and subject can differ in number at all.

    A cheap answer, by tag and word, that leaves out none where `verb_number` and `subject_number` differ.
    """
    known = _hashes(index.strings)
    pairs = list(clauses(index))
    verbs, subjects = [verb for verb, _ in pairs], [subject for _, subject in pairs]
    of_verbs = zip(index.values("TAG", verbs), index.values("LOWER", verbs), strict=True)
    of_subjects = zip(index.values("TAG", subjects), index.values("LOWER", subjects), strict=True)
    for pair, shown, seen in zip(pairs, of_verbs, of_subjects, strict=True):
        singular, plural = not known.singular.isdisjoint(shown), not known.plural.isdisjoint(shown)
        if not known.with_both.isdisjoint(seen):
            possible = singular or plural
        else:
            possible = (singular and not known.with_singular.isdisjoint(seen)) or (
                plural and not known.with_plural.isdisjoint(seen)
            )
        if possible:
            yield pair


def clauses(index: TokenIndex) -> Iterator[tuple[int, int]]:
    """Yield (verb, subject), by their numbers in the index, of each finite verb that has one subject, in order.

    The subject stands before the verb, and no other auxiliary does: that one would be the finite verb.
    """
    strings, heads = index.strings, index.heads
    helpers = {n for name in _AUXILIARIES for n in index.places("DEP", strings[name])}
    first_helper: dict[int, int] = {}
    for n in sorted(helpers, reverse=True):
        first_helper[heads[n]] = n
    subjects: dict[int, list[int]] = {}
    for name in _SUBJECTS:
        for n in index.places("DEP", strings[name]):
            if heads[n] != n:
                subjects.setdefault(heads[n], []).append(n)
    for verb in _finite(index):
        head = heads[verb] if verb in helpers else verb
        found = subjects.get(head, ())
        if len(found) == 1 and found[0] < verb and first_helper.get(head, verb) >= verb:
            yield verb, found[0]


def _finite(index: TokenIndex) -> list[int]:
    """Return the tokens that can show a number, in order."""
    known = _hashes(index.strings)
    found = {n for tag in known.finite_tags for n in index.places("TAG", tag)}
    for word in known.finite_words:
        found.update(index.places("LOWER", word))
    return sorted(found)


def other_number(verb: Any) -> str | None:
    """Return the form of the verb for the other number ("has": "have"); None if it is not known."""
    word = verb.lower_
    known = _SINGULAR_VERBS.get(word) or _PLURAL_VERBS.get(word)
    return known or inflect(word, "VB" if verb.tag_ == "VBZ" else "VBZ")


def subject_number(subject: Any, verb: Any) -> Number | None:
    """Return the number of a subject, or None where usage is divided or the parse may be wrong."""
    word = subject.lower_
    if any(c.dep_ in ("conj", "cc", "preconj", "appos") for c in subject.children):
        return None
    if word in ("who", "which", "that") and subject.tag_ in ("WP", "WDT"):
        return _antecedent_number(subject, verb)
    of = _noun_after_of(subject)
    if of is not None and (word in _PARTS or word in ("%", "percent")):
        return "plural" if _is_plural_noun(of) or of.lower_ == "them" else None
    if word in _PLURAL_PRONOUNS or word == "you":
        return "plural"
    if word in _SINGULAR_PRONOUNS:
        return None if word == "this" and subject.tag_ != "DT" else "singular"
    if word == "i":
        return "plural" if verb.lower_ not in ("was", "were") else "singular"
    if _is_plural_noun(subject):
        return None if word in _UNITS and _is_counted(subject) else "plural"
    return "singular" if _is_singular_noun(subject) else None


def is_open(subject: Any, verb: Any) -> bool:
    """Tell whether the clause may have a form of no number: a subjunctive, a bare infinitive, an inversion."""
    before = subject.doc[subject.sent.start : subject.i]
    if verb.lower_ == "were":
        return any(t.lower_ in ("if", "wish", "though", "as", "unless", "suppose", "whether") for t in before)
    if verb_number(verb) != "plural":
        return False
    clause = verb.head if verb.dep_ in _AUXILIARIES else verb
    if clause.dep_ in ("ccomp", "xcomp", "advcl") and clause.head.lemma_.lower() in _BARE:
        return True
    return any(t.lemma_.lower() in _SUBJUNCTIVE for t in before) or any(t.tag_ == "MD" for t in before[:1])


def _antecedent_number(relative: Any, verb: Any) -> Number | None:
    """Return the number of the noun that a relative pronoun stands beside; None where it may mean another."""
    if relative.i == relative.sent.start:
        return None
    noun = relative.nbor(-1)
    clause = verb.head if verb.dep_ in _AUXILIARIES else verb
    if clause.dep_ != "relcl" or clause.head.i != noun.i or noun.dep_ in ("conj", "appos", "attr"):
        return None
    # In "an enzyme in cells that helps" the pronoun means the first noun; "which" may mean the whole clause.
    if noun.dep_ == "pobj" and not (relative.lower_ == "who" and noun.head.head.pos_ in ("VERB", "AUX")):
        return None
    if relative.lower_ == "which" and noun.dep_ not in _SUBJECTS:
        return None
    if any(c.dep_ in ("conj", "cc") for c in noun.children):
        return None
    if _is_plural_noun(noun):
        return "plural"
    counted = any(c.lower_ in ("a", "an", "every", "each", "this") for c in noun.children)
    return "singular" if counted and _is_singular_noun(noun) else None


def _noun_after_of(subject: Any) -> Any | None:
    for prep in subject.children:
        if prep.lower_ == "of":
            return next((c for c in prep.children if c.dep_ == "pobj"), None)
    return None


def _is_plural_noun(token: Any) -> bool:
    if token.lower_ in _PEOPLE:
        return True
    if token.tag_ != "NNS" or token.lower_ in _EITHER or not (token.text.islower() or _is_first_word(token)):
        return False
    known = forms(token.text)
    # "this gene codes": the tagger took a verb for the noun.
    beside = any(c.lower_ in ("this", "that", "a", "an", "each", "every") for c in token.children)
    return "NNS" in known and known <= {"NNS", "VBZ"} and not beside


def _is_first_word(token: Any) -> bool:
    return bool(token.is_sent_start) and token.text[1:].islower()


def _is_singular_noun(token: Any) -> bool:
    if token.tag_ != "NN" or token.lower_ in _COLLECTIVE:
        return False
    if _is_first_word(token):
        return True
    known = forms(token.text)
    if (
        not token.text.islower()
        or "NN" not in known
        or token.lower_.endswith("s")
        or any(c.lower_ in ("many", "such", "few") for c in token.children)
    ):
        return False
    if any(c.lower_ in ("each", "every") for c in token.children):
        return False  # the rule on each and every says it better
    return any(c.dep_ in ("det", "poss") for c in token.children) and not any(c.tag_ == "CD" for c in token.children)


def _is_counted(token: Any) -> bool:
    return any(c.tag_ == "CD" or c.dep_ == "nummod" or c.lower_ in ("few", "couple") for c in token.subtree)
