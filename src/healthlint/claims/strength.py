"""How strongly a claim is worded: none < correlational < conditional < can < direct.

Readers tell three strengths apart (direct cause, "can", and everything weaker): Adams et al. 2017, PLoS ONE.
"""

from __future__ import annotations

import re
from functools import lru_cache

from healthlint.language.lexicon import lexicon
from healthlint.language.phrases import PhraseSet, longest

LADDER = ("none", "correlational", "conditional", "can", "direct")

_CONDITIONAL = re.compile(
    r"\b(?:may|might|could|possibly|potentially|perhaps|maybe|probably|presumably|likely|would|should|seems?|appears?|"
    r"seemed|appeared|tends?|suggest(?:s|ed|ing)?|hint(?:s|ed)? (?:at|that)|indicat(?:e|es|ed|ing)|points? to|"
    r"in theory|theoretically|thought to|hypothesi[sz]ed|believed to|expected to|considered to|is said to|are said to|"
    r"some evidence|limited evidence|early evidence|preliminary|tentative|reportedly|supposedly|whether|if)\b"
)
# "A potential treatment for", "the possible benefits of": beside a noun that makes the claim.
_TENTATIVE = re.compile(
    r"\b(?:potential|possible|promising|prospective|candidate|experimental|investigational|putative|hoped-for)\s"
    r"(?!to\b|for\b|of\b)(?:[\w-]+\s){0,2}$"
)
_CAN = re.compile(
    r"\b(?:can|able to|capable of|(?:has|have) the (?:ability|potential|power) to|known to|shown to|found to|"
    r"used to|helps?(?: to)?|allows?|lets?)\b"
)


def rank(strength: str) -> int:
    """Return the rung's height. Raises ValueError for an unknown rung."""
    return LADDER.index(strength)


def rung(lead: str, *, link: bool = False) -> str:
    """Return the strength of a claim from the folded words before its verb, within the sentence.

    `link` is true for a correlational phrase ("linked to"); nothing makes that stronger.
    """
    if link:
        return "correlational"
    if _CONDITIONAL.search(lead) or _TENTATIVE.search(lead):
        return "conditional"
    return "can" if _CAN.search(lead[-60:]) else "direct"


@lru_cache(maxsize=256)  # a sentence may make several claims
def hedges(sentence: str) -> tuple[str, ...]:
    """Return the hedges of a folded sentence, in order."""
    return _found(_hedges(), sentence)


@lru_cache(maxsize=256)
def boosters(sentence: str) -> tuple[str, ...]:
    """Return the boosters of a folded sentence, in order."""
    return _found(_boosters(), sentence)


def _found(phrases: PhraseSet, sentence: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(span.of(sentence) for span, _ in longest(phrases.search(sentence))))


@lru_cache(maxsize=1)
def _hedges() -> PhraseSet:
    return PhraseSet(lexicon("hedges-strong"))


@lru_cache(maxsize=1)
def _boosters() -> PhraseSet:
    return PhraseSet(tuple(dict.fromkeys((*lexicon("boosters-strong"), "significantly", "proven", "guaranteed"))))
