"""How a report is to be drawn. Nothing here changes what is reported."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """`color`: ANSI colours may be used. `width`: cells for excerpts and tables. `quiet`: findings only."""

    color: bool = False
    width: int = 100
    quiet: bool = False
