"""HTML pages and fragments: elements become blocks, page furniture is flagged, inline markup is heard through."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from healthlint.formats import frontmatter
from healthlint.formats.assembler import Assembler, Draft
from healthlint.formats.html_inline import BLOCKS, VOID, InlineHtml
from healthlint.formats.html_meta import PageData
from healthlint.formats.html_regions import Regions
from healthlint.formats.html_tokens import HtmlToken, tokens
from healthlint.formats.markdown_mask import templates
from healthlint.model.document import BlockKind, Document
from healthlint.model.source import Source
from healthlint.model.span import Span

_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_KINDS = {
    "li": BlockKind.ITEM,
    "dt": BlockKind.ITEM,
    "dd": BlockKind.ITEM,
    "td": BlockKind.CELL,
    "th": BlockKind.CELL,
    "caption": BlockKind.CAPTION,
    "figcaption": BlockKind.CAPTION,
    "blockquote": BlockKind.QUOTE,
}
# A start tag that ends an open element of the same family, up to the element that holds the family.
_ENDS_OPEN = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
}
# What a writer types at the start of a line instead of making a list.
_BULLET = re.compile(r"\s*(?:[-–•·▪◦●○■*✓✔✅❌➤➢►▶▸→✦❖◆]|(?P<number>\d{1,2}[.)]))(?:\s+(?=\S)|\s*$)")
_BROKEN = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE})
_P_SCOPE = frozenset({"td", "th", "table", "caption", "button", "html", "object"})
# How far up an implied end is looked for: real pages need a handful, a hostile one must not cost its square.
_LOOK_UP = 100
_LISTED_NOTES = frozenset({"doc-endnote", "doc-footnote", "doc-biblioentry"})


@dataclass(frozen=True, slots=True)
class _Element:
    """An open element and what blocks inside it are."""

    name: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    quoted: bool = False
    ordered: bool = False
    region: int = 0


def extract(source: Source) -> Document:
    """Return the document of an HTML page: its main content linted, the rest flagged as boilerplate."""
    templating = sorted(templates(source.text))
    assembler = Assembler(source, "html", [span for span, _ in templating])
    matter = frontmatter.split(source.text)
    page = PageData(assembler)
    regions = Regions()
    reader = _Reader(assembler, _Element("#page"), regions, page)
    reader.read([(matter.end if matter else 0, len(source.text))])
    reader.define_notes()
    page.write()
    for span, reason in templating:
        assembler.skip(span.start, span.end, reason)
    if matter:
        frontmatter.read(matter, assembler)
    regions.flag(assembler.drafts, title=page.title)
    page.write_title(matter is not None)
    return assembler.document()


def write_fragment(
    assembler: Assembler, text: str, pieces: Sequence[tuple[int, int]], *, quoted: bool, kind: BlockKind
) -> None:
    """Read an HTML block of another format into its assembler. `pieces` are its (start, end) source ranges."""
    regions = Regions()
    before = len(assembler.drafts)
    reader = _Reader(assembler, _Element("#fragment", kind=kind, quoted=quoted), regions, None)
    reader.read(pieces)
    for draft in assembler.drafts[before:]:
        draft.reason = draft.reason or regions.hard_reason(draft.region)


class _Reader:
    """Walks the tokens once with a stack of open elements; depth costs nothing."""

    def __init__(self, assembler: Assembler, root: _Element, regions: Regions, page: PageData | None) -> None:
        self.assembler = assembler
        self.inline = InlineHtml(assembler)
        self.regions = regions
        self.page = page
        self.stack = [root]
        self.names: Counter[str] = Counter()
        self.entries: list[tuple[str, int, Draft]] = []  # (id, source start, first block) of what notes may point to
        self.link: tuple[str, int] | None = None  # the open link: it may hold whole blocks
        self.pending_note: tuple[str, int] | None = None
        self.after_break = False  # a line break was the last thing heard
        self.bulleted = False  # the open block is a line that begins with a typed bullet

    def read(self, pieces: Sequence[tuple[int, int]]) -> None:
        """Read the source ranges `pieces`."""
        for token in tokens(self.assembler.text, pieces):
            if self.page is not None and not self.inline.is_muted and self.page.take(token):
                continue
            self._token(token)
        self._close_block()
        self.inline.reset()

    def define_notes(self) -> None:
        """Make definitions of the entries that a note's mark links to."""
        done: set[str] = set()
        for identifier, start, draft in self.entries:
            label = self.inline.targets.get(identifier)
            if label is None or label in done:
                continue
            done.add(label)
            end = max(draft.builder.source_end, start)
            self.assembler.notes.append((label, Span(start, end)))
            draft.note = label

    def _token(self, token: HtmlToken) -> None:
        if self.inline.is_muted or token.kind not in ("start", "end") or token.name not in _STRUCTURE:
            self._inline(token if self.inline.is_muted else self._line(token))
        elif token.kind == "start":
            self._start(token)
        else:
            self._end(token.name)

    def _line(self, token: HtmlToken) -> HtmlToken:
        """Return the token without its typed bullet. Two line breaks end a block, and so does one beside a bullet."""
        draft = self.assembler.draft
        if token.name == "br":
            if draft is not None and draft.kind in _BROKEN and (self.after_break or self.bulleted):
                self._close_block()
            self.after_break = True
            return token
        if token.kind not in ("text", "reference") or not token.data.strip():
            return token
        bullet = _BULLET.match(token.data) if self.after_break and token.kind == "text" else None
        self.after_break = False
        if bullet is None or (draft or self.stack[-1]).kind not in _BROKEN:
            return token
        self._close_block()
        self._open_block()
        opened = self.assembler.draft
        if opened is not None:
            opened.kind, opened.level = BlockKind.ITEM, max(opened.level, 1)
            opened.ordered = bullet["number"] is not None
        self.bulleted = True
        return replace(token, start=token.start + bullet.end(), data=token.data[bullet.end() :])

    def _inline(self, token: HtmlToken) -> None:
        heard = token.kind in ("text", "reference")
        if heard and not self.inline.is_muted and self.assembler.draft is None:
            if not token.data.strip():
                return
            self._open_block()
        if token.name in ("a", "sup") and token.kind == "start" and self.assembler.draft is None:
            self._open_block()
        bare_image = token.name == "img" and self.assembler.draft is None
        before = len(self.assembler.drafts)
        self.inline.token(token)
        if token.name == "a" and not self.inline.is_muted:
            target = token.attributes.get("href", "").strip()
            self.link = (target, token.start) if token.kind == "start" and target[:1] not in ("", "#") else None
        if bare_image:
            for draft in self.assembler.drafts[before:]:
                draft.region, draft.quoted = self.stack[-1].region, self.stack[-1].quoted

    def _start(self, token: HtmlToken) -> None:
        name = token.name
        if name == "pre":
            self._close_block()
            self.inline.token(token)
            return
        self._close_block()
        if name in VOID:
            return
        if name in _ENDS_OPEN:
            self._end_implied(*_ENDS_OPEN[name])
        elif self.names["p"]:
            self._end_implied(frozenset({"p"}), _P_SCOPE)
        self._push(token)

    def _push(self, token: HtmlToken) -> None:
        name = token.name
        outer = self.stack[-1]
        inner = replace(outer, name=name, region=self.regions.enter(token, outer.region))
        if name in _HEADINGS:
            inner = replace(inner, kind=BlockKind.HEADING, level=_HEADINGS[name])
        elif name in ("ul", "ol", "menu"):
            depth = outer.level if outer.kind is BlockKind.ITEM else 0
            inner = replace(inner, level=depth + 1, ordered=name == "ol")
        elif name in _KINDS:
            kind = _KINDS[name]
            level = max(outer.level, 1) if kind is BlockKind.ITEM else 0
            inner = replace(inner, kind=kind, level=level, quoted=outer.quoted or kind is BlockKind.QUOTE)
        identifier = token.attributes.get("id", "")
        if identifier and (name in ("li", "p", "div", "dd", "td") or token.attributes.get("role") in _LISTED_NOTES):
            self.pending_note = (identifier, token.start)
        self.stack.append(inner)
        self.names[name] += 1

    def _end(self, name: str) -> None:
        self._close_block()
        if not self.names[name]:
            return
        while len(self.stack) > 1:
            gone = self.stack.pop()
            self.names[gone.name] -= 1
            if gone.name == name:
                return

    def _end_implied(self, names: frozenset[str], scope: frozenset[str]) -> None:
        for up in range(1, min(_LOOK_UP, len(self.stack) - 1) + 1):
            name = self.stack[-up].name
            if name in names:
                for gone in self.stack[-up:]:
                    self.names[gone.name] -= 1
                del self.stack[-up:]
                return
            if name in scope:
                return

    def _open_block(self) -> None:
        top = self.stack[-1]
        draft = self.assembler.open(top.kind, level=top.level, quoted=top.quoted)
        draft.region = top.region
        draft.ordered = top.ordered and top.kind is BlockKind.ITEM
        if self.link is not None:
            self.assembler.begin_link(*self.link)
        if self.pending_note is not None:
            self.entries.append((*self.pending_note, draft))
            self.pending_note = None

    def _close_block(self) -> None:
        self.after_break = self.bulleted = False
        if self.assembler.draft is not None:
            self.inline.reset()
            self.assembler.close_all()


# Elements that the page reader handles itself; the rest is inline.
_STRUCTURE = BLOCKS - {"optgroup", "option"}
