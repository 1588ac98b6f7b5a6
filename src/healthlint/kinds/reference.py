"""`reference`: the entries of the reference list, identifiers anywhere, and the weight of the sources.

find: malformed      identifiers of the `kinds` that cannot be right (shape, length, check digit)
      duplicate      the same work twice in the list
      no-year        entries without a year
      old            entries more than `years` older than the article says it is (no clock: see `metadata`)
      unfindable     entries with no address and no identifier that lack what a search needs
      numbering      numbers of the list that are skipped or used twice
      styles         a list in which two reference styles are at home
      notice         works that the list of retractions names with one of the `statuses`
      own-site       an article of at least `minimum` links in which every one that could be a source is to its own site
      tier           links and entries whose source is of one of the `tiers` (T1 … T9, TX: data/sources/tiers.yaml; own:
                     the publisher's own site); with `as_source` only links whose text says so ("a study", "[3]")
      single-source  at least `minimum` citations, all of one source
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import unquote

from pydantic import Field, model_validator

from healthlint.citations import identifiers, sources
from healthlint.citations.age import LOOKS_BACK
from healthlint.citations.checks import list_gaps, mixed_styles
from healthlint.citations.dates import article_year
from healthlint.citations.markers import citations, own_hosts
from healthlint.citations.references import Reference, references, says_when_read
from healthlint.citations.retractions import noticed_works
from healthlint.kinds.base import FunctionCheck
from healthlint.kinds.base import Options as BaseOptions
from healthlint.language.analysis import Analysis
from healthlint.model.document import BlockKind, Link
from healthlint.model.finding import Match
from healthlint.model.rule import Rule
from healthlint.model.span import Span

IdKind = Literal[
    "doi", "pmid", "pmcid", "nct", "isrctn", "eudract", "ctis", "actrn", "drks", "registry", "arxiv", "isbn", "issn",
    "orcid", "cochrane", "prospero", "nice", "who",
]  # fmt: skip
Status = Literal["retracted", "concern", "corrected", "reinstated"]
Tier = Literal["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T8S", "T9", "TX", "own"]
_DEBUNKS = re.compile(
    r"\b(?:myth|debunk\w*|false|misinformation|misleading|untrue|claims? (?:that|made|by)|hoax|"
    r"warn\w*|retract\w*|unreliable)\b",
    re.I,
)
_DIGIT = re.compile(r"\d")  # every identifier holds one, or one of the words
_IDENTIFIER_WORDS = ("doi", "isbn")
# What news are the source of: what somebody decided, did or went through, on a day.
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_EVENT = re.compile(
    rf"\b(?:{_MONTHS})\s\d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:{_MONTHS})\b|\b(?:announced|ordered|arrested|"
    r"sentenced|sued|lawsuits?|court|police|minist(?:er|ers|ry)|governments?|parliament|senate|congress|president|elections?|"
    r"strikes?|protests?|died (?:on|in|at)|interviews?|told (?:the|a) [A-Z])\b"
)
OWN = "own"  # beside the tiers: the publisher's own site
_SHORTEST_ENTRY = 20  # characters
_TITLE_WORDS = 3
_ENOUGH_PARTS = 2  # of authors, title, container and year
_LAW = re.compile(r"\b(?:act|regulations?|directive|order|code)\b", re.IGNORECASE)
_SAYS_PREPRINT = re.compile(r"\b(?:pre-?prints?|not (?:yet )?(?:been )?peer[- ]reviewed)\b", re.I)


class Options(BaseOptions):
    """The fields of a `reference` rule."""

    find: Literal[
        "malformed", "duplicate", "no-year", "old", "unfindable", "numbering", "styles", "notice", "own-site", "tier",
        "single-source",
    ]  # fmt: skip
    statuses: list[Status] = []
    kinds: list[IdKind] = []
    tiers: list[Tier] = []
    years: int = Field(10, ge=1)
    minimum: int = Field(4, ge=2)
    as_source: bool = Field(False, description="`tier`: only entries, and links whose text gives them as a source")

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> Options:
        if self.find == "malformed" and not self.kinds:
            raise ValueError("`kinds` must say which identifiers `find: malformed` checks")
        if self.find == "tier" and not self.tiers:
            raise ValueError("`tiers` must say which tiers `find: tier` reports")
        if self.find == "notice" and not self.statuses:
            raise ValueError("`statuses` must say what `find: notice` reports")
        return self


def compile_rule(rule: Rule, options: Options) -> FunctionCheck:
    """Compile a rule."""
    finder = _FINDERS[options.find]
    return FunctionCheck(lambda analysis, unit: finder(options, analysis))


def _malformed(options: Options, analysis: Analysis) -> Iterator[Match]:
    wanted = frozenset(options.kinds)
    for place, found in analysis.once(_invalid):
        if found.kind in wanted:
            values = {"reason": found.reason}
            if place.text is not None:
                values["match"] = place.text
            yield Match(place.block, place.span, values)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an identifier stands in a block's prose; `text` is what a link's address hides."""

    block: int
    span: Span
    text: str | None = None


