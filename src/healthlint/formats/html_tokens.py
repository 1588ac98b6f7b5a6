"""HTML tokens with exact places in the source. The only file that uses turbohtml."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

_NEWLINE = re.compile(r"\r\n?")


@dataclass(frozen=True, slots=True)
class HtmlToken:
    """`kind`: text, reference, start, end, comment, other or lost (cannot be placed). Offsets are in the source.

    `data` is the text (of a reference: what it stands for); `source` is the markup as written.
    """

    kind: str
    start: int
    end: int
    name: str = ""
    data: str = ""
    source: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


class Places:
    """Where the characters of a joined text stand in the source. `pieces` are (start, end) source ranges."""

    def __init__(self, pieces: Sequence[tuple[int, int]]) -> None:
        self.pieces = [p for p in pieces if p[1] > p[0]]
        self._starts = [0]
        for start, end in self.pieces:
            self._starts.append(self._starts[-1] + end - start)

    def at(self, local: int) -> int:
        """Return the source offset of a character of the joined text."""
        index = min(bisect_right(self._starts, local) - 1, len(self.pieces) - 1)
        return self.pieces[index][0] + local - self._starts[index]

    def ranges(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the source ranges of a local range, one for each piece it touches."""
        index = bisect_right(self._starts, start) - 1
        while start < end:
            stop = min(end, self._starts[index + 1])
            first = self.pieces[index][0] + start - self._starts[index]
            yield first, first + stop - start
            start, index = stop, index + 1


def tokens(text: str, pieces: Sequence[tuple[int, int]]) -> Iterator[HtmlToken]:
    """Yield the tokens of the source ranges `pieces`, read as one text.

    The tokenizer counts a CR LF as one character; a space in the CR's stead keeps all offsets (white space
    collapses anyway).
    """
    import turbohtml

    places = Places(pieces)
    joined = "".join(text[a:b] for a, b in places.pieces)
    if not joined:
        return
    joined = joined.replace("\0", "\ufffd")  # what the tokenizer makes of it
    norm = _NEWLINE.sub(lambda m: " \n" if len(m[0]) == 2 else "\n", joined) if "\r" in joined else joined
    lines = [0, *(m.end() for m in re.finditer("\n", norm))]
    done = 0
    for token in turbohtml.tokenize(norm, resolve_references=False, capture_source=True):
        start = lines[token.line - 1] + token.col
        kind = token.type.name
        written = token.data if kind == "TEXT" else token.source
        if not written or not norm.startswith(written, start):
            continue
        if start > done:
            yield from _lost(places, done, start)
        done = start + len(written)
        if kind == "TEXT":
            for first, stop in places.ranges(start, done):
                yield HtmlToken("text", first, stop, data=text[first:stop])
            continue
        yield HtmlToken(
            _KINDS.get(kind, "other"),
            places.at(start),
            places.at(done - 1) + 1,
            name=token.tag or "",
            data=token.data or "",
            source=written,
            attributes={k: v or "" for k, v in reversed(token.attrs or ())},
        )
    if done < len(norm):
        yield from _lost(places, done, len(norm))


_KINDS = {"START_TAG": "start", "END_TAG": "end", "COMMENT": "comment", "CHARACTER_REFERENCE": "reference"}


def _lost(places: Places, start: int, end: int) -> Iterator[HtmlToken]:
    for first, stop in places.ranges(start, end):
        yield HtmlToken("lost", first, stop)


_ENTITY = re.compile(r"&#?\w{1,32};?")


def attribute_pieces(token: HtmlToken, name: str) -> list[tuple[str, int, int]] | None:
    """Return (text, source start, source length) pieces of an attribute's value, or None when they are not exact."""
    value = token.attributes.get(name, "")
    if token.end - token.start != len(token.source):
        return None
    pattern = re.compile(rf"[\s\"'/]{re.escape(name)}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))", re.IGNORECASE)
    match = pattern.search(token.source)
    if match is None:
        return None
    group = next(g for g in (1, 2, 3) if match[g] is not None)
    raw, at = match[group], token.start + match.start(group)
    pieces: list[tuple[str, int, int]] = []
    done = 0
    for entity in _ENTITY.finditer(raw):
        meant = unescape(entity[0])
        if meant == entity[0]:
            continue
        if entity.start() > done:
            pieces.append((raw[done : entity.start()], at + done, entity.start() - done))
        pieces.append((meant, at + entity.start(), len(entity[0])))
        done = entity.end()
    if done < len(raw):
        pieces.append((raw[done:], at + done, len(raw) - done))
    heard = "".join(p[0] for p in pieces)
    return pieces if " ".join(heard.split()) == " ".join(value.split()) else None
