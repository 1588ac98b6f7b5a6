"""How old the sources are that a sentence leans on, by what the article itself says: its date, its entries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from healthlint.citations.citation import Citation
from healthlint.citations.dates import article_year
from healthlint.citations.markers import citations, in_reach
from healthlint.citations.references import Reference, references

if TYPE_CHECKING:
    from healthlint.language.analysis import Analysis
    from healthlint.model.span import Span

# What makes an old source right: the text looks back, or a law is still in force.
LOOKS_BACK = re.compile(
    r"\b(?:history|historical|first (?:described|shown|reported|used)|landmark|originally|classic|since (?:19|20)\d{2}|"
    r"act \d{4}|regulations? \d{4}|anatomy)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b((?:19|20)\d{2})[a-z]?\b")
_IN_PATH = re.compile(r"/((?:19|20)\d{2})(?:/|$)")
_ARXIV = re.compile(r"^arxiv:(\d{2})\d{2}\.", re.IGNORECASE)


def source_age(analysis: Analysis, block: int, sentence: Span) -> tuple[int, int, Citation] | None:
    """Return (year, age in years, citation) of the newest source that a sentence leans on.

    None where the article gives no date, where the year of any of the sources is not known (it may be the newest), and
    where the sentence or an entry says itself that it looks back, or gives a year of its own: then readers know.
    """
    now = analysis.once(article_year)
    text = sentence.of(analysis.block(block).prose)
    if not now or LOOKS_BACK.search(text):
        return None
    wanted = frozenset(in_reach(analysis, block, sentence, strict=True))
    found = [c for c in analysis.once(citations) if c.id in wanted and c.level == "full"]
    entries = {e.label: e for e in analysis.once(references) if e.label}
    years = [(_year_of(c, entries), c) for c in found]
    outside = text if len(found) == 0 else _without(text, sentence, found, block)
    if not years or not all(year for year, _ in years) or _YEAR.search(outside):
        return None
    year, newest = max(years, key=lambda pair: pair[0])
    entry = entries.get(newest.label)
    if entry is not None and LOOKS_BACK.search(entry.text):
        return None
    return year, now - year, newest


def _without(text: str, sentence: Span, found: list[Citation], block: int) -> str:
    """Return a sentence's text with its citations blanked: the year of one is not the sentence's own."""
    for c in found:
        if c.block == block and sentence.start <= c.prose_span.start < sentence.end:
            start, end = c.prose_span.start - sentence.start, c.prose_span.end - sentence.start
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _year_of(citation: Citation, entries: dict[str, Reference]) -> int:
    """Return the year of what a citation points to, 0 where it is not known."""
    entry = entries.get(citation.label)
    if entry is not None and citation.shape != "link":
        return entry.year
    if citation.shape in ("author-year", "journal"):
        years = _YEAR.findall(citation.label)
        return int(years[-1]) if years else 0
    preprint = _ARXIV.match(citation.target)
    if preprint:
        return 2000 + int(preprint[1])
    in_path = _IN_PATH.search(citation.target)
    return int(in_path[1]) if in_path else 0
