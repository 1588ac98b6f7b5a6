"""The pronunciation data that ship with healthlint: syllables and the first sound of 128,000 words.

Made by `scripts/build_pronunciations.py` from the CMU Pronouncing Dictionary (Carnegie Mellon University, BSD
licence) and a list of health words. One sorted file serves this module and NLTK.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from healthlint.language.sorted_lines import SortedLines


class Pronunciation(NamedTuple):
    """How a word sounds: how many syllables, and whether its first sound is a vowel."""

    syllables: int
    vowel_first: bool


@lru_cache(maxsize=16_384)
def pronunciation(word: str) -> Pronunciation | None:
    """Return the entry of one lower-case word, or None when the dictionary lacks it."""
    value = _lines().value(word)
    if value is None:
        return None
    sounds = value.split()[1:]
    return Pronunciation(sounds.count(b"0"), sounds[0] == b"0")


@lru_cache(maxsize=1)
def _lines() -> SortedLines:
    folder = files("healthlint") / "data" / "pronunciations" / "corpora" / "cmudict"
    return SortedLines((folder / "cmudict").read_bytes())
