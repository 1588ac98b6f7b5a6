"""The figures of a claim: how many, how much less, at what dose, for how long.

A figure is absolute where it counts people or events against a whole ("3 in 100", "from 8% to 6%"), relative where it
compares two ("40% lower", "twice as likely"): readers overrate the second kind (Covey 2007, Med Decis Making).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from healthlint.model.span import Span


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `span` in the block's prose; `kind` and `unit` as in `model.claim.Number`."""

    span: Span
    kind: str
    unit: str = ""


_N = r"\d[\d,]*(?:\.\d+)?"
_RANGE = rf"{_N}(?:\s?(?:to|-|–)\s?{_N})?"
_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty|(?:a|one) hundred)"
_PERCENT = r"(?:%|per ?cent\b)"
_MORE_OR_LESS = (
    r"(?:more|less|fewer|lower|higher|greater|smaller|better|worse|reduced|increased|decreased|shorter|longer|faster|"
    r"likelier|drop|fall|rise|cut|reduction|decrease|increase|decline|improvement|gain)"
)
_PEOPLE = (
    r"(?:people|patients?|adults|women|men|children|babies|infants|participants|volunteers|subjects|individuals|mothers|"
    r"pregnancies|births|cases|deaths|students|users|smokers|athletes|mice|rats|animals)"
)
_DOSES = (
    r"(?:mg|mcg|µg|μg|micrograms?|milligrams?|grams?|g|ml|millilitres?|milliliters?|iu|units|kcal|calories|drops|cups?)"
)
_TIMES = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)"
_MEASURES = r"(?:kg|kilograms?|lbs?|pounds?|stone|cm|inches|mmhg|mmol/l|mg/dl|points?|kilos?)"
# In order: the first that fits a place has it.
_KINDS = (
    ("absolute", rf"\bfrom {_N}\s?{_PERCENT}[^.;,]{{0,30}}? to {_N}\s?(?P<u1>{_PERCENT})"),
    ("absolute", rf"\b(?:{_N}|{_WORD}) (?:in|out of) (?:every )?(?:{_N}|{_WORD})\b(?! {_TIMES})"),
    ("absolute", rf"\b{_N} (?:\w+ )?(?:per|in every) \d[\d,]*\b"),
    ("absolute", rf"\b{_N} percentage points?\b"),
    ("relative", rf"\b{_RANGE}\s?(?P<u2>{_PERCENT})(?=(?: \w+)? {_MORE_OR_LESS}\b)"),
    (
        "relative",
        rf"(?:\b{_MORE_OR_LESS}\w*\b(?: [\w'’-]+){{0,5}}? by (?:up to |about |around |over |nearly |more than |some )?)"
        rf"(?P<only1>{_RANGE}\s?(?P<u3>{_PERCENT}))",
    ),
    ("relative", rf"\b(?:cut|halv|slash|reduc|lower)\w* [^.;]{{0,50}}? by (?P<only2>{_RANGE}\s?(?P<u4>{_PERCENT}))"),
    ("relative", rf"\b(?:{_N}|{_WORD}|twice|half|double|triple)(?:[ -](?:times|fold))?(?: (?:as|more|less)){{1,2}}\b"),
    ("relative", rf"\b{_N}[ -]fold\b"),
    ("relative", r"\b(?:odds|hazard|risk|rate) ratio\b[^.;\d]{0,20}(?P<only3>\d+(?:\.\d+)?)"),
    ("dose", rf"\b{_RANGE}\s?(?P<u5>{_DOSES})\b(?!/dl)"),
    ("duration", rf"\b(?:{_RANGE}|{_WORD})[ -](?P<u6>{_TIMES})\b(?! old)(?!-old)"),
    ("count", rf"\b{_N} (?:[\w-]+ ){{0,3}}?(?P<u7>{_PEOPLE})\b"),
    ("other", rf"\b{_RANGE}\s?(?P<u8>{_MEASURES})\b"),
    ("other", rf"\b{_RANGE}\s?(?P<u9>{_PERCENT})"),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
_MAY_COUNT = re.compile(r"\d|\b(?:twice|half|double|triple|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\b")


def figures(folded: str, place: Span) -> tuple[Figure, ...]:
    """Return the figures in a range of a block's folded prose, in order, none over another."""
    if not _MAY_COUNT.search(folded, place.start, place.end):
        return ()
    taken: list[Figure] = []
    for figure in _all(folded, place):
        if not any(figure.span.overlaps(t.span) for t in taken):
            taken.append(figure)
    return tuple(sorted(taken, key=lambda f: f.span))


def _all(folded: str, place: Span) -> Iterator[Figure]:
    for kind, pattern in _COMPILED:
        for found in pattern.finditer(folded, place.start, place.end):
            named = found.groupdict()
            only = next((name for name in named if name.startswith("only") and named[name]), None)
            unit = next((named[name] for name in named if name.startswith("u") and named[name]), "")
            yield Figure(Span(*found.span(only) if only else found.span()), kind, _unit(unit))


def _unit(written: str) -> str:
    return "%" if written.startswith("per") else written
