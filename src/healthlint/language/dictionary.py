"""The words that are spelt right: general English in both spellings, names, and the words of health texts.

The list is made by `scripts/build_words.py` from SCOWL's hunspell dictionaries, WordNet, MeSH, the Human Phenotype
Ontology, ICD-10-CM and drug names (see NOTICE). It is read when the first word is asked for, and searched as it lies
there. It ships compressed because every run takes a digest of what is installed.
"""

from __future__ import annotations

import gzip
import unicodedata
from collections.abc import Iterator
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import NamedTuple

from healthlint.language.sorted_lines import SortedLines

VARIANTS = ("en-GB", "en-US")
_ONLY = {"g": "en-GB", "u": "en-US"}
# Beginnings that go with nearly any word, and so stand in no dictionary with each of them.
# Source: Huddleston & Pullum 2002, chapter 19 § 5.1 (affixation) and § 4.5 (neo-classical compounds).
_PREFIXES = (
    *(
        "non",
        "anti",
        "pre",
        "post",
        "multi",
        "inter",
        "over",
        "under",
        "self",
        "micro",
        "macro",
        "super",
        "sub",
        "semi",
    ),
    *("ultra", "extra", "intra", "trans", "hyper", "hypo", "mini", "pseudo", "bio", "neuro", "cardio", "gastro"),
    *("immuno", "psycho", "electro", "radio", "chemo", "photo", "thermo", "hydro", "physio", "geo", "tele", "cyber"),
    *(
        "counter",
        "nano",
        "mono",
        "poly",
        "peri",
        "para",
        "endo",
        "exo",
        "co",
        "re",
        "up",
        "down",
        "out",
        "hetero",
        "homo",
    ),
    *(
        "auto",
        "angio",
        "osteo",
        "hepato",
        "nephro",
        "pneumo",
        "haemo",
        "hemo",
        "lipo",
        "cyto",
        "onco",
        "pharmaco",
        "vaso",
    ),
    *(
        "lympho",
        "fibro",
        "entero",
        "stereo",
        "brachy",
        "naso",
        "musculo",
        "patho",
        "histo",
        "glyco",
        "xeno",
        "eco",
        "techno",
    ),
)
_SHORTEST_REST = 5  # letters after such a beginning,
_SHORTEST_REST_AFTER_TWO = 8  # and after "co" and "re", which many other words begin with
_COMMON_REST = 3
_SHORTEST_STEM = 5  # of forms that no list has
_RARE = 4  # commonness up to which a noun may lack its plural


def _stems(word: str) -> Iterator[tuple[str, str]]:
    """Yield (ending, stem) for the regular endings that a word may have; "s" for all plurals."""
    if word.endswith("ies"):
        yield "s", f"{word[:-3]}y"
    for ending in ("s", "es", "d", "ed", "ing"):
        if word.endswith(ending) and not word.endswith(("ss", "ys")):
            stem = word[: -len(ending)]
            yield ending, stem
            if ending in ("ed", "ing"):
                yield ending, stem + "e"


def _bases(word: str) -> Iterator[str]:
    """Yield what an adjective or a noun may be made of: "lesional", "microfilarial", "infectivity", "balloonlike"."""
    if word.endswith("al"):
        yield from (word[:-2], f"{word[:-2]}a", f"{word[:-2]}um")
    elif word.endswith(("ivity", "ality", "icity", "osity")):
        yield from (word[:-3], f"{word[:-3]}e")
    elif word.endswith("like"):
        yield word.removesuffix("like")


class Entry(NamedTuple):
    """What is known of a word: how common it is (its Zipf value, from 0 to 9), and its flags (see the script)."""

    commonness: float
    flags: str


class Dictionary:
    """The words of some variants of English."""

    def __init__(self, lines: SortedLines, variants: frozenset[str]) -> None:
        self._lines = lines
        self._left_out = frozenset(flag for flag, variant in _ONLY.items() if variant not in variants)

    def entry(self, word: str) -> Entry | None:
        """Return the entry of a word in lower case, without accents and with straight apostrophes."""
        value = self._lines.value(word)
        if value is None:
            return None
        flags = value[1:].decode()
        return None if self._left_out.intersection(flags) else Entry((value[0] - ord("a")) / 2, flags)

    def knows(self, word: str) -> Entry | None:
        """Return the entry of a word, of what it is made of, or of what follows a common beginning; None if unknown.

        Stems are those of a possessive ("Crohn's"), of the plural of a word that is not common (of common ones the
        dictionaries have it, if there is one), and of all forms of a word that they do not inflect.
        """
        found = self.entry(word)
        if found is not None:
            return found
        if word.endswith("'s"):
            return self.knows(word[:-2])
        for ending, stem in _stems(word):
            of = self.entry(stem)
            if of is None:
                continue
            if (ending == "s" and of.commonness <= _RARE) or ("r" in of.flags and len(stem) >= _SHORTEST_STEM):
                return of
        for stem in _bases(word):
            of = self.entry(stem)
            if of is not None and "n" not in of.flags and (of.commonness <= _RARE or word.endswith("like")):
                return of
        for prefix in _PREFIXES:
            rest = word[len(prefix) :]
            shortest = _SHORTEST_REST if len(prefix) > 2 else _SHORTEST_REST_AFTER_TWO
            if len(rest) >= shortest and word.startswith(prefix):
                of = self.entry(rest)
                if of is not None and "n" not in of.flags and (of.commonness >= _COMMON_REST or "h" in of.flags):
                    return of
        return None

    @cached_property
    def lines(self) -> list[str]:
        """All lines, sorted: what suggestions are looked for in. 20 ms and 20 MB, so only when one is wanted."""
        return self._lines.data.decode("ascii").splitlines()


@lru_cache(maxsize=1)
def _shipped() -> SortedLines:
    return SortedLines(gzip.decompress((files("healthlint") / "data" / "words" / "words.gz").read_bytes()))


@lru_cache(maxsize=4)
def dictionary(variants: frozenset[str] = frozenset(VARIANTS)) -> Dictionary:
    """Return the dictionary of some variants: "en-GB", "en-US"."""
    return Dictionary(_shipped(), variants)


def plain(word: str) -> str:
    """Return a word as the dictionary has it: in lower case, without accents, with straight apostrophes."""
    lowered = word.lower()
    if lowered.isascii():
        return lowered
    letters = unicodedata.normalize("NFD", lowered.replace("’", "'").replace("ʼ", "'"))
    return "".join(c for c in letters if not unicodedata.combining(c)).translate(_LIGATURES)


_LIGATURES = str.maketrans({"æ": "ae", "œ": "oe", "ﬁ": "fi", "ﬂ": "fl"})
