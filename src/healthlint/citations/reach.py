"""How far a citation reaches: which ones a sentence can lean on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from healthlint.citations.citation import NUMBERED, Citation
from healthlint.model.document import BlockKind
from healthlint.model.span import Span

if TYPE_CHECKING:
    from healthlint.language.analysis import Analysis

# A statistic or a study must not be further than this from the citation at its paragraph's end.
FURTHEST = 3
_SOURCE_LINE = re.compile(
    r"\W{0,3}(?:(?:data|image|table|adapted from|original)\s)?"
    r"(?:sources?|references?|citations?|pmid|pmcid|doi|url|link|study|paper)\s?:",
    re.IGNORECASE,
)
_FARTHEST = 60  # blocks
_MOST_CELLS = 30  # between two of one row
# Shapes that stand after the words they support, sometimes beyond the full stop.
_TRAILING = NUMBERED | {"footnote", "author-year", "journal", "code", "symbol", "identifier", "url"}
# A sentence that goes on about the study that the sentence before it cites.
_GOES_ON = re.compile(
    r"^(?:in (?:this|that|the same) (?:study|trial|review|research|analysis|survey)|"
    r"(?:the|this|that|these|those|its|their|both|another|all) (?:same )?(?:\w+ )?"
    r"(?:stud(?:y|ies)|trials?|reviews?|research(?:ers)?|authors?|team|scientists|findings?|results?|participants?|"
    r"patients|women|men|people|children|volunteers|groups?|report|survey|analysis|data|figures?|effect|benefit)|"
    r"they|it|he|she|participants|researchers|the other|of these|among them|after|however, (?:they|it|the)|"
    r"but (?:they|it|the))\b",
    re.IGNORECASE,
)


def covering(
    analysis: Analysis,
    found: Iterable[Citation],
    block: int,
    prose_span: Span,
    *,
    mode: str = "paragraph",
    strict: bool = False,
) -> tuple[Citation, ...]:
    """Return the citations that reach a stretch of prose. Raises ValueError on an unknown mode."""
    if mode not in ("sentence", "next-sentence", "paragraph", "section", "document"):
        raise ValueError(f"`mode` must be sentence, next-sentence, paragraph, section or document; got {mode!r}")
    if mode == "document":
        return tuple(found)
    section = analysis.block(block).section
    near = [c for c in found if analysis.block(c.block).section == section]
    if mode == "section":
        return tuple(near)
    here = _sentence_index(analysis, block, prose_span.start)
    own = [c for c in near if c.block == block and _reaches(analysis, c, block, here, mode, strict)]
    if own or mode != "paragraph" or not near:
        return tuple(own)
    elsewhere = (_from_row, _from_lead_in, _from_source_line)
    return next((found for found in (tuple(find(analysis, near, block)) for find in elsewhere) if found), ())


def home(analysis: Analysis, citation: Citation) -> int:
    """Return the index of the sentence that a citation supports: the one before it when it trails a full stop."""
    start = citation.prose_span.start
    index = _sentence_index(analysis, citation.block, start)
    if citation.shape not in _TRAILING or index <= 0:
        return index
    prose = analysis.block(citation.block).prose
    sentence = analysis.sentences(citation.block)[index]
    between = prose[sentence.span.start : start]
    return index - 1 if not re.search(r"\w", re.sub(r"\[[\d,;–\s-]+\]", "", between)) else index


def nearest(analysis: Analysis, found: Iterable[Citation], block: int, index: int) -> tuple[Citation, ...]:
    """Return the citations of those in reach that a reader takes for a sentence's own: its markers, if it has any.

    `index` is the sentence's in its block.
    """
    found = tuple(found)
    own = tuple(c for c in found if c.level == "full" and c.block == block and home(analysis, c) == index)
    return own or found


def goes_on(text: str) -> bool:
    """Tell whether a sentence goes on about what the one before it said ("The women …", "It …")."""
    return bool(_GOES_ON.match(text))


def _sentence_index(analysis: Analysis, block: int, offset: int) -> int:
    sentence = analysis.sentence_at(block, offset)
    return sentence.index if sentence else 0


def _reaches(analysis: Analysis, citation: Citation, block: int, here: int, mode: str, strict: bool) -> bool:
    there = home(analysis, citation)
    if there == here:
        return True
    if mode == "sentence":
        return False
    if there == here + 1:
        # The next sentence's own marker, not a mere name: "…. NICE recommends something else."
        return mode == "next-sentence" or citation.level == "full"
    if mode == "next-sentence":
        return False
    if there > here:
        return citation.level == "full" and (not strict or there - here <= FURTHEST)
    return here - there <= 2 and _goes_on(analysis, block, there + 1, here)


def _goes_on(analysis: Analysis, block: int, first: int, last: int) -> bool:
    sentences = analysis.sentences(block)
    return all(goes_on(analysis.text(sentences[i])) for i in range(first, last + 1))


def _from_row(analysis: Analysis, near: list[Citation], block: int) -> list[Citation]:
    """Return the citations of the table row that a cell is in: many tables have a column for the source."""
    if analysis.block(block).kind is not BlockKind.CELL:
        return []
    cells = {c.block for c in near if analysis.block(c.block).kind is BlockKind.CELL}
    row = {other for other in cells if _in_one_row(analysis, *sorted((block, other)))}
    return [c for c in near if c.block in row]


def _in_one_row(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether two cells stand in one row: of one line in Markdown, of one element in HTML."""
    if last - first > _MOST_CELLS:
        return False
    text = analysis.document.source.text
    between = text[analysis.block(first).source_span.end : analysis.block(last).source_span.start].lower()
    return "<tr" not in between if "<t" in between else "\n" not in between


def _from_source_line(analysis: Analysis, near: list[Citation], block: int) -> list[Citation]:
    """Return the citations of the line "Source: …" that follows a paragraph, a list or a table."""
    blocks = analysis.document.blocks
    kind = blocks[block].kind
    many = kind in (BlockKind.ITEM, BlockKind.CELL)
    for index in range(block + 1, min(block + _FARTHEST, len(blocks))):
        after = blocks[index]
        if after.boilerplate or (many and after.kind is kind and not _SOURCE_LINE.match(after.prose)):
            continue
        return [c for c in near if c.block == index] if _SOURCE_LINE.match(after.prose) else []
    return []


def _from_lead_in(analysis: Analysis, near: list[Citation], block: int) -> list[Citation]:
    """Return the citations of the line that introduces a list or table ("According to NICE:")."""
    if analysis.block(block).kind not in (BlockKind.ITEM, BlockKind.CELL):
        return []
    kind = analysis.block(block).kind
    for index in range(block - 1, max(-1, block - _FARTHEST), -1):
        before = analysis.block(index)
        if before.boilerplate or before.kind is kind:
            continue
        introduces = before.kind is BlockKind.CAPTION or before.prose.rstrip().endswith(":")
        return [c for c in near if c.block == index] if introduces else []
    return []
