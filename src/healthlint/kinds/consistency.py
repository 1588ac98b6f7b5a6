"""`consistency`: spellings or forms of which an article should keep to one.

sides: [UK, US]                      the names of the two forms
pairs: {"defence(s|)": "defense(s|)"}   the same thing in both; or
patterns: {"250 mg": "\\d mg\\b", "250mg": "\\dmg\\b"}   one pattern of the `regex` package for each form
choose: all                          the article's majority over all pairs decides; `pair`: each pair by itself
prefer: {uk: UK, us: US}             by jurisdiction: this side is right whatever the majority

Reported is each form of the losing side, once. Where both are as common the first one used wins. The message knows
{match}, {other} (the form to keep to), {side}, {kept}, {count} and {n_kept}.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import regex
from pydantic import Field, field_validator, model_validator

from healthlint.kinds.base import FunctionCheck, Unit, is_of, search
from healthlint.kinds.base import Options as BaseOptions
from healthlint.language.analysis import Analysis
from healthlint.language.gated import GatedPattern
from healthlint.language.inflect import match_case
from healthlint.language.phrases import longest
from healthlint.language.required import Gate
from healthlint.language.terms import expand
from healthlint.model.finding import Match
from healthlint.model.rule import Rule
from healthlint.model.span import Span


class Options(BaseOptions):
    """The fields of a `consistency` rule."""

    sides: list[str] = Field(default=["one form", "the other"], min_length=2, max_length=2)
    pairs: dict[str, str] = {}
    patterns: dict[str, str] = {}
    choose: Literal["all", "pair"] = "all"
    prefer: dict[str, str] = {}

    @field_validator("pairs")
    @classmethod
    def _pairs_match(cls, pairs: dict[str, str]) -> dict[str, str]:
        for left, right in pairs.items():
            if len(expand(left)) != len(expand(right)):
                raise ValueError(f"`{left}` and `{right}` must stand for as many forms")
        return pairs

    @field_validator("patterns")
    @classmethod
    def _patterns_compile(cls, patterns: dict[str, str]) -> dict[str, str]:
        for pattern in patterns.values():
            try:
                regex.compile(pattern)
            except regex.error as err:
                raise ValueError(f"not a regular expression: {err} in {pattern!r}") from err
        return patterns

    @model_validator(mode="after")
    def _complete(self) -> Options:
        if bool(self.pairs) == bool(self.patterns):
            raise ValueError("give either `pairs` or `patterns`")
        if self.patterns and len(self.patterns) < 2:
            raise ValueError("`patterns` needs two forms or more")
        names = self.sides if self.pairs else list(self.patterns)
        for side in self.prefer.values():
            if side not in names:
                raise ValueError(f"`prefer` names `{side}`; there are {', '.join(names)}")
        return self


@dataclass(frozen=True, slots=True)
class _Use:
    """One use of a form. `pair` names what both forms stand for, `other` is the form on the other side."""

    block: int
    span: Span
    side: str
    pair: str
    other: str


# A function that finds the uses, and the literals and gates of its check.
_Finder = tuple[Callable[[Analysis, Unit], Iterator[_Use]], tuple[str, ...], tuple[Gate, ...]]


def compile_rule(rule: Rule, options: Options) -> FunctionCheck:
    """Compile a rule."""
    find, literals, gates = _pair_finder(options) if options.pairs else _pattern_finder(options)

    def run(analysis: Analysis, unit: Unit) -> Iterator[Match]:
        uses = [use for use in find(analysis, unit) if is_of(analysis, rule, use.block)]
        preferred = _preferred(analysis, options)
        groups: dict[str, list[_Use]] = {}
        for use in uses:
            groups.setdefault("" if options.choose == "all" else use.pair, []).append(use)
        found = [m for group in groups.values() for m in _losers(analysis, group, preferred)]
        yield from sorted(found, key=lambda m: (m.block or 0, m.span))

    return FunctionCheck(run, literals=literals, gates=gates)


def _preferred(analysis: Analysis, options: Options) -> str:
    """Return the side that the article's jurisdiction asks for, or "" where none or several do."""
    wanted = {options.prefer[v] for v in analysis.context.values("jurisdiction") if v in options.prefer}
    return wanted.pop() if len(wanted) == 1 else ""


def _losers(analysis: Analysis, uses: list[_Use], preferred: str) -> Iterator[Match]:
    counts = Counter(use.side for use in uses)
    kept = preferred or max(counts, key=lambda side: counts[side])  # ties: the first one used
    seen: set[str] = set()
    for use in uses:
        form = use.span.of(analysis.folded(use.block))
        key = form if use.other else use.side  # a pattern's hits differ ("5mg", "10mg"): one of a side is enough
        if use.side == kept or key in seen:
            continue
        seen.add(key)
        written = use.span.of(analysis.block(use.block).prose)
        other = match_case(written, use.other) if use.other else ""
        values = {
            "side": use.side,
            "kept": kept,
            "other": other or kept,
            "count": str(counts[use.side]),
            "n_kept": str(counts[kept]),
        }
        yield Match(use.block, use.span, values, replacement=other or None)


def _pair_finder(options: Options) -> _Finder:
    table: dict[str, tuple[str, str, str]] = {}
    for left, right in options.pairs.items():
        for a, b in zip(expand(left), expand(right), strict=True):
            table[a] = (options.sides[0], left, b)
            table[b] = (options.sides[1], left, a)
    phrases = tuple(table)

    def find(analysis: Analysis, unit: Unit) -> Iterator[_Use]:
        for block, hits in unit.hits.items():
            for span, index in longest(hits):
                side, pair, other = table[phrases[index]]
                if not _in_name(analysis, block, span):
                    yield _Use(block, span, side, pair, other)

    return find, phrases, ()


def _in_name(analysis: Analysis, block: int, span: Span) -> bool:
    """Tell whether the word is part of a name ("World Health Organization"), which keeps its spelling."""
    prose = analysis.block(block).prose
    if not prose[span.start].isupper():
        return False
    sentence = analysis.sentence_at(block, span.start)
    first = sentence is not None and sentence.span.start == span.start
    after = prose[span.end : span.end + 2]
    return not first or (after[:1] == " " and after[1:2].isupper())


def _pattern_finder(options: Options) -> _Finder:
    patterns = [(side, GatedPattern(p)) for side, p in options.patterns.items()]

    def find(analysis: Analysis, unit: Unit) -> Iterator[_Use]:
        for block, numbers in unit.open.items():
            prose = analysis.block(block).prose
            uses: list[_Use] = []
            for side, pattern in (patterns[number] for number in sorted(numbers)):
                spans = (Span(*m.span()) for m in search(pattern, prose))
                uses.extend(_Use(block, span, side, "", "") for span in spans if len(span))
            yield from sorted(uses, key=lambda use: use.span)

    return find, (), tuple(pattern.gate for _, pattern in patterns)
