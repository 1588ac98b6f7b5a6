"""The entries of the reference list: labels, years, identifiers, a light split into authors and title."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from healthlint.citations import identifiers, sources
from healthlint.citations.authors import surname
from healthlint.citations.entries import NO_PARTS, EntryParts, split_entry
from healthlint.citations.identifiers import Identifier
from healthlint.formats.references import length_of_heading
from healthlint.model.document import BlockKind, Document, Link, Meta
from healthlint.model.span import Span

if TYPE_CHECKING:
    from healthlint.language.analysis import Analysis


_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry. `block` is None for an entry of the front matter (its text is then `text`).

    `label` is the entry's number or note label, "" in an unnumbered list; `origin`: list, note or metadata.
    `year` is 0 where none is given. `parts`: authors, title, container (see `entries.EntryParts`).
    `prose_span` is the entry's range of the block's prose, `text` what stands there: entries whose lines run together
    share a block. Spans of `identifiers` are in `text`; those of a link's address are in that.
    """

    index: int
    block: int | None
    source_span: Span
    text: str
    label: str = ""
    origin: str = "list"
    year: int = 0
    parts: EntryParts = NO_PARTS
    url: str = ""
    identifiers: tuple[Identifier, ...] = ()
    tier: str = ""
    prose_span: Span = _NOWHERE

    def name(self) -> str:
        """Return what an entry is called: its label, else its first author and year, else how its title begins."""
        if self.label:
            return self.label
        who = surname(self.parts.authors[0]) if self.parts.authors else " ".join(self.parts.title.split()[:4])
        return f"“{who} {self.year or ''}".rstrip() + "”"

    def keys(self) -> dict[str, str]:
        """Return what tells the work from others, by kind: identifiers, "title" and "address", both with the year.

        A site's front page is no work; where two entries give one address for works of two years (a page that lists
        reports), they are two.
        """
        found = {
            identifier.kind: _VERSION.sub("", identifier.normalised)
            for identifier in self.identifiers
            if identifier.kind in _NAMES_A_WORK and identifier.valid
        }
        words = re.sub(r"[^a-z0-9]+", " ", self.parts.title.lower()).strip()
        if len(words) >= _LONG_TITLE and self.year:
            found["title"] = f"{words}:{self.year}"
        page = sources.address(self.url)
        steps = page.path.strip("/").split("/")
        if page.host and len(steps) >= _FEWEST_STEPS:
            found["address"] = f"{page.host}/{'/'.join(steps)}?{page.query}:{self.year}"
        return found

    def is_same_work(self, other: Reference) -> bool:
        """Tell whether two entries are of one work: they share a key, and no identifier says otherwise."""
        ours, theirs = self.keys(), other.keys()
        both = ours.keys() & theirs.keys()
        return any(ours[kind] == theirs[kind] for kind in both) and not any(
            ours[kind] != theirs[kind] for kind in both & _NAMES_A_WORK
        )


