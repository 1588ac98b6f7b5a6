"""What counts as a word, and how many syllables it has: the one tokenisation behind every count.

- A word is a run of characters without white space that holds a letter or digit; punctuation at its ends is not part
  of it. Dashes (–, —) and an ellipsis end a word, a hyphen does not: "evidence-based" is one word, as in textstat.
- Addresses of web pages and mail, and citation marks such as "[1]" and "[2, 5–7]", are left out.
- A hyphenated word, or one with a slash, has the syllables of its parts.
- A number is one word of one syllable whatever its length ("250", "0.5", "250mg"): readers take figures in at a
  glance, and textstat does the same.
- An initialism has the syllables of its letters ("MRI" three, "W" three), an acronym that is said as a word those of
  the word ("NASA" two; lexicon `word-acronyms`).
- Anything else is looked up in the dictionary (see `pronunciations`), then worked out from its letters.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, overload

from healthlint.language.lexicon import lexicon
from healthlint.model.span import Span
from healthlint.readability.pronunciations import pronunciation
from healthlint.readability.syllable_rules import count_by_rule

# From the first letter or digit of a run without white space and dashes to its last one.
_WORD = re.compile(r"\w(?:[^\s\u2012-\u2015\u2026\ufffc]*\w)?")
_LEFT_OUT = re.compile(
    r"(?:https?://|www\.)\S+|\b\S+@\S+\.\S+|\b(?:[\w-]+\.)+(?:org|com|gov|net|edu|uk|int)(?:/\S*)?\b"
    r"|\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\]",
    re.IGNORECASE,
)
# Without one of these, in lower case, nothing is left out: a tenth of the time of a search.
_IN_LEFT_OUT = ("@", "[", "://", "www.", ".org", ".com", ".gov", ".net", ".edu", ".uk", ".int", ".ınt")
_INITIALISM = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Z0-9&]{2,6}(?:['’]?s)?\Z|(?:[A-Z]\.){2,}(?:[A-Z]\b)?")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})


class Word(NamedTuple):
    """One word of a prose, which begins at `start` there."""

    text: str
    start: int

    @property
    def span(self) -> Span:
        """Where the word stands in the prose."""
        return Span(self.start, self.start + len(self.text))


class WordRow(Sequence[Word]):
    """The words of a prose in order. Two lists: an object for each word costs more than all else."""

    __slots__ = ("starts", "texts")

    def __init__(self, texts: list[str], starts: list[int]) -> None:
        self.texts = texts
        self.starts = starts

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, index: int) -> Word: ...
    @overload
    def __getitem__(self, index: slice) -> WordRow: ...
    def __getitem__(self, index: int | slice) -> Word | WordRow:
        if isinstance(index, slice):
            return WordRow(self.texts[index], self.starts[index])
        return Word(self.texts[index], self.starts[index])

    def __iter__(self) -> Iterator[Word]:
        return map(Word, self.texts, self.starts)

    def within(self, span: Span) -> WordRow:
        """Return the words that begin in a range of the prose."""
        first, end = self.range_of(span)
        return self if end - first == len(self.starts) else self[first:end]

    def range_of(self, span: Span) -> tuple[int, int]:
        """Return the index of the first word that begins in a range of the prose, and that behind the last."""
        starts = self.starts
        if starts and span.start <= starts[0] and starts[-1] < span.end:  # most blocks are one sentence
            return 0, len(starts)
        first = bisect_left(starts, span.start)
        return first, bisect_left(starts, span.end, first)


def words(prose: str, start: int = 0, end: int | None = None) -> WordRow:
    """Return the words of `prose[start:end]` in order."""
    text = prose[start : len(prose) if end is None else end]
    lowered = text.lower()
    if any(literal in lowered for literal in _IN_LEFT_OUT):
        text = _LEFT_OUT.sub(lambda m: " " * len(m.group()), text)
    texts: list[str] = []
    starts: list[int] = []
    for m in _WORD.finditer(text):
        texts.append(m[0])
        starts.append(start + m.start())
    return WordRow(texts, starts)


@lru_cache(maxsize=32_768)
def syllables(word: str) -> int:
    """Return the syllables of one word as it stands in the text; at least 1."""
    if word[0].isdigit() and "-" not in word:
        return 1
    if is_initialism(word):
        return _spelled_out(word)
    parts = [p for p in re.split(r"[-/‐‑]", word) if p]
    if len(parts) > 1:
        return sum(syllables(p) for p in parts)
    return _spoken(_plain(word))


def is_initialism(word: str) -> bool:
    """Tell whether a word is said letter by letter: capitals, and not in the lexicon of acronyms said as words."""
    if not _INITIALISM.match(word):
        return False
    bare = re.sub(r"['’]?s$", "", word)
    return bare.lower() not in word_acronyms()


@lru_cache(maxsize=1)
def word_acronyms() -> frozenset[str]:
    """Return the acronyms that are said as words ("nasa", "nice"), folded."""
    return frozenset(lexicon("word-acronyms"))


def _spelled_out(word: str) -> int:
    letters = re.findall(r"[A-Z0-9]", word)
    return sum(3 if letter == "W" else 1 for letter in letters)


def _plain(word: str) -> str:
    """Return the word in lower case, without accents, with straight apostrophes."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.translate(_APOSTROPHES).lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _spoken(word: str) -> int:
    entry = pronunciation(word)
    if entry is not None:
        return max(1, entry.syllables)
    if word.endswith("'s"):
        base = _spoken(word[:-2])
        return base + (1 if re.search(r"(?:[sxz]|[cs]h|[cg]e)$", word[:-2]) else 0)
    if word.endswith("s'"):
        return _spoken(word[:-1])
    return count_by_rule(word)
