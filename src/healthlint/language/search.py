"""One pass over a text for everything that many rules look for: their phrases, and what their patterns require."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from healthlint.language.phrases import Found, automaton, whole
from healthlint.language.required import Gate, is_plain, required


class Search:
    """Phrases (folded) and gates with one automaton, built at the first search.

    A gate (see `required`) is open in a text where each of its clauses has a literal. One without clauses is always
    open and never told of.
    """

    def __init__(self, phrases: Sequence[str], gates: Sequence[Gate]) -> None:
        self._phrases = tuple(phrases)
        self._gated = frozenset(number for number, gate in enumerate(gates) if gate)
        clauses = {clause: i for i, clause in enumerate(dict.fromkeys(c for gate in gates for c in gate))}
        # For each clause the gates that have it first: the rarest leads, so that most gates are never looked at.
        self._led: dict[int, list[tuple[int, frozenset[int]]]] = defaultdict(list)
        for number, gate in enumerate(gates):
            if gate:
                first, *others = (clauses[clause] for clause in gate)
                self._led[first].append((number, frozenset(others)))
        literals: dict[str, list[int]] = defaultdict(list)
        for clause, i in clauses.items():
            for literal in sorted(clause):
                literals[literal].append(i)
        self._literals = tuple(literals)
        self._clauses = tuple(literals.values())

    @cached_property
    def _automaton(self) -> Any:
        return automaton((*self._phrases, *self._literals))

    def search(self, folded: str) -> tuple[list[Found], frozenset[int]]:
        """Return the phrases at word boundaries, as (index, start, end), and the numbers of the gates that are open."""
        if not folded or not (self._phrases or self._literals):
            return [], frozenset()
        size = len(self._phrases)
        found = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        phrases = whole(folded, [hit for hit in found if hit[0] < size])
        return phrases, self._open(folded, {hit[0] for hit in found if hit[0] >= size})

    def _open(self, folded: str, literals: set[int]) -> frozenset[int]:
        if not is_plain(folded):
            return self._gated
        clauses = {clause for literal in literals for clause in self._clauses[literal - len(self._phrases)]}
        return frozenset(n for first in clauses & self._led.keys() for n, rest in self._led[first] if rest <= clauses)


class Gates:
    """Which of several sets of patterns may match in a text: one pass in place of a run of each."""

    def __init__(self, sets: Sequence[Sequence[re.Pattern[str]]]) -> None:
        gates = [required("|".join(f"(?:{pattern.pattern})" for pattern in patterns)) for patterns in sets]
        self._search = Search((), gates)
        self._ungated = frozenset(number for number, gate in enumerate(gates) if not gate)

    def open(self, folded: str) -> frozenset[int]:
        """Return the numbers of the sets of which a pattern may match in a folded text."""
        return self._ungated | self._search.search(folded)[1]
