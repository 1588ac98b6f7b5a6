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
from healthlint.language.voice import is_quoted

if TYPE_CHECKING:
    from healthlint.language.analysis import Analysis
    from healthlint.model.span import Span

_MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
# In news of a study these mean its authors; "studies", "experts" and "evidence" are others'.
_OF_THE_STUDY = re.compile(r"^(?:according to )?(?:new )?(?:study|research|researchers|scientists)\b")
# Its headline words stand at the top ("New research shows …"); further down "new" may be somebody else's.
_LEAD_BLOCKS = 3
_PART_OF_A_NAME = re.compile(
    r"^\s(?:rooms?|groups?|cent(?:re|er)s?|areas?|guides?|skills?|tables?|desks?|halls?|programmes?|programs?|leave|"
    r"nurses?|wings?|visits?|spaces?|days?|teams?|sites?|drugs?|participants?|units?|buildings?)\b"
)
_PLANNED = re.compile(
    r"^\s(?:of\s[^,.;]{1,60}\s)?(?:will|is to|are to|is due|is planned|are planned|is needed|are needed|is under way|"
    r"is underway|is recruiting|aims? to|to (?:be|test|see|find))\b"
)
_STRAIGHT_MARK = re.compile(r"(?<!\d)\"")  # not inches
_NEW = re.compile(r"\bnew\s", re.IGNORECASE)
_HEARSAY = re.compile(r"^it (?:is|has been) ")
# What says on the spot whose study it is: "at Nowhere University", "presented at the Congress of …", "by two
# doctors at …".
_AT = re.compile(
    r"^\s(?:at|from|in|of|led by|by)\s(?:the\s)?[A-Z]"
    r"|^,?\s(?:(?:was|is|being|to be)\s)?(?:presented|published|reported|released|conducted|funded|led|carried out)\b"
    r"[^.;]{0,80}?\b(?:at|in|by|of|during|from)\s(?:the\s)?(?:\d{4}\s)?[\"“]?(?!" + _MONTHS + r")[A-Z]"
    r"|^\s(?:by|from)\s[^.;,]{1,60}\s(?:at|of|from)\s(?:the\s)?[A-Z]"
)
# How many studies there were is known where they were counted: "a reading of nine studies found".
_COUNTED = re.compile(
    r"\b(?:of|in|from|across)\s(?:the\s)?(?:\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|dozen)\s$"
)
# A phrase without a verb of its own appeals to a study only where something is said to come of it.
_NO_VERB = re.compile(r"(?:studies|study|research|evidence|findings|trials?|reviews?|researchers|experts|doctors)$")
_COMES_OF_IT = re.compile(
    r"^[^.;:]{0,80}?\b(?:has|have|had|shows?|showed|suggests?|suggested|finds?|found|indicates?|indicated|reveals?|"
    r"revealed|demonstrates?|confirms?|confirmed|points?|pointed|links?|linked|look(?:s|ed)|reports?|reported|concludes?|"
    r"concluded|supports?|supported|highlights?|proves?|proved|identif(?:y|ies|ied)|examine[sd]?|compare[sd]?|published|"
    r"was|were|is|are|says?|said|may|might|could|can)\b"
)
_COMES_BEFORE = re.compile(
    r"\b(?:in|according to|from|by|finds?|shows?|says?|suggests?)\s(?:an?\s|the\s|one\s)?$", re.IGNORECASE
)
_TAKING_PART = re.compile(
    r"\b(?:part|place|interest|participat\w+|enrol\w+|volunteer\w*)\sin\s(?:an?\s|the\s)?$", re.IGNORECASE
)
_IMPERSONAL = re.compile(
    r"^\s(?:that\s)?(?:s?he|they|we|i)\b[^.;]{0,60}\b(?:founded|born|opened|named|coined|lived|wrote|met)\b"
)