_LIST_KEYS = ("references", "sources", "citations", "citation", "bibliography")
# Entries whose lines run together in one paragraph.
_RUN_ON_BRACKET = re.compile(r"(?:^|(?<=\s))\[(\d{1,3})\](?:\s(?=\S)|(?=[A-Z“\"]))")
_RUN_ON_ROUND = re.compile(r"(?:^|(?<=[.)/\d]\s))\((\d{1,3})\)\s(?=[A-Z“\"])")
_RUN_ON_NUMBER = re.compile(r"(?:^|(?<=[.)/\d]\s))(\d{1,2})[.)]\s(?=[A-Z])")
# "1 Marsh A. Naps. … 2 Lee B. Rest. …", as a list without its markup, or with raised numbers, reads.
_RUN_ON_BARE = re.compile(r"(?:^|(?<=[.)/\d]\s))(\d{1,2})\s(?=[A-Z“\"])")
_BARE_NUMBER = re.compile(r"^(\d{1,3})\s+(?=[A-ZÀ-Þ“\"])")
_MOST_SKIPPED = 3  # numbers between two entries of a list; more is a year or a page
_NAMES_A_WORK = frozenset({"doi", "pmid", "pmcid", "nct", "isrctn", "arxiv"})
_LONG_TITLE = 20  # characters; shorter ones are shared by works
_FEWEST_STEPS = 2  # in the path of a page that is one work
_SHOWN_ADDRESS = re.compile(r"https?://[^\s/]+/\S+")
_VERSION = re.compile(r"(?<=\.cd\d{6})\.pub\d+$")  # updates of one Cochrane review
_NUMBER = re.compile(r"^\s*(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})[.)])\s+")
_SOURCE_NUMBER = re.compile(r"(?:^|\n)[ \t>*+-]*(?:\[(\d{1,3})\]:?|(\d{1,3})[.)])[ \t]+(?:<[^>]*>)*\[?$")
_YEAR = re.compile(r"(?<![\d/.:-])((?:19|20)\d{2})[a-z]?(?![\d/]|-\d{3})")
# The last word of an entry, where its title has years too: "Naps from 2000 to 2017. Nap Society, 2019."
_YEAR_LAST = re.compile(r"[,;.]\s(?:[A-Z][a-z]{2,8}\.?\s)?((?:19|20)\d{2})\.?[\s()\[\]]*$")
_PERIOD = re.compile(r"\b(?:19|20)\d{2}\s?[–-]\s?(?:19|20)?\d{2}\b")  # "2001–2016", unless there is no other year
_AIM = re.compile(r"\b(?:Agenda|People|Vision|Goals?|by)\s20\d{2}\b|\b20\d{2}\s(?:Agenda|[Gg]oals?|[Tt]argets?)\b")
_YEAR_IN_BRACKETS = re.compile(r"\(((?:19|20)\d{2})[a-z]?[,)]")
_YEAR_BEFORE_VOLUME = re.compile(r"\b((?:19|20)\d{2})(?:\s[A-Z]\w{2}(?:\s\d{1,2})?)?\s*;\s*[\d(]")
# "2019;35(1):35-51", "2019;(3):CD01", "12(3), 45–50", "12(3):45", "12, 45–50", "2019, 11, 45", "12 (2019): 45",
# "vol. 12, no. 3, 2020, pp. 45"
_VOLUME_AND_PAGE = re.compile(
    r"\b(?:19|20)\d{2}[^;.]{0,12};\s?\d{0,4}(?:\s?\([^)]{1,12}\))?:\s?\w?\d|\b\d{1,4}\s?\((?:\d{1,4}(?:[–-]\d{1,4})?|[Ss]up[^)]{0,8})\)[,:]\s?[A-Za-z]?\d"
    r"|,\s\d{1,4},\s[A-Za-z]?\d+(?:[–-][A-Za-z]?\d|\.|$)|\b(?:19|20)\d{2},\s\d{1,4}(?:\s?\(\d{1,3}\))?,\s\d|\bvol\.\s\d+|\d,\sno\.\s\d"
    r"|\s\d{1,4},\s[A-Za-z]?\d+(?:[–-]\w?\d+)?\s?\((?:19|20)\d{2}\)|[A-Za-z.]\s\d{1,4}:\s?[A-Za-z]?\d{1,6}\b"
    r"|\b\d{1,4}(?:\(\d{1,4}\))?:\sp\.\s\w?\d"
)
# MLA leaves out the "https://": "www.who.int/naps", "diabetes.org/about/naps".
_URL = re.compile(
    r"https?://[^\s<>\"“”]+|\bwww\.[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[^\s<>\"“”]*)?"
    r"|(?<![\w@./-])(?-i:[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,10}/)[^\s<>\"“”]*",
    re.IGNORECASE,
)
# "Accessed 24 Aug. 2023" with its year; "Web. 29 Mar. 2012" is how older MLA entries say it.
_ACCESSED = re.compile(
    r"\b(?:accessed|retrieved|viewed|cited|last checked)\b(?!\s+(?:from|at)\s+(?!on\b))"
    r"(?:[^;)\]]{0,40}?\b(?:19|20)\d{2}\b|[^.;)\]]*)"
    r"|\bWeb\.\s\d{1,2}\s[A-Z][a-z]{2,8}\.?\s\d{4}",
    re.IGNORECASE,
)


