"""What an article says somewhere, and when it must say it: for kinds that look at an article as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Annotated

from pydantic import Field

from healthlint.kinds.base import Options, Patterns, search
from healthlint.language.analysis import Analysis
from healthlint.language.gated import GatedPattern, holds
from healthlint.language.lexicon import phrases
from healthlint.language.phrases import PhraseSet
from healthlint.language.required import is_plain
from healthlint.model.document import HEADINGS
from healthlint.readability.counts import count_article

_OPENING = 200  # characters of a block in which a dateline or byline stands
_WORD = re.compile(r"\w[\w’'-]*")
# A byline that names nobody.
_NOBODY = re.compile(
    r"^(?:admin(?:istrator)?|editor|editorial|staff|team|webmaster|author|guest|user|none|n/?a|tbc|tbd|\W*)$"
)


class Evidence(Options):
    """Where to look for the thing that must be there; one place is enough. Patterns are of the `regex` package, case
    ignored, and are searched block by block.
    """

    terms: list[str] = []
    patterns: Patterns = []
    title: Annotated[list[str], Field(description="terms of the title")] = []
    opening: Patterns = []
    metadata: list[str] = []
    headings: list[str] = []
    places: Annotated[int, Field(ge=1, description="so many matches of `patterns`, all together")] = 1

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing to look for."""
        return not (self.terms or self.patterns or self.title or self.opening or self.metadata or self.headings)


class Trigger(Options):
    """When the thing must be there; all that is given must hold.

    `words`, `claims` (benefit claims) and `needs` (sentences that need a source) are minimum counts.
    """

    words: int = 0
    claims: int = 0
    needs: int = 0
    terms: list[str] = []
    terms_unless: Annotated[list[str], Field(description="of `terms`, those that do not count")] = []
    places: Annotated[int, Field(ge=1, description="so many places of `terms`, all together")] = 1
    patterns: Patterns = []
    has: Evidence | None = None
    lacks: Evidence | None = None


def finder(evidence: Evidence, *, boilerplate: bool) -> Callable[[Analysis], bool]:
    """Return a function that tells whether an article has any of the evidence. Raises RuleError on an unknown lexicon.

    `boilerplate`: text in navigation and footers counts too.
    """
    terms, title, headings = (PhraseSet(phrases(t)) for t in (evidence.terms, evidence.title, evidence.headings))
    patterns, opening = (
        [GatedPattern(p, ignore_case=True) for p in given] for given in (evidence.patterns, evidence.opening)
    )

    def found(analysis: Analysis) -> bool:
        texts = analysis.once(_all_texts if boilerplate else _own_texts)
        blocks = analysis.document.blocks
        return (
            _has_metadata(analysis, evidence.metadata)
            or (terms.occurs(analysis.once(_joined)) and any(_is_said(terms, t) for t in texts))
            or (bool(title) and title.occurs(analysis.once(_title)))
            or any(_matches(analysis, p, [t[:_OPENING] for t in texts[:3]]) for p in opening)
            or _in_places(analysis, patterns, texts, evidence.places)
            or (
                bool(headings)
                and any(headings.occurs(analysis.folded(i)) for i, b in enumerate(blocks) if b.kind in HEADINGS)
            )
        )

    return found


def trigger(options: Trigger, *, boilerplate: bool) -> Callable[[Analysis], bool]:
    """Return a function that tells whether all that a trigger asks for holds. Raises RuleError as `finder`."""
    patterns = [GatedPattern(p, ignore_case=True) for p in options.patterns]
    kept = dict.fromkeys(phrases(options.terms))
    for term in phrases(options.terms_unless):
        kept.pop(term, None)
    terms = PhraseSet(tuple(kept))
    has, lacks = (
        finder(given, boilerplate=boilerplate) if given is not None else None for given in (options.has, options.lacks)
    )

    def holds_there(analysis: Analysis) -> bool:
        return (
            _holds(options, terms, patterns, analysis)
            and (has is None or has(analysis))
            and (lacks is None or not lacks(analysis))
        )

    return holds_there


# "No side effects" does not say what the side effects are.
_DENIED = re.compile(r"\b(?:no|without|without any|zero|never|free (?:of|from)|no known|not any)\s(?:\w+\s)?\Z")


