"""Which effect claims are statements that need a source, and which are purposes, questions, trials and boilerplate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from healthlint.citations.cues import INSTRUCTION
from healthlint.citations.studies import is_study_news

if TYPE_CHECKING:
    from healthlint.claims.located import LocatedClaim
    from healthlint.language.analysis import Analysis

# What something is for is not yet what it does: "a medicine used to treat gout", "if surgery is needed to …".
_PURPOSE = re.compile(
    r"(?:^|\b(?:needed|used|prescribed|given|available|required|recommended|taken|medicines?|medication|treatments?|drugs?|"
    r"options?|ways?|steps?|order|aims?|trying|designed|meant|intended)\b[^.;]{0,20}?)\s?to\s(?:\w+ly\s)?(?:help\s)?$"
)
_INFINITIVE = re.compile(r"(?:^|(\w+)\s)to\s(?:\w+ly\s)?(?:help\s)?$")
_GERUND = re.compile(r"[a-z-]+ing\b")
# After these an infinitive states what something does: "is known to reduce pain".
_CLAIMING_WORDS = (
    "shown proven proved found known thought believed reported said demonstrated appear appears appeared seem seems "
    "seemed able tend tends likely help helps ability confirmed observed guaranteed"
)
_CLAIMING = frozenset(_CLAIMING_WORDS.split())
_ASKED_OR_AIMED = re.compile(
    r"\b(?:if|whether|how|why|ways?|methods?|approach(?:es)?|means|goals?|aims?|hopes?|efforts?|attempts?|purpose|"
    r"specialis\w+|specializ\w+|expert\w*|experience\w*|trained|evaluat\w+|test(?:ed|ing)|would)\b[^,;:()]*$"
)
# What X is said to be does it: "X is a great way to ease pain", not "we looked for ways to ease pain".
_IS_A_WAY = re.compile(
    r"\b(?:is|are|be|offers?|provides?) (?:an?|the|one(?: of the)?) (?:[\w-]+ ){0,3}"
    r"(?:ways?|method|means|approach) to $"
)
# What is done for somebody, and that there is something to be had, is not yet that it works.
_ABLE = re.compile(r"(?:’s|'s|\b(?:our|their|your|his|her)) ability to $")
_TREATED = re.compile(r"\b(?:is|are|be|being) (?:\w+ )?(?:treated|managed) (?:with|by|using)\b")
_THERE_IS = re.compile(r"^(?:[^,]{0,60}, )?there (?:is|are)\b[^,;:]*\b(?:that|which|to)\s(?:can |may |could |will )?$")
_VAGUE_VERBS = frozenset({"affect", "limit", "remove"})
_PEOPLE_OR_PLACE = re.compile(
    r"\b(?:communit\w+|society|patients?|people|everyone|families|public|members|staff|students|science|world|humanity|"
    r"you|us|them|him|her)\b"
)
_STUDY_TALK = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|research(?:ers)?|scientists|findings|group|arm|placebo|participants|randomi[sz]ed|"
    r"mice|results)\b"
)
_TREATING = re.compile(r"\btreat(?:s|ing|ed|ment|ments)?\b")
_SOMEBODY = frozenset({"care", "study"})


def states_effect(analysis: Analysis, found: LocatedClaim) -> bool:
    """Tell whether a claim says that something works, in a sentence that a reader takes as a statement."""
    block, sentence, core = found.claim.block, found.claim.prose_span, found.core
    folded = analysis.folded(block)
    before = folded[sentence.start : core.start]
    if found.claim.subject_class == "body":
        return False  # what the body does is in any textbook
    if _IS_A_WAY.search(before):
        return _has_object(found, core.of(folded)) and not _is_of_study(analysis, sentence.of(folded))
    to = _INFINITIVE.search(before) if not _GERUND.match(core.of(folded)) else None  # "to boosting immunity"
    claims = to is not None and (to.group(1) or "") in _CLAIMING
    if INSTRUCTION.match(sentence.of(folded)) or _ASKED_OR_AIMED.search(before):
        return False
    if _PURPOSE.search(before) and not claims:
        return False
    if (
        _ABLE.search(before)
        or _THERE_IS.search(before)
        or _TREATED.search(sentence.of(folded)[: core.end - sentence.start])
    ):
        return False
    if to and not claims:
        return False
    return _has_object(found, core.of(folded)) and not _is_of_study(analysis, sentence.of(folded))


def _has_object(found: LocatedClaim, words: str) -> bool:
    """Tell whether the claim is about a condition or the body, not about people, a pronoun or a drug's use."""
    if found.lemma in _VAGUE_VERBS or words.startswith("treatment"):
        return False
    if found.lemma == "benefit" and _PEOPLE_OR_PLACE.search(words):
        return False
    if found.claim.subject_class in _SOMEBODY and _TREATING.match(words):
        return False  # whom a doctor or a clinic treats
    return found.claim.outcome_class != "other"


def _is_of_study(analysis: Analysis, sentence: str) -> bool:
    return bool(_STUDY_TALK.search(sentence)) and analysis.once(is_study_news)
