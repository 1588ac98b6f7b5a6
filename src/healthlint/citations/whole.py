"""The source of an article as a whole: a summary whose title, or a line at its top or end, says what it sums up.

"Burns — ABA 2016", "Summary of the 2023 ESC guideline", "Adapted from the WHO guideline on naps": such a text need not
say at each sentence where it comes from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from healthlint.citations.named import names
from healthlint.citations.studies import BODY
from healthlint.language.lexicon import lexicon
from healthlint.language.terms import fold
from healthlint.model.document import BlockKind
from healthlint.model.span import Span

if TYPE_CHECKING:
    from healthlint.language.analysis import Analysis

_LONGEST = 150  # characters of a title
_NEAR = 4  # blocks from the title on, and from the end back
_YEAR = r"(?:19|20)\d{2}"
_INITIALS = re.compile(r"\b[A-Z][A-Z0-9]{1,7}(?:[/&–-][A-Z]{2,8})*\b")
_AUTHORS = re.compile(r"\b[A-Z][\w’'-]+(?: [A-Z]{1,3})? et al\b\.?")
# What a publication is found by besides its body: the year, or the number that the body gave it.
_EDITION = re.compile(rf"\b{_YEAR}\b|\b(?:NG|CG|TA|QS|PH|DG|SIGN) ?\d{{1,4}}\b|\b[Nn]o\. ?\d+")
# "Naps — ABA 2016", "Naps: NICE CG141 (2012)", "Naps | Marsh et al. 2000"
_AT_THE_END = re.compile(rf"(?:\s[—–|-]{{1,3}}|:)\s(?P<source>[^—–|:]{{2,60}}?)(?=,?\s\(?(?:{_YEAR}|[A-Z]{{1,4}} ?\d))")
_GUIDANCE = re.compile(
    r"\b(?:guidelines?|guidance|recommendations?|consensus|position (?:statement|paper)|practice parameter|"
    r"scientific statement|standards of care)\b"
)
_TAKEN = r"(?:adapted|based|excerpted|reproduced|summari[sz]ed|taken)"
_SAYS_WHERE_FROM = re.compile(
    rf"^[^\w\"“]*(?:(?:sources?|(?:reference )?guidelines?)\s?:\s|{_TAKEN} (?:from|on)\s|(?:a )?summary of (?:the )?)"
    r"|\bthis (?:page|summary|article|guide|leaflet|document|post|information|overview|fact ?sheet|section)"
    rf" (?:is|was|has been) (?:\w+ )?(?:a summary of|drawn from|{_TAKEN} (?:from|on))\s"
)


@dataclass(frozen=True, slots=True)
class Whole:
    """Where an article names the source of all of it; `found`: the words find one publication, not just a body."""

    block: int
    span: Span
    found: bool


def source_of_all(analysis: Analysis) -> Whole | None:
    """Return where the article says what all of it is taken from, or None. For `analysis.once(source_of_all)`."""
    title = analysis.document.title_block()
    if title is None:
        return None
    for block in _lines(analysis, title):
        prose = analysis.block(block).prose
        where = _in_title(prose) if block == title else None
        where = where or _in_line(prose, fold(prose))
        if where is not None:
            return Whole(block, where, bool(_EDITION.search(prose)) or _has_link(analysis, block))
    return None


def _lines(analysis: Analysis, title: int) -> Iterator[int]:
    """Yield the title, the lines below it and the last lines, but no lists of references."""
    kept = [i for i in analysis.blocks if i > title and analysis.block(i).kind is not BlockKind.REFERENCE]
    yield title
    yield from dict.fromkeys((*kept[:_NEAR], *kept[-_NEAR:]))


def _in_title(title: str) -> Span | None:
    """Return the words of a title that name a publication: at its end with an edition, or as guidance of a body."""
    if title.isupper() or len(title) > _LONGEST or title.endswith((".", "!", "?")):
        return None  # initials look like other words; a text without a title begins with a sentence
    for m in _AT_THE_END.finditer(title):
        if _body(m["source"]) is not None or _AUTHORS.fullmatch(m["source"]):
            return Span(*m.span("source"))
    body = _body(title)
    if body is not None and _GUIDANCE.search(fold(title)) and (_EDITION.search(title) or names(title)):
        return body
    return None


def _in_line(prose: str, folded: str) -> Span | None:
    """Return the words of a line that name the body or authors from whom the article is taken."""
    m = _SAYS_WHERE_FROM.search(folded)
    if m is None or len(prose) > 2 * _LONGEST:
        return None
    after = prose[m.end() : m.end() + _LONGEST]
    if not (names(after) or _EDITION.search(after) or _GUIDANCE.search(folded)):
        return None  # "Source: Nowhere Clinic": who sent it out
    found = _body(after) or next((Span(*a.span()) for a in _AUTHORS.finditer(after)), None)
    return None if found is None else found.shift(m.end())


def _body(text: str) -> Span | None:
    """Return the first body that a text names: one that is known, one by its kind ("… Society"), or initials."""
    known = names(text)
    if known:
        return known[0]
    m = BODY.search(text) or next((m for m in _INITIALS.finditer(text) if m.group().lower() not in _ordinary()), None)
    return None if m is None else Span(*m.span())


def _has_link(analysis: Analysis, block: int) -> bool:
    return any(link.block == block for link in analysis.document.links)


@lru_cache(maxsize=1)
def _ordinary() -> frozenset[str]:
    """Return initials, in small letters, that stand for an illness or a thing of every day: "faq", "uk", "hiv"."""
    lists = ("well-known-abbreviations", "ambiguous-abbreviations", "not-abbreviations", "conditions-a", "conditions-b")
    return frozenset(word for name in lists for word in lexicon(name))
