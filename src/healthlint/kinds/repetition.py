"""`repetition`: the same word or phrase twice in a row, or a term said too often.

of: word              "the the"; `allow` lists pairs that may stand ("had had")
of: phrase            two to four words, "in the in the"
phrases: [in the]     patterns that all of such a phrase must match (folded, one space between words)
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
from collections.abc import Iterator, Mapping
from operator import and_, eq
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
from healthlint.readability.counts import count_article, counted_blocks, word_uses, words_in

_DOUBLED = regex.compile(r"(?<![\w.'’&-])(?P<first>[^\W\d_]+)\s+(?P<second>(?P=first))(?![\w'’&-])", regex.IGNORECASE)
# Tells nearly all blocks without a doubled word at a fifth of the cost; it never misses one.
_MAY_DOUBLE = re.compile(r"(?<![A-Za-z])([^\s\d!-@\[-`{-~]++)\s++\1(?![A-Za-z])", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+")
_PHRASE_LENGTHS = (2, 3, 4)  # words
_TWICE = {
    n: regex.compile(rf"(?<![\w'’-])(?P<first>[^\W\d_]+(?: [^\W\d_]+){{{n - 1}}}) (?P=first)(?![\w'’-])")
    for n in _PHRASE_LENGTHS
}
_SHORTEST_WORD = 4  # letters: shorter words of a single-word term are grammar, not topic
_SHOWN = 5  # other places that are listed with a term

Place = tuple[int, int, int]  # block, start and end in its prose


class Options(BaseOptions):
    """The fields of a `repetition` rule."""

    of: Literal["word", "phrase", "term"] = "word"
    phrases: list[str] = []
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
    if options.of == "phrase":
        sort = re.compile("|".join(f"(?:{pattern})" for pattern in options.phrases) or ".*")
        return FunctionCheck(lambda analysis, unit: _said_twice(analysis, rule, sort, allowed))
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


def _said_twice(analysis: Analysis, rule: Rule, sort: re.Pattern[str], allowed: frozenset[str]) -> Iterator[Match]:
    for block in analysis.blocks_of(rule.blocks, quotes=rule.quotes):
        folded = analysis.folded(block)
        words = _WORDS.findall(folded)
        end = 0
        # A phrase said twice gives at least two words in a row that stand again as many words later.
        for length in _PHRASE_LENGTHS:
            same = list(map(eq, words, words[length:]))
            if not any(map(and_, same, same[1:])):
                continue
            for m in _TWICE[length].finditer(folded, overlapped=True):
                phrase = m.group("first")
                if m.start() >= end and phrase not in allowed and sort.fullmatch(phrase):
                    end = m.end()
                    text = Span(*m.span("first")).of(analysis.block(block).prose)
                    yield Match(block, Span(*m.span()), {"first": text}, replacement=text)


def _is_name(first: str, second: str) -> bool:
    """Tell whether the two are a name ("Pago Pago") or a species ("Loa loa"), not a slip ("The the")."""
    if not first[0].isupper():
        return False
    return second[0].isupper() or fold(first) not in lexicon("function-words")


def _terms(analysis: Analysis, options: Options, allowed: frozenset[str], stop: frozenset[str]) -> Iterator[Match]:
    total = analysis.once(count_article).words
    # No term of so few words has the share that is asked for; in a long text that leaves few words to look at.
    fewest = max(options.times, options.share * total / (100 * options.longest))
    edges = _often_said(analysis.once(word_uses), fewest, stop)
    places: dict[str, list[Place]] = {}
    for block in analysis.once(counted_blocks)[0] if edges else ():
        for term, place in _candidates(analysis, block, options.longest, edges):
            places.setdefault(term, []).append(place)
    often = {
        term: found
        for term, found in places.items()
        if len(found) >= options.times and 100 * len(found) * len(term.split()) / total > options.share
    }
    title = _title_words(analysis) if often else ""
    for term, found in often.items():
        percent = 100 * len(found) * len(term.split()) / total
        if term in allowed or _inside_another(term, often) or _has_capitals(analysis, found):
            continue
        if percent <= options.title_share and f" {term} " in title:
            continue
        yield _term_match(analysis, term, found, total)


def _has_capitals(analysis: Analysis, found: list[Place]) -> bool:
    """Tell whether every use has a capital, as names and abbreviations have: no other word can stand for them."""
    return all(analysis.block(block).prose[start].isupper() for block, start, _ in found)


def _title_words(analysis: Analysis) -> str:
    """Return the folded words of the title between single spaces, "" for a text without one."""
    block = analysis.document.title_block()
    if block is None or analysis.block(block).kind not in (BlockKind.HEADING, BlockKind.TITLE):
        return ""
    words = regex.findall(r"[\w'’-]+", fold(analysis.block(block).prose))
    return f" {' '.join(words)} "


def _often_said(uses: Mapping[str, int], times: float, stop: frozenset[str]) -> dict[str, str]:
    """Return the words that stand so many times in any case, but those of `stop`: as written, with the folded form.

    `uses` has how often each stands as written. A term stands no more often than its first word and its last.
    """
    folded = {word: fold(word) for word in uses}
    counts: dict[str, int] = {}
    for word, count in uses.items():
        form = folded[word]
        counts[form] = counts.get(form, 0) + count
    often = {form for form, count in counts.items() if count >= times} - stop
    return {word: form for word, form in folded.items() if form in often} if often else {}


def _candidates(analysis: Analysis, block: int, longest: int, edges: Mapping[str, str]) -> Iterator[tuple[str, Place]]:
    """Yield every run of up to `longest` words of a sentence that could be a term: `edges` are its first and last."""
    row = words_in(analysis, block)
    near = [n for n, text in enumerate(row.texts) if text in edges]
    if not near:
        return
    folded = analysis.folded(block)
    ends = [sentence.span.end for sentence in analysis.sentences(block)]
    for i, n in enumerate(near):
        first, start = edges[row.texts[n]], row.starts[n]
        if not first[0].isalpha():
            continue
        limit = ends[bisect_right(ends, start)]
        for stop in near[i : i + longest]:
            at = row.starts[stop]
            if stop >= n + longest or at >= limit:
                break
            if stop == n and len(first) < _SHORTEST_WORD:
                continue
            place = (block, start, at + len(row.texts[stop]))
            term = folded[start : place[2]]
            if term == " ".join(map(fold, row.texts[n : stop + 1])):  # nothing but spaces between
                yield term, place


def _inside_another(term: str, often: dict[str, list[Place]]) -> bool:
    """Tell whether nearly all uses of a term belong to a longer one that is reported."""
    for other, found in often.items():
        if other != term and f" {term} " in f" {other} " and len(found) >= 0.6 * len(often[term]):
            return True
    return False


def _term_match(analysis: Analysis, term: str, found: list[Place], total: int) -> Match:
    related: list[tuple[Span, str]] = []
    for block, start, end in found[1 : _SHOWN + 1]:
        source = analysis.block(block).map.to_source(Span(start, end))
        if source is not None:
            related.append((source, "again"))
    block, start, end = found[0]
    percent = 100 * len(found) * len(term.split()) / total
    values = {"term": term, "count": str(len(found)), "percent": f"{percent:.1f}"}
    return Match(block, Span(start, end), values, related=tuple(related))
