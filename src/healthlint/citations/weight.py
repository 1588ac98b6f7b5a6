"""How much a missing source weighs: less where a body is named or nothing is sold, nothing for a story's own study."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from healthlint.citations.authority import is_vague_appeal
from healthlint.citations.reports import own_study
from healthlint.citations.studies import (
    is_attributed,
    is_identified,
    is_own_result,
    is_study_news,
    points_to_own,
    reports_study,
)
from healthlint.language.voice import is_quoted
from healthlint.model.finding import Severity

if TYPE_CHECKING:
    from healthlint.citations.needs import Need
    from healthlint.language.analysis import Analysis
    from healthlint.model.span import Span

# These weigh less where somebody is named who says it.
_SAID = frozenset({"cause", "comparison", "prevalence", "risk", "statistic"})
# What people took in a study is part of the report of it.
_STUDIED = re.compile(
    r"\b(?:researchers|scientists|participants|volunteers|stud(?:y|ies)|trials?|placebo)\b", re.IGNORECASE
)
# What a study is to find out is not yet found: "to assess whether naps lower the risk of".
_ASKED = re.compile(r"\b(?:whether|(?:assess|examin|investigat|explor|test)\w*)\b[^.;:]*$", re.IGNORECASE)
# Results are told in the past; what holds for everybody is in the present.
_PAST = re.compile(r"\b(?:was|were|had|found|showed|saw)\b")


def weigh(analysis: Analysis, need: Need, *, sells: bool) -> Severity | None:
    """Return the severity that a need's sentence asks for, OFF where it needs nothing, None for the rule's own.

    `sells`: the article says what something on offer does for the reader.
    """
    sentence = need.sentence.of(analysis.block(need.block).prose)
    if need.reason == "statistic" and (is_own_result(analysis, sentence) or _asks_who(analysis, need)):
        return Severity.OFF
    if need.reason in ("risk", "comparison") and _PAST.search(sentence) and is_own_result(analysis, sentence):
        return Severity.OFF
    if need.reason in ("risk", "comparison", "cause") and _ASKED.search(
        sentence[: need.cue.start - need.sentence.start]
    ):
        return Severity.OFF
    if need.reason == "dose" and _STUDIED.search(sentence):
        return Severity.OFF
    if need.reason == "study":
        if _is_told_again(analysis, need, sentence):
            return Severity.OFF
        return Severity.INFO if _is_findable(analysis, need, sentence) else None
    if need.reason in _SAID and (is_attributed(sentence) or _is_somebodys(analysis, need)):
        return Severity.INFO
    if need.reason == "cause" and analysis.context.publisher == "commercial" and not sells:
        return Severity.WARNING
    return None


def _is_somebodys(analysis: Analysis, need: Need) -> bool:
    """Tell whether somebody is quoted with it; what a seller quotes is the seller's."""
    return analysis.context.publisher != "commercial" and is_quoted(analysis, need.block, need.cue)


def _is_told_again(analysis: Analysis, need: Need, sentence: str) -> bool:
    """Tell whether news of a study speaks again of that study: one finding asks for its link."""
    if not (analysis.once(is_study_news) and points_to_own(sentence)):
        return False
    first = analysis.once(own_study)
    return first is not None and first < (need.block, need.sentence.start)


def _asks_who(analysis: Analysis, need: Need) -> bool:
    """Tell whether a figure is what unnamed "studies show": who they are is asked for, and the figure comes with it."""
    from healthlint.citations.needs import needs

    return any(
        is_vague_appeal(analysis, n.block, n.cue, n.sentence)
        for n in analysis.once(needs)
        if n.reason == "authority" and (n.block, n.sentence) == (need.block, need.sentence)
    )


def is_own_outcome(analysis: Analysis, block: int, sentence: Span) -> bool:
    """Tell whether a sentence of news of a study tells in the past what came out of it ("the drug lowered …")."""
    text = sentence.of(analysis.block(block).prose)
    return is_own_result(analysis, text) and analysis.token_span(analysis.parse(block), sentence).root.tag_ == "VBD"


def gap(analysis: Analysis, need: Need) -> str:
    """Return in words what is missing at a need: the study itself, or only the way to it."""
    sentence = need.sentence.of(analysis.block(need.block).prose)
    return "add the link to this study" if _is_findable(analysis, need, sentence) else "readers cannot find this study"


def _is_findable(analysis: Analysis, need: Need, sentence: str) -> bool:
    if is_identified(sentence):
        return True
    return analysis.once(reports_study) and points_to_own(sentence)
