"""The pronunciation data that ship with healthlint: syllables and the first sound of 128,000 words.

Made by `scripts/build_pronunciations.py` from the CMU Pronouncing Dictionary (Carnegie Mellon University, BSD
licence) and a list of health words. One sorted file serves this module and NLTK.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple


class Pronunciation(NamedTuple):
    """How a word sounds: how many syllables, and whether its first sound is a vowel."""

    syllables: int
    vowel_first: bool


@lru_cache(maxsize=16_384)
def pronunciation(word: str) -> Pronunciation | None:
    """Return the entry of one lower-case word, or None when the dictionary lacks it."""
    line = _line(_data(), word.encode())
    if line is None:
        return None
    sounds = line.split()[2:]
    return Pronunciation(sounds.count(b"0"), sounds[0] == b"0")


@lru_cache(maxsize=1)
def _data() -> bytes:
    folder = files("healthlint") / "data" / "pronunciations" / "corpora" / "cmudict"
    return (folder / "cmudict").read_bytes()


def _line(data: bytes, word: bytes) -> bytes | None:
    """Find the line that starts with `word` and a space: reading 2 MB into a dict takes 80 ms."""
    key = word + b" "
    first, last = _range(key[:3])
    at = first if data.startswith(key, first) else data.find(b"\n" + key, first, last) + 1
    if not at and not data.startswith(key):
        return None
    return data[at : data.find(b"\n", at)]


@lru_cache(maxsize=8192)
def _range(prefix: bytes) -> tuple[int, int]:
    """Return where the lines that start with some letters begin and end; they are in order."""
    data = _data()
    return _first_from(data, prefix), _first_from(data, prefix + b"\xff")


def _first_from(data: bytes, key: bytes) -> int:
    """Return the start of the first line that does not come before `key`, by halving."""
    low, high = 0, len(data)
    while low < high:
        start = data.rfind(b"\n", 0, (low + high) // 2) + 1
        end = data.find(b"\n", start)
        end = end if end >= 0 else len(data)
        if data[start:end] < key:
            low = end + 1
        else:
            high = start
    return min(low, len(data))
