"""Sources that are only named: "according to the NHS", "NICE recommends", "a 2021 Cochrane review found"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from healthlint.language.lexicon import lexicon
from healthlint.language.phrases import PhraseSet, longest
from healthlint.language.terms import fold
from healthlint.model.span import Span

# Names that are also plain words count only as they are written as names.
_CAPITALS_ONLY = frozenset({"who", "nice", "sign", "aha", "acs", "tga", "ema", "bda"})
_ALSO_WORDS = frozenset(
    {"mind", "nature", "science", "cell", "annals", "blood", "gut", "brain", "pain", "scope", "stroke"}
)
_BEFORE = re.compile(
    r"(?:\b(?:according to|as (?:stated|reported|advised|recommended|shown) by|(?:published|reported) (?:in|by)|"
    r"(?:figures|data|guidance|guidelines?|advice|research|statistics|estimates|evidence|recommendations?|"
    r"an? (?:\w+ )?(?:review|study|trial|report|analysis))"
    r"(?:\s(?:published\s)?(?:from|by|of|in))|sources?:|recommended by|approved by|licensed by|endorsed by|says|said)"
    r"(?:\s(?:the|a|an|england’s|england's|us|uk|british|american))*\s*)$"
)
_AFTER = re.compile(
    r"^(?:’s|'s)?(?:\s\([^)]{1,40}\))?,?\s(?:(?:also|now|currently|still|has|have|had|itself|already|officially)\s){0,2}"
    r"(?:recommend\w*|sa(?:y|ys|id)|advis\w+|state[sd]?|found|find|finds|report\w*|estimate\w*|suggest\w*|warn\w*|"
    r"conclude\w*|note[sd]?|classif\w+|define[sd]?|list(?:s|ed)|approved?|approves|licen[cs]e[sd]|publish\w*|"
    r"review(?:ed|s)?|guid(?:ance|elines?|eline)|advice|data|figures|statistics|evidence|analysis|stud(?:y|ies)|"
    r"report|website|page|considers?|describe[sd]?|show(?:s|ed|n)|does not recommend|has not)\b"
)


@lru_cache(maxsize=1)
def _sources() -> PhraseSet:
    return PhraseSet(lexicon("named-sources"))


def names(prose: str, folded: str | None = None) -> tuple[Span, ...]:
    """Return where a source of the `named-sources` lexicon is mentioned, the longest name where two overlap."""
    known = _sources()
    hits = known.search(fold(prose) if folded is None else folded)
    return tuple(
        span for span, _ in longest(h for h in hits if _is_name(prose, known.phrases[h[1]], h[0].start, h[0].end))
    )


def _is_name(prose: str, phrase: str, start: int, end: int) -> bool:
    written = prose[start:end]
    if phrase in _CAPITALS_ONLY:
        return written.isupper()
    if phrase in _ALSO_WORDS:
        before = prose[:start].rstrip()
        return written[0].isupper() and bool(before) and before[-1] not in '.!?:“"‘'
    return any(c.isupper() for c in written)


def attributions(prose: str, folded: str | None = None) -> Iterator[Span]:
    """Yield the named sources that the text gives as its authority, not those that it merely mentions.

    `folded` is the prose as `terms.fold` gives it, where that is known.
    """
    folded = fold(prose) if folded is None else folded
    for span in names(prose, folded):
        if _AFTER.match(folded[span.end : span.end + 80]) or _BEFORE.search(
            folded[max(0, span.start - 80) : span.start]
        ):
            yield span
