"""`acronym`: abbreviations that are never explained, explained and then not used, or explained twice.

mode: undefined       the first use in running prose of one that no brackets explain
mode: unused          one that is explained and then used fewer than `min_uses` times
mode: redefined       one that is explained a second time with other words
exempt: ["@well-known-abbreviations"]   need no explanation; `only`: no others than these are looked at

"Long form (ABC)", "ABC (long form)" and "long form, or ABC" explain; a heading does not. Letters are matched with the
words loosely (Schwartz AS, Hearst MA. A simple algorithm for identifying abbreviation definitions in biomedical
text. Pac Symp Biocomput 2003:451–462): the first letters must agree, the others follow in order.
The message knows {match}, {long} (the words that explain it) and {uses}.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from healthlint.kinds.base import FunctionCheck, Unit
from healthlint.kinds.base import Options as BaseOptions
from healthlint.language.analysis import Analysis
from healthlint.language.lexicon import phrases
from healthlint.language.terms import fold
from healthlint.model.finding import Match
from healthlint.model.rule import Rule
from healthlint.readability.abbreviations import Abbreviations, Use, abbreviations, spells_a_word


class Options(BaseOptions):
    """The fields of an `acronym` rule."""

    mode: Literal["undefined", "unused", "redefined"] = "undefined"
    exempt: list[str] = ["@well-known-abbreviations", "@not-abbreviations"]
    only: list[str] = []
    min_uses: int = Field(1, ge=1)


def compile_rule(rule: Rule, options: Options) -> FunctionCheck:
    """Compile a rule. Raises RuleError on an unknown lexicon."""
    exempt, only = frozenset(phrases(options.exempt)), frozenset(phrases(options.only))
    report = {"undefined": _undefined, "unused": _unused, "redefined": _redefined}[options.mode]

    def run(analysis: Analysis, unit: Unit) -> Iterator[Match]:
        blocks = set(analysis.blocks_of(rule.blocks, quotes=rule.quotes))
        for match in report(analysis.once(abbreviations), exempt, options):
            if match.block in blocks and (not only or match.span.of(analysis.folded(match.block)) in only):
                yield match

    return FunctionCheck(run)


def _is_exempt(short: str, exempt: frozenset[str]) -> bool:
    return short.lower() in exempt or any(part.lower() in exempt for part in re.split(r"[-/]", short))


def _undefined(found: Abbreviations, exempt: frozenset[str], options: Options) -> Iterator[Match]:
    for short, uses in found.uses.items():
        if short not in found.definitions and not _is_exempt(short, exempt):
            yield Match(uses[0].block, uses[0].span, {"long": "", "uses": str(len(uses))})


def _unused(found: Abbreviations, exempt: frozenset[str], options: Options) -> Iterator[Match]:
    for short, definitions in found.definitions.items():
        if _is_exempt(short, exempt) or spells_a_word(short):
            continue  # a mnemonic is there to be remembered: "FAST: face, arms, speech, time"
        first = definitions[0]
        if not first.long:  # brackets or a colon that explain something else: "NIH: Eye Institute"
            continue
        later = [use for use in found.uses.get(short, ()) if _after(use, first.short)]
        if len(later) < options.min_uses:
            place = first.short
            yield Match(place.block, place.span, {"long": first.long, "uses": str(len(later))})


def _redefined(found: Abbreviations, exempt: frozenset[str], options: Options) -> Iterator[Match]:
    """Yield the explanations that differ from the first; the same words again are a help, not a trap."""
    for short, definitions in found.definitions.items():
        first = definitions[0]
        for again in definitions[1:]:
            other = first.long and again.long and not _same_words(first.long, again.long)
            if other and _by_initials(short, again.long):
                values = {"long": again.long, "first": first.long, "uses": "0"}
                yield Match(again.short.block, again.short.span, values)


def _same_words(one: str, other: str) -> bool:
    """Tell whether two explanations say the same, perhaps at another length or in another order."""
    if re.sub(r"[\W_]|s\b", "", fold(one)) == re.sub(r"[\W_]|s\b", "", fold(other)):
        return True
    first, second = ({w.removesuffix("s") for w in re.findall(r"\w+", fold(text))} for text in (one, other))
    return first <= second or second <= first


def _by_initials(short: str, long: str) -> bool:
    """Tell whether each letter begins a word of the long form; a loose match is no second meaning."""
    initials = iter(word[0] for word in re.findall(r"\w+", fold(long)))
    return all(letter in initials for letter in fold(short) if letter.isalpha())


def _after(use: Use, other: Use) -> bool:
    return (use.block, use.span.start) > (other.block, other.span.start)
