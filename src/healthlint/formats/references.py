"""Which blocks are entries of a reference list: those under its heading, a numbered tail, footnotes that cite."""

from __future__ import annotations

import re
from collections.abc import Sequence

from healthlint.model.document import Block, BlockKind

_LEAD = (
    r"(?:[^\w\s]{1,4}\s*)?"  # an emblem: "📚 References"
    r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+|Appendix\s+[A-Z\d]{1,2}\s?[:.–-]\s+)?"
    r"(?:(?:our|the|article|medical|key|selected|scientific|clinical|full|list of|primary|additional|main|cited|online"
    r"|view(?:\s+\d{1,3})?|notes\s+(?:and|&)|research\s+(?:and|&))\s+)?"
)
_LISTS = (
    r"ref(?:erence|rence|erance)s?(?:\s+list)?|reference\s+list|sources?|source\s+list|bibliography|works\s+(?:cited|consulted)|studies\s+cited|citations"
    r"|literature\s+cited|footnotes|endnotes"
)
_JOINED = (
    r"(?:\s*(?:and|&|/|,)\s*(?:references?|sources?|citations|notes|bibliography|further\s+reading|links|resources)"
    r"|\s+(?:cited|used|consulted))?(?:\s*\[edit\])?"
)
# Headings that say "here is the list of sources". "Further reading" and "useful links" are not evidence lists.
_HEADING = re.compile(rf"{_LEAD}(?:{_LISTS}){_JOINED}(?:\s*\(\d{{1,3}}\))?\s*:?", re.IGNORECASE)
# These name a source list in some houses and ordinary text in others: each entry must look like a reference.
_AMBIGUOUS = re.compile(
    rf"{_LEAD}(?:evidence|notes|literature|research\s+cited|citation|(?:[\w’'-]+\s+){{1,3}}references)\s*:?",
    re.IGNORECASE,
)
# A paragraph that has the heading and the entries in one: "References: [1] Marsh A. Naps. …"
_HEADED = re.compile(rf"{_LEAD}(?:{_LISTS}){_JOINED}\s*:?\s+(?=[\[(]?1[\]).]\s)", re.IGNORECASE)
_REFERENCE_LIKE = re.compile(
    r"\b(?:19|20)\d\d\b|https?://|www\.|\bdoi\b|\b10\.\d{4,9}/|\bPMID\b|\bPMC\d|\bet al\b|\bISBN\b|\baccessed\b",
    re.IGNORECASE,
)
# A numbered tail without a heading needs more: a year and the look of a journal, an author list or a web address.
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_JOURNAL_LIKE = re.compile(
    r"\bet al\b|\d+\s*\(\d+\)|;\s*\d+|:\s*e?\d+\s*[-–]|\bdoi\b|https?://|www\.|\b[A-Z][\w'’-]+,?\s+[A-Z]{1,3}\b[,.]"
    r"|\bJ(?:ournal)?\b|\bCochrane\b|\bLancet\b|\bBMJ\b|\bJAMA\b",
)
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\bdoi\b|\b10\.\d{4,9}/|\bPMID\b|\bPMC\d|\bISBN\b|\baccessed\b", re.IGNORECASE)
_LABEL = re.compile(r"[^.!?]{3,60}:")
_BRACKETED = re.compile(r"\[(\d{1,3})\]:?\s+\S")
_FEWEST_BRACKETED = 3  # fewer may be steps or parts
_LONGEST_BARE_ENTRY = 30  # words
_ENTRY_KINDS = frozenset({BlockKind.ITEM, BlockKind.PARAGRAPH, BlockKind.CELL, BlockKind.QUOTE, BlockKind.NOTE})
# "Nap Society. Naps for all. https://naps.example/all": what ends with its address after a stop is no remark.
_ADDRESS_LAST = re.compile(r"(?:^|[.:,;”\"]\s+)(?:https?://|www\.)\S+$")


def is_reference_heading(prose: str) -> bool:
    """Tell whether a heading or a line of its own announces a list of sources."""
    return len(prose) <= 60 and _HEADING.fullmatch(prose.strip()) is not None


def length_of_heading(prose: str) -> int:
    """Return how many characters of a paragraph are the heading of the list that it holds, or 0 if it holds none."""
    m = _HEADED.match(prose)
    return m.end() if m and _cites(prose) else 0


def reference_blocks(
    blocks: Sequence[Block], ordered: frozenset[int], linked: frozenset[int] = frozenset()
) -> frozenset[int]:
    """Return the indices of the blocks that are entries of a reference list.

    `ordered` are the indices of blocks that carry a number of their own in the source, `linked` those of blocks that
    begin with a link: a paragraph "[Source](…)" is one, and no heading of a list.
    """
    notes = [i for i, b in enumerate(blocks) if b.kind is BlockKind.NOTE and _is_cited_work(b.prose)]
    return frozenset((*_under_headings(blocks, linked), *_numbered_tail(blocks, ordered), *_bracketed(blocks), *notes))


