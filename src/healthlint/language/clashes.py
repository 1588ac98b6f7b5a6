"""Verbs that differ in number from their subject, with the subject that the witnesses agree on (see `subjects`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from healthlint.language.analysis import Analysis, Together
from healthlint.language.doubts import doubt, early_doubt
from healthlint.language.number import LATIN, noun_number
from healthlint.language.subjects import NOUNS, PARTS, RELATIVES, Candidate, are_several, ask_rivals, bearer, candidates

_ONE = frozenset({"a", "an", "every", "each", "this", "that", "another", "one"})
_MANY = frozenset({"these", "those", "many", "several", "few", "both", "two", "three", "four", "five"})
_LOST_APOSTROPHE = NOUNS | {"JJ"}
_PERSONAL = frozenset({"i", "you", "he", "she", "it", "we", "they"})
_EACH = frozenset({"each", "everyone", "everybody", "everything"})
_SINGULAR_DETERMINERS = frozenset({"a", "an", "the", "this", "that", "each", "every", "another", "no", "one"})


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
    together, number = analysis.together()
    likely = together.once(clashes, _witnessed).get(number, ())
    return [found for one in likely if (found := clash_of(one)) is not None]


def _witnessed(together: Together) -> dict[int, list[Candidate]]:
    """Return the likely candidates of all articles that were parsed together, by the number of the article.

    All three witnesses were asked; the third of all at once: one batch is cheaper than many.
    """
    likely = {
        article: [one for one in found if not all(early_doubt(one, subject) for subject in one.named)]
        for article, found in candidates(together).items()
    }
    ask_rivals(together, [one for found in likely.values() for one in found])
    return likely


def clash_of(one: Candidate) -> Clash | None:
    """Return the clash of a candidate, or None where the witnesses or the grammar leave it open."""
    subject = agreed_subject(one)
    if subject is None or doubt(one, subject):
        return None
    noun = bearer(subject)
    relation = _relation(one, subject)
    if relation == "each" and one.form == "singular":
        return None  # "every people has": the noun is the slip
    if noun is not subject and subject.lower_ in PARTS and one.form == "plural":
        return None  # "most of the habitant are": the noun is the slip
    if relation in ("noun", "across") and _is_counted_wrongly(noun):
        return None  # "every nurses has", "those energy were": the noun or its determiner is the slip
    if relation == "across" and noun.doc[noun.i + 1].tag_ in _LOST_APOSTROPHE:
        return None  # "an adults large intestine is": a possessive, without its apostrophe
    bare = relation == "noun" and one.form == "plural" and _lacks_determiner(noun, one)
    if relation == "several":
        last = next(c for c in subject.children if c.dep_ == "conj")
        return Clash(one.block, noun, one.verb, relation, one.rival, noun.doc[subject.i : last.i + 1].text)
    shown = noun.text if noun is subject or relation == "relative" else noun.doc[subject.i : noun.i + 1].text
    return Clash(one.block, noun, one.verb, relation, one.rival, shown, bare)


def agreed_subject(one: Candidate) -> Any:
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
    noun = bearer(subject)
    # "Media" is taken as a singular by many; "these media" is not.
    if noun.lower_ in LATIN and not (noun.lower_ == "media" and any(c.lower_ in _MANY for c in noun.children)):
        return "latin"
    if one.joined is not None:
        return "joined"
    if one.form == "singular" and are_several(subject):
        return "several"
    if subject.lower_ in RELATIVES:
        return "relative"
    if subject.lower_ in _EACH or any(c.lower_ in ("each", "every") for c in subject.children):
        return "each"
    if subject.lower_ in _PERSONAL:
        return "pronoun"
    between = list(subject.doc[subject.i + 1 : one.verb.i])
    comma = next((k for k, t in enumerate(between) if t.text == ","), len(between))
    between = between[:comma]  # "sleep, for example, help"
    return "across" if any(t.tag_ in NOUNS or t.lower_ == "of" for t in between) else "noun"


def _is_counted_wrongly(noun: Any) -> bool:
    """Tell whether a noun and its determiner differ in number."""
    said = {c.lower_ for c in noun.children if c.i < noun.i}
    wrong = _ONE if noun_number(noun) == "plural" else _MANY
    return not wrong.isdisjoint(said)


def _lacks_determiner(noun: Any, one: Candidate) -> bool:
    if (
        noun.tag_ not in ("NN", "NNP")
        or (not noun.text.islower() and not noun.is_sent_start)
        or one.verb.i - noun.i > 2
    ):
        return False
    return not any(c.lower_ in _SINGULAR_DETERMINERS or c.dep_ == "poss" for c in noun.children)
