"""Whether what a sentence says of a treatment rests on one study, where a review of all of them would say more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from healthlint.citations.citation import Citation
from healthlint.citations.markers import citations, in_reach
from healthlint.citations.references import references

if TYPE_CHECKING:
    from healthlint.language.analysis import Analysis
    from healthlint.model.span import Span

# What an entry or a sentence calls evidence that has been brought together.
_BROUGHT_TOGETHER = re.compile(
    r"\b(?:reviews?|reviewed|meta-?\s?analys[ei]s|systematic|guidelines?|guidance|consensus|statement|overview|pooled|"
    r"cochrane|umbrella|recommendations?)\b",
    re.IGNORECASE,
)
_ONE_STUDY = re.compile(r"\b(?:trial|randomi[sz]ed|cohort|pilot|case[- ]control|crossover|study of \d)", re.IGNORECASE)
_JOURNAL_TIER = "T3"


def only_study(analysis: Analysis, block: int, sentence: Span) -> Citation | None:
    """Return the citation of the one journal article that a sentence leans on, if that is a single study by its title.

    None where there is another source in reach, where the entry or the sentence speaks of a review or guideline, and
    where the title does not show what was done: most links do not.
    """
    if _BROUGHT_TOGETHER.search(sentence.of(analysis.block(block).prose)):
        return None
    wanted = frozenset(in_reach(analysis, block, sentence))
    found = [c for c in analysis.once(citations) if c.id in wanted]
    if not found or len({(c.label, c.target) for c in found}) > 1 or found[0].tier != _JOURNAL_TIER:
        return None
    entry = next((e for e in analysis.once(references) if e.label and e.label == found[0].label), None)
    if entry is None or _BROUGHT_TOGETHER.search(entry.text) or not _ONE_STUDY.search(entry.text):
        return None
    return found[0]
