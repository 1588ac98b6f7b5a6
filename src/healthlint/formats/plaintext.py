"""Plain text: paragraphs by blank lines, short lines as headings, bullets as items, page furniture flagged."""

from __future__ import annotations

import re
from dataclasses import dataclass

from healthlint.formats.assembler import Assembler
from healthlint.formats.boilerplate import line_reason, tail_reason
from healthlint.formats.directives import add_directive, is_directive_line
from healthlint.formats.references import is_reference_heading
from healthlint.model.document import BlockKind, Document
from healthlint.model.source import Source

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_BULLET = re.compile(
    r"[^\S\r\n]*(?:[-*+•·‣▪◦●○■–✓✔✅❌➤➢►▶▸→✦❖◆]|(?P<number>\d{1,3}[.)]|\(\d{1,3}\)|\[\d{1,3}\])|[a-z]\))[^\S\r\n]+(?=\S)"
)
# A sentence's end, with what may close it; a citation mark after it ("It helps.[1]") does not make a heading of it.
_FINAL = re.compile(r"[.!;:,…][\"'”’)\]]*(?:\s?\[[\d,; –-]{1,20}\]|[⁰¹²³⁴-⁹]+)*$")
# Where somebody works ("Department of Surgery, University Hospital, Leeds") or where to look, no heading.
_AFFILIATION = re.compile(
    r"\s*(?:(?:[A-Z][\w'’.&-]*|of|for|and) ){0,6}(?:Department|Division|Faculty|School|College|Cent(?:re|er)"
    r"|Institute|University|Hospitals?)\b[^:?!]*,|[^\n]*(?:https?://|\bwww\.)"
)
_ENTRY = re.compile(
    r"\w{2}\.\s.*\b(?:19|20)\d{2}\b"
)  # of a list: "Naps at work. 2012. [Last read: 15 March 2012] (ID 4)"
_HEADING_CHARACTERS = 100
_HEADING_WORDS = 14
# No line that is whole ends so: what follows goes on with its sentence, however long the lines are.
_UNFINISHED = re.compile(
    r"\b(?:an?|the|of|and|or|to|in|for|with|from|by|your|our|their|his|her|my|is|are|was|were|that|which|than|these|include|includes|including)\s*$"
)
# A group of lines with one longer than this is not hard-wrapped: each of its lines is a paragraph.
_WRAP_LIMIT = 160


@dataclass(slots=True)
class _Line:
    text: str  # without its line end
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(slots=True)
class _Piece:
    """One block to be: its lines, each with where its prose starts."""

    kind: BlockKind
    lines: list[_Line]
    reason: str = ""
    ordered: bool = False
    level: int = 0
    alone: bool = False  # a single line between blank lines or the ends

    @property
    def text(self) -> str:
        return " ".join(line.text.strip() for line in self.lines)


def extract(source: Source) -> Document:
    """Return the document of a plain text."""
    assembler = Assembler(source, "text")
    pieces: list[_Piece] = []
    for group in _groups(source.text, assembler):
        pieces.extend(_split(group))
    _flag_boilerplate(pieces)
    _find_headings(pieces)
    for piece in pieces:
        _write(piece, assembler)
    return assembler.document()


def _groups(text: str, assembler: Assembler) -> list[list[_Line]]:
    """Return the runs of lines between blank ones; directive lines are taken out."""
    groups: list[list[_Line]] = []
    current: list[_Line] = []
    for match in _LINE.finditer(text):
        line = _Line(match[0].rstrip("\r\n"), match.start())
        directive = is_directive_line(line.text)
        if directive:
            add_directive(line.text, line.start, assembler)
        if directive or not line.text.strip():
            if current:
                groups.append(current)
            current = []
        else:
            current.append(line)
    if current:
        groups.append(current)
    return groups


