"""The tokens of articles as rows of numbers: what cheap tests over all sentences at once are made of.

Token `n` is a token of one of the linted blocks of all articles that were parsed together, in order. A set of tokens is
a Python integer whose bit `n` stands for token `n`: "and", "or" and "the next token" are then one operation for all.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Any, Generic, TypeVar

from healthlint.language.analysis import Together

# Read together, because nearly every article needs them and the way to a token costs more than one of its attributes;
# others are read when asked for.
_TOGETHER = ("LOWER", "TAG", "DEP", "HEAD", "SENT_START", "LEMMA", "POS", "IDX", "LENGTH")
_LONG = 100_000  # tokens
_MOST_TEXTS = 200_000
_FEW = 16  # tokens: so many bits are set one by one faster than in a row of bytes


Block = TypeVar("Block")


class TokenIndex(Generic[Block]):
    """The tokens of parsed blocks, each with what it is called.

    Ask for that of all articles that were parsed together with `together.once(TokenIndex, shared_index)`.
    """

    def __init__(self, blocks: Sequence[Block], docs: Sequence[Any], strings: Any) -> None:
        self.blocks: tuple[Block, ...] = tuple(blocks)
        self.docs: tuple[Any, ...] = tuple(docs)
        self.strings: Any = strings
        # The first token of each block, and after them the number of all tokens.
        self.offsets = [0, *accumulate(len(doc) for doc in self.docs)]
        self.size = self.offsets[-1]
        self.all = (1 << self.size) - 1
        self._arrays: dict[str, Any] = {}
        self._columns: dict[str, list[int]] = {}
        self._texts: dict[str, list[str]] = {}
        self._sorted: dict[str, tuple[Any, list[int], dict[int, int]]] = {}
        self._occurring: dict[str, frozenset[int]] = {}
        self._bits: dict[tuple[str, frozenset[int]], int] = {}
        self._kept: dict[tuple[str, int], int] = {}

    def column(self, attribute: str) -> list[int]:
        """Return a spaCy attribute of every token, as numbers (strings by their hash)."""
        if attribute not in self._columns:
            self._columns[attribute] = self._array(attribute).tolist()
        return self._columns[attribute]

    def texts(self, attribute: str) -> list[str]:
        """Return a spaCy attribute of every token as text."""
        if attribute not in self._texts:
            known = texts_of(self.strings)
            self._texts[attribute] = list(map(known.__getitem__, self.column(attribute)))
        return self._texts[attribute]

    def values(self, attribute: str, places: Sequence[int]) -> list[int]:
        """Return an attribute of some tokens, in their order: cheaper than `column` where they are few."""
        return self._array(attribute)[list(places)].tolist() if places else []

    def stretch(self, first: int, stop: int) -> list[list[int]]:
        """Return lemma, part of speech, offset and length of the tokens from `first` to before `stop`: four columns."""
        return self._forms[first:stop].T.tolist()

    @cached_property
    def _forms(self) -> Any:
        import numpy

        return numpy.stack([self._array(name) for name in ("LEMMA", "POS", "IDX", "LENGTH")], axis=1)

    def _array(self, attribute: str) -> Any:
        if attribute not in self._arrays:
            import numpy

            names = _TOGETHER if attribute in _TOGETHER else (attribute,)
            rows = [doc.to_array(list(names)).reshape(len(doc), len(names)) for doc in self.docs]
            table = numpy.concatenate(rows) if rows else numpy.zeros((0, len(names)), dtype="uint64")
            self._arrays.update({name: table[:, i].copy() for i, name in enumerate(names)})
        return self._arrays[attribute]

    @cached_property
    def heads(self) -> list[int]:
        """The head of every token; a root is its own."""
        import numpy

        # Steps to the head are signed numbers, given as unsigned ones.
        return (numpy.arange(self.size) + self._array("HEAD").view("int64")).tolist()

    def _by_value(self, attribute: str) -> tuple[Any, list[int], dict[int, int]]:
        """Return the tokens in the order of their values, where each value begins there, and which value is which."""
        if attribute not in self._sorted:
            import numpy

            array = self._array(attribute)
            order = array.argsort(kind="stable")
            values = array[order]
            changes = numpy.flatnonzero(values[1:] != values[:-1]) + 1
            distinct = [*values[:1].tolist(), *values[changes].tolist()]
            bounds = [0, *changes.tolist(), self.size]
            self._sorted[attribute] = order, bounds, dict(zip(distinct, range(len(distinct)), strict=True))
        return self._sorted[attribute]

    def places(self, attribute: str, value: int) -> list[int]:
        """Return the tokens that have a value of an attribute, in order."""
        order, bounds, known = self._by_value(attribute)
        at = known.get(value)
        return order[bounds[at] : bounds[at + 1]].tolist() if at is not None else []

    @cached_property
    def words(self) -> frozenset[int]:
        """The hashes of the lower-case words that occur."""
        return self._values("LOWER")

    def _values(self, attribute: str) -> frozenset[int]:
        if attribute not in self._occurring:
            self._occurring[attribute] = frozenset(self._by_value(attribute)[2])
        return self._occurring[attribute]

    def bits(self, attribute: str, values: frozenset[int]) -> int:
        """Return the tokens that have one of some values of an attribute, as bits."""
        key = (attribute, values)
        if key not in self._bits:
            found = 0
            for value in values & self._values(attribute):
                found |= self._of_value(attribute, value)
            self._bits[key] = found
        return self._bits[key]

    def _of_value(self, attribute: str, value: int) -> int:
        # Many sets share a value, so it is kept; not in a very long article, where one set is long already.
        key = (attribute, value)
        bits = self._kept.get(key)
        if bits is None:
            bits = as_bits(self.places(attribute, value), self.size)
            if self.size < _LONG:
                self._kept[key] = bits
        return bits

    @cached_property
    def starts(self) -> int:
        """The first token of every sentence, as bits."""
        return as_bits(self.sentence_starts, self.size)

    @cached_property
    def sentence_starts(self) -> list[int]:
        """The first token of every sentence; every block begins one."""
        firsts = {n for n in self.offsets if n < self.size}
        return sorted(firsts.union((self._array("SENT_START") == 1).nonzero()[0].tolist()))

    def sentences(self, bits: int) -> list[int]:
        """Return the numbers of the sentences that hold one of some tokens, in order, each once."""
        return sorted({bisect_right(self.sentence_starts, n) - 1 for n in positions(bits)})

    def sentence(self, number: int) -> tuple[Block, Any]:
        """Return the block of a sentence and its spaCy Span."""
        start = self.sentence_starts[number]
        after = self.sentence_starts[number + 1] if number + 1 < len(self.sentence_starts) else self.size
        block, first = self.place(start)
        return self.blocks[block], self.docs[block][first : first + after - start]

    def place(self, n: int) -> tuple[int, int]:
        """Return where a token is: the place of its block in `blocks` and `docs`, and its index in the Doc."""
        block = bisect_right(self.offsets, n) - 1
        return block, n - self.offsets[block]

    def token(self, n: int) -> tuple[Block, Any]:
        """Return the block of a token and the token."""
        block, i = self.place(n)
        return self.blocks[block], self.docs[block][i]


class Texts(dict[int, str]):
    """What the numbers of a StringStore stand for, in lower case if asked: the store itself takes four times as long.

    A number is the hash of its text, so it stays true when the store forgets what a window of articles added.
    """

    def __init__(self, strings: Any, *, lower: bool) -> None:
        super().__init__()
        self._strings = strings
        self._lower = lower

    def __missing__(self, value: int) -> str:
        if len(self) >= _MOST_TEXTS:
            self.clear()
        text: str = self._strings[value]
        self[value] = text = text.lower() if self._lower else text
        return text


@lru_cache(maxsize=8)
def texts_of(strings: Any, *, lower: bool = False) -> Texts:
    """Return the texts of a vocabulary's StringStore."""
    return Texts(strings, lower=lower)


def shared_index(together: Together) -> TokenIndex[tuple[int, int]]:
    """Return the index of articles that were parsed together; a block is (number of the article, block)."""
    return TokenIndex(together.places, together.docs, together.engine.vocab.strings)


def as_bits(places: Sequence[int], size: int) -> int:
    """Return some places, numbers below `size`, as bits."""
    if len(places) <= _FEW:
        found = 0
        for n in places:
            found |= 1 << n
        return found
    row = bytearray(size // 8 + 1)
    for n in places:
        row[n >> 3] |= 1 << (n & 7)
    return int.from_bytes(row, "little")


def positions(bits: int) -> Iterator[int]:
    """Yield the places of the bits that are set, in order."""
    for start, byte in enumerate(bits.to_bytes((bits.bit_length() + 7) // 8, "little")):
        while byte:
            low = byte & -byte
            yield start * 8 + low.bit_length() - 1
            byte ^= low
