"""`structure`: what an article must have as a whole, and how its headings and pictures are built.

find: missing             nothing in the article satisfies `require_any`, and `only_if` holds
      heading-skip        a heading more than one level below the one before it
      many-h1             a second heading of level 1
      alt-missing         a picture without alternative text
      alt-poor            alternative text that is a file name, "image of …", or outside `lengths` characters
      promo               more than `more_than` of the phrases in `any`
require_any: {terms, patterns, title, opening, metadata, headings, places}   one of them is enough; `title`: terms
             of the title; `opening`: patterns for the first 200 characters of the title and the two blocks after it;
             `places`: so many matches of the patterns, all together
only_if: {words, terms, patterns, claims, needs, has, lacks}         all that are given must hold; `has` and `lacks`
             are as require_any; `terms_unless`: terms that do not count; `places`: so many places of the terms
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

from pydantic import Field, model_validator

from healthlint.kinds.base import FunctionCheck, Unit
from healthlint.kinds.base import Options as BaseOptions
from healthlint.kinds.evidence import Evidence, Trigger, finder, trigger
from healthlint.language.analysis import Analysis
from healthlint.language.lexicon import phrases
from healthlint.language.phrases import longest
from healthlint.model.document import BlockKind
from healthlint.model.finding import Match
from healthlint.model.rule import Rule
from healthlint.model.span import Span


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
        if self.find == "missing" and self.require_any.is_empty:
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
    find = _FINDERS[options.find]
    return FunctionCheck(lambda analysis, unit: find(options, analysis))


def title_match(analysis: Analysis, values: dict[str, str] | None = None) -> Iterator[Match]:
    """Yield the match that says something about the whole article, at its title; nothing in a text without prose."""
    title = analysis.document.title_block()
    if title is not None:
        yield Match(title, Span(0, len(analysis.block(title).prose)), values or {}, document=True)


def _missing(options: Options) -> Callable[[Analysis, Unit], Iterator[Match]]:
    is_asked = trigger(options.only_if, boilerplate=options.boilerplate)
    is_there = finder(options.require_any, boilerplate=options.boilerplate)

    def run(analysis: Analysis, unit: Unit) -> Iterator[Match]:
        if is_asked(analysis) and not is_there(analysis):
            yield from title_match(analysis)

    return run


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
