"""Headline against body: is the promise of a heading stronger than anything the text below says on the matter?"""

from __future__ import annotations

from collections.abc import Iterable

from healthlint.claims.strength import rank
from healthlint.language.terms import fold
from healthlint.model.claim import Claim


def is_stronger_than_body(headline: Claim, every: Iterable[Claim]) -> bool:
    """Tell whether a heading's claim outdoes every claim of the text on the same subject and outcome.

    False for questions, denials and titles without a verb ("Yoga for back pain"),
    and where the text makes no claim on the matter: there is nothing to compare.
    A negated claim of the text counts as the lowest rung.
    """
    if not headline.headline or headline.polarity != "asserted" or fold(headline.verb.text) == "for":
        return False
    rungs = [
        rank(claim.strength) if claim.polarity in {"asserted", "questioned", "reported"} else 0
        for claim in every
        if not claim.headline and _on_the_same(headline, claim)
    ]
    return bool(rungs) and rank(headline.strength) > max(rungs)


def _on_the_same(one: Claim, other: Claim) -> bool:
    """Tell whether two claims share their subject and, where both name one, a word of their outcome."""
    if not one.subject or not other.subject or fold(one.subject.text) != fold(other.subject.text):
        return False
    return bool(_content(one) & _content(other))


def _content(claim: Claim) -> set[str]:
    words = set(fold(f"{claim.outcome.text} {claim.condition}").split())
    return {w.rstrip("s") for w in words if len(w) > 3} or words