def _cites(prose: str) -> bool:
    """Tell whether a paragraph is a reference and not a remark: a year and the look of a journal or an address."""
    return bool(_YEAR.search(prose) and _JOURNAL_LIKE.search(prose))


def _is_cited_work(note: str) -> bool:
    """Tell whether a footnote is a reference and not a remark; one may give an address and no year."""
    short = len(note.split()) <= _LONGEST_BARE_ENTRY
    return _cites(note) or (short and bool(_ADDRESS_LAST.search(note.strip())))


def _under_headings(blocks: Sequence[Block], linked: frozenset[int]) -> list[int]:
    found: list[int] = []
    level: int | None = None  # that of the open list; 7 when a paragraph announced it
    strict = False
    seen_item = False
    depth: int | None = None  # of the first entry that is an item
    for i, block in enumerate(blocks):
        if block.boilerplate or (block.quoted and block.kind is BlockKind.HEADING):
            continue
        opener = None if i in linked and block.kind is not BlockKind.HEADING else _opener(block)
        if opener is not None:
            level, strict, seen_item, depth = opener[0], opener[1], False, None
        elif block.kind is BlockKind.PARAGRAPH and not block.quoted and length_of_heading(block.prose):
            level, strict, seen_item, depth = 7, False, False, None
            found.append(i)
        elif block.kind is BlockKind.HEADING:
            if level is not None and block.level <= level:
                level = None
        elif level is not None and block.kind in _ENTRY_KINDS:
            item = block.kind is BlockKind.ITEM
            if block.kind is BlockKind.PARAGRAPH and _LABEL.fullmatch(block.prose):
                strict = True  # "Questions for you:" may begin another list, "Books:" a part of this one
            # Some set the list as a quotation ("> [1] Marsh A. …"); other quotations are none.
            if block.quoted and not _REFERENCE_LIKE.search(block.prose):
                continue
            # The other cells of a table of sources are its head and numbers, and a note may be a remark.
            if block.kind in (BlockKind.CELL, BlockKind.NOTE) and not _REFERENCE_LIKE.search(block.prose):
                continue
            # What hangs below an entry ("Not used in version 2") says something of it.
            depth = (block.level if depth is None else depth) if item else depth
            if item and depth is not None and block.level > depth and not _REFERENCE_LIKE.search(block.prose):
                continue
            # A paragraph after the list's items is a reference only when it looks like one.
            if (strict or (seen_item and not item)) and not _REFERENCE_LIKE.search(block.prose):
                continue
            # In a list of paragraphs one that is prose ends it: what the publisher says of itself often comes next.
            if not item and not seen_item and _is_prose(block.prose):
                level = None
                continue
            seen_item = seen_item or item
            found.append(i)
    return found


def _is_prose(text: str) -> bool:
    """Tell whether a paragraph is too long for an entry and has none of its marks (a year, an identifier)."""
    return len(text.split()) > _LONGEST_BARE_ENTRY and not _DATED.search(text)


def _opener(block: Block) -> tuple[int, bool] | None:
    if len(block.prose) > 60 or block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.QUOTE):
        return None
    level = block.level if block.kind is BlockKind.HEADING else 7
    if is_reference_heading(block.prose):
        return level, False
    if block.kind is BlockKind.HEADING and _AMBIGUOUS.fullmatch(block.prose.strip()):
        return level, True
    return None


def _bracketed(blocks: Sequence[Block]) -> list[int]:
    """Return the paragraphs that count themselves ("[1] Marsh A. …", "[2] …") where most of them cite."""
    found: list[int] = []
    run: list[int] = []
    for i, block in enumerate((*blocks, None)):
        m = _BRACKETED.match(block.prose) if block and block.kind is BlockKind.PARAGRAPH else None
        if m is None or int(m[1]) != len(run) + 1:
            if len(run) >= _FEWEST_BRACKETED and 2 * sum(_cites(blocks[j].prose) for j in run) > len(run):
                found += run
            run = []
        if m is not None and int(m[1]) == len(run) + 1:
            run.append(i)
    return found


def _numbered_tail(blocks: Sequence[Block], ordered: frozenset[int]) -> list[int]:
    found: list[int] = []
    for i in range(len(blocks) - 1, -1, -1):
        block = blocks[i]
        if block.boilerplate:
            continue
        if i not in ordered or not _cites(block.prose):
            break
        found.append(i)
    return found