def is_vague(analysis: Analysis, block: int, span: Span, sentence: Span) -> bool:
    """Tell whether an appeal to an authority leaves open who it is."""
    prose = analysis.block(block).prose
    words = span.of(analysis.folded(block))
    before, after = prose[sentence.start : span.start], prose[span.end : sentence.end]
    if not _is_appeal(words, before, after) or _is_somebodys(analysis, block, span) or _is_name(span.of(prose)):
        return False
    of_study = bool(_OF_THE_STUDY.match(words))
    # A headline of news has no room for the name.
    if is_headline(analysis, block) and (analysis.context.publisher == "news" or analysis.once(reports_study)):
        return False
    if _HEARSAY.match(words):
        return not _IMPERSONAL.match(after.lower()) and _states_something(after)
    if (
        of_study
        and analysis.once(reports_study)
        and not re.search(r"\b(?:previous|recent|other|earlier)\s$", before, re.I)
        and (block <= _LEAD_BLOCKS or not _NEW.search(before + words))
    ):
        return False
    if is_named_before(prose, span.start) or _AT.match(after) or _COUNTED.search(before):
        return False
    return not (points_back(before) and _known_by(analysis, block, span))


def is_vague_appeal(analysis: Analysis, block: int, cue: Span, sentence: Span) -> bool:
    """Tell whether a sentence whose `cue` appeals to research does so in words of the lexicon and names nobody."""
    return _appeals().occurs(sentence.of(analysis.folded(block))) and is_vague(analysis, block, cue, sentence)


def _is_appeal(words: str, before: str, after: str) -> bool:
    """Tell whether a phrase says that something was found ("recent research has …") and does not just mention research.

    "Courses cover the latest research" and "many new studies" appeal to nothing.
    """
    if not _NO_VERB.search(words) or words.startswith("according"):
        return True
    if _TAKING_PART.search(before):
        return False
    return bool(_COMES_BEFORE.search(before) or _COMES_OF_IT.match(after))


def _is_somebodys(analysis: Analysis, block: int, span: Span) -> bool:
    """Tell whether words are a speaker's: quoted, or in a quotation whose closing mark stands in a later paragraph."""
    if is_quoted(analysis, block, span):
        return True
    before = analysis.block(block).prose[: span.start]
    return before.count("“") > before.count("”") or len(_STRAIGHT_MARK.findall(before)) % 2 == 1


def _is_name(written: str) -> bool:
    """Tell whether a word inside a phrase has a capital: "according to Science Watch"."""
    return any(word[0].isupper() for word in written.split()[1:])


def _known_by(analysis: Analysis, block: int, span: Span) -> bool:
    """Tell whether a study was brought up before a place, in the text or its title."""
    first = analysis.once(brought_up)
    return first is not None and first < (block, span.start - 12)


def _states_something(after: str) -> bool:
    """Tell whether what follows "it is said" is about health: who founded a clinic needs no study."""
    return _health_words().occurs(fold(after))


@lru_cache(maxsize=1)
def _appeals() -> PhraseSet:
    return PhraseSet(lexicon("vague-authority"))


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
    if points_back(before) or _PART_OF_A_NAME.match(after) or _PLANNED.match(after):
        return False
    words = span.of(analysis.folded(block))
    if block <= _LEAD_BLOCKS and _NEW.search(words) and analysis.once(reports_study):
        return False  # the news is of this study, and has its own date
    return _is_appeal(words, before, after) and not _is_somebodys(analysis, block, span)


def is_said_otherwise(analysis: Analysis, block: int, span: Span, sentence: Span) -> bool:
    """Tell whether an undated study is named by its journal or body, or is reported as one that nobody can find.

    On a seller's page both findings stand: there "new" is part of the sale.
    """
    if analysis.context.publisher == "commercial":
        return False
    return is_identified(sentence.of(analysis.block(block).prose)) or is_study_need(analysis, block, span)


def is_study_need(analysis: Analysis, block: int, span: Span) -> bool:
    """Tell whether words are part of a study that is brought up: the rule about studies asks where it is."""
    from healthlint.citations.needs import needs

    return any(n.reason == "study" and n.block == block and n.cue.overlaps(span) for n in analysis.once(needs))
