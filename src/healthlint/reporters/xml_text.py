"""Text for XML 1.0: escaped, and without the characters that no XML document may hold."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from healthlint.reporters.neutral import neutral

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def attributes(**values: str | int) -> str:
    """Return ` name="value"` for each value, in order."""
    return "".join(f" {name}={quoteattr(neutral(str(value)))}" for name, value in values.items())


def content(text: str) -> str:
    """Return the text of an element; its line ends stay."""
    return escape("\n".join(map(neutral, text.split("\n"))))
