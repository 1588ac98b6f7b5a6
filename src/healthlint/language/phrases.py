"""Find many phrases in folded text: overlapping search, then word boundaries, then the longest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from healthlint.language.terms import is_whole
from healthlint.model.span import Span

Hit = tuple[Span, int]


class PhraseSet:
    """Phrases (folded) that are searched for together. The automaton is built at the first search."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self.phrases = tuple(phrases)
        self._automaton: Any = None

    def __bool__(self) -> bool:
        return bool(self.phrases)

    def search(self, folded: str) -> list[Hit]:
        """Return every occurrence at word boundaries as (span, index of the phrase), overlapping ones too."""
        if not self.phrases or not folded:
            return []
        if self._automaton is None:
            import ahocorasick_rs

            self._automaton = ahocorasick_rs.AhoCorasick(list(self.phrases))
        return [
            (Span(start, end), index)
            for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True)
            if is_whole(folded, start, end)
        ]

    def occurs(self, folded: str) -> bool:
        """Tell whether any of the phrases occurs."""
        return bool(self.search(folded))


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Return the hits without those that overlap a longer one (of equal length: the first), in order."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (-len(h[0]), h[0].start, h[1])):
        if not any(hit[0].overlaps(other[0]) for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h[0])
