"""What a page says about itself: title, meta tags, language, JSON-LD, byline marks."""

from __future__ import annotations

import json
from typing import Any

from healthlint.formats.assembler import Assembler
from healthlint.formats.base import ProseBuilder
from healthlint.formats.html_tokens import HtmlToken, attribute_pieces
from healthlint.formats.metadata import normal_key
from healthlint.model.document import BlockKind, Meta
from healthlint.model.span import Span

_META_NAMES = {
    "description": "description", "author": "author", "date": "date", "keywords": "keywords",
    "article:author": "author", "article:published_time": "date", "article:modified_time": "updated",
    "og:updated_time": "updated", "last-modified": "updated", "lastmod": "updated", "pubdate": "date",
    "publish-date": "date", "dc.date": "date", "dcterms.created": "date", "dcterms.modified": "updated",
    "dc.creator": "author", "citation_author": "author", "citation_publication_date": "date",
    "reviewed-by": "reviewed_by", "reviewedby": "reviewed_by", "last-reviewed": "last_reviewed",
    "lastreviewed": "last_reviewed", "next-review": "next_review", "og:site_name": "site_name", "robots": "robots",
    "article:section": "section", "og:url": "og_url",
}  # fmt: skip
_LD_KEYS = {
    "author": "author", "reviewedBy": "reviewed_by", "datePublished": "date", "dateModified": "updated",
    "lastReviewed": "last_reviewed", "citation": "citation", "publisher": "publisher", "headline": "headline",
    "inLanguage": "lang", "medicalAudience": "audience",
}  # fmt: skip
_LD_LIMIT = 10_000  # nodes looked at


class PageData:
    """Collects a page's own metadata from its tokens."""

    def __init__(self, assembler: Assembler) -> None:
        self.assembler = assembler
        self.title = ""
        self._pieces: list[tuple[str, int, int]] = []
        self._found: dict[str, Meta] = {}
        self._in: str = ""  # title | ld
        self._start = 0
        self._ld: list[str] = []
        self._seen_title = False

    def take(self, token: HtmlToken) -> bool:
        """Take a token; tell whether it was the page's own data and no text of the article."""
        if self._in:
            return self._inside(token)
        if token.kind != "start":
            return False
        if token.name == "title" and not self._seen_title:
            self._in, self._start, self._seen_title = "title", token.start, True
            return True
        if token.name == "script" and "ld+json" in token.attributes.get("type", "").lower():
            self._in, self._start, self._ld = "ld", token.start, []
            return True
        if token.name == "meta":
            self._meta(token)
            return True
        if token.name == "link" and "canonical" in token.attributes.get("rel", "").lower().split():
            if token.attributes.get("href", "").strip():
                self._put("canonical", token.attributes["href"].strip(), _exact_span(token, "href"))
            return False
        if token.name == "html" and token.attributes.get("lang"):
            self._put("lang", token.attributes["lang"], _exact_span(token, "lang"))
        if token.name == "time" and token.attributes.get("datetime"):
            key = {"datepublished": "date", "datemodified": "updated", "lastreviewed": "last_reviewed"}.get(
                token.attributes.get("itemprop", "").lower()
            )
            if key:
                self._put(key, token.attributes["datetime"], _exact_span(token, "datetime"))
        return False

    def write(self) -> None:
        """Write what was found to the document's metadata."""
        if self._in:
            end = len(self.assembler.text)
            name = "title" if self._in == "title" else "script"
            self.assembler.skip(self._start, end, f"unclosed <{name}>")
            self.assembler.problems.append(
                (Span(self._start, end), f"<{name}> is never closed: all after it is unread")
            )
        self.assembler.metadata.update(self._found)

    def write_title(self, has_front_matter: bool) -> None:
        """Make the page's title a block when the article has no h1 and no title of its own."""
        own = any(
            not d.reason and (d.kind is BlockKind.TITLE or (d.kind is BlockKind.HEADING and d.level == 1))
            for d in self.assembler.drafts
        )
        if own or not self._pieces:
            return
        self.assembler.open(BlockKind.TITLE)
        for prose, start, length in self._pieces:
            self.assembler.add(prose, start, length)
        self.assembler.close()
        if self.assembler.drafts and self.assembler.drafts[-1].kind is BlockKind.TITLE:
            self.assembler.drafts.insert(0, self.assembler.drafts.pop())

    def _inside(self, token: HtmlToken) -> bool:
        name = "title" if self._in == "title" else "script"
        if token.kind == "end" and token.name == name:
            if self._in == "title":
                self._end_title()
            else:
                self._end_ld(token.end)
            self._in = ""
        elif self._in == "title" and token.kind in ("text", "reference"):
            self._pieces.append((token.data, token.start, token.end - token.start))
        elif self._in == "ld" and token.kind == "text":
            self._ld.append(token.data)
        return True

    def _end_title(self) -> None:
        builder = ProseBuilder(self.assembler.text)
        for prose, start, length in self._pieces:
            builder.add(prose, start, length)
        self.title = builder.prose
        if self.title:
            self._put("title", self.title, builder.offset_map().source_span)

    def _meta(self, token: HtmlToken) -> None:
        attributes = token.attributes
        name = (
            (attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or "").strip().lower()
        )
        key = _META_NAMES.get(name, "")
        content = attributes.get("content", "").strip()
        if not key and name:
            own = normal_key(name)
            key = own if own in ("author", "reviewed_by", "last_reviewed", "date", "updated") else ""
        if key and content:
            self._put(key, content, _exact_span(token, "content"))

    def _end_ld(self, end: int) -> None:
        text = "".join(self._ld)
        self.assembler.skip(self._start, end, "script")
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            if text.strip():
                self.assembler.problems.append((Span(self._start, end), "the JSON-LD of the page cannot be read"))
            return
        waiting, seen = [data], 0
        while waiting and seen < _LD_LIMIT:
            node = waiting.pop(0) if len(waiting) < 100 else waiting.pop()
            seen += 1
            if isinstance(node, list):
                waiting.extend(node)
            elif isinstance(node, dict):
                self._ld_node(node)
                waiting.extend(v for k, v in node.items() if k in ("@graph", "mainEntity", "mainEntityOfPage"))

    def _ld_node(self, node: dict[str, Any]) -> None:
        for name, key in _LD_KEYS.items():
            value = _ld_value(node.get(name), many=key == "citation")
            if value:
                self._put(key, value, None)

    def _put(self, key: str, value: Any, span: Span | None) -> None:
        """Keep the first value of a key; one with a place in the source wins over one without."""
        old = self._found.get(key)
        if old is None or (old.source_span is None and span is not None):
            self._found[key] = Meta(value, span)


def _ld_value(value: Any, *, many: bool) -> Any:
    """Return the names that a JSON-LD value holds: a string, or a list of them where `many`."""
    names: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            one = one.get("name") or one.get("headline") or one.get("url") or one.get("@id")
        if isinstance(one, str) and one.strip():
            names.append(one.strip())
    return names if many else ", ".join(names)


def _exact_span(token: HtmlToken, name: str) -> Span | None:
    pieces = attribute_pieces(token, name)
    if not pieces:
        return None
    return Span(pieces[0][1], pieces[-1][1] + pieces[-1][2])
