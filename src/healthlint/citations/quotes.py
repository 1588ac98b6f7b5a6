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

# A straight mark opens before a word and closes after one, so that a short quotation that is left out here (“low”) does
# not turn the text between two quotations into one.
_QUOTED = re.compile(r"“([^“”]{20,})”|(?<![\w.,;:!?%)])\"(?=\S)([^\"]{20,})(?<=\S)\"(?!\w)")
_OPENS = re.compile(r"^[“\"](?=\S)")
_SPEAKING = re.compile(
    r"\b(?:sa(?:y|ys|id)|in the words of|saying|proverb|slogan|told|tells|according to|explain(?:s|ed)|"
    r"writes|wrote|written by|recall(?:s|"
    r"ed)|add(?:s|ed)|note[sd]?|"
    r"writ(?:e|ing)|continue[sd]?|consider(?:s|ed)?|believe[sd]?|insist(?:s|ed)?|emphasi[sz]e[sd]?|stress(?:es|ed)|underscores?|"
    r"states?|stated|state[sd]|comment(?:s|ed)|argue[sd]?|conclude[sd]?|warn(?:s|ed)|advise[sd]?|"
    r"describe[sd]?|call(?:s|ed)|"
    r"report(?:s|ed)|ask(?:s|ed)?|announced|admit(?:s|ted)|think[s]?|defined|puts? it|quoted?|"
    r"title[d]?|entitled|reads?|headline)\b",
    re.IGNORECASE,
)
# What is printed says it: "the study suggests …", "the guideline finds …"
_SOURCE_SAYS = re.compile(
    r"\b(?:analysis|article|authors?|editorial|guidelines?|letter|paper|report|research(?:ers)?|review|statement|study|"
    r"survey)\s(?:\w+\s)?(?:finds?|found|reveal(?:s|ed)?|shows?|showed|suggest(?:s|ed)?)\b",
    re.IGNORECASE,
)
# "…," enthuses Ann Marsh: after a quotation any verb with a name says who speaks.
_SPEAKER_AFTER = re.compile(
    r"^,?\s(?:[a-z]+(?:s|ed)\s(?:the\s)?(?:[a-z]+\s){0,3}(?:[A-Z]|s?he\b|they\b)"
    r"|(?:[A-Z][\w.’'-]*\s){2,5}[a-z]+(?:s|ed)\b)"
)
_NAME = re.compile(r"\b(?:Dr|Prof|Professor|Mr|Mrs|Ms)\b\.?\s[A-Z]|[A-Z][a-z]+\s(?:[A-Z]\.?\s)?[A-Z][a-z]+")
_PRINTED = re.compile(
    r"\b(?:journals?|article|paper|study|published|tweet\w*|hashtag|title\w*|poster|abstract|magazine)\b", re.I
)
_SMALL_WORDS = "a an and as at but by for from in into of on or per the to versus vs via with than"
_SMALL = frozenset(_SMALL_WORDS.split())
_BYLINE = re.compile(r"^\s*[—–-]\s?\(?[A-Z]|^\s*\((?:[A-Z][\w.’'-]+\s?){1,4}[,)]")
_MIN_WORDS = 8


def unattributed(analysis: Analysis) -> Iterator[tuple[int, Span]]:
    """Yield (block, prose range) of quotations of 8 words or more without a speaker or a source close by.

    A speaker may stand in the sentence of the quotation, the one before or the one after.
    """
    before: tuple[str, bool, bool] | None = None  # the block before: its prose, whether it quotes, and goes on with it
    for block in analysis.blocks_of((BlockKind.PARAGRAPH, BlockKind.ITEM)):
        prose = analysis.block(block).prose
        quoted = [Span(*m.span()) for m in _QUOTED.finditer(prose)] if "“" in prose or '"' in prose else []
        # Somebody's words may go on over several paragraphs, of which only the last has a closing mark.
        opens = bool(_OPENS.match(prose))
        carried = before is not None and opens and _leads_on(*before)
        known = carried  # who speaks in this paragraph has been said
        for span in quoted:
            words = span.of(prose)[1:-1]
            if known or _attributed(analysis, block, span):
                known = True
            elif len(words.split()) >= _MIN_WORDS and not _is_title(words):
                yield block, span
        before = (prose, bool(quoted) or opens, carried)


def _leads_on(prose: str, quotes: bool, carried: bool) -> bool:
    """Tell whether a paragraph is somebody's words, or names who speaks next."""
    if carried or prose.rstrip().endswith(":"):
        return True
    return bool(_SPEAKING.search(prose) and (quotes or _NAME.search(prose)))


def _is_title(words: str) -> bool:
    """Tell whether quoted words are the title of a paper (capitals throughout) or a message with hashtags."""
    found = [w for w in re.findall(r"[^\W\d_][\w’'-]*", words) if w.lower() not in _SMALL]
    return "#" in words or sum(w[0].isupper() for w in found) >= 0.75 * len(found)


def _attributed(analysis: Analysis, block: int, quote: Span) -> bool:
    prose = analysis.block(block).prose
    sentences = analysis.sentences(block)
    first = analysis.sentence_at(block, quote.start)
    last = analysis.sentence_at(block, max(quote.start, quote.end - 1))
    if first is None or last is None:
        return True
    start = sentences[max(0, first.index - 1)].span.start
    end = sentences[min(len(sentences) - 1, last.index + 1)].span.end
    # A comma inside the closing mark leads to the speaker, a colon before the opening one comes from there.
    if prose[quote.end - 2] == "," or prose[: quote.start].rstrip().endswith(":"):
        return True
    around = prose[start : quote.start] + " " + prose[quote.end : end]
    if _SPEAKING.search(around) or _SOURCE_SAYS.search(around) or names(around) or _BYLINE.match(prose[quote.end :]):
        return True
    beside = prose[max(start, quote.start - 60) : quote.start] + " " + prose[quote.end : min(end, quote.end + 40)]
    goes_on = prose[quote.end - 2] in ",?!" or prose[quote.end : quote.end + 1] == ","
    if (goes_on and _SPEAKER_AFTER.match(prose[quote.end :])) or _PRINTED.search(beside):
        return True
    return is_cited(analysis, block, Span(quote.start, quote.end), mode="next-sentence")
