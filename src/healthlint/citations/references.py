"""The entries of the reference list: labels, years, identifiers, a light split into authors and title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from healthlint.citations import identifiers, sources
from healthlint.citations.identifiers import Identifier
from healthlint.model.document import BlockKind, Meta
from healthlint.model.span import Span

if TYPE_CHECKING:
    from healthlint.language.analysis import Analysis


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry. `block` is None for an entry of the front matter (its text is then `text`).

    `label` is the entry's number or note label, "" in an unnumbered list; `origin`: list, note or metadata.
    `year` is 0 where none is given. `authors` and `title` are our own light split, "" where it is not sure.
    Spans of `identifiers` are in `text`, which is the block's prose.
    """

    index: int
    block: int | None
    source_span: Span
    text: str
    label: str = ""
    origin: str = "list"
    year: int = 0
    authors: str = ""
    title: str = ""
    url: str = ""
    identifiers: tuple[Identifier, ...] = ()
    tier: str = ""

    def key(self) -> str:
        """Return what makes two entries the same work: an identifier, else title and year; "" if neither."""
        for identifier in self.identifiers:
            if identifier.kind in ("doi", "pmid", "pmcid", "nct", "isrctn", "arxiv") and identifier.valid:
                return f"{identifier.kind}:{_VERSION.sub('', identifier.normalised)}"
        words = re.sub(r"[^a-z0-9]+", " ", self.title.lower()).strip()
        return f"title:{words}:{self.year}" if len(words) >= 20 and self.year else ""


_VERSION = re.compile(r"(?<=\.cd\d{6})\.pub\d+$")  # updates of one Cochrane review
_NUMBER = re.compile(r"^\s*(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})[.)])\s+")
_SOURCE_NUMBER = re.compile(r"(?:^|\n)[ \t>]*(?:\[(\d{1,3})\]:?|(\d{1,3})[.)])[ \t]+(?:<[^>]*>)*$")
_YEAR = re.compile(r"(?<![\d/.:-])((?:19|20)\d{2})[a-z]?(?![\d/:]|-\d{3})")
_YEAR_IN_BRACKETS = re.compile(r"\(((?:19|20)\d{2})[a-z]?[,)]")
_YEAR_BEFORE_VOLUME = re.compile(r"\b((?:19|20)\d{2})(?:\s[A-Z]\w{2}(?:\s\d{1,2})?)?\s*;\s*\d")
_URL = re.compile(r"https?://[^\s<>\"“”]+", re.IGNORECASE)
_ACCESSED = re.compile(r"\b(?:accessed|retrieved|viewed|cited|last checked)\b[^.;)\]]*", re.IGNORECASE)
_QUOTED_TITLE = re.compile(r"[“‘\"']([^”’\"]{12,250})[”’\"']")


def references(analysis: Analysis) -> tuple[Reference, ...]:
    """Return the reference entries of an article: list entries, notes, then the front matter's list.

    Meant for `analysis.once(references)`.
    """
    document = analysis.document
    found: list[Reference] = []
    note_labels = {n.block: n.label for n in document.note_definitions if n.block is not None}
    listed = [i for i, b in enumerate(document.blocks) if b.kind is BlockKind.REFERENCE and b.prose.strip()]
    labels = _labels(analysis, [i for i in listed if i not in note_labels])
    for index in listed:
        label = note_labels.get(index, labels.get(index, ""))
        found.append(_entry(analysis, len(found), index, label, "note" if index in note_labels else "list"))
    for note in document.note_definitions:
        if note.block is not None and note.block not in listed:
            found.append(_entry(analysis, len(found), note.block, note.label, "note"))
    for key in ("references", "sources", "citations", "citation", "bibliography"):
        meta = document.metadata.get(key)
        # A format that makes blocks of the list has given its entries already.
        if meta is not None and not _is_shown(meta, found):
            found.extend(_from_metadata(meta, len(found)))
    return tuple(found)


def _labels(analysis: Analysis, blocks: list[int]) -> dict[int, str]:
    """Return the number of each list entry: the one that is written, or its place in an ordered list."""
    text = analysis.document.source.text
    written: dict[int, str] = {}
    for index in blocks:
        block = analysis.block(index)
        before = text[max(0, block.source_span.start - 80) : block.source_span.start]
        m = _NUMBER.match(block.prose) or _SOURCE_NUMBER.search(before)
        if m:
            written[index] = next(g for g in m.groups() if g)
        elif _in_ordered_list(text, block.source_span.start):
            written[index] = ""
    if len(written) > 1 and len(set(written.values())) == 1:
        # "1." on every line, or an HTML list: the reader sees 1, 2, 3.
        return {index: str(n) for n, index in enumerate(blocks, 1) if index in written}
    return {index: label or str(blocks.index(index) + 1) for index, label in written.items()}


