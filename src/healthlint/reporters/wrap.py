"""Styled lines broken at spaces, the rows after the first indented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from healthlint.reporters.cells import width_of
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.paint import StyledLine, line

_LEAST_TEXT = 20  # cells that an indented row keeps for its words, however narrow the terminal
_TOKENS = re.compile(r" +|[^ ]+")


def flow(options: RenderOptions, indent: int, *parts: str | tuple[str, str]) -> Iterator[StyledLine]:
    """Return one line, or with `options.wrap` rows of `options.width` cells; rows after the first have the indent.

    A word that is wider than its row stays whole: it may be the name of a rule or an address.
    """
    whole = line(*parts)
    if not options.wrap or sum(width_of(text) for text, _ in whole) <= options.width:
        yield whole
        return
    indent = max(0, min(indent, options.width - _LEAST_TEXT))
    row: list[tuple[str, str]] = []
    used, has_word = 0, False
    for word in _words(whole):
        gap = word[0] if word[0][0].startswith(" ") else None
        letters = word[1:] if gap else word
        cells = sum(width_of(text) for text, _ in letters)
        space = len(gap[0]) if gap else 0
        if has_word and letters and used + space + cells > options.width:
            yield _joined(row)
            row, used, space, gap = [(" " * indent, "")], indent, 0, None
        row += [gap, *letters] if gap else letters
        used += space + cells
        has_word = has_word or bool(letters)
    yield _joined(row)


def _joined(row: list[tuple[str, str]]) -> StyledLine:
    """Return the row with neighbours of one role as one piece: fewer colour codes."""
    return tuple(("".join(text for text, _ in run), role) for role, run in groupby(row, key=lambda piece: piece[1]))


def _words(whole: StyledLine) -> Iterator[list[tuple[str, str]]]:
    """Return the words with the gap before each; a word may go over several pieces."""
    word: list[tuple[str, str]] = []
    for text, role in whole:
        for token in _TOKENS.findall(text):
            if token.startswith(" ") and word:
                yield word
                word = []
            word.append((token, role))
    if word:
        yield word
