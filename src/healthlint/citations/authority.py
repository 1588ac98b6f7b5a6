"""When "studies show" and "experts say" name nobody, and when the article has said before who is meant."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from healthlint.citations.studies import (
    brought_up,
    is_headline,
    is_identified,
    is_named_before,
    points_back,
    reports_study,
)
from healthlint.language.lexicon import lexicon
from healthlint.language.phrases import PhraseSet
from healthlint.language.terms import fold

if TYPE_CHECKING:
    from healthlint.language.analysis import Analysis
    from healthlint.model.span import Span

# In news of a study these mean its authors; "studies", "experts" and "evidence" are others'.
_OF_THE_STUDY = re.compile(r"^(?:stud(?:y)|research|researchers|scientists)\s")
_PART_OF_A_NAME = re.compile(
    r"^\s(?:rooms?|groups?|cent(?:re|er)s?|areas?|guides?|skills?|tables?|desks?|halls?|programmes?|programs?|leave|"
    r"nurses?|wings?|visits?|spaces?|days?|teams?|sites?|drugs?|participants?|units?|buildings?)\b"
)
_PLANNED = re.compile(
    r"^\s(?:of\s[^,.;]{1,60}\s)?(?:will|is to|are to|is due|is planned|are planned|is needed|are needed|is under way|"
    r"is underway|is recruiting|aims? to|to (?:be|test|see|find))\b"
)
_HEARSAY = re.compile(r"^it (?:is|has been) ")
_AT = re.compile(r"^\s(?:at|from|in|of|led by|by)\s(?:the\s)?[A-Z]")
_IMPERSONAL = re.compile(
    r"^\s(?:that\s)?(?:s?he|they|we|i)\b[^.;]{0,60}\b(?:founded|born|opened|named|coined|lived|wrote|met)\b"
)


def is_vague(analysis: Analysis, block: int, span: Span, sentence: Span) -> bool:
    """Tell whether an appeal to an authority leaves open who it is."""
    prose = analysis.block(block).prose
    words = span.of(analysis.folded(block))
    before, after = prose[sentence.start : span.start], prose[span.end : sentence.end]
    of_study = bool(_OF_THE_STUDY.match(words))
    if is_headline(analysis, block) and analysis.once(reports_study):
        return False
    if _HEARSAY.match(words):
        return not _IMPERSONAL.match(after.lower()) and _states_something(after)
    if (
        of_study
        and analysis.once(reports_study)
        and not re.search(r"\b(?:previous|recent|other|new|earlier)\s$", before, re.I)
    ):
        return False
    if is_named_before(prose, span.start) or _AT.match(after):
        return False
    return not (points_back(before) and _known_by(analysis, block, span))


def _known_by(analysis: Analysis, block: int, span: Span) -> bool:
    """Tell whether a study was brought up before a place, in the text or its title."""
    first = analysis.once(brought_up)
    return first is not None and first < (block, span.start - 12)


def _states_something(after: str) -> bool:
    """Tell whether what follows "it is said" is about health: who founded a clinic needs no study."""
    return _health_words().occurs(fold(after))


@lru_cache(maxsize=1)
def _health_words() -> PhraseSet:
    lists = (
        "conditions-a",
        "conditions-b",
        "cancer",
        "symptoms",
        "body-functions",
        "therapies",
        "supplements",
        "medicines",
    )
    return PhraseSet(tuple(dict.fromkeys(phrase for name in lists for phrase in lexicon(name))))


def is_new(analysis: Analysis, block: int, span: Span, sentence: Span) -> bool:
    """Tell whether "a new study" is one that exists and is brought up here (not "the new study room", not planned)."""
    prose = analysis.block(block).prose
    before, after = prose[sentence.start : span.start], prose[span.end : sentence.end]
    return not (points_back(before) or _PART_OF_A_NAME.match(after) or _PLANNED.match(after))


def is_said_otherwise(analysis: Analysis, block: int, span: Span, sentence: Span) -> bool:
    """Tell whether an undated study is named by its journal or body, or is reported as one that nobody can find.

    On a seller's page both findings stand: there "new" is part of the sale.
    """
    if analysis.context.publisher == "commercial":
        return False
    return is_identified(sentence.of(analysis.block(block).prose)) or _is_uncited_study(analysis, block, span)


def _is_uncited_study(analysis: Analysis, block: int, span: Span) -> bool:
    from healthlint.citations.needs import needs

    return any(n.reason == "study" and n.block == block and n.cue.overlaps(span) for n in analysis.once(needs))
