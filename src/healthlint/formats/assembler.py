"""Put blocks, links, images and notes together into a Document; every format writes through this."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from healthlint.formats.base import ProseBuilder
from healthlint.formats.finish import bare_links, boilerplate_regions, merged, with_sections
from healthlint.formats.references import reference_blocks
from healthlint.model.document import (
    Block,
    BlockKind,
    Directive,
    Document,
    Image,
    Link,
    Meta,
    NoteDefinition,
    NoteMark,
    Skipped,
)
from healthlint.model.source import Source
from healthlint.model.span import Span

_HEARD = re.compile(r"[^\W_]")
# Shortcodes that cite or hold a note: `{{< cite "marsh2019" >}}`, `{% cite marsh2019 %}`, `{{< footnote 3 >}}`.
_CITING = re.compile(
    r"\{[{%][<%]?\s*(?:(?:cite[tp]?|citation|bibcite)\s+(?:key=)?[\"']?(?P<key>[\w:.-]*)"
    r"|(?:cite|footnote(?:[_-]?ref)?|fnref|fn|sidenote|marginnote|doi|pmid|pubmed)(?=[\s>%\"']))",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _OpenLink:
    target: str
    start: int
    prose_start: int


@dataclass(slots=True)
class Draft:
    """A block under construction. `note` is the key that ties a closed block to what refers to it."""

    builder: ProseBuilder
    kind: BlockKind
    level: int = 0
    quoted: bool = False
    reason: str = ""
    region: int = 0
    links: list[tuple[_OpenLink, int, int]] = field(default_factory=list)
    open_links: list[_OpenLink] = field(default_factory=list)
    marks: list[tuple[int, Span, str, str, str]] = field(default_factory=list)
    after: list[Draft] = field(default_factory=list)
    ordered: bool = False
    note: str | None = None


class Assembler:
    """Collects the parts of one document in source order.

    `masks` are ranges that the format hid from its parser (shortcodes): text from there becomes a hole, a note's mark
    where it cites, or nothing where it is one of `unheard` too (marks that only dress a word).
    """

    def __init__(self, source: Source, format: str, masks: Iterable[Span] = (), unheard: Iterable[Span] = ()) -> None:
        self.source = source
        self.text = source.text
        self.format = format
        self.masks = sorted(masks)
        self._mask_starts = [m.start for m in self.masks]
        self._unheard = frozenset(unheard)
        self._stack: list[Draft] = []
        self.drafts: list[Draft] = []
        self.images: list[Image] = []
        self.skipped: list[Skipped] = []
        self.directives: list[Directive] = []
        self.problems: list[tuple[Span, str]] = []
        self.metadata: dict[str, Meta] = {}
        self.notes: list[tuple[str, Span]] = []

    @property
    def draft(self) -> Draft | None:
        """The block that is open now."""
        return self._stack[-1] if self._stack else None

    def open(self, kind: BlockKind, *, level: int = 0, quoted: bool = False, reason: str = "") -> Draft:
        """Open a block; one opened inside another (an image's text) comes out after it."""
        draft = Draft(ProseBuilder(self.text), kind, level, quoted, reason)
        self._stack.append(draft)
        return draft

    def close(self) -> Draft | None:
        """Close the open block. One that nobody would hear (no letter, no digit) is dropped."""
        if not self._stack:
            return None
        draft = self._stack.pop()
        while draft.open_links:
            self._end_link(draft, draft.builder.source_end)
        if self._stack:
            self._stack[-1].after.append(draft)
        else:
            self._keep(draft)
        return draft

    def close_all(self) -> None:
        """Close every open block."""
        while self._stack:
            self.close()

    def _keep(self, draft: Draft) -> None:
        waiting = [draft]
        while waiting:
            one = waiting.pop()
            if _HEARD.search(one.builder.prose):
                self.drafts.append(one)
            waiting.extend(reversed(one.after))

    def add(self, prose: str, start: int, length: int) -> None:
        """Add prose to the open block; masked parts become holes, or nothing."""
        index = bisect_right(self._mask_starts, start) - 1
        if index < 0 or self.masks[index].end <= start:
            index += 1
        if index >= len(self.masks) or self.masks[index].start >= start + length:
            self._piece(prose, start, length)
            return
        at, end = start, start + length
        while at < end:
            mask = self.masks[index] if index < len(self.masks) else None
            if mask is None or mask.start >= end:
                self._piece(self.text[at:end], at, end - at)
                return
            if mask.start > at:
                self._piece(self.text[at : mask.start], at, mask.start - at)
                at = mask.start
            stop = min(mask.end, end)
            citing = _CITING.match(self.text, mask.start)
            if citing and self.tail(1):
                if at == mask.start:
                    self.mark(citing["key"] or "", mask.start, mask.end, "code")
            elif mask not in self._unheard:
                self.hole(at, stop - at)
            at = stop
            index += 1

    def masks_in(self, start: int, end: int) -> list[Span]:
        """Return the masks that lie wholly in a source range."""
        index = bisect_left(self._mask_starts, start)
        found: list[Span] = []
        while index < len(self.masks) and self.masks[index].start < end:
            if self.masks[index].end <= end:
                found.append(self.masks[index])
            index += 1
        return found

    def _piece(self, prose: str, start: int, length: int) -> None:
        if self._stack and not self._stack[-1].builder.add(prose, start, length):
            self.skip(start, start + length, "cannot be mapped exactly")

    def space(self, start: int, length: int) -> None:
        """Add a break between words to the open block."""
        if self._stack:
            self._stack[-1].builder.space(start, length)

    def hole(self, start: int, length: int) -> None:
        """Add a stand-in to the open block."""
        if self._stack:
            self._stack[-1].builder.hole(start, length)

    def mark(self, label: str, start: int, end: int, shape: str, target: str = "") -> None:
        """Add a note marker to the open block; `target` is the address of another page that it leads to."""
        if self._stack:
            draft = self._stack[-1]
            draft.marks.append((draft.builder.mark(), Span(start, end), label, shape, target))

    def begin_link(self, target: str, start: int) -> None:
        """Begin a link in the open block; `start` is where its construct starts in the source."""
        if self._stack:
            draft = self._stack[-1]
            draft.open_links.append(_OpenLink(target, start, draft.builder.next_offset))

    def end_link(self, end: int) -> None:
        """End the innermost link of the open block at source offset `end`."""
        if self._stack and self._stack[-1].open_links:
            self._end_link(self._stack[-1], end)

    @staticmethod
    def _end_link(draft: Draft, end: int) -> None:
        link = draft.open_links.pop()
        draft.links.append((link, max(end, link.start), draft.builder.length))

    def tail(self, length: int) -> str:
        """Return the last characters heard in the open block."""
        return self._stack[-1].builder.tail(length) if self._stack else ""

    def image(self, start: int, end: int, target: str, alt: str | None) -> None:
        """Record a picture."""
        self.images.append(Image(Span(start, end), target, alt))

    def skip(self, start: int, end: int, reason: str) -> None:
        """Record a region that is not linted."""
        if end > start:
            self.skipped.append(Skipped(Span(start, end), reason))

    def document(self) -> Document:
        """Return the finished document."""
        self.close_all()
        blocks = self._with_references([_block(d) for d in self.drafts])
        sections, blocks = with_sections(blocks)
        first_block = {d.note: i for i, d in reversed(list(enumerate(self.drafts)))}
        return Document(
            source=self.source,
            format=self.format,
            blocks=blocks,
            sections=sections,
            links=tuple(self._links(blocks)),
            images=tuple(sorted(self.images, key=lambda i: i.source_span)),
            note_marks=tuple(
                NoteMark(i, min(at, len(blocks[i].prose)), span, label, shape, target)
                for i, draft in enumerate(self.drafts)
                for at, span, label, shape, target in draft.marks
            ),
            note_definitions=tuple(NoteDefinition(n, s, first_block.get(n)) for n, s in self.notes),
            metadata=dict(self.metadata),
            directives=tuple(sorted(self.directives, key=lambda d: d.source_span)),
            skipped=tuple(merged([*self.skipped, *boilerplate_regions(blocks)], self.text)),
            problems=tuple(sorted(self.problems)),
        )

    def _with_references(self, blocks: list[Block]) -> list[Block]:
        ordered = frozenset(i for i, d in enumerate(self.drafts) if d.ordered)
        linked = frozenset(i for i, d in enumerate(self.drafts) if d.links and d.links[0][0].prose_start == 0)
        found = reference_blocks(blocks, ordered, linked)
        return [replace(b, kind=BlockKind.REFERENCE) if i in found else b for i, b in enumerate(blocks)]

    def _links(self, blocks: tuple[Block, ...]) -> Iterator[Link]:
        for i, (draft, block) in enumerate(zip(self.drafts, blocks, strict=True)):
            taken: list[Span] = []
            found: list[Link] = []
            for link, end, prose_end in draft.links:
                span = Span(min(link.prose_start, prose_end), prose_end)
                taken.append(span)
                found.append(Link(i, span, Span(link.start, end), link.target, span.of(block.prose)))
            found.extend(bare_links(i, block, taken))
            yield from sorted(found, key=lambda k: (k.source_span, k.prose_span))


def _block(draft: Draft) -> Block:
    return Block(
        kind=draft.kind,
        prose=draft.builder.prose,
        map=draft.builder.offset_map(),
        level=draft.level,
        quoted=draft.quoted,
        boilerplate=bool(draft.reason),
        reason=draft.reason,
    )