def _in_ordered_list(text: str, start: int) -> bool:
    before = text[max(0, start - 20_000) : start].lower()
    return before.rfind("<ol") > max(before.rfind("<ul"), before.rfind("</ol"))


def _entry(analysis: Analysis, index: int, block: int, label: str, origin: str) -> Reference:
    unit = analysis.block(block)
    targets = [link.target for link in analysis.document.links if link.block == block]
    return _parsed(unit.prose, index, block, unit.source_span, label, origin, targets)


def _is_shown(meta: Meta, found: list[Reference]) -> bool:
    span = meta.source_span
    return span is not None and any(span.overlaps(entry.source_span) for entry in found)


def _from_metadata(meta: Meta, first: int) -> list[Reference]:
    values = meta.value if isinstance(meta.value, (list, tuple)) else [meta.value]
    span = meta.source_span or Span(0, 0)
    texts = [" ".join(str(v) for v in e.values()) if isinstance(e, dict) else str(e) for e in values if e]
    return [_parsed(t, first + n, None, span, "", "metadata", []) for n, t in enumerate(texts)]


def _parsed(
    text: str, index: int, block: int | None, span: Span, label: str, origin: str, targets: list[str]
) -> Reference:
    found = identifiers.find(text)
    in_links = [i for t in targets for i in identifiers.find(t)]
    urls = [t for t in targets if sources.is_web(sources.address(t))] or _URL.findall(text)
    url = identifiers.trim_doi(urls[0]) if urls else ""
    authors, title = split_entry(text)
    return Reference(
        index=index,
        block=block,
        source_span=span,
        text=text,
        label=label,
        origin=origin,
        year=year_of(text, url),
        authors=authors,
        title=title,
        url=url,
        identifiers=found or tuple(in_links),
        tier=_tier((*found, *in_links), url),
    )


def _tier(found: tuple[Identifier, ...], url: str) -> str:
    """Return the tier of an entry: its identifier says more than the site that shows it."""
    for identifier in found:
        if identifier.kind == "doi" and identifier.valid:
            return sources.tier_of_doi(identifier.normalised)
        if identifier.kind == "arxiv":
            return sources.PREPRINT
        if identifier.kind == "cochrane":
            return "T1"
        if identifier.kind in ("pmid", "pmcid"):
            return "T3"
    return sources.tier_of(url) if url else ""


def year_of(text: str, url: str = "") -> int:
    """Return the year of publication that an entry gives, or 0; dates of access do not count."""
    bare = _ACCESSED.sub(" ", text)
    for identifier in identifiers.find(bare):
        bare = bare.replace(identifier.value, " " * len(identifier.value))
    bare = _URL.sub(" ", bare)
    # Where a title holds a year too, brackets (APA) or the volume after it (Vancouver) tell which counts.
    marked = _YEAR_IN_BRACKETS.search(bare) or _YEAR_BEFORE_VOLUME.search(bare)
    years = [marked.group(1)] if marked else _YEAR.findall(bare)
    if years:
        return int(years[0])
    in_path = re.search(r"/((?:19|20)\d{2})(?:/|$)", url)
    return int(in_path.group(1)) if in_path else 0


def split_entry(text: str) -> tuple[str, str]:
    """Return (authors, title) of an entry in Vancouver, AMA, APA or Harvard style; "" where not sure."""
    body = _NUMBER.sub("", text).strip()
    apa = re.match(r"(.{3,300}?)\s*\((?:19|20)\d{2}[a-z]?(?:,[^)]*)?\)[.,]?\s+(.+)$", body)
    if apa:
        authors, rest = apa.groups()
        quoted = _QUOTED_TITLE.match(rest)
        return authors.rstrip(" ."), quoted.group(1) if quoted else _first_sentence(rest)
    vancouver = re.match(r"([A-Z][^.]{2,300}?)(?:,? et al)?\.\s+(.+)$", body)
    if vancouver:
        return vancouver.group(1), _first_sentence(vancouver.group(2))
    return "", ""


def _first_sentence(text: str) -> str:
    found = re.match(r"(.+?[.?!])(?:\s|$)", text)
    return (found.group(1) if found else text).rstrip(". ")
