"""Every citation of an article, and which of them a sentence can lean on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from healthlint.citations import shapes, sources
from healthlint.citations.authors import surname
from healthlint.citations.citation import NUMBERED, Citation
from healthlint.citations.named import attributions
from healthlint.citations.reach import covering
from healthlint.citations.references import Reference, references
from healthlint.citations.whole import source_of_all
from healthlint.model.document import BlockKind, Link
from healthlint.model.span import Span

if TYPE_CHECKING:
    from healthlint.language.analysis import Analysis

__all__ = ["NUMBERED", "Citation", "citations", "in_reach", "is_cited", "own_hosts", "prose_markers"]

_TEXT_OF_MARKER = re.compile(r"^\s*[\[(]?\s*(\d{1,3})\s*[\])]?\s*$")
# Every marker shape holds one of these: a number, an address, a key or command of a citation system.
_MAY_MARK = re.compile(r"[\d⁰¹²³⁴-⁹@\\{^]")  # a marker holds one of these or of the words
_MAY_MARK_WORDS = ("://", "www.", "doi", "n.d.", "no date", "in press")
_SYMBOL = re.compile(r"(?<=[\w.,;:)!?”\"])[*†‡]+(?!\w)")


def citations(analysis: Analysis) -> tuple[Citation, ...]:
    """Return the citations of the linted prose, in source order. Meant for `analysis.once(citations)`."""
    entries = _by_label(analysis.once(references))
    found: list[Citation] = []
    text = analysis.document.source.text
    for citation in (*_from_markup(analysis), *_from_prose(analysis)):
        if not any(_is_same(citation, c, text) for c in found):
            found.append(_weighed(citation, entries, analysis.house.tiers))
    found.sort(key=lambda c: (c.source_span.start, c.source_span.end))
    return tuple(replace(c, id=f"c{n}") for n, c in enumerate(found, 1))


def _is_same(citation: Citation, known: Citation, text: str) -> bool:
    """Tell whether a citation is one that is known already: "[[1]](#1)" is a link and a number, and one source."""
    if known.block != citation.block or not known.source_span.overlaps(citation.source_span):
        return False
    if known.shape == citation.shape:
        return known.label == citation.label
    if citation.shape == "author-year" and known.shape == "link":
        # Of "(Marsh 2019; [Lee 2020](…))" only the second is the link.
        first, *_, year = citation.label.split()
        linked = known.source_span.of(text)
        return first in linked and year in linked
    return True


def _by_label(entries: Iterable[Reference]) -> dict[str, Reference]:
    return {entry.label: entry for entry in entries if entry.label}


def _weighed(citation: Citation, entries: dict[str, Reference], house: Mapping[str, str]) -> Citation:
    """Return the citation with the tier of its target, or of the entry that its label points to."""
    entry = entries.get(citation.label)
    if citation.tier:
        return citation
    if citation.target:
        return replace(citation, tier=_tier_of_target(citation.target, house))
    return replace(citation, tier=entry.tier) if entry is not None else citation


def _tier_of_target(target: str, house: Mapping[str, str]) -> str:
    kind, _, value = target.partition(":")
    return sources.tier_of_identifier(kind, value) or sources.tier_of(target, house)


def own_hosts(analysis: Analysis) -> frozenset[str]:
    """Return the hosts that are the publisher's own: by the configuration, and by the page (canonical address …)."""
    values = [
        str(analysis.document.metadata[key].value)
        for key in ("canonical", "canonical_url", "url", "og_url", "site")
        if key in analysis.document.metadata
    ]
    said = (sources.address(v).host for v in values)
    return frozenset((*analysis.house.own_sites, *(host for host in said if host)))


def _from_markup(analysis: Analysis) -> Iterator[Citation]:
    kept = frozenset(analysis.blocks)
    for mark in analysis.document.note_marks:
        if mark.block in kept:
            place = Span(mark.prose_offset, mark.prose_offset)
            yield Citation("", mark.block, place, mark.source_span, mark.shape, mark.label, mark.target)
    own = analysis.once(own_hosts)
    for link in analysis.document.links:
        # A link in a footnote is what the note's mark cites already.
        if link.block in kept and analysis.block(link.block).kind is not BlockKind.NOTE:
            yield from _from_link(link, own, analysis.house.tiers)


def _from_link(link: Link, own: frozenset[str], house: Mapping[str, str]) -> Iterator[Citation]:
    number = _TEXT_OF_MARKER.match(link.text)
    if number and link.target.startswith("#"):
        yield Citation("", link.block, link.prose_span, link.source_span, "bracket", number.group(1))
    elif sources.is_source(link.target, own, house):
        label = number.group(1) if number else ""
        yield Citation("", link.block, link.prose_span, link.source_span, "link", label, link.target)


