"""Two wordings of a claim: the same, near, or drifted apart."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache

_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’]\w+)*|[^\w\s]")
# Signs that differ by keyboard or typesetting only.
_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " "})
_NEGATIONS = frozenset(
    {
        "no",
        "not",
        "never",
        "none",
        "neither",
        "nor",
        "without",
        "cannot",
        "nothing",
        "nobody",
        "lack",
        "lacks",
        "unable",
    }
)
_SIGNS = frozenset("%?<>-+")
NEAR = 0.8  # share of the words that two near wordings have in common, in order
PAIRED = 0.6  # the least for a sentence to count as an edited form of another


def same(one: str, other: str) -> bool:
    """Tell whether two wordings are the same: spaces and the shape of quotation marks do not count."""
    return one == other or _plain(one) == _plain(other)


def match(approved: str, quote: str) -> str:
    """Return how a sentence stands to its approved wording: exact, near or drifted; "" without one.

    Words apart, a different number or a negation more or less is always a drift: 30% and 80% are near only on paper.
    """
    if not approved:
        return ""
    if same(approved, quote):
        return "exact"
    ours, theirs = _words(approved), _words(quote)
    if _telling(ours) != _telling(theirs):
        return "drifted"
    return "near" if similarity(approved, quote) >= NEAR else "drifted"


def similarity(one: str, other: str) -> float:
    """Return the share of words, 0 to 1, that two sentences have in common, in order (Ratcliff and Obershelp)."""
    ours, theirs = _words(one), _words(other)
    total = len(ours) + len(theirs)
    if not total:
        return 1.0
    # What they have in common in any order is a cheap upper bound.
    if 2 * sum((Counter(ours) & Counter(theirs)).values()) < PAIRED * total:
        return 0.0
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio()


def plain_wording(text: str) -> str:
    """Return a wording as a key: equal for wordings that are the same."""
    return _plain(text)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).translate(_TYPOGRAPHY).split())


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_plain(text).lower()))


def _telling(words: tuple[str, ...]) -> Counter[str]:
    """Return the words that turn the meaning of a sentence: numbers, their signs, negations, question marks."""
    return Counter(w for w in words if w[0].isdigit() or w in _NEGATIONS or w.endswith("n't") or w in _SIGNS)
