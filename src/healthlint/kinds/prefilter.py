"""Where a token pattern can hit, over a whole article at once: spaCy's matcher is slow, and few sentences have a hit.

A pattern becomes a row of steps, each with the tokens that it can stand for as bits (see `TokenIndex`); a pass over
the steps gives the tokens at which a match may end. The answer is never too small: what is not understood (REGEX, a
flag, a comparison) is no limit. The matcher then decides on the sentences that are left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from healthlint.language.inflect import forms
from healthlint.language.token_index import TokenIndex, as_bits, positions

FormTest = Callable[[frozenset[str]], bool]
_ATTRIBUTES = {"LOWER": "LOWER", "ORTH": "ORTH", "TEXT": "ORTH", "NORM": "NORM", "LEMMA": "LEMMA", "TAG": "TAG"} | {
    "POS": "POS",
    "DEP": "DEP",
}
_MOST_KEPT = 20_000  # words whose forms were looked at, for each token of a pattern
_TIMES = re.compile(r"\{(\d*)(,?)(\d*)\}")
_OPERATORS: Mapping[str, tuple[int, int | None]] = {"?": (0, 1), "*": (0, None), "+": (1, None)}


@dataclass(frozen=True, slots=True)
class TokenTest:
    """What a token must be: attributes with the values that they may or may not have, a sentence start, its forms."""

    allowed: tuple[tuple[str, frozenset[int]], ...]
    refused: tuple[tuple[str, frozenset[int]], ...]
    starts: bool
    forms: tuple[FormTest, ...]
    _fits: dict[int, bool] = field(default_factory=dict, compare=False)  # by the hash of the word, for `forms`

    @classmethod
    def of(cls, spec: Mapping[str, Any], strings: Any) -> TokenTest:
        """Read one token of a pattern, or the RIGHT_ATTRS of a node, with its lexicons expanded."""
        allowed: list[tuple[str, frozenset[int]]] = []
        refused: list[tuple[str, frozenset[int]]] = []
        starts = False
        tests: list[FormTest] = []
        for key, value in spec.items():
            attribute = _ATTRIBUTES.get(key.upper())
            if key.upper() in ("IS_SENT_START", "SENT_START"):
                starts = starts or value is True
            elif key == "_":
                tests.extend(_form_tests(value))
            elif attribute is not None:
                for operator, operand in (value if isinstance(value, dict) else {"IN": [value]}).items():
                    if isinstance(operand, list) and operator in ("IN", "NOT_IN"):
                        row = (attribute, frozenset(strings[v] if isinstance(v, str) else v for v in operand))
                        (allowed if operator == "IN" else refused).append(row)
        return cls(tuple(allowed), tuple(refused), starts, tuple(tests))

    @property
    def words(self) -> list[frozenset[int]]:
        """The sets of lower-case words of which it asks for one."""
        return [values for attribute, values in self.allowed if attribute == "LOWER"]

    def bits(self, index: TokenIndex) -> int:
        """Return the tokens of an article that fit, whatever their forms."""
        found = index.starts if self.starts else index.all
        for attribute, values in self.allowed:
            found &= index.bits(attribute, values)
        for attribute, values in self.refused:
            if found:
                found &= ~index.bits(attribute, values)
        return found

    def with_forms(self, index: TokenIndex, bits: int) -> int:
        """Return those of some tokens whose dictionary forms fit."""
        if not self.forms or not bits:
            return bits
        words, fits = index.column("ORTH"), self._fits
        if len(fits) > _MOST_KEPT:
            fits.clear()
        kept: list[int] = []
        for n in positions(bits):
            word = words[n]
            if word not in fits:
                known = forms(index.strings[word])
                fits[word] = all(test(known) for test in self.forms)
            if fits[word]:
                kept.append(n)
        return as_bits(kept, index.size)


def _form_tests(value: Any) -> Iterator[FormTest]:
    wanted = value.get("forms") if isinstance(value, dict) else None
    for operator, operand in wanted.items() if isinstance(wanted, dict) else ():
        tags = frozenset(operand) if isinstance(operand, list) else None
        if tags is not None and operator == "INTERSECTS":
            yield lambda known, tags=tags: not tags.isdisjoint(known)
        elif tags is not None and operator == "IS_SUBSET":
            yield lambda known, tags=tags: known <= tags


@dataclass(frozen=True, slots=True)
class Step:
    """A token test with how often it stands in a row: from `least` to `most` times (None: any number)."""

    test: TokenTest
    least: int
    most: int | None


class PatternFilter:
    """One token pattern as steps; built on the strings of a vocabulary."""

    def __init__(self, pattern: Sequence[Mapping[str, Any]], strings: Any) -> None:
        self._steps: tuple[Step, ...] | None = None
        counts = [repetitions(token.get("OP")) for token in pattern]
        if all(count is not None for count in counts):
            self._steps = tuple(
                Step(TokenTest.of(token, strings), *count)
                for token, count in zip(pattern, counts, strict=True)
                if count is not None
            )
        # The words that must stand in an article: few at a time, so that the answer is soon no.
        asked = [words for step in self._steps or () if step.least for words in step.test.words]
        self._asked = sorted(asked, key=len)

    def ends(self, index: TokenIndex) -> int:
        """Return, as bits, the tokens that can be the last of a match; matches lie within one sentence."""
        if self._steps is None:
            return index.all
        words = index.words
        if any(asked.isdisjoint(words) for asked in self._asked):
            return 0
        inside = index.all & ~index.starts
        # The next token to be read: of matches that have begun, and, until a token must stand, of those to come.
        begun, unbegun = 0, index.all
        for step in self._steps:
            fitting = step.test.bits(index)
            begun, unbegun = _advance(index, step, fitting, fitting & inside, begun, unbegun)
            if not begun and not unbegun:
                return 0
        return begun >> 1


def _advance(index: TokenIndex, step: Step, first: int, later: int, begun: int, unbegun: int) -> tuple[int, int]:
    """Return where matches stand after a step; `first` tokens can begin a match, `later` ones go on with it."""

    def read(begun: int, unbegun: int) -> int:
        return (step.test.with_forms(index, begun & later) | step.test.with_forms(index, unbegun & first)) << 1

    for _ in range(step.least):
        begun, unbegun = read(begun, unbegun), 0
    if step.most is None:
        return _flood(begun | read(0, unbegun), step.test.with_forms(index, later)), unbegun
    for _ in range(step.most - step.least):
        more = begun | read(begun, unbegun)
        if more == begun:
            break
        begun = more
    return begun, unbegun


def _flood(bits: int, over: int) -> int:
    """Return bits with all that they reach upwards over runs of the bits `over`: 1, 2, 4 … at a time."""
    step = 1
    while over & bits:
        bits |= (bits & over) << step
        over &= over >> step
        step *= 2
    return bits


def repetitions(operator: Any) -> tuple[int, int | None] | None:
    """Return the least and the most times of a spaCy operator (None: once); None for another, such as `!`."""
    if not isinstance(operator, str):
        return (1, 1) if operator is None else None
    if operator in _OPERATORS:
        return _OPERATORS[operator]
    found = _TIMES.fullmatch(operator)
    if found is None or not (found.group(1) or found.group(3)):
        return None
    least = int(found.group(1) or 0)
    if not found.group(2):
        return least, least
    return least, int(found.group(3)) if found.group(3) else None


class NodeFilter:
    """One dependency pattern: the tests of its nodes, and which of them stand straight after another."""

    def __init__(self, pattern: Sequence[Mapping[str, Any]], strings: Any) -> None:
        self._tests = [TokenTest.of(node.get("RIGHT_ATTRS") or {}, strings) for node in pattern]
        numbers = {node.get("RIGHT_ID"): n for n, node in enumerate(pattern)}
        # `A . B`: B is the next token after A.
        self._after = {
            n: numbers[node["LEFT_ID"]]
            for n, node in enumerate(pattern)
            if node.get("REL_OP") == "." and numbers.get(node.get("LEFT_ID"), n) < n
        }

    def sentences(self, index: TokenIndex) -> set[int]:
        """Return the sentences in which every node of the pattern has a token."""
        if any(words.isdisjoint(index.words) for test in self._tests for words in test.words):
            return set()
        found: list[int] = []
        for n, test in enumerate(self._tests):
            bits = test.bits(index)
            if n in self._after:
                bits &= (found[self._after[n]] << 1) & ~index.starts
            if not bits:
                return set()
            found.append(bits)
        return _common(index, sorted(found, key=int.bit_count))


def _common(index: TokenIndex, rows: Iterable[int]) -> set[int]:
    common: set[int] | None = None
    for bits in rows:
        sentences = set(index.sentences(bits))
        common = sentences if common is None else common & sentences
        if not common:
            break
    return common or set()
