"""Checks of an article's citations as a whole: coverage, orphans, order, clusters, placement."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from healthlint.citations.authors import initials, surname
from healthlint.citations.citation import NUMBERED, Citation
from healthlint.citations.markers import citations, is_cited
from healthlint.citations.needs import STRICT, Need, needs, numbers_of
from healthlint.citations.reach import home
from healthlint.citations.references import Reference, references
from healthlint.citations.shapes import numbers
from healthlint.model.document import BlockKind
from healthlint.model.span import Span

if TYPE_CHECKING:
    from healthlint.language.analysis import Analysis

_NAME_AND_YEAR = re.compile(r"^(?P<name>.+?) (?P<year>(?:19|20)\d{2}|n\.\s?d\.|no date|in press)[a-z]?$")
_FIRST_NAME = re.compile(r",|\s(?:and|&|et)\s")
_NOTE_LINE = re.compile(r"^[ \t>*+-]*(?:<[^>\n]{1,80}>)*\\?\[(\d{1,3})\\?\]:?[ \t]+[^\s(]", re.MULTILINE)
_NOTE_START = re.compile(r"^[\[(]?(\d{1,3})[\])]:?\s\w")
_UNDEFINED_NOTE = re.compile(r"\[\^([\w.-]{1,40})\]")


_AT_HOME = 2  # entries
_BY_YEAR = {"apa", "harvard"}
_YEAR_AND_QUOTE = re.compile(r"\d{4}[a-z]?\),?\s[‘'“\"]")
_CLEARLY = 2  # times as many markers on one side of the full stop as on the other
_STYLES = {
    "vancouver": "Vancouver style (Marsh A. Naps. Lancet 2019;1:1–2.)",
    "apa": "APA style (Marsh, A. (2019). Naps. Lancet, 1, 1–2.)",
    "harvard": "Harvard style (Marsh, A. (2019) ‘Naps’, Lancet, 1, pp. 1–2.)",
    "mla": "MLA style (Marsh, Ann. “Naps.” Lancet, vol. 1, 2019.)",
    "ieee": "IEEE style (A. Marsh, “Naps,” Lancet, vol. 1, 2019.)",
    "acs": "ACS style (Marsh, A.; Lee, B. Naps. Lancet 2019, 1, 1–2.)",
    "nature": "Nature style (Marsh, A. & Lee, B. Naps. Lancet 1, 1–2 (2019).)",
    "chicago": "Chicago style (Marsh, Ann. 2019. “Naps.” Lancet 1: 1–2.)",
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many sentences need a source, and how many have one in reach."""

    needed: int
    cited: int


def uncited(analysis: Analysis, reasons: frozenset[str], reach: str, *, full: bool = False) -> Iterator[Need]:
    """Yield the needs of some reasons that no citation covers; `full` asks for more than a named source."""
    for need in analysis.once(needs):
        if need.reason not in reasons or covered(analysis, need, reach, full=full):
            continue
        yield need


def covered(analysis: Analysis, need: Need, reach: str, *, full: bool = False) -> bool:
    """Tell whether a need is met: by a citation in reach, or because the same figure is cited elsewhere."""
    strict = need.reason in STRICT
    if is_cited(analysis, need.block, need.sentence, mode=reach, strict=strict, full=full):
        return True
    return need.reason in ("statistic", "prevalence") and _cited_elsewhere(analysis, need)


def _cited_elsewhere(analysis: Analysis, need: Need) -> bool:
    """Tell whether another sentence states the same figure with its source (a summary repeats the body)."""
    wanted = numbers_of(need.cue.of(analysis.block(need.block).prose))
    if not wanted:
        return False
    for citation in analysis.once(citations):
        sentences = analysis.sentences(citation.block)
        if citation.level == "full" and sentences:
            text = analysis.text(sentences[home(analysis, citation)])
            if wanted <= numbers_of(text):
                return True
    return False


def nearest(analysis: Analysis, block: int, prose_span: Span) -> str:
    """Return in words how far the closest citation is from a stretch of prose."""
    found = analysis.once(citations)
    if not found:
        return "none in this document"
    sentence = analysis.sentence_at(block, prose_span.start)
    near = [abs(home(analysis, c) - sentence.index) for c in found if sentence is not None and c.block == block]
    if not near:
        return "in another paragraph"
    count = min(near)
    return "in this sentence" if count == 0 else f"{count} sentence{'s' if count > 1 else ''} away"


def coverage(analysis: Analysis, reasons: frozenset[str], reach: str) -> Coverage:
    """Count the sentences that need a source for one of the reasons, and those that have one."""
    cited: dict[tuple[int, Span], bool] = {}
    for need in analysis.once(needs):
        if need.reason in reasons:
            key = (need.block, need.sentence)
            cited[key] = cited.get(key, False) or covered(analysis, need, reach)
    return Coverage(len(cited), sum(cited.values()))


