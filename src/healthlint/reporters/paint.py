"""Styled lines, and their colours. A line is a tuple of (text, role); only colour needs rich."""

from __future__ import annotations

from collections.abc import Iterable

StyledLine = tuple[tuple[str, str], ...]

# The severity is always written out beside its colour. Basic colours only: they follow the reader's own palette.
_STYLES = {
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold blue",
    "good": "green",
    "path": "bold underline",
    "title": "bold",
    "rule": "cyan",
    "dim": "dim",
}


def line(*parts: str | tuple[str, str]) -> StyledLine:
    """Return a line of plain strings and (text, role) pairs."""
    return tuple((p, "") if isinstance(p, str) else p for p in parts)


def paint(lines: Iterable[StyledLine], *, color: bool) -> str:
    """Return the lines as text, every one ended by a newline, with ANSI codes only if `color`."""
    if not color:
        return "".join("".join(text for text, _ in x).rstrip() + "\n" for x in lines)
    from rich.color import ColorSystem
    from rich.style import Style

    styles = {role: Style.parse(style) for role, style in _STYLES.items()}

    def drawn(text: str, role: str) -> str:
        return styles[role].render(text, color_system=ColorSystem.STANDARD) if role else text

    return "".join("".join(drawn(text, role) for text, role in x).rstrip() + "\n" for x in lines)
