"""Article text made harmless for a terminal or a log: no control characters, no hidden reordering."""

from __future__ import annotations

import unicodedata

_REPLACEMENT = "\ufffd"

# Formatting characters that hide or reorder text: soft hyphen, Arabic letter mark, zero-width space,
# direction marks and overrides (the "Trojan source" trick), word joiners, byte-order mark, annotation marks.
# The zero-width joiner and non-joiner stay: emoji and Persian need them.
_HIDDEN = frozenset(
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f"
    "\ufeff\ufff9\ufffa\ufffb"
)

_SPACES = frozenset("\t\n\r\v\f\u0085\u2028\u2029")


def neutral_character(char: str) -> str:
    """Return what stands for one character on one line: itself, a space, or a visible stand-in.

    ESC becomes U+241B and so on; what has no picture becomes U+FFFD. The result is one character.
    """
    if char.isascii() and char.isprintable():
        return char
    if char in _SPACES:
        return " "
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if char in _HIDDEN or unicodedata.category(char) in ("Cc", "Cs"):
        return _REPLACEMENT
    return char


def neutral(text: str) -> str:
    """Return `text` on one line and with nothing that a terminal could obey; lengths stay the same."""
    if text.isprintable():  # what is replaced below never is
        return text
    return "".join(map(neutral_character, text))