def orphan_markers(analysis: Analysis) -> Iterator[Citation]:
    """Yield the markers that point to no entry of the list or no note."""
    entries = analysis.once(references)
    known = {e.label for e in entries if e.label}
    # Entries without numbers of their own (a list in the front matter, plain paragraphs) are counted as they stand.
    unnumbered = [e for e in entries if not e.label]
    known |= {str(n) for n in range(1, len(unnumbered) + 1)}
    # A note that stands anywhere, under a heading of any name, is what its mark points to.
    known |= {n for m in _NOTE_LINE.finditer(analysis.document.source.text) for n in numbers(m[1])}
    known |= {n for b in analysis.document.blocks if (m := _NOTE_START.match(b.prose)) for n in numbers(m[1])}
    keys = frozenset(e.label for e in entries if e.origin == "metadata" and e.label)
    named = analysis.once(_named_list)
    for citation in analysis.once(citations):
        if citation.shape == "author-year" and named and not _entries_of(citation, named):
            yield citation
        if citation.target or citation.label in known or not citation.label:
            continue
        # A superscript without any list may be an exponent that looks like a marker.
        numbered = citation.shape in NUMBERED and (entries or citation.shape == "bracket")
        if citation.shape == "footnote" or numbered or (citation.shape == "code" and keys):
            yield citation


@dataclass(frozen=True, slots=True)
class _NamedEntry:
    """An entry that may be cited by author and year, with what its names are looked for in."""

    entry: Reference
    text: str
    initials: frozenset[str]


_NamedList = dict[int, list[_NamedEntry]]  # by year, 0 where none is given


def _named_list(analysis: Analysis) -> _NamedList:
    """Return the entries of a list that the text cites by author and year, or none where it does not.

    It does when at least one such marker leads to an entry, and most do: a year in brackets after a name is not always
    a citation ("the Act (1968)"), and a text may cite by number too. For `analysis.once`.
    """
    marks = [c for c in analysis.once(citations) if c.shape == "author-year"]
    if not marks:
        return {}
    by_year: _NamedList = {}
    for e in analysis.once(references):
        if e.origin == "list" and e.block is not None:
            known = frozenset(initials(author) for author in e.parts.authors)
            by_year.setdefault(e.year, []).append(_NamedEntry(e, e.text.lower(), known))
    led = sum(bool(_entries_of(c, by_year)) for c in marks)
    return by_year if led and 2 * led >= len(marks) else {}


def _entries_of(citation: Citation, named: _NamedList) -> list[Reference]:
    """Return the entries that a marker by author and year may mean: its first name and its year are in them."""
    m = _NAME_AND_YEAR.match(citation.label)
    if m is None:
        return []
    name = _FIRST_NAME.split(m["name"], maxsplit=1)[0].strip(" .,’'").removesuffix("’s").removesuffix("'s").lower()
    years = (int(m["year"]), 0) if m["year"].isdigit() else tuple(named)
    found = (e for year in years for e in named.get(year, ()))
    return [e.entry for e in found if name in e.text or name in e.initials]


def cited_by_name(analysis: Analysis, citation: Citation) -> Reference | None:
    """Return the entry that a marker by author and year leads to, None where there is none or the marker is another."""
    if citation.shape != "author-year":
        return None
    return next(iter(_entries_of(citation, analysis.once(_named_list))), None)


def undefined_notes(analysis: Analysis) -> Iterator[tuple[int, Span, str]]:
    """Yield (block, prose range, label) of `[^x]` marks that stayed text because nothing defines them."""
    for block in analysis.blocks:
        for m in _UNDEFINED_NOTE.finditer(analysis.block(block).prose):
            yield block, Span(*m.span()), m.group(1)


def orphan_entries(analysis: Analysis) -> Iterator[Reference]:
    """Yield the entries of the list that no marker points to, in an article that points to others of them."""
    found = analysis.once(citations)
    if any(c.shape == "flattened" for c in found):
        return  # "by the age of 24.2": where raised numbers lost their markup some cannot be told from figures
    cited = {c.label for c in found if c.shape in NUMBERED or c.shape == "footnote"}
    entries = [e for e in analysis.once(references) if e.label and e.block is not None]
    if cited & {e.label for e in entries}:
        yield from (e for e in entries if e.label not in cited)
        return
    named = analysis.once(_named_list)
    if named:
        met = {e.index for c in found if c.shape == "author-year" for e in _entries_of(c, named)}
        linked = {c.target.rstrip("/") for c in found if c.target}
        for entry in (e.entry for group in named.values() for e in group):
            if entry.index not in met and entry.url.rstrip("/") not in linked and not _is_spoken_of(analysis, entry):
                yield entry


