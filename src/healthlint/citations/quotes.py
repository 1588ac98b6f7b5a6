"""Quoted words and who is given as their speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from healthlint.citations.markers import is_cited
from healthlint.citations.named import names
from healthlint.model.document import BlockKind
from healthlint.model.span import Span

if TYPE_CHECKING:
    from healthlint.language.analysis import Analysis

_QUOTED = re.compile(r"“([^“”]{20,})”|\"([^\"]{20,})\"")
_SPEAKING = re.compile(
    r"\b(?:sa(?:y|ys|id)|in the words of|saying|proverb|slogan|told|tells|according to|explain(?:s|ed)|"
    r"writes|wrote|written by|recall(?:s|"
    r"ed)|add(?:s|ed)|note[sd]?|"
    r"states?|stated|state[sd]|comment(?:s|ed)|argue[sd]?|conclude[sd]?|warn(?:s|ed)|advise[sd]?|"
    r"describe[sd]?|call(?:s|ed)|"
    r"report(?:s|ed)|ask(?:s|ed)?|announced|admit(?:s|ted)|think[s]?|defined|puts? it|quoted?|"
    r"title[d]?|entitled|reads?|headline)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"^\s*[—–-]\s?\(?[A-Z]|^\s*\((?:[A-Z][\w.’'-]+\s?){1,4}[,)]")
_MIN_WORDS = 8


def unattributed(analysis: Analysis) -> Iterator[tuple[int, Span]]:
    """Yield (block, prose range) of quotations of 8 words or more without a speaker or a source close by.

    A speaker may stand in the sentence of the quotation, the one before or the one after.
    """
    for block in analysis.blocks_of((BlockKind.PARAGRAPH, BlockKind.ITEM)):
        prose = analysis.block(block).prose
        for m in _QUOTED.finditer(prose):
            span = Span(*m.span())
            if len((m.group(1) or m.group(2)).split()) >= _MIN_WORDS and not _attributed(analysis, block, span):
                yield block, span


def _attributed(analysis: Analysis, block: int, quote: Span) -> bool:
    prose = analysis.block(block).prose
    sentences = analysis.sentences(block)
    first = analysis.sentence_at(block, quote.start)
    last = analysis.sentence_at(block, max(quote.start, quote.end - 1))
    if first is None or last is None:
        return True
    start = sentences[max(0, first.index - 1)].span.start
    end = sentences[min(len(sentences) - 1, last.index + 1)].span.end
    around = prose[start : quote.start] + " " + prose[quote.end : end]
    if _SPEAKING.search(around) or names(around) or _BYLINE.match(prose[quote.end :]):
        return True
    return is_cited(analysis, block, Span(quote.start, quote.end), mode="next-sentence")
