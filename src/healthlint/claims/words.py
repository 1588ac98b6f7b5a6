"""The words of one parsed sentence in columns: what claims and the judgements of a sentence walk over.

They are cut from the columns of all texts that were parsed together (`language/word_columns.py`); walking spaCy's Token
objects would cost several times as much.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import pairwise
from operator import add
from typing import Any
from unicodedata import category

from healthlint.language.analysis import Analysis, Together
from healthlint.language.engine import blanked
from healthlint.language.sentences import Sentence
from healthlint.language.token_index import TokenIndex, texts_of
from healthlint.language.word_columns import WordColumns, shared_words
from healthlint.model.span import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})


class Words:
    """One sentence. Word `i` has `lower[i]`, `lemma[i]` (lower case), `tag[i]` (Penn), `pos[i]` (universal), `dep[i]`
    (spaCy's English labels), `head[i]` (its own number for a root) and `kids[i]` in order.

    `begin[i]` and `end[i]` are its range in the prose of its block, as are all ranges (`Span`) here. `blanked` is that
    prose as the parser got it. A head outside the sentence (a sentence end of ours, where the parser saw none) leaves
    its word a root; `root` is the one with most below it.
    """

    __slots__ = (
        *("begin", "blanked", "dep", "end", "head", "kids", "lemma", "lower", "pos", "root", "tag"),
        *("_columns", "_first"),
    )

    def __init__(self, columns: WordColumns, first: int, stop: int, blanked: str) -> None:
        index, size = columns.index, stop - first
        self._columns = columns
        self._first = first
        self.blanked = blanked
        self.lower: tuple[str, ...] = tuple(columns.lower[first:stop])
        self.tag: tuple[str, ...] = tuple(columns.tag[first:stop])
        self.dep: tuple[str, ...] = tuple(columns.dep[first:stop])
        lemma, pos = texts_of(index.strings, lower=True), texts_of(index.strings)
        lemmas, parts, self.begin, lengths = index.stretch(first, stop)
        self.lemma: tuple[str, ...] = tuple(map(lemma.__getitem__, lemmas))
        self.pos: tuple[str, ...] = tuple(map(pos.__getitem__, parts))
        self.end: list[int] = list(map(add, self.begin, lengths))
        head = [h - first for h in columns.head[first:stop]]
        kids: list[Any] = [()] * size
        roots: list[int] = []
        for i, h in enumerate(head):
            if i == h or not 0 <= h < size:
                head[i] = i
                roots.append(i)
            else:
                kids[h] += (i,)
        self.head = head
        self.kids: list[tuple[int, ...]] = kids
        self.root = roots[0] if len(roots) == 1 else max(roots, key=lambda i: len(kids[i]), default=0)

    @classmethod
    def of(cls, sentence: Any) -> Words:
        """Return the words of a spaCy Span that is one sentence, or of a Doc of one."""
        doc = sentence.doc
        columns = WordColumns(TokenIndex([None], [doc], doc.vocab.strings))
        return cls(columns, sentence[0].i, sentence[-1].i + 1, doc.text)

    def __len__(self) -> int:
        return len(self.lower)

    def span(self, i: int) -> Span:
        """Return the range of a word."""
        return Span(self.begin[i], self.end[i])

    def text(self, i: int) -> str:
        """Return a word as written."""
        return self.blanked[self.begin[i] : self.end[i]]

    def of_dep(self, i: int, *deps: str) -> list[int]:
        """Return the children of a word that hang on it by one of some relations."""
        kids = self.kids[i]
        return [c for c in kids if self.dep[c] in deps] if kids else []

    def left(self, i: int) -> list[int]:
        """Return what hangs from a word on its left, in order."""
        return [c for c in self.kids[i] if c < i]

    def right(self, i: int) -> list[int]:
        """Return what hangs from a word on its right, in order."""
        return [c for c in self.kids[i] if c > i]

    def left_edge(self, i: int) -> int:
        """Return the first word of all that hangs from a word, itself included."""
        while (below := self.kids[i]) and below[0] < i:
            i = below[0]
        return i

    def right_edge(self, i: int) -> int:
        """Return the last word of all that hangs from a word, itself included."""
        while (below := self.kids[i]) and below[-1] > i:
            i = below[-1]
        return i

    def joined(self, i: int) -> list[int]:
        """Return the words that a word is joined to, or that are joined to it."""
        top = i
        while self.dep[top] == "conj" and self.head[top] != top:
            top = self.head[top]
        chain = [top]
        for word in chain:
            chain += [c for c in self.kids[word] if c > word and self.dep[c] == "conj"]
        return [word for word in chain if word != i]

    def subjects(self, i: int) -> list[int]:
        """Return the heads of a verb's subject; those of the verb that it is joined to where it has none."""
        for _ in range(4):
            found = [c for c in self.kids[i] if self.dep[c] in SUBJECTS]
            if found or self.dep[i] != "conj":
                return found
            i = self.head[i]
        return []

    def objects_of_prepositions(self, i: int, *deps: str) -> list[int]:
        """Return what the prepositions at a word govern: of "the need for care" at "need" that is "care"."""
        return [k for c in self.of_dep(i, *deps) for k in self.of_dep(c, "pobj", "pcomp")]

    def is_verb(self, i: int) -> bool:
        """Tell whether the tagger takes a word for a verb."""
        return self.tag[i][:2] == "VB"

    def is_figure(self, i: int) -> bool:
        """Tell whether a word is a figure or numeral, as spaCy knows them."""
        return self._columns.token(self._first + i).like_num

    def is_punctuation(self, i: int) -> bool:
        """Tell whether a word is punctuation."""
        return _is_punctuation(self.lower[i])

    def at(self, offset: int) -> int:
        """Return the word in which, or in the space after which, a character of the sentence stands."""
        return max(0, bisect_right(self.begin, offset) - 1)

    def last_of(self, span: Span) -> int:
        """Return the word in which a range ends."""
        return self.at(max(span.start, span.end - 1))

    def head_of(self, span: Span) -> int:
        """Return the word of a range that its others hang from."""
        first, last = self.at(span.start), self.last_of(span)
        return first if first == last else self.head_among(range(first, last + 1))

    def head_among(self, stretch: range) -> int:
        """Return the word of a stretch that its others hang from; of several the one nearest to the sentence's root.

        Blanks and punctuation come last. This is the choice of spaCy's `Span.root`.
        """
        outward: list[int] = []
        for i in stretch:
            above = self.head[i]
            if above == i:
                return i
            if above not in stretch:
                outward.append(i)
        return outward[0] if len(outward) == 1 else min(outward, key=self._depth, default=stretch.start)

    def _depth(self, i: int) -> int:
        if not self.kids[i] and (self.lower[i].isspace() or self.is_punctuation(i)):
            return len(self)
        steps = 0
        while self.head[i] != i:
            i = self.head[i]
            steps += 1
        return steps

    def within(self, start: int, end: int) -> range:
        """Return the words that stand whole in a range of characters."""
        return range(bisect_left(self.begin, start), bisect_right(self.end, end))

    def touching(self, span: Span) -> range:
        """Return the words that have a character in a range."""
        first = self.at(span.start)
        return range(first + (span.start >= self.end[first]), self.last_of(span) + 1)


@lru_cache(maxsize=4096)
def _is_punctuation(word: str) -> bool:
    return all(category(c)[0] == "P" for c in word)


def words_of(analysis: Analysis, sentence: Sentence) -> Words:
    """Return the words of a sentence of a linted block; worked out once for each."""
    known, key = analysis.once(_known), (sentence.block, sentence.index)
    if key not in known:
        columns, offset, begins, text = _block(analysis, sentence.block)
        start, end = sentence.span.start, sentence.span.end
        first = bisect_right(begins, start) - 1
        stop = bisect_right(begins, max(start, end - 1))
        words = Words(columns, offset + first, offset + stop, text)
        if words.end[0] <= start:  # the space before the sentence is not its own
            words = Words(columns, offset + first + 1, offset + stop, text)
        known[key] = words
    return known[key]


def tags_at(analysis: Analysis, block: int, offset: int) -> tuple[str, str]:
    """Return the tags of the word at an offset of a block's prose and of the word before it: cheaper than all words."""
    columns, first, begins, _ = _block(analysis, block)
    i = bisect_right(begins, offset) - 1
    return columns.tag[first + i], columns.tag[first + i - 1] if i > 0 else ""


_Block = tuple[WordColumns, int, list[int], str]  # columns, first word in them, where words begin, prose as parsed


def _block(analysis: Analysis, block: int) -> _Block:
    known = analysis.once(_known_blocks)
    if block not in known:
        together, number = analysis.together()
        columns = together.once(WordColumns, shared_words)
        first, stop = together.once(_ranges, _ranges)[number, block]
        begins = columns.index.stretch(first, stop)[2]
        known[block] = columns, first, begins, blanked(analysis.block(block).prose)
    return known[block]


def _known(analysis: Analysis) -> dict[tuple[int, int], Words]:
    """Return where the sentences of an article will be kept, by block and number."""
    return {}


def _known_blocks(analysis: Analysis) -> dict[int, _Block]:
    """Return where what its sentences are cut from will be kept, by block."""
    return {}


def _ranges(together: Together) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the words of each block, by the number of its article and its own."""
    offsets = together.once(WordColumns, shared_words).index.offsets
    return dict(zip(together.places, pairwise(offsets), strict=True))
