"""Which of many patterns could match in which sentence of a block, by the literals that they require: one pass."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from healthlint.language.phrases import automaton
from healthlint.language.required import is_plain, required
from healthlint.model.span import Span


class SentenceGates:
    """Patterns by name, each as its alternatives; the automaton is built at the first search.

    A name is open in a sentence where each clause of one of its alternatives has a literal (see `language.required`).
    """

    def __init__(self, patterns: Mapping[str, Iterable[str]]) -> None:
        gates = [(name, required(part)) for name, parts in patterns.items() for part in parts]
        clauses = {clause: i for i, clause in enumerate(dict.fromkeys(c for _, gate in gates for c in gate))}
        self._gates = [(name, frozenset(clauses[c] for c in gate)) for name, gate in gates]
        self._all = frozenset(patterns)
        self._owners: dict[str, list[int]] = {}
        for clause, i in clauses.items():
            for literal in clause:
                self._owners.setdefault(literal, []).append(i)
        self._clauses = list(self._owners.values())
        self._known: dict[frozenset[int], frozenset[str]] = {}  # what was asked before: the same few sets come again

    @cached_property
    def _automaton(self) -> Any:
        return automaton(tuple(self._owners))

    def open(self, folded: str, sentences: Sequence[Span]) -> list[frozenset[str]]:
        """Return for each sentence of a folded text the names that are open in it."""
        if not is_plain(folded):
            return [self._all] * len(sentences)
        met: list[set[int]] = [set() for _ in sentences]
        starts = [s.start for s in sentences]
        for literal, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            at = bisect_right(starts, start) - 1
            if at >= 0 and end <= sentences[at].end:
                met[at].update(self._clauses[literal])
        return [self._named(frozenset(clauses)) for clauses in met]

    def _named(self, clauses: frozenset[int]) -> frozenset[str]:
        names = self._known.get(clauses)
        if names is None:
            names = frozenset(name for name, gate in self._gates if gate <= clauses)
            self._known[clauses] = names
        return names
