"""`link`: what links say and where they lead, from the page alone (no network).

find: vague-text    the link's text is one of `any` and says nothing about its target
      bare-url      an address stands in the prose as its own text (plain text has no other way, so not there)
      cut-off       an address with a space in it: what follows is not part of the link
      home-page     a link to a site's front page, given as a source
      search        a link to a list of search hits
      shortener     a link that hides where it goes
      private       a link to a file that readers may not be able to open
      target        the target matches one of the `patterns` (syntax of the `regex` package)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

import regex
from pydantic import model_validator

from healthlint.citations import sources
from healthlint.citations.markers import own_hosts, prose_markers
from healthlint.citations.shapes import CUT_OFF, joined
from healthlint.kinds.base import FunctionCheck, Patterns
from healthlint.kinds.base import Options as BaseOptions
from healthlint.language.analysis import Analysis
from healthlint.language.lexicon import phrases
from healthlint.language.terms import fold
from healthlint.model.document import BlockKind, Link
from healthlint.model.finding import Match
from healthlint.model.rule import Rule
from healthlint.model.span import Span

TIMEOUT_SECONDS = 1.0  # for one pattern on one target
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$", re.IGNORECASE)


class Options(BaseOptions):
    """The fields of a `link` rule."""

    find: Literal["vague-text", "bare-url", "cut-off", "home-page", "search", "shortener", "private", "target"]
    any: list[str] = []
    patterns: Patterns = []

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> Options:
        if self.find == "vague-text" and not self.any:
            raise ValueError("`any` must list the texts that `find: vague-text` looks for")
        if self.find == "target" and not self.patterns:
            raise ValueError("`patterns` must say what `find: target` looks for")
        return self


def compile_rule(rule: Rule, options: Options) -> FunctionCheck:
    """Compile a rule. Raises RuleError on an unknown lexicon."""
    if options.find == "bare-url":
        return FunctionCheck(lambda analysis, unit: _bare_urls(rule, analysis))
    if options.find == "cut-off":
        return FunctionCheck(lambda analysis, unit: _cut_off(rule, analysis), literals=("http", "www"))
    test = _test(options)
    return FunctionCheck(lambda analysis, unit: _links(rule, analysis, test))


def _test(options: Options) -> Callable[[Link, Analysis], bool]:
    if options.find == "vague-text":
        texts = frozenset(phrases(options.any))
        return lambda link, analysis: _bare_text(link.text) in texts
    if options.find == "target":
        compiled = [regex.compile(p, regex.IGNORECASE) for p in options.patterns]
        return lambda link, analysis: any(
            p.search(link.target, timeout=TIMEOUT_SECONDS, concurrent=True) for p in compiled
        )
    if options.find == "home-page":
        return _is_home_page
    by_target = {"search": sources.is_search, "shortener": sources.is_shortener, "private": sources.is_private}
    return lambda link, analysis: by_target[options.find](link.target)


def _is_home_page(link: Link, analysis: Analysis) -> bool:
    """Tell whether a link gives a front page as a source: one whose text is more than the site's own name."""
    host = sources.address(link.target).host
    if not sources.is_home_page(link.target) or host in analysis.once(own_hosts):
        return False
    in_list = analysis.block(link.block).kind is BlockKind.REFERENCE
    return in_list or sources.reads_as_source(link.text)


def _bare_text(text: str) -> str:
    return re.sub(r"\s+", " ", fold(text)).strip(" .:,;!?»›>→←()[]\"'")


def _links(rule: Rule, analysis: Analysis, test: Callable[[Link, Analysis], bool]) -> Iterator[Match]:
    for link in analysis.document.links:
        block = analysis.block(link.block)
        allowed = block.kind in rule.blocks or block.kind is BlockKind.REFERENCE
        if block.boilerplate or not allowed or (block.quoted and not rule.quotes):
            continue
        if test(link, analysis):
            values = {"target": link.target, "host": sources.address(link.target).host}
            if len(link.prose_span):
                yield Match(link.block, link.prose_span, values)
            else:
                yield Match(None, link.source_span, values)


def _cut_off(rule: Rule, analysis: Analysis) -> Iterator[Match]:
    for index, block in enumerate(analysis.document.blocks):
        allowed = block.kind in rule.blocks or block.kind is BlockKind.REFERENCE
        if not block.boilerplate and allowed and (rule.quotes or not block.quoted):
            for m in CUT_OFF.finditer(block.prose):
                yield Match(index, Span(*m.span()), {"address": joined(m.group())})


def _bare_urls(rule: Rule, analysis: Analysis) -> Iterator[Match]:
    if analysis.document.format == "text":
        return
    linked = {(k.block, k.prose_span.start) for k in analysis.document.links if not _ADDRESS.match(k.text.strip())}
    for block in analysis.blocks_of(rule.blocks, quotes=rule.quotes):
        for marker in analysis.once(prose_markers).get(block, ()):
            cut_off = " " in marker.span.of(analysis.block(block).prose)
            if marker.shape == "url" and not cut_off and (block, marker.span.start) not in linked:
                yield Match(block, marker.span, {"target": marker.target, "host": sources.address(marker.target).host})