def _split(group: list[_Line]) -> list[_Piece]:
    """Cut a group into items, boilerplate lines, a heading that stands on its text, and paragraphs."""
    pieces: list[_Piece] = []
    width = max(len(line.text) for line in group)
    for n, line in enumerate(group):
        bullet = _BULLET.match(line.text)
        last = pieces[-1] if pieces else None
        reason = line_reason(line.text[bullet.end() :] if bullet else line.text)
        # Inside a paragraph a line in lower case goes on with its sentence: "… if it bleeds,\ncall 0300 123 4567".
        apart = last is None or last.reason or last.kind is BlockKind.HEADING
        apart = apart or (width > _WRAP_LIMIT and not _goes_on(group[n - 1], line))
        apart = apart or _own_line(line) or (reason and not line.text.lstrip()[0].islower())
        if bullet:
            body = _Line(line.text[bullet.end() :], line.start + bullet.end())
            pieces.append(_Piece(BlockKind.ITEM, [body], ordered=bullet["number"] is not None, level=1))
        elif last is None or apart:
            pieces.append(_Piece(BlockKind.PARAGRAPH, [line]))
        else:
            last.lines.append(line)
        newest = pieces[-1]
        if len(newest.lines) == 1:
            newest.reason = reason
            following = group[n + 1] if n + 1 < len(group) else None
            if not bullet and not newest.reason and following and _stands_on(line, following, width):
                newest.kind, newest.level = BlockKind.HEADING, 2
    if len(pieces) == 1 and len(group) == 1:
        pieces[0].alone = True
    return pieces


def _goes_on(line: _Line, following: _Line) -> bool:
    """Tell whether a line breaks off in the middle of a sentence that the next one goes on with."""
    return following.text.lstrip()[0].islower() and _UNFINISHED.search(line.text) is not None


def _own_line(line: _Line) -> bool:
    return bool(tail_reason(line.text) or is_reference_heading(line.text))


def _stands_on(line: _Line, following: _Line, width: int) -> bool:
    """Tell whether a line is a heading right above its text: the break was not forced by the width."""
    text = line.text.strip()
    if not _heading_like(text) or _BULLET.match(following.text) or not following.text.strip()[0].isupper():
        return is_reference_heading(text)
    first_word = following.text.split(maxsplit=1)[0]
    return len(line.text) + 1 + len(first_word) < width - 10 and not _heading_like(following.text.strip())


def _heading_like(text: str) -> bool:
    short = len(text) <= _HEADING_CHARACTERS and len(text.split()) <= _HEADING_WORDS
    return (
        short
        and not _FINAL.search(text)
        and not _ENTRY.search(text)
        and not _AFFILIATION.match(text)
        and any(c.isalpha() for c in text)
    )


def _flag_boilerplate(pieces: list[_Piece]) -> None:
    """Flag the furniture: single lines, and all that follows a tail's heading up to a list of references."""
    tail = ""
    article = False  # a sentence of prose has been seen
    for piece in pieces:
        single = len(piece.lines) == 1
        if single and is_reference_heading(piece.text):
            tail = ""
        elif article and single and tail_reason(piece.text):
            tail = tail_reason(piece.text)
        if tail:
            piece.reason = piece.reason or tail
        article = article or (not piece.reason and len(piece.text.split()) > _HEADING_WORDS)


def _find_headings(pieces: list[_Piece]) -> None:
    """Make headings of short lines that stand alone and are followed by text; the first is the title."""
    own = [p for p in pieces if not p.reason]
    titled = False
    for n, piece in enumerate(own):
        followed = n + 1 < len(own)
        alone = piece.alone and _heading_like(piece.text)
        if piece.kind is BlockKind.PARAGRAPH and followed and (alone or is_reference_heading(piece.text)):
            piece.kind, piece.level = BlockKind.HEADING, 2
        if piece.kind is BlockKind.HEADING and not titled:
            titled = True
            piece.level = 1 if n == 0 else piece.level


def _write(piece: _Piece, assembler: Assembler) -> None:
    draft = assembler.open(piece.kind, level=piece.level, reason=piece.reason)
    draft.ordered = piece.ordered
    end: int | None = None
    for line in piece.lines:
        if end is not None:
            assembler.space(end, line.start - end)
        assembler.add(line.text, line.start, len(line.text))
        end = line.end
    assembler.close()
