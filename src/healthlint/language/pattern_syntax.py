"""A reader of pattern syntax, as far as `re` and `regex` (version 0) share it: from a pattern to what it requires.

It errs on one side only: what it does not know it takes for "may match anything", or refuses.
"""

from __future__ import annotations

import re
from typing import NoReturn
from unicodedata import category

from healthlint.language.needs import ANYTHING, NOTHING, Clause, Need, all_clauses, either, joined, repeated
from healthlint.language.terms import fold

_DIGITS = frozenset("0123456789")
_LONGEST_RANGE = 26  # characters
_LITERALS = re.compile(r"[^\\\[\](){}.*+?|^$]+")
_QUANTIFIER = re.compile(r"(?:(?P<mark>[*+?])|\{(?P<low>\d*)(?P<to>,(?P<high>\d*))?\})[+?]?")
_GROUP = re.compile(
    r"\((?:(?P<plain>\?:|\?>|\?P?<[A-Za-z_]\w*>|\?\||\?[aimsu]*(?:-[ims]+)?:|(?!\?))|(?P<positive>\?=|\?<=)"
    r"|(?P<negative>\?!|\?<!)|(?P<empty>\?\#[^)]*\)|\?[aimsu]+\)))"
)
_CLASS = re.compile(r"\[(?P<not>\^?)(?P<body>\]?(?:\\.|[^\]\[\\])*)\]", re.DOTALL)
_MEMBER = re.compile(r"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\.|[^\\]", re.DOTALL)
_SET_OPERATORS = ("&&", "||", "--", "~~")
_EMPTY_ESCAPES = frozenset("bBAZKGmM")
_CLASS_ESCAPES = frozenset("wWsSD123456789")
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v", "a": "\a"}


class Unreadable(Exception):
    """The pattern holds something that this reader does not know."""


def need_of(pattern: str) -> Need:
    """Return what a pattern requires, in folded text. Raises Unreadable."""
    reader = _Reader(pattern)
    need = reader.alternatives()
    if reader.at < len(pattern):
        raise Unreadable(f"{pattern!r} at {reader.at}")
    return need


