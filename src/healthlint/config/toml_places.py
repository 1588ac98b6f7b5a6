"""Where the keys and values of a TOML text stand, which tomllib does not tell."""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass, field

from healthlint.model.span import Span

KeyPath = tuple[str | int, ...]

_SPACE = re.compile(r"[ \t]*")
_GAP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"[A-Za-z0-9_-]+|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}' + r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}" + r'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'',
    re.DOTALL,
)
_BARE = re.compile(r"[^,\]}#\r\n]+")


@dataclass(frozen=True, slots=True)
class Place:
    """The spans of a key (empty for a list's element) and of its value, in the TOML text.

    The value of a table that has a header is that header.
    """

    key: Span
    value: Span


def places(text: str) -> dict[KeyPath, Place]:
    """Return the place of every key and list element of a valid TOML text, by its path from the top.

    List elements and the tables of `[[arrays]]` have their index in the path. The text must be one that tomllib
    accepts; on anything else the result covers what could be read.
    """
    scan = _Scan(text)
    # A missing place only costs the caret, never the message.
    with suppress(_Lost, RecursionError):
        scan.document()
    return scan.found


class _Lost(Exception):
    """The text is no TOML that this scanner knows."""


@dataclass(slots=True)
class _Scan:
    text: str
    at: int = 0
    found: dict[KeyPath, Place] = field(default_factory=dict)
    counts: dict[KeyPath, int] = field(default_factory=dict)

    def document(self) -> None:
        table: KeyPath = ()
        while self._skip(_GAP) < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> KeyPath:
        start = self.at
        many = self.text.startswith("[[", start)
        self.at += 2 if many else 1
        keys = self._keys()
        self._expect("]]" if many else "]")
        path: KeyPath = ()
        for number, (name, span) in enumerate(keys):
            path = (*path, name)
            last = number == len(keys) - 1
            if last and many:
                self.counts[path] = self.counts.get(path, -1) + 1
            self._note(path, span, Span(start, self.at))
            if path in self.counts:
                path = (*path, self.counts[path])
                self._note(path, span, Span(start, self.at))
        return path

    def _pair(self, table: KeyPath) -> None:
        keys = self._keys()
        self._expect("=")
        self._skip(_SPACE)
        path = table
        inner: list[tuple[KeyPath, Span]] = []
        for name, span in keys:
            path = (*path, name)
            inner.append((path, span))
        value = self._value(path)
        for one, span in inner:
            self._note(one, span, value)

    def _keys(self) -> list[tuple[str, Span]]:
        keys: list[tuple[str, Span]] = []
        while True:
            self._skip(_SPACE)
            match = _KEY.match(self.text, self.at)
            if match is None:
                raise _Lost
            keys.append((_name(match.group()), Span(*match.span())))
            self.at = match.end()
            self._skip(_SPACE)
            if not self.text.startswith(".", self.at):
                return keys
            self.at += 1

    def _value(self, path: KeyPath) -> Span:
        start = self.at
        if self.text.startswith("[", start):
            self._array(path)
        elif self.text.startswith("{", start):
            self._inline(path)
        else:
            match = _STRING.match(self.text, start) or _BARE.match(self.text, start)
            if match is None:
                raise _Lost
            self.at = start + len(match.group().rstrip(" \t"))
        return Span(start, self.at)

    def _array(self, path: KeyPath) -> None:
        self.at += 1
        index = 0
        while True:
            self._skip(_GAP)
            if self._take("]"):
                return
            element = (*path, index)
            value = self._value(element)
            self._note(element, Span(value.start, value.start), value)
            index += 1
            self._skip(_GAP)
            if not self._take(","):
                self._expect("]")
                return

    def _inline(self, path: KeyPath) -> None:
        self.at += 1
        while True:
            self._skip(_GAP)
            if self._take("}"):
                return
            self._pair(path)
            self._skip(_GAP)
            if not self._take(","):
                self._expect("}")
                return

    def _note(self, path: KeyPath, key: Span, value: Span) -> None:
        # A table may be opened more than once (`[a.b]` then `[a]`); its first mention is its place.
        self.found.setdefault(path, Place(key, value))

    def _skip(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.at

    def _take(self, mark: str) -> bool:
        if not self.text.startswith(mark, self.at):
            return False
        self.at += len(mark)
        return True

    def _expect(self, mark: str) -> None:
        self._skip(_SPACE)
        if not self._take(mark):
            raise _Lost


def _name(written: str) -> str:
    if written[0] == "'":
        return written[1:-1]
    if written[0] != '"':
        return written
    try:
        return next(iter(tomllib.loads(f"{written} = 0")))
    except tomllib.TOMLDecodeError as err:
        raise _Lost from err