def _invalid(analysis: Analysis) -> tuple[tuple[_Place, identifiers.Identifier], ...]:
    """Return the identifiers of prose and links that cannot be right, block by block. For `analysis.once`."""
    links: dict[int, list[Link]] = {}
    for link in analysis.document.links:
        links.setdefault(link.block, []).append(link)
    out: list[tuple[_Place, identifiers.Identifier]] = []
    for index, block in enumerate(analysis.document.blocks):
        if block.boilerplate:
            continue
        folded = analysis.folded(index)
        may = _DIGIT.search(block.prose) or any(word in folded for word in _IDENTIFIER_WORDS)
        written = identifiers.find(block.prose) if may else ()
        out += [(_Place(index, found.span), found) for found in written if not found.valid]
        shown = {found.value for found in written}
        for link in links.get(index, ()):
            hidden = (found for found in identifiers.find(unquote(link.target)) if found.value not in shown)
            out += [(_Place(index, link.prose_span, found.value), found) for found in hidden if not found.valid]
    return tuple(out)


def _duplicate(options: Options, analysis: Analysis) -> Iterator[Match]:
    known: dict[tuple[str, str], Reference] = {}
    for entry in analysis.once(references):
        if entry.block is None:
            continue
        keys = entry.keys().items()
        earlier = (known[key] for key in keys if key in known)
        first = next((e for e in earlier if entry.is_same_work(e)), None)
        if first is not None:
            related = ((first.source_span, "first listed here"),)
            yield Match(entry.block, entry.prose_span, {"first": first.label or "above"}, related=related)
        for key in keys:
            known.setdefault(key, entry)


def _no_year(options: Options, analysis: Analysis) -> Iterator[Match]:
    for entry in analysis.once(references):
        # A page of a health service is dated by its review, which the list need not repeat, any other by the day on
        # which it was read; "see below" is no entry.
        on_web = bool(entry.url) and entry.tier != "T3"
        page = on_web and (entry.tier in ("T1", "T2", "T4") or says_when_read(entry.text))
        coded = any(i.kind in ("nice", "who") and i.valid for i in entry.identifiers)  # the code names the edition
        said = entry.text.replace(entry.url, "").strip() if entry.url else entry.text
        excused = page or coded or " " not in said or len(said) < _SHORTEST_ENTRY or bool(_missing(entry))
        if entry.block is not None and entry.origin == "list" and not entry.year and not excused:
            yield Match(entry.block, entry.prose_span)


def _old(options: Options, analysis: Analysis) -> Iterator[Match]:
    now = analysis.once(article_year)
    for entry in analysis.once(references):
        age = now - entry.year if now and entry.year else 0
        if age > options.years and entry.block is not None and not LOOKS_BACK.search(entry.text):
            start = entry.text.find(str(entry.year))
            at = entry.prose_span.start + start
            span = Span(at, at + 4) if start >= 0 else entry.prose_span
            yield Match(entry.block, span, {"year": str(entry.year), "age": str(age), "now": str(now)})


def _tier(options: Options, analysis: Analysis) -> Iterator[Match]:
    wanted = frozenset(options.tiers)
    own, house = analysis.once(own_hosts), analysis.house.tiers
    linked: set[int] = set()
    for link in analysis.document.links:
        is_own = sources.is_own(link.target, own, house)
        tier = OWN if is_own else sources.tier_of(link.target, house)
        block = analysis.block(link.block)
        found = sources.address(link.target)
        if tier not in wanted or block.boilerplate or (not is_own and sources.is_home_page(link.target)):
            continue
        if options.as_source and not (block.kind is BlockKind.REFERENCE or sources.reads_as_source(link.text)):
            continue
        linked.add(link.block)
        if not _excused(analysis, tier, link.block, link.prose_span):
            yield _source_match(link.block, link.prose_span, link.source_span, tier, found.host)
    for entry in analysis.once(references):
        if entry.tier in wanted and entry.block is not None and entry.block not in linked:
            host = sources.address(entry.url).host or _name_of(entry)
            if not _excused(analysis, entry.tier, entry.block, Span(0, 0)):
                yield Match(entry.block, entry.prose_span, _values(entry.tier, host))


