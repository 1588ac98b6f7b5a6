"""Small documents for the readability tests."""

from __future__ import annotations

from healthlint.language.analysis import Analysis
from healthlint.language.engine import shared_engine
from healthlint.model.context import Context
from healthlint.model.document import Block, BlockKind, Document
from healthlint.model.offsets import OffsetMap
from healthlint.model.source import Source


def article(*parts: tuple[BlockKind, str] | str, context: Context | None = None) -> Analysis:
    """Return the analysis of blocks that stand one a line in the source; a bare string is a paragraph."""
    blocks: list[Block] = []
    lines: list[str] = []
    offset = 0
    for part in parts:
        kind, prose = (BlockKind.PARAGRAPH, part) if isinstance(part, str) else part
        level = 1 if kind is BlockKind.HEADING else 0
        blocks.append(Block(kind, prose, OffsetMap.identity(offset, len(prose)), level=level))
        lines.append(prose)
        offset += len(prose) + 2
    document = Document(Source("article.txt", "\n\n".join(lines)), "text", tuple(blocks))
    return Analysis(document, context or Context(), shared_engine())