def _from_prose(analysis: Analysis) -> Iterator[Citation]:
    own, house = analysis.once(own_hosts), analysis.house.tiers
    openers = _symbol_notes(analysis)
    # Round brackets hold numbers of many sorts, and a digit after a stop may be a slip; they cite only where a list has
    # these numbers and no other shape does.
    listed = frozenset(e.label for e in analysis.once(references) if e.label.isdigit() and e.origin == "list")
    in_prose = (m for found in analysis.once(prose_markers).values() for m in found)
    blocks = analysis.document.blocks
    raised = any(blocks[m.block].kind is not BlockKind.REFERENCE for m in analysis.document.note_marks)
    if listed and (raised or any(m.shape in ("bracket", "superscript") for m in in_prose)):
        listed = frozenset()
    names = _names_without_years(analysis)
    for index in analysis.blocks:
        block = analysis.block(index)
        if block.kind is BlockKind.NOTE:
            continue
        named = shapes.authors_and_pages(block.prose, names) if names else ()
        for marker in (*analysis.once(prose_markers).get(index, ()), *named):
            if marker.shape in ("parenthesis", "flattened") and not frozenset(marker.labels) <= listed:
                continue
            if marker.shape == "url" and not sources.is_source(marker.target, own, house):
                continue
            source_span = block.map.to_source(marker.span)
            for label in marker.labels or ("",):
                if source_span is not None:
                    yield Citation("", index, marker.span, source_span, marker.shape, label, marker.target)
        for m in _SYMBOL.finditer(block.prose) if openers else ():
            source_span = block.map.to_source(Span(*m.span()))
            if m.group() in openers and source_span is not None:
                yield Citation("", index, Span(*m.span()), source_span, "symbol", m.group())
        for span in attributions(block.prose, analysis.folded(index)):
            source_span = block.map.to_source(span)
            if source_span is not None:
                yield Citation("", index, span, source_span, "named", span.of(block.prose), "", "named")


def _names_without_years(analysis: Analysis) -> frozenset[str]:
    """Return the first authors' surnames, in lower case, of a list in MLA style, which is cited without years."""
    entries = (e for e in analysis.once(references) if e.parts.style == "mla" and e.parts.authors)
    return frozenset(surname(e.parts.authors[0]).lower() for e in entries)


def prose_markers(analysis: Analysis) -> dict[int, tuple[shapes.Marker, ...]]:
    """Return the markers of the linted blocks' prose by block, for those that hold any. For `analysis.once`."""
    found: dict[int, tuple[shapes.Marker, ...]] = {}
    for index in analysis.blocks:
        prose, folded = analysis.block(index).prose, analysis.folded(index)
        if _MAY_MARK.search(prose) or any(word in folded for word in _MAY_MARK_WORDS):
            markers = tuple(shapes.markers(prose))
            if markers:
                found[index] = markers
    return found


def _symbol_notes(analysis: Analysis) -> frozenset[str]:
    """Return the symbols that open a note of their own ("† Data from …")."""
    blocks = analysis.document.blocks
    starts = (re.match(r"([*†‡]+)\s?\S", b.prose) for b in blocks if b.prose.startswith(("*", "†", "‡")))
    return frozenset(m.group(1) for m in starts if m)


def in_reach(
    analysis: Analysis, block: int, prose_span: Span, *, mode: str = "paragraph", strict: bool = False
) -> tuple[str, ...]:
    """Return the ids of the citations that a stretch of prose can lean on, in order.

    `mode`: sentence, next-sentence, paragraph, section, document. `strict` is for statistics and studies: in
    paragraph mode a citation further than 3 sentences on does not reach them.
    """
    found = covering(analysis, analysis.once(citations), block, prose_span, mode=_mode(analysis, mode), strict=strict)
    return tuple(c.id for c in found)


def _mode(analysis: Analysis, mode: str) -> str:
    """Return the reach that the house asks for in place of the usual one; a rule that asks for its own keeps it."""
    return analysis.house.reach if mode == "paragraph" and analysis.house.reach else mode


def is_cited(
    analysis: Analysis,
    block: int,
    prose_span: Span,
    *,
    mode: str = "paragraph",
    strict: bool = False,
    full: bool = False,
) -> bool:
    """Tell whether a stretch of prose has a source in reach, as the article's citation policy counts it.

    `full` leaves out sources that are only named. With the policy `end-list` a reference list anywhere is
    enough; with `evidence-log` evidence on file counts like a source on the page (see `House.evidence`). What an
    article as a whole is taken from counts everywhere in it (see `whole`), but not where something is sold.
    """
    policy, mode = analysis.context.citation_policy, _mode(analysis, mode)
    if policy == "end-list" and analysis.once(references):
        return True
    if analysis.house.evidence is not None and analysis.house.evidence.covers(analysis, block, prose_span):
        return True
    found = covering(analysis, analysis.once(citations), block, prose_span, mode=mode, strict=strict)
    if mode == "document" and analysis.once(references):
        return True
    whole = analysis.once(source_of_all) if analysis.context.publisher != "commercial" else None
    if whole is not None and (whole.found or not full):
        return True
    return any(c.level == "full" or not full for c in found)
