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
    if own or mode != "paragraph":
        return tuple(own)
    return tuple(_from_lead_in(analysis, near, block))


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


def _from_lead_in(analysis: Analysis, near: list[Citation], block: int) -> list[Citation]:
    """Return the citations of the line that introduces a list or table ("According to NICE:")."""
    if analysis.block(block).kind not in (BlockKind.ITEM, BlockKind.CELL):
        return []
    kind = analysis.block(block).kind
    for index in range(block - 1, max(-1, block - 60), -1):
        before = analysis.block(index)
        if before.boilerplate or before.kind is kind:
            continue
        introduces = before.kind is BlockKind.CAPTION or before.prose.rstrip().endswith(":")
        return [c for c in near if c.block == index] if introduces else []
    return []