def references(analysis: Analysis) -> tuple[Reference, ...]:
    """Return the reference entries of an article: list entries, notes, then the front matter's list.

    Meant for `analysis.once(references)`.
    """
    document = analysis.document
    found: list[Reference] = []
    note_labels = {n.block: n.label for n in document.note_definitions if n.block is not None}
    records = _records(document)
    listed = [
        i
        for i, b in enumerate(document.blocks)
        if b.kind is BlockKind.REFERENCE and b.prose.strip() and not any(r.overlaps(b.source_span) for r in records)
    ]
    text = document.source.text
    # A note that is an item of an ordered list counts in its numbering, whatever its own name is.
    counted = [
        i for i in listed if i not in note_labels or _in_ordered_list(text, document.blocks[i].source_span.start)
    ]
    raised = _raised_numbers(document)
    labels = _labels(analysis, counted, raised)
    links = _links_by_block(document)
    for index in listed:
        label = note_labels.get(index, labels.get(index, ""))
        origin = "note" if index in note_labels else "list"
        for piece, number in _pieces(analysis.block(index).prose, label, raised.get(index, ())):
            found.append(_entry(analysis, links, len(found), index, number or label, origin, piece))
    for note in document.note_definitions:
        if note.block is not None and note.block not in listed:
            whole = Span(0, len(analysis.block(note.block).prose))
            found.append(_entry(analysis, links, len(found), note.block, note.label, "note", whole))
    for key in _LIST_KEYS:
        meta = document.metadata.get(key)
        # A format that makes blocks of the list has given its entries already.
        if meta is not None and not _is_shown(meta, found):
            found.extend(_from_metadata(meta, len(found), analysis.house.tiers))
    return tuple(found)


def _records(document: Document) -> list[Span]:
    """Return where the front matter lists sources as records: there a block holds one value, not an entry."""
    lists = (document.metadata.get(key) for key in _LIST_KEYS)
    return [
        meta.source_span
        for meta in lists
        if meta and meta.source_span and isinstance(meta.value, list) and any(isinstance(v, dict) for v in meta.value)
    ]


def _raised_numbers(document: Document) -> dict[int, list[tuple[int, int]]]:
    """Return the (offset, number) of the raised numbers in each block of a list: "<sup>1</sup> Marsh A. Naps."."""
    out: dict[int, list[tuple[int, int]]] = {}
    for mark in document.note_marks:
        if document.blocks[mark.block].kind is BlockKind.REFERENCE and mark.label.isdigit():
            out.setdefault(mark.block, []).append((mark.prose_offset, int(mark.label)))
    return out


def _labels(analysis: Analysis, blocks: list[int], raised: Mapping[int, Sequence[tuple[int, int]]]) -> dict[int, str]:
    """Return the number of each list entry: the one that is written, or its place in an ordered list."""
    text = analysis.document.source.text
    written: dict[int, str] = {}
    for index in blocks:
        block = analysis.block(index)
        before = text[max(0, block.source_span.start - 80) : block.source_span.start]
        m = _NUMBER.match(block.prose) or _SOURCE_NUMBER.search(before)
        first = raised.get(index, ((-1, 0),))[0]
        if m:
            written[index] = next(g for g in m.groups() if g)
        elif first[0] == 0:
            written[index] = str(first[1])
        elif _in_ordered_list(text, block.source_span.start):
            written[index] = ""
    if not written:
        bare = [(index, m) for index in blocks if (m := _BARE_NUMBER.match(analysis.block(index).prose))]
        if len(bare) == len(blocks) and [int(m[1]) for _, m in bare] == list(range(1, len(bare) + 1)):
            return {index: m[1] for index, m in bare}
    if len(written) > 1 and len(set(written.values())) == 1:
        # "1." on every line, or an HTML list: the reader sees 1, 2, 3.
        return {index: str(n) for n, index in enumerate(blocks, 1) if index in written}
    return {index: label or str(blocks.index(index) + 1) for index, label in written.items()}


