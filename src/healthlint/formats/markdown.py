"""Markdown (CommonMark, GFM, MDX): pyromark's events become blocks with exact offsets."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from typing import Any

from healthlint.formats import frontmatter
from healthlint.formats.assembler import Assembler
from healthlint.formats.directives import add_directive
from healthlint.formats.html import InlineHtml, write_fragment
from healthlint.formats.markdown_dialects import UNHEARD, is_callout
from healthlint.formats.markdown_mask import LETTER, find, hide
from healthlint.model.document import BlockKind, Document
from healthlint.model.source import Source
from healthlint.model.span import Span

_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BROKEN = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.NOTE})
_ALERTS = frozenset({"Note", "Tip", "Important", "Warning", "Caution"})


def extract(source: Source) -> Document:
    """Return the document of a Markdown text. Front matter is read, code and shortcodes are skipped."""
    text = source.text
    matter = frontmatter.split(text)
    is_mdx = source.path.lower().endswith(".mdx")
    body = matter.end if matter else 0
    hidden = [(s, r) for s, r in find(text, is_mdx=is_mdx) if s.start >= body]
    masks = [span for span, _ in hidden]
    assembler = Assembler(source, "markdown", masks, [span for span, reason in hidden if reason in UNHEARD])
    reader = _Reader(assembler, _parseable(text, body, masks))
    reader.run()
    for span, reason in hidden:
        if reason in UNHEARD or any(c.covers(span) for c in reader.code_near(span)):
            continue
        if not (reason == "MDX expression" and add_directive(span.of(text), span.start, assembler)):
            assembler.skip(span.start, span.end, reason)
    if matter:
        frontmatter.read(matter, assembler)
    return assembler.document()


def _parseable(text: str, body: int, masks: list[Span]) -> str:
    """Return the text as the parser gets it: same length, front matter blank, masks as letters."""
    masked = hide(text, masks)
    if not body:
        return masked
    blank = "".join(c if c in "\r\n" else " " for c in text[:body])
    return blank + masked[body:]


def _options() -> Any:
    """Return the extensions. Smart punctuation would rewrite text; math reads "$5-$10" as a formula."""
    from pyromark import Options

    return (
        Options.ENABLE_TABLES
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_STRIKETHROUGH
        | Options.ENABLE_TASKLISTS
        | Options.ENABLE_HEADING_ATTRIBUTES
        | Options.ENABLE_DEFINITION_LIST
        | Options.ENABLE_GFM
    )


def _characters(text: str) -> array[int] | None:
    """Return the table from UTF-8 byte offset to character offset; None when they are the same."""
    if text.isascii():
        return None
    table = array("L")
    for index, character in enumerate(text):
        code = ord(character)
        width = 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4
        table.extend((index,) * width)
    table.append(len(text))
    return table


class _Reader:
    """Walks the events once; containers are kept on a stack, so that depth costs nothing."""

    def __init__(self, assembler: Assembler, text: str) -> None:
        self.assembler = assembler
        # A lone surrogate cannot be encoded; it is one character either way.
        self.text = text.encode("utf-8", "replace").decode() if _has_surrogate(text) else text
        self.table = _characters(self.text)
        self.inline = InlineHtml(assembler)
        self.quotes: list[bool] = []
        self.lists: list[bool] = []  # per list: numbered
        self.notes: list[str] = []
        self.implicit = False
        self.silent = 0  # inside code or metadata
        self.html: list[tuple[int, int]] | None = None
        self.quiet: list[bool] = []  # per open inline element: begun inside something muted
        self.images: list[tuple[str, int]] = []
        self.code: list[Span] = []
        self.after_break = False  # `<br>` was the last thing heard

    def run(self) -> None:
        """Read all events."""
        import pyromark

        for event, place in pyromark.events_with_range(self.text, options=_options()):
            start, end = self._at(place["start"]), self._at(place["end"])
            if isinstance(event, str):
                self._single(event, start, end)
                continue
            name, value = next(iter(event.items()))
            if name == "Start":
                self._start(value, start, end)
            elif name == "End":
                self._end(value, start, end)
            else:
                self._leaf(name, value, start, end)
        self.assembler.close_all()

    def code_near(self, span: Span) -> list[Span]:
        """Return the code range that starts last before the end of `span`, if any."""
        index = bisect_right(self.code, span.start, key=lambda c: c.start) - 1
        return [self.code[index]] if index >= 0 else []

    def _at(self, byte: int) -> int:
        return byte if self.table is None else self.table[byte]

    def _single(self, event: str, start: int, end: int) -> None:
        if event in ("SoftBreak", "HardBreak"):
            if not self.inline.is_muted:
                self.inline.release()
                self.assembler.space(start, end - start)
        elif event == "Rule":
            self._close_implicit()

    def _leaf(self, name: str, value: Any, start: int, end: int) -> None:
        if name == "Html":
            if self.html is not None:
                self.html.append((start, end))
        elif self.silent:
            return
        elif name == "Text":
            self._need_block()
            self.after_break = self.after_break and not value.strip()
            if not self.inline.muted(start, end):
                self.assembler.add(value, start, end - start)
        elif name == "InlineHtml":
            self._need_block()
            self._break(start, end)
            self.inline.markup(self.text[start:end], start)
        elif self.inline.is_muted:
            return
        else:
            self.inline.release()
            self._stand_in(name, value, start, end)

    def _break(self, start: int, end: int) -> None:
        """Two line breaks in a row end a paragraph, as they are meant to."""
        is_break = _LINE_BREAK.fullmatch(self.text, start, end) is not None
        draft = self.assembler.draft
        if is_break and self.after_break and draft is not None and draft.kind in _BROKEN and not self.quiet:
            self.inline.reset()
            self.assembler.close()
            self._open(self._kind())
        self.after_break = is_break

    def _stand_in(self, name: str, value: Any, start: int, end: int) -> None:
        """Take what is no prose: code, a note's mark, a formula."""
        if name == "Code":
            self._need_block()
            self.assembler.hole(start, end - start)
            self._skip_code(start, end)
        elif name == "FootnoteReference":
            self._need_block()
            self.assembler.mark(value, start, end, "footnote")
        elif name in ("InlineMath", "DisplayMath"):
            self._need_block()
            self.assembler.hole(start, end - start)
            self.assembler.skip(start, end, "formula")

    def _start(self, tag: Any, start: int, end: int) -> None:
        name: str
        value: Any
        name, value = (tag, None) if isinstance(tag, str) else next(iter(tag.items()))
        if name in _INLINE:
            self._need_block()
            self._start_inline(name, value, start, end)
            return
        self._close_implicit()
        if name == "Paragraph":
            self._open(self._kind())
        elif name == "Heading":
            self._open(BlockKind.HEADING, level=int(value["level"][1:]))
        elif name == "TableCell":
            self._open(BlockKind.CELL)
        elif name == "BlockQuote":
            # An alert ("> [!NOTE]") is the author's own voice, not a quotation.
            self.quotes.append(value not in _ALERTS and not is_callout(self.assembler.text, start))
        elif name == "List":
            self.lists.append(value is not None)
        elif name == "DefinitionListTitle":
            self.lists.append(False)
            self._open(BlockKind.ITEM)
        elif name == "DefinitionListDefinition":
            self.lists.append(False)
        elif name == "FootnoteDefinition":
            self.notes.append(value)
            self.assembler.notes.append((value, Span(start, end)))
        elif name == "HtmlBlock":
            self.html = []
        elif name in ("CodeBlock", "MetadataBlock"):
            self.silent += 1
            self._skip_code(start, end)

    def _end(self, tag: Any, start: int, end: int) -> None:
        name = tag if isinstance(tag, str) else next(iter(tag))
        if name in _INLINE:
            self._end_inline(name, start, end)
            return
        if name in ("Paragraph", "Heading", "TableCell", "DefinitionListTitle"):
            self.inline.reset()
            self.assembler.close()
            if name != "DefinitionListTitle":
                return
        self._close_implicit()
        if name == "BlockQuote":
            self.quotes.pop()
        elif name in ("List", "DefinitionListTitle", "DefinitionListDefinition"):
            self.lists.pop()
        elif name == "FootnoteDefinition":
            self.notes.pop()
        elif name in ("CodeBlock", "MetadataBlock"):
            self.silent -= 1
        elif name == "HtmlBlock":
            pieces, self.html = self.html or [], None
            write_fragment(self.assembler, self.text, pieces, quoted=any(self.quotes), kind=self._kind())

    def _start_inline(self, name: str, value: Any, start: int, end: int) -> None:
        quiet = self.inline.is_muted
        self.quiet.append(quiet)
        if quiet:
            return
        self.inline.release()
        if name == "Link":
            target = value["dest_url"]
            if value["link_type"] == "Email" and not target.startswith("mailto:"):
                target = f"mailto:{target}"
            self.assembler.begin_link(self._unmasked(target, start, end), start)
        elif name == "Image":
            self.images.append((self._unmasked(value["dest_url"], start, end), start))
            self.assembler.open(BlockKind.ALT, quoted=any(self.quotes))

    def _end_inline(self, name: str, start: int, end: int) -> None:
        if self.quiet.pop():
            return
        self.inline.release()
        if name == "Link":
            self.assembler.end_link(end)
        elif name == "Image":
            target, _ = self.images.pop()
            alt = self.assembler.close()
            self.assembler.image(start, end, target, alt.builder.prose if alt else "")

    def _unmasked(self, target: str, start: int, end: int) -> str:
        """Return a link's target with the shortcode that the mask hid, where it was one."""
        if not target or target.strip(LETTER):
            return target
        inside = [m for m in self.assembler.masks_in(start, end) if len(m) == len(target)]
        return inside[-1].of(self.assembler.text) if inside else target

    def _skip_code(self, start: int, end: int) -> None:
        span = Span(start, end)
        self.code.append(span)
        self.assembler.skip(start, end, "code")

    def _kind(self) -> BlockKind:
        if self.notes:
            return BlockKind.NOTE
        if self.lists:
            return BlockKind.ITEM
        return BlockKind.QUOTE if any(self.quotes) else BlockKind.PARAGRAPH

    def _open(self, kind: BlockKind, *, level: int = 0) -> None:
        draft = self.assembler.open(kind, level=level or len(self.lists), quoted=any(self.quotes))
        draft.ordered = bool(self.lists and self.lists[-1])
        draft.note = self.notes[-1] if self.notes else None

    def _need_block(self) -> None:
        """Open a block for inline content that has none of its own (a tight list item)."""
        if self.assembler.draft is None:
            self._open(self._kind())
            self.implicit = True

    def _close_implicit(self) -> None:
        if self.implicit:
            self.inline.reset()
            self.assembler.close()
            self.implicit = False


_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image", "Superscript", "Subscript"})


def _has_surrogate(text: str) -> bool:
    return any("\ud800" <= c <= "\udfff" for c in text) if not text.isascii() else False
