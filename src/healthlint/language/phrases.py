"""Find many phrases in folded text: overlapping search, then word boundaries, then the longest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from healthlint.language.terms import is_word_character
from healthlint.model.span import Span

Hit = tuple[Span, int]
Found = tuple[int, int, int]  # index of the phrase, start, end


class PhraseSet:
    """Phrases (folded) that are searched for together. The automaton is built at the first search."""

    __slots__ = ("_automaton", "phrases")

    def __init__(self, phrases: Sequence[str]) -> None:
        self.phrases = tuple(phrases)
        self._automaton: Any = None

    def __bool__(self) -> bool:
        return bool(self.phrases)

    def search(self, folded: str) -> list[Hit]:
        """Return every occurrence at word boundaries as (span, index of the phrase), overlapping ones too."""
        return [(Span(start, end), index) for index, start, end in self._found(folded)]

    def occurs(self, folded: str) -> bool:
        """Tell whether any of the phrases occurs."""
        return bool(self._found(folded))

    def _found(self, folded: str) -> list[Found]:
        if not self.phrases or not folded:
            return []
        if self._automaton is None:
            self._automaton = _shared_automaton(self.phrases)
        return whole(folded, self._automaton.find_matches_as_indexes(folded, overlapping=True))


class Literals:
    """Literals that a folded text may hold anywhere, in words too: what is asked before a costly pattern is run.

    The automaton is built at the first question. For a few literals `in` is as fast.
    """

    __slots__ = ("_automaton", "literals")

    def __init__(self, *literals: str) -> None:
        self.literals = literals
        self._automaton: Any = None

    def any_in(self, folded: str) -> bool:
        """Tell whether a text holds any of them."""
        if self._automaton is None:
            self._automaton = automaton(self.literals)
        return bool(self._automaton.find_matches_as_indexes(folded))

    def in_text(self, folded: str) -> tuple[str, ...]:
        """Return those that a text holds, in their own order."""
        return tuple([literal for literal in self.literals if literal in folded]) if self.any_in(folded) else ()


def automaton(literals: Sequence[str]) -> Any:
    """Return an Aho–Corasick automaton (of `ahocorasick_rs`). Raises ValueError on an empty literal."""
    import ahocorasick_rs

    return ahocorasick_rs.AhoCorasick(list(literals))


# Many rules name the same lexicons: one automaton is enough for equal lists.
_shared_automaton = lru_cache(maxsize=1024)(automaton)


def whole(folded: str, found: Iterable[Found]) -> list[Found]:
    """Return the occurrences that begin and end at a word boundary; see `terms.is_whole`."""
    size = len(folded)
    kept: list[Found] = []
    for hit in found:
        _, start, end = hit
        if end < size and is_word_character(folded[end]) and is_word_character(folded[end - 1]):
            continue
        if start and is_word_character(folded[start - 1]) and is_word_character(folded[start]):
            continue
        kept.append(hit)
    return kept


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Return the hits without those that overlap a longer one (of equal length: the first), in order."""
    ordered = sorted(hits, key=lambda h: (-len(h[0]), h[0].start, h[1]))
    if len(ordered) < 2:
        return ordered
    kept: list[Hit] = []
    for hit in ordered:
        if not any(hit[0].overlaps(other[0]) for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h[0])
