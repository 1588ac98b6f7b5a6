"""Phrases as people write them in word lists, and how text is folded to meet them."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

_GROUP = re.compile(r"\(([^()]*)\)")
_FOLD = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "\u00a0": " ", "\u2010": "-", "\u2011": "-"})
_LONGEST_EXPANSION = 4_000


def fold(text: str) -> str:
    """Return text in lower case with straight quotes and plain spaces and hyphens; the same length, always."""
    if text.isascii():
        return text.lower()
    lowered = text.translate(_FOLD).lower()
    if len(lowered) == len(text):
        return lowered
    # A few characters grow when lowered (İ): leave those as they are.
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text.translate(_FOLD))


@lru_cache(maxsize=16_384)  # terms: healthlint's own rules have 4,300
def expand(term: str) -> tuple[str, ...]:
    """Return the plain phrases that a term stands for, folded, in order, without repeats.

    `(a|b|)` stands for one of its alternatives, the last one here being nothing: `stud(y|ies) (clearly|) show`
    gives four phrases. Raises ValueError on unbalanced brackets or more than 4,000 phrases.
    """
    if "(" not in term and ")" not in term:  # nearly all
        phrase = _plain(term)
        return (phrase,) if phrase else ()
    return tuple(dict.fromkeys(phrase for phrase, _ in expand_with_choices(term)))


def expand_with_choices(term: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the phrases of a term (see `expand`), each with the alternatives that were chosen for it."""
    pieces: list[tuple[str, ...]] = []
    end = 0
    for m in _GROUP.finditer(term):
        pieces += [(term[end : m.start()],), tuple(m.group(1).split("|"))]
        end = m.end()
    pieces.append((term[end:],))
    if any("(" in p or ")" in p for group in pieces for p in group):
        raise ValueError(f"unbalanced or nested brackets in term {term!r}")
    size = 1
    for group in pieces:
        size *= len(group)
    if size > _LONGEST_EXPANSION:
        raise ValueError(f"the term {term!r} stands for {size} phrases; at most {_LONGEST_EXPANSION} are allowed")
    found = ((_plain("".join(choice)), choice[1::2]) for choice in product(*pieces))
    return tuple((phrase, chosen) for phrase, chosen in found if phrase)


def _plain(written: str) -> str:
    """Return a phrase folded, with one space between its words."""
    return fold(" ".join(written.split()))


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list that is written as text, parted by white space."""
    return frozenset(text.split())


def is_whole(folded: str, start: int, end: int) -> bool:
    """Tell whether `folded[start:end]` begins and ends at a word boundary.

    A boundary is asked for only where the phrase itself begins or ends with a letter, digit or underscore.
    """
    if start > 0 and is_word_character(folded[start]) and is_word_character(folded[start - 1]):
        return False
    return not (end < len(folded) and is_word_character(folded[end - 1]) and is_word_character(folded[end]))


def is_word_character(character: str) -> bool:
    """Tell whether a character is a letter, a digit or an underscore."""
    return character.isalnum() or character == "_"
