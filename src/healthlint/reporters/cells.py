"""Terminal cells: how wide a text is drawn, cluster by cluster. The only importer of rich's width tables."""

from __future__ import annotations

from functools import lru_cache

# Not "auto", which reads the environment: the same report must come out the same everywhere.
_UNICODE = "latest"


def width_of(text: str) -> int:
    """Return how many cells a text without control characters takes."""
    return len(text) if text.isascii() else _width(text)


@lru_cache(maxsize=4096)
def _width(text: str) -> int:
    return sum(cells for _, _, cells in clusters(text))


def clusters(text: str) -> tuple[tuple[int, int, int], ...]:
    """Return (start, end, cells) of what is drawn as one: a letter with its marks, a joined emoji.

    They tile the text; `cells` may be 0 where a text begins with a combining mark.
    """
    if text.isascii():
        return tuple((i, i + 1, 1) for i in range(len(text)))
    from rich.cells import split_graphemes

    return tuple(split_graphemes(text, _UNICODE)[0])


def pad(text: str, width: int) -> str:
    """Return the text with spaces after it up to `width` cells."""
    return text + " " * max(0, width - width_of(text))


def pad_left(text: str, width: int) -> str:
    """Return the text with spaces before it up to `width` cells."""
    return " " * max(0, width - width_of(text)) + text


def shorten(text: str, width: int) -> str:
    """Return the text, cut with an ellipsis if it takes more than `width` cells."""
    if width_of(text) <= width:
        return text
    used = 0
    for start, _, cells in clusters(text):
        if used + cells > width - 1:
            return text[:start].rstrip() + "…"
        used += cells
    return text
