"""The words of a text that a dictionary can judge: no figures, addresses, codes, names of things, other scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

# From white space to white space; a hole (code, a formula, a citation mark) keeps what touches it together.
_CHUNK = re.compile(r"\S+")
# What may stand around a word and is no part of it. Any other sign (#, @, $) makes it something else.
_AROUND = "\"'“”‘’«»‹›„()[]{}.,;:!?…*–—"
_PARTS = re.compile(r"[^-‐‑‒–—/]+")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’ʼ](?:s|S)?\Z")
_LAST_LATIN = "\u024f"  # Latin Extended-B
_LATIN_ABOVE = range(0x1E00, 0x1F00)
_SHORTEST_PART = 4  # of a word with a hyphen: "x-ray", "co-pay", "-ly"


def words(prose: str) -> Iterator[tuple[int, str]]:
    """Yield (start, word) for each word of a prose, parts of hyphenated words one by one, possessive endings off."""
    for m in _CHUNK.finditer(prose):
        found = _words_of(m.group())
        if found:
            start = m.start()
            for offset, word in found:
                yield start + offset, word


@lru_cache(maxsize=32_768)
def _words_of(chunk: str) -> tuple[tuple[int, str], ...]:
    """Return (offset, word) for the words of a run without white space."""
    if chunk.isalpha():
        return ((0, chunk),) if _is_latin(chunk) and _is_plain(chunk) else ()
    core = chunk.strip(_AROUND)
    # A hanging hyphen stands for what comes after or before: "pre- and postnatal", "-itis".
    if not core or core[0] in "-‐‑" or core[-1] in "-‐‑":
        return ()
    first = chunk.index(core)
    parts = list(_PARTS.finditer(core))
    if len(parts) > 2 and any(len(m.group()) > 1 and m.group().isupper() for m in parts):
        return ()  # how a word is said: "throm-boh-SIGH-tis"
    found: list[tuple[int, str]] = []
    for m in parts:
        part = m.group().rstrip("'’)\"”") if m.end() == len(core) else m.group()
        word = _POSSESSIVE.sub("", part)
        if not _LETTERS.fullmatch(word) or not _is_latin(word):
            return ()  # a figure or a sign: all of it is a code, an address, a quantity
        if m is not parts[-1] and word.endswith("o"):
            continue  # a form that only stands before others: "musculo-skeletal"
        if _is_plain(word) and (len(parts) == 1 or len(word) >= _SHORTEST_PART):
            found.append((first + m.start(), word))
    return tuple(found)


def _is_plain(word: str) -> bool:
    """Tell whether a word has no capital after its first letter ("mRNA", "NICE", "McBurney" have)."""
    return word[1:].islower() or len(word) == 1


def _is_latin(word: str) -> bool:
    return word.isascii() or all(c <= _LAST_LATIN or ord(c) in _LATIN_ABOVE or c in "’ʼ" for c in word)
