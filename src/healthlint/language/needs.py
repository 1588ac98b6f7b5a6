"""What a part of a pattern requires of a text: the strings that it matches, or what stands in them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

Clause = frozenset[str]

_MOST_STRINGS = 48  # of one run of the pattern; longer ones are cut in two
_MOST_ALTERNATIVES = 400
_PARAGRAPH = 300  # characters

# How often a character is met in English prose (Norvig 2013 for the letters, which leave room for spaces).
_SHARES = {
    " ": 0.17, "e": 0.1, "t": 0.076, "a": 0.066, "o": 0.063, "i": 0.062, "n": 0.06, "s": 0.053, "r": 0.052, "h": 0.041,
    "l": 0.033, "d": 0.031, "c": 0.028, "u": 0.022, "m": 0.02, "f": 0.02, "p": 0.018, "g": 0.015, "w": 0.014,
    "y": 0.014, "b": 0.012, ".": 0.01, ",": 0.01, "v": 0.009, "k": 0.005, "-": 0.003, "x": 0.002, "j": 0.001,
    "q": 0.001, "z": 0.001,
}  # fmt: skip
_RARE = 0.002  # digits, marks and all others


@dataclass(frozen=True, slots=True)
class Need:
    """What a part of a pattern matches. `exact`: all its strings, folded; None when they are not known or too many.

    `clauses`: of each, one string at least stands in every text in which the part matches.
    """

    exact: Clause | None
    clauses: tuple[Clause, ...] = ()


NOTHING = Need(frozenset({""}))
ANYTHING = Need(None)


def expected(clause: Iterable[str]) -> float:
    """Return how often the literals of a clause are to be expected in a paragraph, by their letters."""
    return _PARAGRAPH * sum(prod(_SHARES.get(c, _RARE) for c in literal) for literal in clause)


def all_clauses(need: Need) -> list[Clause]:
    """Return what a text must hold where the part matches; the strings of the part itself are one clause of that."""
    exact = [need.exact] if need.exact is not None and "" not in need.exact else []
    return [*need.clauses, *exact]


def smallest(clause: Clause) -> Clause:
    """Return a clause without the literals that hold another one of it."""
    kept: list[str] = []
    for literal in sorted(clause, key=lambda s: (len(s), s)):
        if not any(k in literal for k in kept):
            kept.append(literal)
    return frozenset(kept)


def _best(need: Need) -> Clause | None:
    return min(all_clauses(need), key=expected, default=None)


def joined(parts: Sequence[Need]) -> Need:
    """Return the need of parts that follow one another."""
    clauses: list[Clause] = []
    tail: Clause = frozenset({""})
    whole = True
    for part in parts:
        clauses.extend(part.clauses)
        if part.exact is not None and len(tail) * len(part.exact) <= _MOST_STRINGS:
            tail = frozenset(a + b for a, b in product(tail, part.exact))
            continue
        whole = False
        if "" not in tail:
            clauses.append(tail)
        tail = part.exact if part.exact is not None else frozenset({""})
    if whole:
        return Need(tail, tuple(clauses))
    if "" not in tail:
        clauses.append(tail)
    return Need(None, tuple(clauses))


def either(branches: Sequence[Need]) -> Need:
    """Return the need of alternatives."""
    if len(branches) == 1:
        return branches[0]
    known = [b.exact for b in branches if b.exact is not None]
    if len(known) == len(branches):
        union = frozenset[str]().union(*known)
        if len(union) <= _MOST_ALTERNATIVES:
            return Need(union)
    best = [clause for b in branches if (clause := _best(b)) is not None]
    union = frozenset[str]().union(*best)
    if len(best) < len(branches) or len(union) > _MOST_ALTERNATIVES:
        return ANYTHING
    return Need(None, (union,))


def repeated(need: Need, low: int, high: int | None) -> Need:
    if low == 0:
        return Need(need.exact | {""}) if high == 1 and need.exact is not None else ANYTHING
    if low == high and low <= 4:
        return joined([need] * low)
    return Need(None, tuple(all_clauses(need)))
