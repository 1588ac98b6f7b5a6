"""What an unknown word may have been meant to be: the known words that are few slips away, the likeliest first.

A slip is a letter too many, too few, wrong, or swapped with its neighbour (Damerau 1964: four in five misspellings are
one such slip). Slips that writers make more often weigh less: a letter doubled or not, one vowel for another, letters
of one sound, two letters swapped (Pollock & Zamora 1984; Mitton 1996, English spelling and the computer, chapters 4 and
5). Of words as near, the more common one is the likelier.

The words are looked for by walking down the sorted list, letter by letter, with a row of costs for each beginning
(Wagner & Fischer 1974), leaving all words of a beginning at once when it costs too much.

Why not a library (568 misspellings of the development halves of CoNLL-2014, JFLEG and GMEG, this list of words): the
right word is first in 0.75 and among the first three in 0.84, in 28 ms a word. rapidfuzz 3 (optimal string alignment up
to 2, commonness for equals at its best weight) 0.73, 0.85 and 14 ms, for 12 MB of compiled code and a list of 150,000
strings in memory; spylls 0.1.7 with SCOWL's dictionary 0.65, 0.85 and 155 ms (60 of them). Ranking is no better there,
and the costs here also say what counts as a slip at all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Literal, NamedTuple

from healthlint.language.dictionary import Dictionary, dictionary

# What a slip costs. One letter left out is the commonest; a vowel for a consonant is seldom written.
SLIP = 13  # the most that one can cost
_LEFT_OUT = 9
_ADDED = 10
_SWAP = 7
_DOUBLE = 5
_VOWEL = 7
_SOUND = 8
_OTHER = 11
_FIRST_LETTER = 5  # more, when the first letter differs: it seldom does (Yannakoudakis & Fawthrop 1983)
_SPLIT = 12  # a space left out;
_SPLIT_ARTICLE = 9  # one beside an "a"
_APOSTROPHE = 3
_VOWELS = frozenset("aeiouy")
_ONE_SOUND = frozenset(
    frozenset(pair) for pair in ("sc", "ck", "sz", "kq", "gj", "fv", "xs", "mn", "td", "cx", "ij", "uw", "vw", "bp")
)
_COMMON = 3  # how much a step of commonness (tenfold use) makes up for
_MOST = (*[SLIP] * 5, 16, 19, 22, 23, 26)  # by the letters of the word
_TOO_MUCH = 10_000
_MOST_EXAMINED = 30  # the nearest words that are ranked

_SHORTEST_PART = 2
_COMMON_PART = 4
_LONG_PART = 6
_IN_USE = 3  # commonness
_MANY = 3  # commonness of a word that takes an "'s" whatever its plural


# A word is misspelt, is two words with no space between, or lacks an apostrophe.
Sort = Literal["slip", "joined", "apostrophe"]


class Suggestion(NamedTuple):
    """A word or two that may have been meant.

    `cost` is that of the slips, up to `SLIP` for one; `commonness` that of the word (see `dictionary.Entry`).
    """

    text: str
    cost: int
    commonness: float
    flags: str

    @property
    def rank(self) -> float:
        """Lower is likelier."""
        return self.cost - _COMMON * self.commonness

    def sort(self, word: str) -> Sort:
        """Return what is wrong with `word` if this was meant."""
        if " " in self.text:
            return "joined"
        return "apostrophe" if self.text.replace("'", "") == word else "slip"


def limit(word: str) -> int:
    """Return how much the slips in a word may cost: short words have too many neighbours."""
    return _MOST[min(len(word), len(_MOST) - 1)]


@lru_cache(maxsize=4_096)
def suggestions(word: str, variants: frozenset[str]) -> tuple[Suggestion, ...]:
    """Return what an unknown word (see `dictionary.plain`) may have been meant to be, the likeliest first.

    Further than one slip is only looked where there is no word of some use within one: it takes five times as long.
    """
    known = dictionary(variants)
    sure = [*_split(word, known), *_possessive(word, known)]
    found: list[Suggestion] = []
    for most in sorted({SLIP, limit(word)}):
        near = sorted(_near(word, most, known), key=lambda s: (s.cost, s.text))[:_MOST_EXAMINED]
        found = sorted([*near, *sure], key=lambda s: (s.rank, s.cost, s.text))
        if any(s.commonness >= _IN_USE for s in found):
            break
    return tuple(found)


def _near(word: str, most: int, known: Dictionary) -> Iterator[Suggestion]:
    for line, cost in walk(word, most, known.lines):
        text = line.partition(" ")[0]
        entry = known.entry(text)  # None in a variant that is left out
        if entry is not None and "x" not in entry.flags and "n" not in entry.flags:
            yield Suggestion(text, cost + _FIRST_LETTER * (text[0] != word[0]), *entry)


def _possessive(word: str, known: Dictionary) -> Iterator[Suggestion]:
    """Yield "body's" for "bodys": words with another plural are no word with an `s`."""
    stem = known.entry(word[:-1]) if word.endswith("s") and "'" not in word else None
    if stem is not None and stem.commonness >= _MANY and "n" not in stem.flags:
        yield Suggestion(f"{word[:-1]}'s", _APOSTROPHE, *stem)


def _split(word: str, known: Dictionary) -> Iterator[Suggestion]:
    """Yield pairs of words with no space between them; short ones must be common, long ones known."""
    for at in range(1, len(word)):
        parts = word[:at], word[at:]
        if any(len(part) < _SHORTEST_PART and part != "a" for part in parts):
            continue  # "a lot", "a radiologist"
        entries = [known.entry(part) for part in parts]
        if all(e is not None and _is_part(p, e.commonness, e.flags) for p, e in zip(parts, entries, strict=True)):
            cost = _SPLIT_ARTICLE if "a" in parts else _SPLIT
            yield Suggestion(" ".join(parts), cost, min(e.commonness for e in entries if e), "")


def _is_part(part: str, commonness: float, flags: str) -> bool:
    if "n" in flags or "x" in flags:
        return False
    if len(part) < 4:
        return commonness > _COMMON_PART + 1
    return commonness >= _COMMON_PART or len(part) >= _LONG_PART


def walk(word: str, most: int, lines: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield the lines whose word is at most `most` from a word, with that cost.

    `lines` are sorted, each a word and a space and whatever. Words that begin with neither the first letter nor the
    second of `word`, nor one that sounds like the first, are found at one slip only: looking further takes ten times
    as long and hardly ever finds the word that was meant.
    """
    gone = [0] * len(word)
    for i, letter in enumerate(word):
        gone[i] = _DOUBLE if i and letter == word[i - 1] else _APOSTROPHE if letter == "'" else _ADDED
    first = list(accumulate(gone, initial=0))
    yield from _Walk(word, lines, gone, most // _LEFT_OUT + 2).below(most, "", (0, len(lines)), first, None)


@dataclass(frozen=True, slots=True)
class _Walk:
    """A walk down sorted lines. `gone`: what each letter of the word costs if it is one too many. `reach`: how many
    letters a beginning may be longer or shorter than the part of the word that it is compared with."""

    word: str
    lines: Sequence[str]
    gone: Sequence[int]
    reach: int

    def below(
        self, most: int, prefix: str, of: tuple[int, int], row: list[int], above: list[int] | None
    ) -> Iterator[tuple[str, int]]:
        """Yield the hits among the lines of a range, which all begin with `prefix`.

        `row` has the costs of the prefix, `above` those of it without its last letter.
        """
        low, high = of
        depth, lines, word = len(prefix), self.lines, self.word
        while low < high:
            letter = lines[low][depth]
            end = bisect_left(lines, prefix + chr(ord(letter) + 1), low, high)
            if letter == " ":
                if row[-1] <= most:
                    yield lines[low], row[-1]
            else:
                is_near = depth or letter in word[:2] or _replaced(word[0], letter) < _OTHER
                allowed = most if is_near else min(most, SLIP)
                next_row = self._next_row(depth, letter, prefix[-1:], row, above)
                if min(next_row) <= allowed:
                    yield from self.below(allowed, prefix + letter, (low, end), next_row, row)
            low = end

    def _next_row(self, depth: int, letter: str, before: str, row: list[int], above: list[int] | None) -> list[int]:
        """Return the costs of a beginning with one letter more: entry i is that of the first i letters of the word."""
        word, gone = self.word, self.gone
        missing = _DOUBLE if letter == before else _APOSTROPHE if letter == "'" else _LEFT_OUT
        costs = [_TOO_MUCH] * (len(word) + 1)
        last = costs[0] = row[0] + missing
        start = max(0, depth - self.reach)
        if start:
            last = _TOO_MUCH
        for i in range(start, min(len(word), depth + self.reach + 1)):
            written = word[i]
            cost = row[i]
            if written != letter:
                cost += _replaced(written, letter)
                if above is not None and i and written == before and word[i - 1] == letter:
                    cost = min(cost, above[i - 1] + _SWAP)
            if row[i + 1] + missing < cost:
                cost = row[i + 1] + missing
            if last + gone[i] < cost:
                cost = last + gone[i]
            last = costs[i + 1] = cost
        return costs


@lru_cache(maxsize=2_048)
def _replaced(written: str, letter: str) -> int:
    if frozenset((written, letter)) in _ONE_SOUND:
        return _SOUND
    if (written in _VOWELS) != (letter in _VOWELS):
        return SLIP
    return _VOWEL if letter in _VOWELS else _OTHER
