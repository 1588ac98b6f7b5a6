"""An article taken apart: blocks of prose with exact offsets, headings, links, notes, metadata."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from healthlint.model.offsets import OffsetMap
from healthlint.model.source import Source
from healthlint.model.span import Span


class BlockKind(StrEnum):
    """What a block of prose is."""

    TITLE = "title"  # a title that stands in the front matter, not in the body
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    CELL = "cell"
    CAPTION = "caption"
    ALT = "alt"
    NOTE = "note"  # the text of a footnote
    REFERENCE = "reference"  # an entry of a reference list


HEADINGS = frozenset({BlockKind.TITLE, BlockKind.HEADING})


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch of prose that a reader hears in one go.

    `prose` has single spaces and no markup; `map` leads back to the source. `level` is the heading level (1 to 6)
    or the list depth. `section` indexes `Document.sections`. `quoted` is true for anything inside a block quote.
    `boilerplate` blocks (navigation, footer, related posts) are counted and not linted; `reason` says which.
    """

    kind: BlockKind
    prose: str
    map: OffsetMap
    level: int = 0
    section: int = 0
    quoted: bool = False
    boilerplate: bool = False
    reason: str = ""

    def __post_init__(self) -> None:
        if self.map.prose_length != len(self.prose):
            raise ValueError(f"the map tiles {self.map.prose_length} characters of a prose of {len(self.prose)}")

    @property
    def source_span(self) -> Span:
        """The range of the source that holds the block's prose."""
        return self.map.source_span


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it.

    `heading` is the index of the heading's block, or None before the first heading. `first` and `end` are the
    half-open range of the blocks of the section, the heading included, sub-sections not.
    """

    heading: int | None
    level: int
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink in a block: `prose_span` is its text in that block, `source_span` the whole construct."""

    block: int
    prose_span: Span
    source_span: Span
    target: str
    text: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture. `alt` is None where the source has no alternative text at all, "" where it is empty."""

    source_span: Span
    target: str
    alt: str | None


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A marker that the markup itself makes: a footnote reference, a superscript or a link to a note.

    `block` and `prose_offset` say where a reader meets it; `label` is what it points to ("1", "smith2020");
    `target` is the address behind it where that is another page.
    """

    block: int
    prose_offset: int
    source_span: Span
    label: str
    shape: str  # footnote | superscript | code
    target: str = ""


@dataclass(frozen=True, slots=True)
class NoteDefinition:
    """The definition of a footnote; `block` is its first block, or None when it is empty."""

    label: str
    source_span: Span
    block: int | None


@dataclass(frozen=True, slots=True)
class Meta:
    """One value of the front matter or of the page's own metadata, with its place (None: derived)."""

    value: Any
    source_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Directive:
    """A suppression that the author wrote.

    `action`: disable, enable, disable-next-line, disable-file. `rules` is empty for "all rules". `source_span` is
    the whole comment (or front-matter value); `rule_spans` are those of the rule ids, aligned with `rules`.
    `until` is an ISO date or "".
    """

    action: str
    rules: tuple[str, ...]
    source_span: Span
    rule_spans: tuple[Span, ...] = ()
    reason: str = ""
    until: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A region that was not linted, and why ("boilerplate: related posts", "code", "front matter" …)."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """An article. No language model inside; picklable.

    `metadata` keys are lower case with underscores ("title", "author", "reviewed_by", "date", "last_reviewed" …);
    nested keys are joined with dots. `problems` are (span, message) pairs for things that the format could not read
    (broken front matter, for example).
    """

    source: Source
    format: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    note_marks: tuple[NoteMark, ...] = ()
    note_definitions: tuple[NoteDefinition, ...] = ()
    metadata: Mapping[str, Meta] = field(default_factory=dict)
    directives: tuple[Directive, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    problems: tuple[tuple[Span, str], ...] = ()

    def prose_blocks(self) -> tuple[int, ...]:
        """Return the indices of the blocks that are linted: all but boilerplate and reference entries."""
        return tuple(i for i, b in enumerate(self.blocks) if not b.boilerplate and b.kind is not BlockKind.REFERENCE)

    def title_block(self) -> int | None:
        """Return the index of the block that a reader takes for the title, or None in a text without prose."""
        kept = [i for i, b in enumerate(self.blocks) if not b.boilerplate and b.prose]
        for wanted in (BlockKind.HEADING, BlockKind.TITLE):
            for i in kept:
                if self.blocks[i].kind is wanted and (wanted is BlockKind.TITLE or self.blocks[i].level == 1):
                    return i
        return kept[0] if kept else None