def _in_ordered_list(text: str, start: int) -> bool:
    before = text[max(0, start - 20_000) : start].lower()
    return before.rfind("<ol") > max(before.rfind("<ul"), before.rfind("</ol"))


def _pieces(prose: str, label: str, raised: Sequence[tuple[int, int]]) -> list[tuple[Span, str]]:
    """Return the entries of a block as (range, number): one, or several that run together ("[1] … [2] …").

    `label` is the number that the block begins with; the format may have taken it for the mark of a list item.
    `raised` are numbers that stood in the source and are no prose.
    """
    head = length_of_heading(prose)
    if head:
        return [(Span(span.start + head, span.end + head), number) for span, number in _pieces(prose[head:], "", ())]
    if len(raised) > 1 and raised[0] == (0, 1) and [n for _, n in raised] == list(range(1, len(raised) + 1)):
        return _cut(prose, list(raised))
    for pattern, fewest, most_skipped in (
        (_RUN_ON_BRACKET, 2, _MOST_SKIPPED),
        (_RUN_ON_ROUND, 2, _MOST_SKIPPED),
        (_RUN_ON_NUMBER, 3, _MOST_SKIPPED),
        (_RUN_ON_BARE, 2, 1),
    ):
        starts: list[tuple[int, int]] = []
        if label.isdigit() and not pattern.match(prose):
            starts.append((0, int(label)))
        for m in pattern.finditer(prose):
            number = int(m[1])
            if not starts or starts[-1][1] < number <= starts[-1][1] + most_skipped:
                starts.append((m.start(), number))
        if len(starts) >= fewest and starts[0][0] == 0 and (starts[0][1] == 1 or pattern is not _RUN_ON_BARE):
            return _cut(prose, starts)
    return [(Span(0, len(prose)), "")]


def _cut(prose: str, starts: Sequence[tuple[int, int]]) -> list[tuple[Span, str]]:
    ends = [start for start, _ in starts[1:]] + [len(prose)]
    cuts = zip(starts, ends, strict=True)
    return [(Span(start, start + len(prose[start:end].rstrip())), str(n)) for (start, n), end in cuts]


def _links_by_block(document: Document) -> dict[int, list[Link]]:
    out: dict[int, list[Link]] = {}
    for link in document.links:
        out.setdefault(link.block, []).append(link)
    return out


def _entry(
    analysis: Analysis,
    links: Mapping[int, list[Link]],
    index: int,
    block: int,
    label: str,
    origin: str,
    place: Span,
) -> Reference:
    unit = analysis.block(block)
    # A link that shows an address leads there, whatever service counts the clicks on the way.
    targets = [
        link.text.strip() if _SHOWN_ADDRESS.fullmatch(link.text.strip()) else link.target
        for link in links.get(block, ())
        if place.start <= link.prose_span.start < place.end or not len(link.prose_span)
    ]
    source_span = unit.map.to_source(place) or unit.source_span
    text = place.of(unit.prose)
    found = _parsed(text, index, block, source_span, label, origin, targets, analysis.house.tiers)
    return replace(found, prose_span=place)


def _is_shown(meta: Meta, found: list[Reference]) -> bool:
    span = meta.source_span
    return span is not None and any(span.overlaps(entry.source_span) for entry in found)