def _name_of(entry: Reference) -> str:
    """Return what an entry without an address is called by: the journal, site or body that gave it its tier."""
    names = (entry.parts.container, *entry.parts.authors[:1])
    return next((name for name in names if name and sources.tier_of_name(name) == entry.tier), "this source")


def _source_match(block: int, prose_span: Span, source_span: Span, tier: str, host: str) -> Match:
    values = _values(tier, host)
    return Match(block, prose_span, values) if len(prose_span) else Match(None, source_span, values)


def _values(tier: str, host: str) -> dict[str, str]:
    return {"tier": "the publisher’s own site" if tier == OWN else sources.tier_label(tier), "host": host}


def _excused(analysis: Analysis, tier: str, block: int, prose_span: Span) -> bool:
    """Tell whether the sentence says itself what the source is: a preprint, a claim it refutes, news of an event."""
    prose = analysis.block(block).prose
    sentence = analysis.sentence_at(block, prose_span.start)
    text = prose if sentence is None or not len(prose_span) else analysis.text(sentence)
    if tier == sources.PREPRINT:
        return bool(_SAYS_PREPRINT.search(text))
    if tier == sources.NEWS and sentence is not None and len(prose_span):
        return bool(_EVENT.search(text))
    return tier in sources.UNRELIABLE and bool(_DEBUNKS.search(text))


def _unfindable(options: Options, analysis: Analysis) -> Iterator[Match]:
    for entry in analysis.once(references):
        missing = _missing(entry)
        if missing:
            yield Match(entry.block, entry.prose_span, {"missing": missing})


def _missing(entry: Reference) -> str:
    """Return what an entry of the list lacks so that nobody could find it, or "" where somebody could."""
    if entry.block is None or entry.origin != "list" or entry.url or entry.identifiers:
        return ""
    parts = entry.parts
    known = (bool(parts.authors), len(parts.title.split()) >= _TITLE_WORDS, bool(parts.container), bool(entry.year))
    if sum(known) >= _ENOUGH_PARTS or len(entry.text) < _SHORTEST_ENTRY or _LAW.search(entry.text):
        return ""
    names = ("authors", "title", "journal or site", "year")
    return ", ".join(name for name, there in zip(names, known, strict=True) if not there)


def _numbering(options: Options, analysis: Analysis) -> Iterator[Match]:
    for entry, problem in list_gaps(analysis):
        yield Match(entry.block, entry.prose_span, {"problem": problem})


def _styles(options: Options, analysis: Analysis) -> Iterator[Match]:
    for entry, style, usual in mixed_styles(analysis):
        yield Match(entry.block, entry.prose_span, {"style": style, "usual": usual})


def _notice(options: Options, analysis: Analysis) -> Iterator[Match]:
    wanted = frozenset(options.statuses)
    for work in analysis.once(noticed_works):
        if work.status in wanted:
            values = {"work": work.key, "date": work.date or "an unknown day", "until": analysis.house.noticed_until}
            has_prose = work.block is not None and len(work.prose_span)
            yield Match(work.block, work.prose_span, values) if has_prose else Match(None, work.source_span, values)


def _own_site(options: Options, analysis: Analysis) -> Iterator[Match]:
    from healthlint.kinds.structure import title_match

    own, house = analysis.once(own_hosts), analysis.house.tiers
    if not own or any(c.level == "full" for c in analysis.once(citations)) or analysis.once(references):
        return
    kept = frozenset(analysis.blocks)
    links = [k for k in analysis.document.links if k.block in kept and sources.is_own(k.target, own, house)]
    if len(links) >= options.minimum:
        host = sources.address(links[0].target).host
        related = tuple((link.source_span, "one of them") for link in links[:3])
        for match in title_match(analysis, {"count": str(len(links)), "host": host}):
            yield replace(match, related=related)


def _single_source(options: Options, analysis: Analysis) -> Iterator[Match]:
    from healthlint.kinds.structure import title_match

    found = [c for c in analysis.once(citations) if c.level == "full"]
    works = {
        sources.address(c.target).url.partition("#")[0].rstrip("/") if c.target else f"label:{c.label}" for c in found
    }
    if len(found) >= options.minimum and len(works) == 1:
        yield from title_match(analysis, {"count": str(len(found))})


_FINDERS: dict[str, Callable[[Options, Analysis], Iterator[Match]]] = {
    "malformed": _malformed,
    "duplicate": _duplicate,
    "no-year": _no_year,
    "old": _old,
    "unfindable": _unfindable,
    "numbering": _numbering,
    "styles": _styles,
    "notice": _notice,
    "own-site": _own_site,
    "tier": _tier,
    "single-source": _single_source,
}
