"""What a part of a pattern requires of a text: the strings that it matches, or what stands in them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product, repeat
from math import prod
from typing import NamedTuple

Clause = frozenset[str]

_MOST_STRINGS = 128  # of one run of the pattern; longer ones are cut in two
_LONGEST = 80  # characters: `((a{4}){4}){4}` and so on must not fill the memory
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


class Need(NamedTuple):
    """What a part of a pattern matches, in folded strings.

    `exact`: whether `starts` are all the strings that it matches; else each of those begins with one of them.
    `clauses`: of each, one string at least stands in every text in which the part matches.
    """

    starts: Clause
    exact: bool = True
    clauses: tuple[Clause, ...] = ()


_EMPTY: Clause = frozenset({""})
NOTHING = Need(_EMPTY)
ANYTHING = Need(_EMPTY, exact=False)


def expected(clause: Iterable[str]) -> float:
    """Return how often the literals of a clause are to be expected in a paragraph, by their letters."""
    return _PARAGRAPH * sum(prod(map(_SHARES.get, literal, repeat(_RARE))) for literal in clause)


def all_clauses(need: Need) -> list[Clause]:
    """Return what a text must hold where the part matches; the strings of the part itself are one clause of that."""
    return [*need.clauses, *_if_known(need.starts)]


def _if_known(strings: Clause) -> tuple[Clause, ...]:
    return () if "" in strings else (strings,)


def smallest(clause: Clause) -> Clause:
    """Return a clause without the literals that hold another one of it."""
    kept = set(clause)
    text = "\n".join(clause)
    for literal in sorted(clause, key=len):
        if literal in kept and text.count(literal) > 1:
            kept = {other for other in kept if literal not in other or other == literal}
    return frozenset(kept)


def _best(need: Need) -> Clause | None:
    return min(all_clauses(need), key=expected, default=None)


def joined(parts: Sequence[Need]) -> Need:
    """Return the need of parts that follow one another."""
    if len(parts) == 1:
        return parts[0]
    clauses: list[Clause] = []
    starts: Clause | None = None
    run = _EMPTY  # the strings that the last parts match in a row
    for part in parts:
        clauses.extend(part.clauses)
        longer = _product(run, part.starts)
        if longer and part.exact:
            run = longer
            continue
        done = longer or run
        if starts is None:
            starts = done
        else:
            clauses.extend(_if_known(done))
        run = part.starts if part.exact else _EMPTY
    if starts is None:
        return Need(run, clauses=tuple(clauses))
    return Need(starts, exact=False, clauses=(*clauses, *_if_known(run)))


def _product(before: Clause, after: Clause) -> Clause | None:
    """Return each string with each that may follow it, or None when these would be too many or too long."""
    if before == _EMPTY or after == _EMPTY:
        return before if after == _EMPTY else after
    if len(before) * len(after) > _MOST_STRINGS or len(max(before, key=len)) + len(max(after, key=len)) > _LONGEST:
        return None
    return frozenset(a + b for a, b in product(before, after))


def either(branches: Sequence[Need]) -> Need:
    """Return the need of alternatives."""
    if len(branches) == 1:
        return branches[0]
    starts = frozenset[str]().union(*(b.starts for b in branches))
    if len(starts) > _MOST_ALTERNATIVES:
        starts = _EMPTY
    elif all(b.exact for b in branches):
        return Need(starts)
    best = [clause for b in branches if (clause := _best(b)) is not None]
    union = frozenset[str]().union(*best)
    known = len(best) == len(branches) and len(union) <= _MOST_ALTERNATIVES
    return Need(starts, exact=False, clauses=(union,) if known else ())


def repeated(need: Need, low: int, high: int | None) -> Need:
    """Return the need of a part that is matched from `low` to `high` times (None: without end)."""
    if low == 0:
        return Need(need.starts | _EMPTY) if high == 1 and need.exact else ANYTHING
    if need.exact and low == high and low <= 4:
        return joined([need] * low)
    return Need(need.starts, exact=False, clauses=need.clauses)