def _from_metadata(meta: Meta, first: int, house: Mapping[str, str]) -> list[Reference]:
    values = [v for v in (meta.value if isinstance(meta.value, (list, tuple)) else [meta.value]) if v]
    span = meta.source_span or Span(0, 0)
    out: list[Reference] = []
    for n, value in enumerate(values):
        # A list for Pandoc has records with the key that the text cites ("[@marsh2019]") as their id.
        label = str(value.get("id", "")) if isinstance(value, dict) else ""
        text = " ".join(str(v) for v in value.values()) if isinstance(value, dict) else str(value)
        out.append(_parsed(text, first + n, None, span, label, "metadata", [], house))
    return out


def _parsed(
    text: str,
    index: int,
    block: int | None,
    span: Span,
    label: str,
    origin: str,
    targets: list[str],
    house: Mapping[str, str],
) -> Reference:
    found = identifiers.find(text)
    in_links = [i for t in targets for i in identifiers.find(t)]
    urls = [t for t in targets if sources.is_web(sources.address(t))] or _URL.findall(text)
    url = identifiers.trim_doi(urls[0]) if urls else ""
    url = url if not url or "://" in url else f"https://{url}"
    # A number without its stop may be part of a title ("10 facts"), unless the list is numbered so.
    parts = split_entry(text.removeprefix(label) if label.isdigit() and text.startswith(f"{label} ") else text)
    return Reference(
        index=index,
        block=block,
        source_span=span,
        text=text,
        label=label,
        origin=origin,
        year=year_of(text, url),
        parts=parts,
        url=url,
        identifiers=found or tuple(in_links),
        tier=_tier((*found, *in_links), url, parts, text, house),
    )


def _tier(found: tuple[Identifier, ...], url: str, parts: EntryParts, text: str, house: Mapping[str, str]) -> str:
    """Return the tier of an entry: its identifier says more than the site that shows it, and that more than its names.

    What has a volume and a page is an article of a journal.
    """
    for identifier in found:
        tier = sources.tier_of_identifier(identifier.kind, identifier.normalised) if identifier.valid else ""
        if tier:
            return tier
    if url and sources.tier_of(url, house):
        return sources.tier_of(url, house)
    for name in (parts.container, *parts.authors[:1]):
        tier = sources.tier_of_name(name) if name else ""
        if tier:
            return tier
    return "T3" if parts.container and _VOLUME_AND_PAGE.search(text) else ""


_UNDATED = re.compile(r"\bn\.\s?d\.|\bno date\b|\bdate unknown\b", re.IGNORECASE)


def says_when_read(text: str) -> bool:
    """Tell whether an entry gives the day on which its page was read, or says that the page has no date."""
    read = (m.group() for m in _ACCESSED.finditer(text))
    return bool(_UNDATED.search(text)) or any(re.search(r"\b(?:19|20)\d{2}\b", found) for found in read)


def year_of(text: str, url: str = "") -> int:
    """Return the year of publication that an entry gives, or 0; dates of access do not count."""
    bare = text
    for identifier in identifiers.find(bare):
        bare = bare.replace(identifier.value, " " * len(identifier.value))
    bare = _ACCESSED.sub(" ", _URL.sub(" ", bare))
    # Where a title holds a year too, brackets (APA) or the volume after it (Vancouver) tell which counts.
    marked = _YEAR_BEFORE_VOLUME.search(bare) or _YEAR_IN_BRACKETS.search(bare)
    if marked:
        return int(marked[1])
    bare = _AIM.sub(" ", bare)
    years = _YEAR.findall(_PERIOD.sub(" ", bare)) or _YEAR.findall(bare)
    last = _YEAR_LAST.search(bare) if len(years) > 1 else None
    if last:
        return int(last[1])
    if years:
        return int(years[0])
    in_path = re.search(r"/((?:19|20)\d{2})(?:/|$)", url)
    return int(in_path.group(1)) if in_path else 0
