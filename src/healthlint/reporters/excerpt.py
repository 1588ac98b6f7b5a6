"""A sentence of the source, trimmed around the findings on it, with their words underlined.

Three steps: the source becomes glyphs (what is drawn as one, with the source range it stands for), a long
sentence keeps windows around its marks, and the glyphs that are left are wrapped into rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from healthlint.model.span import Span
from healthlint.reporters.cells import clusters
from healthlint.reporters.neutral import neutral

ONE_LINE = 400  # cells of a sentence that is shown whole when rows are not wrapped
_REACH = 150  # glyphs shown on each side of a mark of a longer one
ROWS_IN_FULL = 3  # a sentence of up to so many rows is shown whole; an ordinary one takes one or two
_WORD_LIMIT = 20  # glyphs that a window gives up at most, to end between words

_GAP = re.compile(r"[ \t\r\n]+")

INNER, OUTER, PLAIN = "^", "~", " "


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of the source to underline; `role` is what it is styled as (a severity)."""

    span: Span
    role: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a row that is drawn alike. `underline` has as many cells as `text`."""

    text: str
    underline: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One drawn row; `source_start` is the place of its first character in the source."""

    source_start: int
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The row as it is read."""
        return "".join(p.text for p in self.pieces)

    @property
    def underline(self) -> str:
        """The row below: `^` under a mark, `~` under a mark that holds another one, else spaces."""
        return "".join(p.underline for p in self.pieces)


class _Glyph(NamedTuple):
    """What is drawn as one, and the range of the source that it stands for. A tuple: a long sentence has hundreds."""

    text: str
    start: int
    end: int
    cells: int
    sign: str = PLAIN
    role: str = ""

    @property
    def is_space(self) -> bool:
        return self.text == " "


def excerpt(text: str, sentence: Span, marks: Sequence[Mark], *, width: int | None) -> tuple[Row, ...]:
    """Return the rows that show `sentence` (a range of `text`) with its marks, each of at most `width` cells.

    Without a width it is one row, trimmed around its marks only when it is very long.

    A mark that goes beyond the sentence widens it. Line breaks are read as spaces, other control characters as
    visible stand-ins. A mark without characters is drawn under the character that follows it.
    """
    solid = [Mark(_solid(m.span, len(text)), m.role) for m in marks]
    start = min([sentence.start, *(m.span.start for m in solid)])
    end = min(max([sentence.end, *(m.span.end for m in solid)]), len(text))
    first, last = min((m.span.start for m in solid), default=0), max((m.span.end for m in solid), default=0)
    glyphs = [_marked(g, solid) if g.start < last and first < g.end else g for g in _glyphs(text, start, end)]
    cells = sum(g.cells for g in glyphs)
    if width is None:
        whole = glyphs if cells <= ONE_LINE else _trimmed(glyphs, reach=_REACH)
        return tuple(_row(row) for row in _kept(whole))
    if cells > ROWS_IN_FULL * width:
        glyphs = _trimmed(glyphs, reach=max(1, width // 2))
    return tuple(_row(row) for row in _wrapped(glyphs, width))


def _solid(span: Span, length: int) -> Span:
    if len(span):
        return span
    return Span(span.start, span.start + 1) if span.start < length else Span(max(0, length - 1), length)


def _glyphs(text: str, start: int, end: int) -> list[_Glyph]:
    """Return what is drawn; white space with a line break in it is one space, at an edge nothing."""
    part = text[start:end]
    if part.isascii() and part.isprintable():
        return [_Glyph(char, i, i + 1, 1) for i, char in enumerate(part, start)]
    chars: list[str] = []
    offsets: list[int] = []
    done = start
    for gap in _GAP.finditer(text, start, end):
        if "\n" in gap[0] or "\r" in gap[0]:
            chars += neutral(text[done : gap.start()]), " "
            offsets += *range(done, gap.start()), gap.start()
            done = gap.end()
    drawn = "".join((*chars, neutral(text[done:end])))
    offsets += range(done, end + 1)
    return [_Glyph(drawn[i:j], offsets[i], offsets[j], cells) for i, j, cells in clusters(drawn)]


def _marked(glyph: _Glyph, marks: Sequence[Mark]) -> _Glyph:
    """Return the glyph with the sign and the role of the shortest mark on it (the first of equals)."""
    own = [m for m in marks if m.span.start < glyph.end and glyph.start < m.span.end]
    if not own:
        return glyph
    top = min(own, key=lambda m: len(m.span))
    holds_another = any(m.span != top.span and top.span.covers(m.span) for m in marks)
    return glyph._replace(sign=OUTER if holds_another else INNER, role=top.role)


def _trimmed(glyphs: Sequence[_Glyph], *, reach: int) -> list[_Glyph]:
    """Return `reach` glyphs around each end of each mark, with an ellipsis for what is left out."""
    edges = [i for i in range(len(glyphs)) if _is_edge(glyphs, i)]
    if not edges:  # the beginning stands for the sentence
        edges, reach = [0], 2 * reach
    windows: list[list[int]] = []
    for edge in edges:
        first, last = max(0, edge - reach), min(len(glyphs), edge + reach)
        if windows and first <= windows[-1][1]:
            windows[-1][1] = last
        else:
            windows.append([first, last])
    out: list[_Glyph] = []
    for first, last in windows:
        first, last = _between_words(glyphs, first, last, give=min(_WORD_LIMIT, reach // 2))
        if first and not out:
            out += _gap(glyphs[first].start)
        out += glyphs[first:last]
        if last < len(glyphs):
            out += _gap(glyphs[last].start)
    return out


def _gap(source_offset: int) -> list[_Glyph]:
    return [_Glyph(c, source_offset, source_offset, 1) for c in " … "]


def _is_edge(glyphs: Sequence[_Glyph], i: int) -> bool:
    look = (glyphs[i].sign, glyphs[i].role)
    if look[0] == PLAIN:
        return False
    before = (glyphs[i - 1].sign, glyphs[i - 1].role) if i else ("", "")
    after = (glyphs[i + 1].sign, glyphs[i + 1].role) if i + 1 < len(glyphs) else ("", "")
    return look != before or look != after


def _between_words(glyphs: Sequence[_Glyph], first: int, last: int, *, give: int) -> tuple[int, int]:
    """Return the window moved inwards by up to `give` glyphs, so that it ends between words."""
    if first:
        first = next((i + 1 for i in range(first, first + give) if glyphs[i].is_space), first)
    if last < len(glyphs):
        last = next((i for i in range(last - 1, last - 1 - give, -1) if glyphs[i].is_space), last)
    return first, last


def _wrapped(glyphs: Sequence[_Glyph], width: int) -> Iterator[list[_Glyph]]:
    """Return rows of at most `width` cells, broken at spaces where there are any; no row begins or ends in one."""
    row: list[_Glyph] = []
    used = 0
    for glyph in glyphs:
        if used + glyph.cells > width and not glyph.is_space:
            at = next((i for i in range(len(row) - 1, 0, -1) if row[i].text.endswith(" ")), len(row) - 1)
            yield from _kept(row[: at + 1])
            row = row[at + 1 :]
            used = sum(g.cells for g in row)
        row.append(glyph)
        used += glyph.cells
    yield from _kept(row)


def _kept(row: list[_Glyph]) -> Iterator[list[_Glyph]]:
    first, last = 0, len(row)
    while first < last and row[first].is_space:
        first += 1
    while last > first and row[last - 1].is_space:
        last -= 1
    if first < last:
        yield row[first:last]


def _row(glyphs: list[_Glyph]) -> Row:
    pieces = []
    for (sign, role), run in groupby(glyphs, key=lambda g: (g.sign, g.role)):
        own = list(run)
        pieces.append(Piece("".join(g.text for g in own), sign * sum(g.cells for g in own), role))
    return Row(glyphs[0].start, tuple(pieces))