class _Reader:
    """A recursive descent through a pattern; `at` is the place of the next character."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def alternatives(self) -> Need:
        """Read up to the closing bracket or the end."""
        branches = [self._sequence()]
        while self.pattern.startswith("|", self.at):
            self.at += 1
            branches.append(self._sequence())
        return either(branches)

    def _sequence(self) -> Need:
        parts: list[Need] = []
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            parts.extend(self._piece())
        return joined(parts)

    def _piece(self) -> list[Need]:
        if literals := _LITERALS.match(self.pattern, self.at):
            return self._literals(literals.group())
        need = self._atom(self.pattern[self.at])
        return [self._quantified(need)]

    def _literals(self, text: str) -> list[Need]:
        self.at += len(text)
        if self.at < len(self.pattern) and self.pattern[self.at] in "*+?{":
            # The quantifier is that of the last character alone.
            return [*_literal(text[:-1]), self._quantified(_character(text[-1]))]
        return _literal(text)

    def _quantified(self, need: Need) -> Need:
        if self.at >= len(self.pattern) or self.pattern[self.at] not in "*+?{":
            return need
        found = _QUANTIFIER.match(self.pattern, self.at)
        if found is None or found.group() in ("{}", "{,}"):
            self._refuse()
        self.at = found.end()
        if self.at < len(self.pattern) and self.pattern[self.at] in "*+?{":
            self._refuse()
        if found["mark"]:
            low, high = {"*": (0, None), "+": (1, None), "?": (0, 1)}[found["mark"]]
            return repeated(need, low, high)
        low = int(found["low"] or 0)
        return repeated(need, low, (int(found["high"]) if found["high"] else None) if found["to"] else low)

    def _atom(self, character: str) -> Need:
        if character == "\\":
            return self._escape()
        if character == "[":
            return self._class()
        if character == "(":
            return self._group()
        self.at += 1
        if character in "^$":
            return NOTHING
        if character == ".":
            return ANYTHING
        if character != "]":
            self._refuse()
        return _character("]")

    def _escape(self) -> Need:
        letter = self.pattern[self.at + 1 : self.at + 2]
        if letter in ("p", "P"):
            end = self.pattern.find("}", self.at)
            if not self.pattern.startswith("{", self.at + 2) or end < 0:
                self._refuse()
            self.at = end + 1
            return ANYTHING
        if letter in ("x", "u"):
            found = _MEMBER.match(self.pattern, self.at)
            said = found.group() if found else ""
            if len(said) < 4:
                self._refuse()
            self.at += len(said)
            return _character(chr(int(said[2:], 16)))
        self.at += 2
        if letter == "d":
            return Need(_DIGITS)
        if letter in _EMPTY_ESCAPES:
            return NOTHING
        if letter in _CLASS_ESCAPES:
            while letter.isdigit() and self.pattern[self.at : self.at + 1].isdigit():
                self.at += 1  # of one number: a group, or a character in octal digits
            return ANYTHING
        if letter in _CONTROLS:
            return _character(_CONTROLS[letter])
        if not letter or letter.isalnum():
            self._refuse()
        return _character(letter)

    def _class(self) -> Need:
        found = _CLASS.match(self.pattern, self.at)
        if found is None or any(operator in found["body"] for operator in _SET_OPERATORS):
            self._refuse()
        self.at = found.end()
        return ANYTHING if found["not"] else _members(found["body"])

    def _group(self) -> Need:
        found = _GROUP.match(self.pattern, self.at)
        if found is None:
            self._refuse()
        self.at = found.end()
        if found["empty"] is not None:
            return NOTHING
        need = self.alternatives()
        if not self.pattern.startswith(")", self.at):
            self._refuse()
        self.at += 1
        if found["plain"] is not None:
            return need
        # What stands around the match stands in the text too; what must not stand there tells nothing.
        return NOTHING if found["negative"] else Need(NOTHING.starts, clauses=tuple(all_clauses(need)))

    def _refuse(self) -> NoReturn:
        raise Unreadable(f"{self.pattern!r} at {self.at}")


def _character(character: str) -> Need:
    """Return the need of one character, unless letters of another folding match it when case is ignored."""
    # A lone surrogate, as `\ud800`, is in no text and cannot be searched for.
    if character.isascii() or (character.lower() == character.upper() == character and category(character) != "Cs"):
        return Need(frozenset({fold(character)}))
    return ANYTHING


def _literal(text: str) -> list[Need]:
    if text.isascii():
        return [Need(frozenset((text.lower(),)))] if text else []
    return [_character(c) for c in text]


def _members(body: str) -> Need:
    """Return the need of a class that is not negated."""
    strings: set[str] = set()
    at = 0
    if body.startswith("]"):
        strings.add("]")
        at = 1
    pending = ""
    while at < len(body):
        found = _MEMBER.match(body, at)
        if found is None:
            return ANYTHING
        at = found.end()
        said = found.group()
        if said == "-" and pending and at < len(body):
            between = _range(pending, body[at])
            if between is None:
                return ANYTHING
            strings |= between
            at, pending = at + 1, ""
            continue
        need = _DIGITS if said == r"\d" else _member(said)
        if need is None:
            return ANYTHING
        strings |= need
        pending = said
    return Need(frozenset(strings)) if strings else ANYTHING


def _range(first: str, last: str) -> Clause | None:
    """Return the strings of a range of a class, or None for one of many characters or with an escape for an end."""
    if len(first) > 1 or last == "\\" or not 0 <= ord(last) - ord(first) < _LONGEST_RANGE:
        return None
    needs = [_character(chr(code)) for code in range(ord(first), ord(last) + 1)]
    return frozenset[str]().union(*(need.starts for need in needs)) if all(need.exact for need in needs) else None


def _member(said: str) -> Clause | None:
    """Return the string of one member of a class, or None for one that stands for many characters."""
    if said.startswith("\\"):
        if said[1] in "xu" and len(said) > 2:
            said = chr(int(said[2:], 16))
        elif said[1] in _CONTROLS:
            said = _CONTROLS[said[1]]
        elif said[1].isalnum():
            return None
        else:
            said = said[1]
    need = _character(said)
    return need.starts if need.exact else None
