"""What a text must hold for a pattern to match in it: literals to look for before the pattern is run.

After Russ Cox, Regular Expression Matching with a Trigram Index (2012), with whole literals in place of trigrams.

Literals are those of folded text (see `terms.fold`) and stand anywhere in it, in words too. Folding loses nothing but
what `is_plain` tells of: in a text that is not plain a match may stand without its literals.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from healthlint.language.needs import Clause, all_clauses, expected, smallest

Gate = tuple[Clause, ...]

_MOST_CLAUSES = 3
_COMMON = 0.3  # times in a paragraph: a clause that is met as often is not worth its search, beside a rarer one
_EVERYWHERE = 8.0  # no clause at all is better than one that most sentences meet
# When case is ignored "s" matches "ſ" too, and "i" and "I" match "ı" and "İ"; lower case does not bring them together.
_OTHER_CASES = frozenset("ſıİ")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


# What was worked out when the rules were compiled: to read a pattern takes some 0.3 ms.
_known: dict[str, Sequence[Sequence[str]]] = {}


def know(gates: Mapping[str, Sequence[Sequence[str]]]) -> None:
    """Take what `required` said of patterns, in another process but of the same code, so as not to read them again."""
    _known.update(gates)


def is_plain(text: str) -> bool:
    """Tell whether folding a text keeps every literal that a pattern may have found in it."""
    return text.isascii() or not any(map(_is_odd, set(_NOT_ASCII.findall(text))))


@lru_cache(maxsize=4096)
def _is_odd(character: str) -> bool:
    # `\d` matches the digits of all scripts; `regex` may know some of a later Unicode (Cn: not assigned) than Python.
    return character in _OTHER_CASES or unicodedata.category(character) in ("Nd", "Cn")


@lru_cache(maxsize=4096)
def required(pattern: str) -> Gate:
    """Return what must stand in a folded, plain text for the pattern to match in it, the rarest first.

    Of each clause one literal at least must stand there. No clauses: nothing is known, the pattern must be run.
    """
    if pattern in _known:
        return tuple(map(frozenset, _known[pattern]))
    from healthlint.language.pattern_syntax import Unreadable, need_of

    try:
        need = need_of(pattern)
    except (Unreadable, RecursionError):
        return ()
    found = {clause: expected(clause) for clause in {smallest(c) for c in all_clauses(need)}}
    clauses = sorted((c for c in found if found[c] < _EVERYWHERE), key=lambda c: (found[c], sorted(c)))
    return tuple(c for c in clauses[:_MOST_CLAUSES] if found[c] < _COMMON or found[clauses[0]] >= _COMMON)
