"""HTML: (under construction) inline markup inside Markdown."""

from __future__ import annotations

from healthlint.formats.assembler import Assembler
from healthlint.formats.directives import add_directive
from healthlint.model.document import BlockKind


class InlineHtml:
    """Markup inside a Markdown paragraph."""

    def __init__(self, assembler: Assembler) -> None:
        self.assembler = assembler

    def markup(self, markup: str, start: int) -> None:
        """Take one tag or comment."""
        if markup.startswith("<!--"):
            add_directive(markup, start, self.assembler)
        elif markup.lower().startswith("<br"):
            self.assembler.space(start, len(markup))

    def muted(self, start: int, end: int) -> bool:
        """Tell whether text is not heard here."""
        return False

    def reset(self) -> None:
        """Forget the open tags."""


def write_fragment(
    assembler: Assembler, text: str, pieces: list[tuple[int, int]], *, quoted: bool, kind: BlockKind
) -> None:
    """Read an HTML block."""
    start, end = pieces[0][0], pieces[-1][1]
    if not add_directive(text[start:end], start, assembler):
        assembler.skip(start, end, "html block")
