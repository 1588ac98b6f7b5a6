"""A file's text as it is, and its lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

_NEWLINE = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class LineIndex:
    r"""Where lines start. Only `\n`, `\r\n` and `\r` end a line (not U+2028, form feed or others)."""

    starts: tuple[int, ...]
    length: int

    @classmethod
    def of(cls, text: str) -> LineIndex:
        """Return the index of `text`."""
        if "\r" in text:
            return cls((0, *(m.end() for m in _NEWLINE.finditer(text))), len(text))
        *lines, _ = text.split("\n")
        return cls((0, *accumulate(len(line) + 1 for line in lines)), len(text))

    def position(self, offset: int) -> tuple[int, int]:
        """Return (line, column), both 1-based, of a code-point offset. Raises ValueError outside the text."""
        if not 0 <= offset <= self.length:
            raise ValueError(f"offset {offset} is outside a text of {self.length} characters")
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def line_text(self, text: str, line: int) -> str:
        """Return line number `line` (1-based) of `text` without its line end."""
        start = self.starts[line - 1]
        end = self.starts[line] if line < len(self.starts) else self.length
        return text[start:end].rstrip("\r\n")


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one article, not normalised: line ends, tabs and odd characters are as in the file.

    `text` lacks the byte-order mark; `bom` tells whether the file had one. `sha256` is that of the file's bytes
    (of the text in UTF-8 when there is no file). `path` uses forward slashes and is relative where it can be.
    """

    path: str
    text: str
    sha256: str = ""
    encoding: str = "utf-8"
    newline: str = "\n"
    bom: bool = False
