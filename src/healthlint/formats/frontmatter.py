"""Front matter: YAML between `---` lines, TOML between `+++` lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from healthlint.formats.assembler import Assembler

_YAML = re.compile(
    r"---[ \t]*(?:\r\n|\n|\r)(?P<body>.*?)^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.DOTALL | re.MULTILINE
)
_TOML = re.compile(r"\+\+\+[ \t]*(?:\r\n|\n|\r)(?P<body>.*?)^\+\+\+[ \t]*(?:\r\n|\n|\r|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Where the front matter's text stands (`body_start`, `body_end`) and where it ends with its fence."""

    language: str
    body_start: int
    body_end: int
    end: int


def split(text: str) -> FrontMatter | None:
    """Return the place of the front matter, or None when the text has none."""
    for language, pattern in (("yaml", _YAML), ("toml", _TOML)):
        match = pattern.match(text)
        if match:
            return FrontMatter(language, match.start("body"), match.end("body"), match.end())
    return None


def read(matter: FrontMatter, assembler: Assembler) -> None:
    """Read the values."""
    assembler.skip(0, matter.end, "front matter")
