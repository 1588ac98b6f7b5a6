"""Headline against body: is the promise of a heading stronger than anything the text below says on the matter?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from healthlint.claims.strength import rank
from healthlint.language.lexicon import lexicon
from healthlint.language.terms import fold
from healthlint.model.claim import Claim

_SHARED = 2
_STEM = 6  # letters: "depressed" and "depression", "smokers" and "smoking"
Said = tuple[str, str]
"""A sentence, folded, and how strongly it states a connection or cause."""


@dataclass(frozen=True, slots=True)
class Body:
    """What the sentences below headings state (see `Said`), with their numbers by the first letters of their words."""

    said: tuple[Said, ...]
    by_stem: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, said: Iterable[Said]) -> Body:
        """Return the body that has these sentences."""
        sentences = tuple(said)
        by_stem: dict[str, list[int]] = {}
        for number, (text, _) in enumerate(sentences):
            for stem in _stems(text):
                by_stem.setdefault(stem, []).append(number)
        return cls(sentences, by_stem)


def is_stronger_than_body(headline: Claim, every: Iterable[Claim], said: Iterable[Said] = ()) -> bool:
    """Tell whether a heading's claim outdoes every claim of the text on the same subject and outcome, and every
    sentence of it (`said`, those that are not denied) that has words of both.

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
    if not rungs or rank(headline.strength) <= max(rungs):
        return False
    return not any(rank(strength) >= rank(headline.strength) and _is_about(headline, text) for text, strength in said)


def outdoes_sentences(headline: str, verb: str, strength: str, body: Body) -> bool:
    """Tell whether a folded heading states a cause while the sentences on the same matter only name connections.

    On the matter is what shares two words with the heading, its verb aside. False where the text has no such sentence.
    """
    words = _stems(headline) - _stems(verb)
    shared = Counter(number for word in words for number in body.by_stem.get(word, ()))
    rungs = [rank(body.said[number][1]) for number, count in shared.items() if count >= _SHARED]
    return bool(rungs) and max(rungs) <= rank("correlational") < rank(strength)


def _stems(text: str) -> set[str]:
    """Return the first letters of the words that say what a text is about."""
    words = (word.strip("\"'“”‘’.,;:()") for word in fold(text).split())
    return {word[:_STEM] for word in words if len(word) > 3} - _of_any_news()


@lru_cache(maxsize=1)
def _of_any_news() -> frozenset[str]:
    return frozenset(word[:_STEM] for word in lexicon("study-news-words"))


def _on_the_same(one: Claim, other: Claim) -> bool:
    """Tell whether two claims share their subject and, where both name one, a word of their outcome."""
    if not one.subject or not other.subject or fold(one.subject.text) != fold(other.subject.text):
        return False
    return bool(_content(one) & _content(other))


def _is_about(headline: Claim, sentence: str) -> bool:
    """Tell whether a sentence has a word of the headline's subject and one of its outcome."""
    subject = _words(headline.subject.text) if headline.subject else set[str]()
    return any(word in sentence for word in subject) and any(word in sentence for word in _content(headline))


def _content(claim: Claim) -> set[str]:
    return _words(f"{claim.outcome.text} {claim.condition}")


def _words(text: str) -> set[str]:
    words = set(fold(text).split())
    return {w.rstrip("s") for w in words if len(w) > 3} or words
