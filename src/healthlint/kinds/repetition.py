"""`repetition`: the same word twice in a row, or a term said too often.

of: word              "the the"; `allow` lists pairs that may stand ("had had")
of: term              a word or phrase of up to `longest` words that recurs
times: 10             a term: so many times or more,
share: 1.5            and more than this percent of the article's words
title_share: 5        and a term of the title, which is the topic, this percent
allow: [the body]     words or terms that are never reported
sure: [the, a]        words whose fix is as safe as the rule says; for others it is unsafe (none: as the rule says)
stop_words: "@..."    lexicon of words that a term neither begins nor ends with

The message of a term knows {term}, {count} and {percent}; its place is the first use, the others are related.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

import regex
from pydantic import Field

from healthlint.kinds.base import FunctionCheck
from healthlint.kinds.base import Options as BaseOptions
from healthlint.language.analysis import Analysis
from healthlint.language.lexicon import lexicon, phrases
from healthlint.language.terms import fold
from healthlint.model.document import BlockKind
from healthlint.model.finding import Match, Safety
from healthlint.model.rule import Rule
from healthlint.model.span import Span
from healthlint.readability.counts import count_article, counted_blocks, words_in

_DOUBLED = regex.compile(r"(?<![\w.'’&-])(?P<first>[^\W\d_]+)\s+(?P<second>(?P=first))(?![\w'’&-])", regex.IGNORECASE)
# Tells nearly all blocks without a doubled word at a fifth of the cost; it never misses one.
_MAY_DOUBLE = re.compile(r"(?<![A-Za-z])([^\s\d!-@\[-`{-~]++)\s++\1", re.IGNORECASE)
_SHORTEST_WORD = 4  # letters: shorter words of a single-word term are grammar, not topic
_SHOWN = 5  # other places that are listed with a term


class Options(BaseOptions):
    """The fields of a `repetition` rule."""

    of: Literal["word", "term"] = "word"
    times: int = Field(10, ge=2)
    share: float = Field(0, ge=0, le=100)
    title_share: float = Field(0, ge=0, le=100)
    longest: int = Field(3, ge=1, le=5)
    allow: list[str] = []
    sure: list[str] = []
    stop_words: list[str] = ["@function-words"]


def compile_rule(rule: Rule, options: Options) -> FunctionCheck:
    """Compile a rule. Raises RuleError on an unknown lexicon."""
    allowed = frozenset(phrases(options.allow))
    sure = frozenset(phrases(options.sure))
    if options.of == "word":
        return FunctionCheck(lambda analysis, unit: _doubled(analysis, rule, allowed, sure))
    stop = frozenset(phrases(options.stop_words))
    return FunctionCheck(lambda analysis, unit: _terms(analysis, options, allowed, stop))


def _doubled(analysis: Analysis, rule: Rule, allowed: frozenset[str], sure: frozenset[str]) -> Iterator[Match]:
    for block in analysis.blocks_of(rule.blocks, quotes=rule.quotes):
        prose = analysis.block(block).prose
        if not _MAY_DOUBLE.search(prose):
            continue
        for m in _DOUBLED.finditer(prose, timeout=2, concurrent=True):
            first = m.group("first")
            if fold(first) in allowed or _is_name(m.group("first"), m.group("second")):
                continue
            # The fix keeps the first of the two, so the second's capital never survives.
            safety = Safety.UNSAFE if sure and fold(first) not in sure else None
            yield Match(block, Span(*m.span()), {"word": first}, replacement=first, safety=safety)


def _is_name(first: str, second: str) -> bool:
    """Tell whether the two are a name ("Pago Pago") or a species ("Loa loa"), not a slip ("The the")."""
    if not first[0].isupper():
        return False
    return second[0].isupper() or fold(first) not in lexicon("function-words")


def _terms(analysis: Analysis, options: Options, allowed: frozenset[str], stop: frozenset[str]) -> Iterator[Match]:
    total = analysis.once(count_article).words
    blocks = analysis.once(counted_blocks)[0]
    edges = _often_said(analysis, blocks, options.times) - stop
    places: dict[str, list[tuple[int, Span]]] = {}
    for block in blocks if edges else ():
        for term, span in _candidates(analysis, block, options.longest, edges):
            places.setdefault(term, []).append((block, span))
    often = {
        term: found
        for term, found in places.items()
        if len(found) >= options.times and 100 * len(found) * len(term.split()) / total > options.share
    }
    title = _title_words(analysis)
    for term, found in often.items():
        percent = 100 * len(found) * len(term.split()) / total
        if term in allowed or _inside_another(term, often):
            continue
        if percent <= options.title_share and f" {term} " in title:
            continue
        yield _term_match(analysis, term, found, total)


def _title_words(analysis: Analysis) -> str:
    """Return the folded words of the title between single spaces, "" for a text without one."""
    block = analysis.document.title_block()
    if block is None or analysis.block(block).kind not in (BlockKind.HEADING, BlockKind.TITLE):
        return ""
    words = regex.findall(r"[\w'’-]+", fold(analysis.block(block).prose))
    return f" {' '.join(words)} "


def _often_said(analysis: Analysis, blocks: Sequence[int], times: int) -> frozenset[str]:
    """Return the words, folded, that stand so many times: a term stands no more often than its first and its last."""
    written = Counter(word.text for block in blocks for word in words_in(analysis, block))
    counts: Counter[str] = Counter()
    for word, count in written.items():
        counts[fold(word)] += count
    return frozenset(word for word, count in counts.items() if count >= times)


def _candidates(analysis: Analysis, block: int, longest: int, edges: frozenset[str]) -> Iterator[tuple[str, Span]]:
    """Yield every run of up to `longest` words of a sentence that could be a term: `edges` are its first and last."""
    folded = analysis.folded(block)
    spoken = [(fold(word.text), word.start) for word in words_in(analysis, block)]
    ends: list[int] = []
    for n, (first, start) in enumerate(spoken):
        if first not in edges or not first[0].isalpha():
            continue
        ends = ends or [sentence.span.end for sentence in analysis.sentences(block)]
        limit = ends[bisect_right(ends, start)]
        for stop in range(n + 1, min(n + longest, len(spoken)) + 1):
            last, at = spoken[stop - 1]
            if at >= limit:
                break
            if last not in edges or (stop == n + 1 and len(first) < _SHORTEST_WORD):
                continue
            span = Span(start, at + len(last))
            term = span.of(folded)
            if " ".join(text for text, _ in spoken[n:stop]) == term:  # nothing but spaces between
                yield term, span


def _inside_another(term: str, often: dict[str, list[tuple[int, Span]]]) -> bool:
    """Tell whether nearly all uses of a term belong to a longer one that is reported."""
    for other, found in often.items():
        if other != term and f" {term} " in f" {other} " and len(found) >= 0.6 * len(often[term]):
            return True
    return False


def _term_match(analysis: Analysis, term: str, found: list[tuple[int, Span]], total: int) -> Match:
    related: list[tuple[Span, str]] = []
    for block, span in found[1 : _SHOWN + 1]:
        source = analysis.block(block).map.to_source(span)
        if source is not None:
            related.append((source, "again"))
    block, span = found[0]
    percent = 100 * len(found) * len(term.split()) / total
    values = {"term": term, "count": str(len(found)), "percent": f"{percent:.1f}"}
    return Match(block, span, values, related=tuple(related))
