"""Counts of an article's running prose: what every formula is fed with, and what was left out of it.

Counted: paragraphs, list items and block quotes that are sentences. Left out, and named in `Counts.left_out`:
headings, table cells, captions, alternative texts and notes (they are not sentences); labels, which are paragraphs of
fewer than 8 words that no mark closes ("Risk factors"); and list items that no mark closes (fragments such as
"warm water": scored as sentences they would make a text look easier than it is). References, page furniture, addresses
and citation marks never count. A lead-in that ends with a colon is a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from healthlint.language.analysis import Analysis
from healthlint.language.sentences import Sentence, sentence_spans
from healthlint.model.document import BlockKind
from healthlint.model.span import Span
from healthlint.readability.words import WordRow, is_initialism, syllables, words

COUNTED = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE})
_CLOSED = re.compile(r"[.!?:;…。]['\"”’)\]]*(?:\s*\[[\d,–\- ]+\]|[⁰¹²³⁴-⁹]+|\ufffc|\s)*$")
_CLOSING = (".", "!", "?", ":", ";", "…", "。")
_SHORT_LABEL = 8  # words; a longer paragraph without a closing mark is a sentence whose mark was forgotten
_POLYSYLLABLE = 3  # syllables
_INFLECTION = re.compile(r"(?:es|ed|ing)$")


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of one text. `letters` are letters and digits. `polysyllables` have 3 syllables or more.

    `fog_words` are polysyllables without hyphenated words, names (a capital inside a sentence) and words that reach
    three syllables only by -es, -ed or -ing. `left_out` maps what was not counted to how often it stood there.
    """

    words: int = 0
    sentences: int = 0
    paragraphs: int = 0
    syllables: int = 0
    letters: int = 0
    polysyllables: int = 0
    fog_words: int = 0
    monosyllables: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)


def counted_blocks(analysis: Analysis) -> tuple[tuple[int, ...], dict[str, int]]:
    """Return the indices of the blocks that count, and what the others are with their numbers."""
    kept: list[int] = []
    left_out: Counter[str] = Counter()
    for index in analysis.blocks:
        name = _reason_to_leave_out(analysis, index)
        if name:
            left_out[name] += 1
        elif words_in(analysis, index):
            kept.append(index)
    return tuple(kept), dict(left_out)


def counted_sentences(analysis: Analysis) -> tuple[Sentence, ...]:
    """Return the sentences that count, in order."""
    blocks, _ = analysis.once(counted_blocks)
    return tuple(s for i in blocks for s in analysis.sentences(i) if n_words(analysis, i, s.span))


def block_words(analysis: Analysis) -> dict[int, WordRow]:
    """Return the words of every linted block; ask for it with `analysis.once(block_words)`."""
    return {i: words(analysis.block(i).prose) for i in analysis.blocks}


def words_in(analysis: Analysis, block: int, span: Span | None = None) -> WordRow:
    """Return the words of a block, or of a range of its prose; their spans are in the block's prose."""
    found = analysis.once(block_words).get(block) or WordRow([], [])
    return found if span is None else found.within(span)


def n_words(analysis: Analysis, block: int, span: Span) -> int:
    """Return how many words begin in a range of a block's prose."""
    row = analysis.once(block_words).get(block)
    if row is None:
        return 0
    first, end = row.range_of(span)
    return end - first


def word_uses(analysis: Analysis) -> Counter[str]:
    """Return how often each word, as written, stands in the blocks that count; ask for it with `analysis.once`."""
    blocks, _ = analysis.once(counted_blocks)
    return Counter(chain.from_iterable(words_in(analysis, i).texts for i in blocks))


def count_article(analysis: Analysis) -> Counts:
    """Return the counts of an article; work them out once with `analysis.once(count_article)`."""
    blocks, left_out = analysis.once(counted_blocks)
    openings: list[str] = []
    for i in blocks:
        row = words_in(analysis, i)
        ranges = (row.range_of(s.span) for s in analysis.sentences(i))
        openings += [row.texts[first] for first, end in ranges if first < end]
    paragraphs = sum(analysis.block(i).kind is not BlockKind.ITEM for i in blocks)
    return _count(analysis.once(word_uses), openings, paragraphs, left_out)


def count_text(text: str) -> Counts:
    """Return the counts of plain running prose."""
    pieces = [words(text, span.start, span.end).texts for span in sentence_spans(text)]
    openings = [piece[0] for piece in pieces if piece]
    return _count(Counter(chain.from_iterable(pieces)), openings, 1 if text.strip() else 0, {})


def _count(uses: Counter[str], openings: list[str], paragraphs: int, left_out: Mapping[str, int]) -> Counts:
    """Return the counts of words in sentences of which `openings` are the first words."""
    n_syllables = letters = polysyllables = fog_words = monosyllables = 0
    for (of_word, letters_of_word, fog), n in zip(map(_form, uses), uses.values(), strict=True):
        n_syllables += of_word * n
        letters += letters_of_word * n
        if of_word == 1:
            monosyllables += n
        elif of_word >= _POLYSYLLABLE:
            polysyllables += n
            fog_words += fog * n
    # A capital inside a sentence is a name, at its beginning it is not.
    fog_words += sum(map(_is_fog_at_start_only, openings))
    return Counts(
        words=uses.total(),
        sentences=len(openings),
        paragraphs=paragraphs,
        syllables=n_syllables,
        letters=letters,
        polysyllables=polysyllables,
        fog_words=fog_words,
        monosyllables=monosyllables,
        left_out=dict(sorted(left_out.items())),
    )


class _Form(NamedTuple):
    """What is counted of a word wherever it stands; `fog`: it is a fog word inside a sentence."""

    syllables: int
    letters: int
    fog: bool


@lru_cache(maxsize=32_768)
def _form(word: str) -> _Form:
    return _Form(syllables(word), sum(c.isalnum() for c in word), _is_fog_word(word, first=False))


@lru_cache(maxsize=4_096)
def _is_fog_at_start_only(word: str) -> bool:
    return _is_fog_word(word, first=True) and not _is_fog_word(word, first=False)


def _is_fog_word(word: str, *, first: bool) -> bool:
    n_syllables = syllables(word)
    if n_syllables < _POLYSYLLABLE or "-" in word or (word[0].isupper() and not first) or is_initialism(word):
        return False
    ending = _INFLECTION.search(word)
    return ending is None or n_syllables > _POLYSYLLABLE or _stem_syllables(word, ending.start()) >= _POLYSYLLABLE


def _stem_syllables(word: str, end: int) -> int:
    """Return the syllables before an ending: of "increas(e)" for "increased"."""
    return max(syllables(word[:end]), syllables(word[:end] + "e")) if word[:end] else 0


def _reason_to_leave_out(analysis: Analysis, index: int) -> str:
    block = analysis.block(index)
    kind, prose = block.kind, block.prose.rstrip()
    if kind not in COUNTED:
        return {BlockKind.HEADING: "headings", BlockKind.TITLE: "headings"}.get(kind, f"{kind.value}s")
    if prose.endswith(_CLOSING) or _CLOSED.search(prose):
        return ""
    if kind is BlockKind.ITEM:
        return "list fragments"
    return "labels" if len(words_in(analysis, index)) < _SHORT_LABEL else ""
