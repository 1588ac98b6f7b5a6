"""How a report is to be drawn. Nothing here changes what is reported."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """`color`: ANSI colours may be used. `quiet`: findings only. `brief`: files without any are counted, not shown.

    `width`: cells that a line may take; only looked at with `wrap`. Without it (a pipe, a file) every sentence and
    message stands on one line, so that other programs can read them line by line.
    """

    color: bool = False
    width: int = 100
    quiet: bool = False
    brief: bool = False
    wrap: bool = True