def _is_said(terms: PhraseSet, text: str) -> bool:
    """Tell whether one of the terms stands in a text and is not denied there."""
    return any(not _DENIED.search(text[max(0, span.start - 40) : span.start]) for span, _ in terms.search(text))


def _all_texts(analysis: Analysis) -> list[str]:
    """Return the folded prose of each block."""
    return [analysis.folded(i) for i, b in enumerate(analysis.document.blocks) if b.prose]


def _own_texts(analysis: Analysis) -> list[str]:
    """Return the folded prose of each block that is no boilerplate."""
    return [analysis.folded(i) for i, b in enumerate(analysis.document.blocks) if b.prose and not b.boilerplate]


def _title(analysis: Analysis) -> str:
    """Return the folded prose of the title, "" in a text without prose."""
    title = analysis.document.title_block()
    return analysis.folded(title) if title is not None else ""


def _joined(analysis: Analysis) -> str:
    """Return all folded prose, block by block: what does not stand here stands in no block."""
    return "\n".join(analysis.once(_all_texts))


def _is_plain(analysis: Analysis) -> bool:
    """Tell whether no prose has a character that hides what patterns require (see `language/required.py`)."""
    return is_plain(analysis.once(_joined))


def _matches(analysis: Analysis, pattern: GatedPattern, texts: list[str]) -> bool:
    return next(_spans(analysis, pattern, texts), None) is not None


def _in_places(analysis: Analysis, patterns: list[GatedPattern], texts: list[str], places: int) -> bool:
    """Tell whether patterns match in so many places; what several of them match in one place counts once."""
    if places == 1:
        return any(_matches(analysis, p, texts) for p in patterns)
    found = sorted({span for p in patterns for span in _spans(analysis, p, texts)})
    last, count = (-1, 0), 0
    for text, start, end in found:
        if (text, start) >= last:
            count, last = count + 1, (text, end)
    return count >= places


def _spans(analysis: Analysis, pattern: GatedPattern, texts: list[str]) -> Iterator[tuple[int, int, int]]:
    """Yield (index of the text, start, end) of each match. Raises RuleTimeout."""
    if not holds(pattern.gate, analysis.once(_joined)) and analysis.once(_is_plain):
        return
    for i, text in enumerate(texts):
        for match in search(pattern, text):
            yield i, match.start(), match.end()


def _has_metadata(analysis: Analysis, keys: list[str]) -> bool:
    for key in keys:
        meta = analysis.document.metadata.get(key)
        if meta is not None and not _NOBODY.match(str(meta.value).strip().lower()):
            return True
    return False


def _holds(options: Trigger, terms: PhraseSet, patterns: list[GatedPattern], analysis: Analysis) -> bool:
    texts = analysis.once(_own_texts)
    if options.words and not _has_words(analysis, options.words):
        return False
    if terms and not (terms.occurs(analysis.once(_joined)) and _is_in_places(terms, texts, options.places)):
        return False
    if patterns and not any(_matches(analysis, p, texts) for p in patterns):
        return False
    if options.needs and _count_needs(analysis) < options.needs:
        return False
    return not options.claims or _count_claims(analysis) >= options.claims


def _is_in_places(terms: PhraseSet, texts: list[str], places: int) -> bool:
    if places == 1:
        return any(terms.occurs(t) for t in texts)
    found = 0
    for text in texts:
        found += len({span.start for span, _ in terms.search(text)})
        if found >= places:
            return True
    return False


def _has_words(analysis: Analysis, least: int) -> bool:
    # Each of the words that every report counts is one here or more: in most articles that is enough to know.
    return analysis.once(count_article).words >= least or analysis.once(_count_words) >= least


def _count_words(analysis: Analysis) -> int:
    return sum(len(_WORD.findall(t)) for t in analysis.once(_own_texts))


def _count_needs(analysis: Analysis) -> int:
    from healthlint.citations.needs import needs

    return len({(n.block, n.sentence) for n in analysis.once(needs)})


def _count_claims(analysis: Analysis) -> int:
    from healthlint.kinds.effect_claims import effect_claims

    return sum(1 for _ in effect_claims(analysis))
