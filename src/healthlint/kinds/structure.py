"""`structure`: what an article must have as a whole, and how its headings and pictures are built.

find: missing             nothing in the article satisfies `require_any`, and `only_if` holds
      heading-skip        a heading more than one level below the one before it
      many-h1             a second heading of level 1
      alt-missing         a picture without alternative text
      alt-poor            alternative text that is a file name, "image of …", or outside `lengths` characters
      promo               more than `more_than` of the phrases in `any`
require_any: {terms, patterns, opening, metadata, headings}   one of them is enough; `opening`: patterns for the
             first 200 characters of the title and the two blocks after it
only_if: {words, terms, patterns, claims, needs, has}         all that are given must hold; `has` is as require_any
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

from pydantic import Field, model_validator

from healthlint.kinds.base import FunctionCheck, Patterns, RuleTimeout, Unit
from healthlint.kinds.base import Options as BaseOptions
from healthlint.language.analysis import Analysis
from healthlint.language.gated import GatedPattern, holds
from healthlint.language.lexicon import phrases
from healthlint.language.phrases import PhraseSet, longest
from healthlint.language.required import is_plain
from healthlint.model.document import BlockKind
from healthlint.model.finding import Match
from healthlint.model.rule import Rule
from healthlint.model.span import Span
from healthlint.readability.counts import count_article

_OPENING = 200  # characters of a block in which a dateline or byline stands
TIMEOUT_SECONDS = 2.0  # for one pattern on one block
_HEADINGS = frozenset({BlockKind.HEADING, BlockKind.TITLE})
_WORD = re.compile(r"\w[\w’'-]*")
# A byline that names nobody.
_NOBODY = re.compile(
    r"^(?:admin(?:istrator)?|editor|editorial|staff|team|webmaster|author|guest|user|none|n/?a|tbc|tbd|\W*)$"
)


class Evidence(BaseOptions):
    """Where to look for the thing that must be there. Patterns are of the `regex` package, case ignored."""

    terms: list[str] = []
    patterns: Patterns = []
    opening: Patterns = []
    metadata: list[str] = []
    headings: list[str] = []


class Trigger(BaseOptions):
    """When the thing must be there. `words`, `claims` (benefit claims) and `needs` are minimum counts."""

    words: int = 0
    claims: int = 0
    needs: int = 0
    terms: list[str] = []
    patterns: Patterns = []
    has: Evidence | None = None


class Options(BaseOptions):
    """The fields of a `structure` rule."""

    find: Literal["missing", "heading-skip", "many-h1", "alt-missing", "alt-poor", "promo"]
    require_any: Evidence = Evidence()
    only_if: Trigger = Trigger()
    boilerplate: bool = Field(False, description="`missing`: text in navigation and footers satisfies it too")
    any: list[str] = []
    more_than: int = Field(3, ge=1)
    lengths: tuple[int, int] = (5, 125)

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> Options:
        own = self.require_any
        if self.find == "missing" and not (own.terms or own.patterns or own.opening or own.metadata or own.headings):
            raise ValueError("`require_any` must say what `find: missing` looks for")
        if self.find == "promo" and not self.any:
            raise ValueError("`any` must list the phrases that `find: promo` counts")
        return self


def compile_rule(rule: Rule, options: Options) -> FunctionCheck:
    """Compile a rule. Raises RuleError on an unknown lexicon."""
    if options.find == "missing":
        return FunctionCheck(_missing(options), needs_parse=options.only_if.claims > 0)
    if options.find == "promo":
        return FunctionCheck(lambda analysis, unit: _promo(options, analysis, unit), literals=phrases(options.any))
    finder = _FINDERS[options.find]
    return FunctionCheck(lambda analysis, unit: finder(options, analysis))


def title_match(analysis: Analysis, values: dict[str, str] | None = None) -> Iterator[Match]:
    """Yield the match that says something about the whole article, at its title; nothing in a text without prose."""
    title = analysis.document.title_block()
    if title is not None:
        yield Match(title, Span(0, len(analysis.block(title).prose)), values or {}, document=True)


def _missing(options: Options) -> Callable[[Analysis, Unit], Iterator[Match]]:
    trigger = options.only_if
    patterns = [GatedPattern(p, ignore_case=True) for p in trigger.patterns]
    wanted = _finder(options.require_any, boilerplate=options.boilerplate)
    also = _finder(trigger.has, boilerplate=options.boilerplate) if trigger.has is not None else None
    trigger_terms = PhraseSet(phrases(trigger.terms))

    def run(analysis: Analysis, unit: Unit) -> Iterator[Match]:
        if (
            _holds(trigger, trigger_terms, patterns, analysis)
            and (also is None or also(analysis))
            and not wanted(analysis)
        ):
            yield from title_match(analysis)

    return run


def _finder(evidence: Evidence, *, boilerplate: bool) -> Callable[[Analysis], bool]:
    """Return a function that tells whether an article has any of the evidence."""
    terms, headings = PhraseSet(phrases(evidence.terms)), PhraseSet(phrases(evidence.headings))
    patterns, opening = (
        [GatedPattern(p, ignore_case=True) for p in given] for given in (evidence.patterns, evidence.opening)
    )

    def found(analysis: Analysis) -> bool:
        texts = analysis.once(_all_texts if boilerplate else _own_texts)
        blocks = analysis.document.blocks
        return (
            _has_metadata(analysis, evidence.metadata)
            or (terms.occurs(analysis.once(_joined)) and any(_is_said(terms, t) for t in texts))
            or any(_matches(analysis, p, texts) for p in patterns)
            or any(_matches(analysis, p, [t[:_OPENING] for t in texts[:3]]) for p in opening)
            or (
                bool(headings)
                and any(headings.occurs(analysis.folded(i)) for i, b in enumerate(blocks) if b.kind in _HEADINGS)
            )
        )

    return found


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


def _joined(analysis: Analysis) -> str:
    """Return all folded prose, block by block: what does not stand here stands in no block."""
    return "\n".join(analysis.once(_all_texts))


def _is_plain(analysis: Analysis) -> bool:
    """Tell whether no prose has a character that hides what patterns require (see `language/required.py`)."""
    return is_plain(analysis.once(_joined))


def _matches(analysis: Analysis, pattern: GatedPattern, texts: list[str]) -> bool:
    if not holds(pattern.gate, analysis.once(_joined)) and analysis.once(_is_plain):
        return False
    try:
        return any(pattern.compiled.search(t, timeout=TIMEOUT_SECONDS, concurrent=True) for t in texts)
    except TimeoutError:
        raise RuleTimeout(f"the pattern {pattern.pattern!r} took over {TIMEOUT_SECONDS:g} seconds") from None


def _has_metadata(analysis: Analysis, keys: list[str]) -> bool:
    for key in keys:
        meta = analysis.document.metadata.get(key)
        if meta is not None and not _NOBODY.match(str(meta.value).strip().lower()):
            return True
    return False


def _holds(trigger: Trigger, terms: PhraseSet, patterns: list[GatedPattern], analysis: Analysis) -> bool:
    texts = analysis.once(_own_texts)
    if trigger.words and not _has_words(analysis, trigger.words):
        return False
    if terms and not (terms.occurs(analysis.once(_joined)) and any(terms.occurs(t) for t in texts)):
        return False
    if patterns and not any(_matches(analysis, p, texts) for p in patterns):
        return False
    if trigger.needs and _count_needs(analysis) < trigger.needs:
        return False
    return not trigger.claims or _count_claims(analysis) >= trigger.claims


def _has_words(analysis: Analysis, least: int) -> bool:
    # Each of the words that every report counts is one here or more: in most articles that is enough to know.
    return analysis.once(count_article).words >= least or analysis.once(_count_words) >= least


def _count_words(analysis: Analysis) -> int:
    return sum(len(_WORD.findall(t)) for t in analysis.once(_own_texts))


def _count_needs(analysis: Analysis) -> int:
    from healthlint.citations.needs import needs

    return len({(n.block, n.sentence) for n in analysis.once(needs)})


def _count_claims(analysis: Analysis) -> int:
    from healthlint.kinds.citation import effect_claims

    return sum(1 for _ in effect_claims(analysis))


def _heading_skip(options: Options, analysis: Analysis) -> Iterator[Match]:
    last = 0
    for index in analysis.blocks:
        block = analysis.block(index)
        if block.kind is not BlockKind.HEADING or block.quoted:
            continue
        if last and block.level > last + 1:
            values = {"level": str(block.level), "last": str(last)}
            yield Match(index, Span(0, len(block.prose)), values)
        last = block.level


def _many_h1(options: Options, analysis: Analysis) -> Iterator[Match]:
    tops = [i for i in analysis.blocks if analysis.block(i).kind is BlockKind.HEADING and analysis.block(i).level == 1]
    for index in tops[1:]:
        yield Match(index, Span(0, len(analysis.block(index).prose)), {"count": str(len(tops))})


def _alt_missing(options: Options, analysis: Analysis) -> Iterator[Match]:
    for image in analysis.document.images:
        # An empty alt is a statement: the picture is decoration. Markdown cannot leave the text out.
        written_empty = image.alt == "" and analysis.document.format == "html"
        if not (image.alt or "").strip() and not written_empty:
            yield Match(None, image.source_span, {"target": image.target})


_FILE_NAME = re.compile(
    r"^[\w.() -]+\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?|avif)$|^(?:img|dsc|image|screenshot|photo)[_ -]?\d+$", re.I
)
_IMAGE_OF = re.compile(r"^(?:an? |the )?(?:image|picture|photo|photograph|graphic|icon) (?:of|showing)\b", re.I)


def _alt_poor(options: Options, analysis: Analysis) -> Iterator[Match]:
    low, high = options.lengths
    for image in analysis.document.images:
        alt = (image.alt or "").strip()
        if not alt:
            continue
        reason = ""
        if _FILE_NAME.match(alt):
            reason = "is a file name"
        elif _IMAGE_OF.match(alt):
            reason = "says that it is a picture, which screen readers do already"
        elif len(alt) > high:
            reason = f"has {len(alt)} characters; over {high} are hard to listen to"
        elif len(alt) < low:
            reason = f"has only {len(alt)} characters"
        if reason:
            yield Match(None, image.source_span, {"reason": reason, "alt": alt})


def _promo(options: Options, analysis: Analysis, unit: Unit) -> Iterator[Match]:
    hits = [(block, span) for block in analysis.blocks for span, _ in longest(unit.hits.get(block, ()))]
    if len(hits) > options.more_than:
        block, span = hits[options.more_than]
        related = [analysis.block(b).map.to_source(s) for b, s in hits[: options.more_than]]
        places = tuple((r, "also here") for r in related if r is not None)
        yield Match(block, span, {"count": str(len(hits))}, related=places)


_FINDERS: dict[str, Callable[[Options, Analysis], Iterator[Match]]] = {
    "heading-skip": _heading_skip,
    "many-h1": _many_h1,
    "alt-missing": _alt_missing,
    "alt-poor": _alt_poor,
}