def _is_spoken_of(analysis: Analysis, entry: Reference) -> bool:
    """Tell whether the text names an entry's first author, or the entry shows none that could be looked for."""
    if not entry.parts.authors:
        return True
    name = surname(entry.parts.authors[0]).lower()
    wanted = [w for w in (name, initials(name)) if len(w) > 2]
    return any(w in analysis.folded(block) for block in analysis.blocks for w in wanted)


def out_of_order(analysis: Analysis) -> Iterator[tuple[Citation, int]]:
    """Yield (marker, number that was due) where a number comes before one that is due (1, 2, 4)."""
    seen: set[int] = set()
    # A part of a longer text goes on with its numbers, and so does its list.
    first = min(
        (int(e.label) for e in analysis.once(references) if e.origin == "list" and e.label.isdigit()), default=1
    )
    for citation in analysis.once(citations):
        if citation.shape not in ("bracket", "superscript") or not citation.label.isdigit():
            continue
        number = int(citation.label)
        due = max(seen, default=first - 1) + 1
        if number > due and number not in seen:
            yield citation, due
        seen.add(number)


def list_gaps(analysis: Analysis) -> Iterator[tuple[Reference, str]]:
    """Yield (entry, what is wrong) where the written numbers of a list skip one or come twice."""
    before: int | None = None
    seen: set[int] = set()
    last = 0
    for entry in analysis.once(references):
        if entry.origin != "list" or not entry.label.isdigit() or entry.block is None:
            continue
        number = int(entry.label)
        if number == 1 and any(b.kind is BlockKind.HEADING for b in analysis.document.blocks[last : entry.block]):
            before, seen = None, set()  # another list, under a heading of its own
        last = entry.block
        if number in seen:
            yield entry, f"number {number} is used twice"
        elif before is not None and number != before + 1:
            yield entry, f"number {number} follows {before}"
        before = number
        seen.add(number)


def mixed_styles(analysis: Analysis) -> Iterator[tuple[Reference, str, str]]:
    """Yield (first entry in another style, its style, the list's) of lists in which two styles are at home.

    A style is at home with two entries; one odd entry is most often a web page among papers.
    """
    entries = [e for e in analysis.once(references) if e.parts.style and e.block is not None]
    count = Counter(e.parts.style for e in entries)
    if len(count) < 2:
        return
    (usual, _), (other, n) = count.most_common(2)
    if {usual, other} == _BY_YEAR:
        # They differ by a stop after the year, unless titles are in quotes.
        n = min(n, sum(e.parts.style == "harvard" and bool(_YEAR_AND_QUOTE.search(e.text)) for e in entries))
    if n >= _AT_HOME:
        first = next(e for e in entries if e.parts.style == other)
        yield first, _STYLES[other], _STYLES[usual]


def clusters(analysis: Analysis, more_than: int) -> Iterator[tuple[int, Span, int]]:
    """Yield (block, prose range from the first to the last marker, number) of sentences with too many markers."""
    found: dict[tuple[int, int], list[Citation]] = {}
    for citation in analysis.once(citations):
        # Where raised numbers lost their markup the ends of sentences are lost too.
        if (citation.shape in NUMBERED and citation.shape != "flattened") or citation.shape == "author-year":
            found.setdefault((citation.block, home(analysis, citation)), []).append(citation)
    for (block, _), group in found.items():
        if len(group) > more_than:
            start = min(c.prose_span.start for c in group)
            yield block, Span(start, max(c.prose_span.end for c in group)), len(group)


def misplaced(analysis: Analysis) -> Iterator[tuple[Citation, str]]:
    """Yield (marker, usual place) for markers on the other side of the full stop than most of the article's."""
    # "[2–4]" is one marker.
    markers = {c.source_span: c for c in analysis.once(citations) if c.shape in ("bracket", "superscript")}
    placed = [(c, _place(analysis, c)) for c in markers.values()]
    count = Counter(place for _, place in placed if place)
    if len(count) < 2 or max(count.values()) < _CLEARLY * min(count.values()):
        return
    usual = "before" if count["before"] > count["after"] else "after"
    yield from ((citation, usual) for citation, place in placed if place and place != usual)


def _place(analysis: Analysis, citation: Citation) -> str:
    """Return "before" for `text [1].`, "after" for `text.[1]`, "" elsewhere in the sentence."""
    block = analysis.block(citation.block)
    if block.kind is BlockKind.CELL:
        return ""
    prose, span = block.prose, citation.prose_span
    if prose[span.end : span.end + 1] in (".", ","):
        return "before"
    return "after" if prose[: span.start].rstrip().endswith((".", ",")) else ""
