"""Problems in files that people write, with their place: one type, one way to draw it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from healthlint.model.source import LineIndex

_WIDEST = 100  # characters shown of a line


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem in one file.

    `line` and `column` are 1-based code points; 0 means that the whole file is meant. `source_line` is the text of
    that line, `length` the number of characters that the caret underlines.
    """

    path: str
    line: int
    column: int
    message: str
    hint: str = ""
    source_line: str = ""
    length: int = 1
    severity: str = "error"

    def draw(self) -> str:
        """Return the problem as plain text: `path:line:column: error: message`, the line, a caret, the hint."""
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        lines = [f"{place}: {self.severity}: {self.message}", *self.excerpt()]
        if self.hint:
            lines.append(f"  = {self.hint}")
        return "\n".join(lines)

    def excerpt(self) -> tuple[str, ...]:
        """Return the source line and the line of its caret, or nothing where no line is known."""
        if not self.source_line:
            return ()
        number = str(self.line)
        margin = " " * len(number)
        shown, before = _around(self.source_line, self.column - 1)
        # Tabs stay tabs under tabs, so that the caret stands below its word in any terminal.
        pad = "".join("\t" if c == "\t" else " " for c in shown[:before])
        room = max(1, len(shown) - before)
        return f"  {number} | {shown}", f"  {margin} | {pad}{'^' * max(1, min(self.length, room))}"


def _around(line: str, offset: int) -> tuple[str, int]:
    """Return what is shown of a line, and where `offset` is in it: a long line is cut around the place."""
    if len(line) <= _WIDEST:
        return line, min(offset, len(line))
    start = max(0, min(offset - _WIDEST // 3, len(line) - _WIDEST))
    end = start + _WIDEST
    left = "…" if start else ""
    return left + line[start:end] + ("…" if end < len(line) else ""), offset - start + len(left)


def locate(
    path: str, text: str, start: int, end: int, message: str, *, hint: str = "", severity: str = "error"
) -> Diagnostic:
    """Return the diagnostic for `text[start:end]` of the file `path`."""
    index = LineIndex.of(text)
    line, column = index.position(start)
    return Diagnostic(path, line, column, message, hint, index.line_text(text, line), max(1, end - start), severity)


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """Return "did you mean `x`?" for the closest of `choices`, or an empty string."""
    close = difflib.get_close_matches(word, list(choices), n=1, cutoff=0.6)
    return f"did you mean `{close[0]}`?" if close else ""
