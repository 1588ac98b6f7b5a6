"""Vague wording: sentences that leave open who says so, how many, or how sure it is.

A judgement of wording, not a finding: much of it is fine in an article for the public ("some people find that …").
The rule about vague authorities asks for an appeal to a study or an expert besides. What counts follows Wikipedia's
words to watch and Ganter & Strube 2009, "Finding hedges by chasing weasels".
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from healthlint.language.lexicon import lexicon
from healthlint.language.phrases import PhraseSet

if TYPE_CHECKING:
    from healthlint.language.analysis import Analysis
    from healthlint.language.sentences import Sentence

Vagueness = Literal["amount", "holder", "certainty", "standing"]

_AMOUNTS = frozenset({"some", "many", "several", "numerous", "countless"})
_DETERMINES = frozenset({"amod", "det", "nummod", "quantmod", "predet"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# "a number of buildings"
_INDEFINITE = frozenset({"array", "handful", "host", "multitude", "number", "plethora", "range", "variety"})
_MEASURES = _INDEFINITE | {"lots", "scores", "dozens", "hundreds", "thousands"}
# Measured, not judged: who is the oldest can be looked up.
_MEASURED_WORDS = (
    "most least largest first last oldest longest highest lowest biggest smallest youngest earliest latest nearest"
)
_MEASURED = frozenset(_MEASURED_WORDS.split())
# After "most": how often, how many and how late can be counted too.
_COUNTED_WORDS = "common commonly frequent frequently often recent recently numerous populous abundant"
_COUNTED = frozenset(_COUNTED_WORDS.split())
_GUESSING = frozenset({"may", "might"})
_QUARREL = frozenset({"controversy", "debate", "dispute", "criticism"})
_ACCOUNTS = frozenset({"account", "explanation", "hypothesis", "interpretation", "theory", "version", "view"})
_UNNAMED = frozenset({"another", "common", "one", "other", "popular", "some"})
_DEFINITE = frozenset({"the", "these", "those", "all", "both", "two"})
_SEEM = frozenset({"seem", "appear", "suggest"})
# What seems to be so; without one of these "appear" is to come into view.
_PREDICATES = frozenset({"acomp", "attr", "ccomp", "oprd", "xcomp"})
# Who claims is known from what was said before: "she claims", "…, who claimed"; "they" may be anybody.
_KNOWN_TAGS = frozenset({"NNP", "NNPS", "WP"})
_KNOWN_PERSONS = frozenset({"he", "i", "she", "we"})


def vague(analysis: Analysis) -> dict[Sentence, frozenset[Vagueness]]:
    """Return what the vague sentences leave open: how many, who holds it, how sure it is, or by what standard.

    For `analysis.once(vague)`. Sentences that are not vague are not in it.
    """
    out: dict[Sentence, frozenset[Vagueness]] = {}
    for block in analysis.blocks:
        for sentence in analysis.sentences(block):
            folded = sentence.span.of(analysis.folded(block))
            found = frozenset(vagueness(analysis.tokens(sentence), folded))
            if found:
                out[sentence] = found
    return out


def vagueness(tokens: Any, folded: str) -> Iterator[Vagueness]:
    """Yield what a parsed sentence leaves open; `folded` is the text of the spaCy span."""
    if _phrases().occurs(folded):
        yield "certainty"
    for token in tokens:
        word = token.lower_
        if word in _AMOUNTS:
            if _is_vague_amount(token):
                yield "amount"
        elif word in _MEASURES or word in ("certain", "other", "others"):
            if _is_uncounted(token):
                yield "amount"
        elif word in ("likely", "unlikely") or word in _QUARREL:
            yield "certainty"
        elif word in _GUESSING:
            if any(t.lower_ == "have" and t.dep_ == "aux" for t in token.head.children):
                yield "certainty"  # "may have taken": a guess about the past
        elif _is_superlative(token):
            yield "standing"
        elif token.tag_[0] == "N" and token.lemma_ in _hearsay() | _ACCOUNTS:
            if _is_hearsay(token):
                yield "holder"
        elif token.lemma_ == "claim" and token.tag_[0] == "V":
            if _is_anybodys(token):
                yield "holder"
        elif token.tag_[0] in "VN" and (_is_held(token) or _is_said(token)):
            yield "holder"
        elif token.tag_[0] == "V" and token.lemma_ in _SEEM and _only_seems(token):
            yield "certainty"


def _is_vague_amount(token: Any) -> bool:
    """Tell whether "many" counts nothing: not "several months", "as many as 20", "how many", "some 200"."""
    after = _after(token)
    if token.lower_ == "many" and (_before(token) == "how" or after == "as"):
        return False
    noun = token.head if token.dep_ in _DETERMINES else None
    if token.lower_ == "some" and (after[:1].isdigit() or (noun is not None and noun.tag_ == "CD")):
        return False
    return after not in _units() and (noun is None or noun.lemma_.lower() not in _units())


def _is_uncounted(token: Any) -> bool:
    """Tell whether "a number of", "certain", "other scholars" and "others" leave open who and how many."""
    word = token.lower_
    if word in ("other", "others"):
        them = token if word == "others" else token.head
        known = any(t.dep_ in ("nummod", "poss") or t.lower_ in _DEFINITE for t in them.children)
        return them.tag_ == "NNS" and them.dep_ in _SUBJECTS and not known
    if word == "certain":
        return token.dep_ == "amod" and token.head.tag_ == "NNS"
    if _after(token) != "of" or (word in _INDEFINITE and not _has_article(token)):
        return False
    counted = (t for of in token.children if of.lower_ == "of" for t in of.children)
    return not any(t.lemma_.lower() in _units() for t in counted)


def _has_article(token: Any) -> bool:
    return any(t.lower_ in ("a", "an", "large", "small", "great", "growing", "wide") for t in token.children)


def _is_superlative(token: Any) -> bool:
    """Tell whether a word is a superlative that judges: "the finest", "most beautiful"; not how: "most closely"."""
    if token.lower_ == "most":
        what = token.head
        return token.dep_ == "advmod" and what.tag_ in ("JJ", "VBN", "VBG") and what.lower_ not in _COUNTED
    return token.tag_ == "JJS" and token.lower_ not in _MEASURED


def _is_held(token: Any) -> bool:
    """Tell whether a verb is a passive of opinion without a named agent: "is believed"."""
    if token.tag_ != "VBN" or token.lemma_ not in _opinions():
        return False
    names = token.lemma_ == "know" and _after(token) == "as"  # "is known as the fibula"
    if names or not any(t.dep_ == "auxpass" for t in token.children):
        return False
    agents = (t for t in token.children if t.dep_ == "agent")
    return not any(t.tag_ in ("NNP", "PRP") for agent in agents for t in agent.subtree)


def _is_anybodys(claim: Any) -> bool:
    """Tell whether it is left open who claims that something is so: not "she claims", "they claimed victory"."""
    subjects = [t for verb in (claim, claim.head) for t in verb.children if t.dep_ in _SUBJECTS]
    if not any(t.dep_ in _SUBJECTS for t in claim.children) and claim.dep_ != "conj":
        subjects = []  # "claimed to be the oldest"
    if any(t.tag_ in _KNOWN_TAGS or t.lower_ in _KNOWN_PERSONS for t in subjects):
        return False
    return claim.tag_ == "VBN" or any(t.dep_ in ("ccomp", "xcomp") for t in claim.children)


def _only_seems(verb: Any) -> bool:
    """Tell whether something seems or is suggested to be so: not "appears in", nor what a person suggests by name."""
    if verb.lemma_ == "suggest":
        return not any(t.tag_ in ("NNP", "NNPS") or t.lower_ in _KNOWN_PERSONS for t in verb.children)
    return any(t.dep_ in _PREDICATES for t in verb.children)


def _is_said(token: Any) -> bool:
    """Tell whether a noun stands for people without a name who say something: "critics argue"."""
    if token.tag_ != "NNS" or token.dep_ != "nsubj":
        return False
    return token.lemma_.lower() in _holders() and token.head.lemma_ in _sayings()


def _is_hearsay(noun: Any) -> bool:
    """Tell whether "legend" says something, or "one theory" is one that nobody is said to hold."""
    if noun.lemma_ in _ACCOUNTS:
        return any(t.lower_ in _UNNAMED for t in noun.children)
    return noun.dep_ in _SUBJECTS and noun.head.tag_[0] == "V"


def _after(token: Any) -> str:
    return str(token.doc[token.i + 1].lower_) if token.i + 1 < len(token.doc) else ""


def _before(token: Any) -> str:
    return str(token.doc[token.i - 1].lower_) if token.i else ""


@lru_cache(maxsize=1)
def _phrases() -> PhraseSet:
    return PhraseSet(lexicon("weasel-phrases"))


@lru_cache(maxsize=1)
def _units() -> frozenset[str]:
    return frozenset(lexicon("units-of-amount"))


@lru_cache(maxsize=1)
def _opinions() -> frozenset[str]:
    return frozenset(lexicon("opinion-verbs"))


@lru_cache(maxsize=1)
def _hearsay() -> frozenset[str]:
    return frozenset(lexicon("hearsay"))


@lru_cache(maxsize=1)
def _holders() -> frozenset[str]:
    return frozenset(lexicon("opinion-holders"))


@lru_cache(maxsize=1)
def _sayings() -> frozenset[str]:
    return frozenset(lexicon("saying-verbs"))
