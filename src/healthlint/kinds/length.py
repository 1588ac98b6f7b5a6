"""`length`: something longer (or shorter) than it should be.

unit: sentence      or paragraph, heading, item, list, section (what stands under one heading), article
measure: words      or sentences, characters, items (of a list)
max: 25             more than this is a match; min: fewer
up_to: 40           with max: leave what is longer than this to another rule
habit: 0.2          below this share of too-long units in the article a match is only `info`
without: heading    of an article: only when it has no heading but its title
blocks: 3           of an article: only when it has so many paragraphs and items

Rules about paragraphs, sentences and items read the blocks of `in`. The message knows {count}, {max} and {min}.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field, model_validator

from healthlint.kinds.base import FunctionCheck, Unit
from healthlint.kinds.base import Options as BaseOptions
from healthlint.kinds.whole import whole_article
from healthlint.language.analysis import Analysis
from healthlint.model.document import HEADINGS, BlockKind
from healthlint.model.finding import Match, Severity
from healthlint.model.rule import Rule
from healthlint.model.span import Span
from healthlint.readability.counts import n_words, words_in


class Options(BaseOptions):
    """The fields of a `length` rule."""

    unit: Literal["sentence", "paragraph", "heading", "item", "list", "section", "article"]
    measure: Literal["words", "sentences", "characters", "items"] = "words"
    max: int | None = Field(None, ge=0)
    min: int | None = Field(None, ge=1)
    up_to: int | None = Field(None, ge=1)
    habit: float = Field(0, ge=0, le=1)
    without: Literal["", "heading"] = ""
    blocks: int = Field(0, ge=0)

    @model_validator(mode="after")
    def _complete(self) -> Options:
        if (self.max is None) == (self.min is None):
            raise ValueError("give either `max` or `min`")
        if (self.measure == "items") != (self.unit == "list"):
            raise ValueError("a list is measured in items, and only a list")
        if (self.without or self.blocks) and self.unit != "article":
            raise ValueError("`without` and `blocks` go with `unit: article`")
        return self

    def reports(self, count: int) -> bool:
        """Tell whether something of this length is a match."""
        if self.max is not None:
            return count > self.max and (self.up_to is None or count <= self.up_to)
        return self.min is not None and count < self.min


def compile_rule(rule: Rule, options: Options) -> FunctionCheck:
    """Compile a rule."""

    def run(analysis: Analysis, unit: Unit) -> Iterator[Match]:
        if options.unit == "article":
            yield from _article(analysis, rule, options)
            return
        measured = list(_measured(analysis, rule, options))
        found = [(block, span, n) for block, span, n in measured if options.reports(n)]
        if not found:
            return
        over = sum(options.max is not None and n > options.max for _, _, n in measured)
        rare = bool(options.habit) and over < options.habit * len(measured)
        for block, span, count in found:
            yield Match(block, span, _values(options, count), severity=Severity.INFO if rare else None)

    return FunctionCheck(run)


def _article(analysis: Analysis, rule: Rule, options: Options) -> Iterator[Match]:
    blocks = [i for i in analysis.blocks_of(rule.blocks, quotes=rule.quotes) if not _is_heading(analysis, i)]
    title = analysis.document.title_block()
    if options.without and any(_is_heading(analysis, i) for i in analysis.blocks if i != title):
        return
    count = sum(_size(analysis, i, options.measure) for i in blocks)
    if len(blocks) >= options.blocks and options.reports(count):
        match = whole_article(analysis, _values(options, count))
        if match is not None:
            yield match


def _measured(analysis: Analysis, rule: Rule, options: Options) -> Iterator[tuple[int, Span, int]]:
    """Yield (block, range in its prose, length) for each unit."""
    blocks = analysis.blocks_of(rule.blocks, quotes=rule.quotes)
    if options.unit == "sentence":
        for i in blocks:
            for sentence in analysis.sentences(i):
                yield i, sentence.span, _size(analysis, i, options.measure, sentence.span)
    elif options.unit == "list":
        for items in _lists(analysis, blocks):
            yield items[0], _all(analysis, items[0]), len(items)
    elif options.unit == "section":
        yield from _sections(analysis, options.measure)
    else:
        for i in blocks:
            if _is_of(analysis.block(i).kind, options.unit):
                yield i, _all(analysis, i), _size(analysis, i, options.measure)


def _is_of(kind: BlockKind, unit: str) -> bool:
    return kind in HEADINGS if unit == "heading" else kind == unit


def _lists(analysis: Analysis, blocks: tuple[int, ...]) -> Iterator[list[int]]:
    """Yield the outermost items of each list: neighbouring item blocks of one section."""
    run: list[int] = []
    for i in (*blocks, None):
        is_item = i is not None and analysis.block(i).kind is BlockKind.ITEM
        follows = bool(run) and is_item and i == run[-1] + 1
        if run and not follows:
            top = min(analysis.block(j).level for j in run)
            yield [j for j in run if analysis.block(j).level == top]
            run = []
        if is_item and i is not None:
            run.append(i)


def _sections(analysis: Analysis, measure: str) -> Iterator[tuple[int, Span, int]]:
    linted = set(analysis.blocks)
    for section in analysis.document.sections:
        body = [i for i in range(section.first, section.end) if i in linted and not _is_heading(analysis, i)]
        place = section.heading if section.heading in linted else (body[0] if body else None)
        if place is not None:
            yield place, _all(analysis, place), sum(_size(analysis, i, measure) for i in body)


def _is_heading(analysis: Analysis, block: int) -> bool:
    return analysis.block(block).kind in HEADINGS


def _all(analysis: Analysis, block: int) -> Span:
    return Span(0, len(analysis.block(block).prose))


def _size(analysis: Analysis, block: int, measure: str, span: Span | None = None) -> int:
    """Return the length of a block, or of a range of its prose."""
    if measure == "sentences":
        return len(analysis.sentences(block)) if span is None else 1
    if measure == "characters":
        return len(span) if span is not None else len(analysis.block(block).prose)
    return len(words_in(analysis, block)) if span is None else n_words(analysis, block, span)


def _values(options: Options, count: int) -> dict[str, str]:
    return {"count": str(count), "max": str(options.max), "min": str(options.min)}
