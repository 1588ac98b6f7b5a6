"""Which sentences need a source, and why: statistics, studies, risks, doses, guidance, quotations, causes …

Cue-based: the reasons follow the taxonomy of citation needs of Redi et al. (2019), made specific to health. What an
intervention does (`effect`) is read by the claim extractor, not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from healthlint.language.lexicon import lexicon
from healthlint.language.phrases import PhraseSet
from healthlint.model.document import BlockKind
from healthlint.model.span import Span

if TYPE_CHECKING:
    from healthlint.language.analysis import Analysis
    from healthlint.language.sentences import Sentence

REASONS = (
    "statistic", "study", "effect", "risk", "harm", "dose", "guideline", "quotation", "comparison", "mechanism",
    "cause", "prevalence", "novelty", "contested",
)  # fmt: skip
# Reasons that reach only three sentences ahead for the citation at the paragraph's end.
STRICT = frozenset({"statistic", "study"})


@dataclass(frozen=True, slots=True)
class Need:
    """One reason why one sentence needs a source. `cue` and `sentence` are ranges of the block's prose."""

    block: int
    sentence: Span
    reason: str
    cue: Span


_PEOPLE = (
    r"(?:people|adults|women|men|children|babies|infants|patients|cases|pregnancies|births|americans|britons|"
    r"cancers|deaths|teenagers|girls|boys|participants|those|us|users|parents|tumou?rs|couples|families|residents)"
)
_NUMBER_WORD = r"(?:two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|(?:a )?hundred|\d[\d,]*)"
_STUDY = r"(?:stud(?:y|ies)|trials?|meta-analys[ei]s|systematic reviews?|surveys?|experiments?|clinical research)"
_FOUND = (
    r"(?:show(?:s|ed|n)?|found|finds?|suggest(?:s|ed)?|demonstrat(?:e|es|ed)|report(?:s|ed)|reveal(?:s|ed)?|"
    r"conclude[sd]?|indicate[sd]?|link(?:s|ed)|prove[sdn]?|confirm(?:s|ed)?|observed|involving|examined|looked at|"
    r"measured|compar(?:ed|ing)|associated|published|tested|followed|tracked|estimate[sd]?|identif(?:ied|ies)|led by)"
)
# A percentage that is a strength, a purity or a discount, not a finding about people.
_NOT_A_FINDING = (
    r"(?!\s?(?:alcohol|ethanol|isopropyl|cream|gel|ointment|lotion|solution|cotton|natural|pure|"
    r"organic|juice|discount|"
    r"off\b|vol\b|abv|cocoa|saline|sure|safe|hydrocortisone|benzoyl|salicylic|deet|picaridin|minoxidil|bleach|oxygen|"
    r"vegan|fat\b|free|money|satisfaction|of your (?:daily|energy|calories|diet|plate)))"
)
_CAUSES = (
    r"(?:caus(?:e|es|ed by|ing)|leads? to|leading to|results? (?:in|from)|resulting in|manifests? as|stems? from|"
    r"indicative of|(?:is|are) due to|triggers?|brings? on|gives? rise to|contributes? to|(?:is|"
    r"are) linked (?:to|with)|"
    r"arises? from|responsible for)"
)

_CUES: dict[str, re.Pattern[str]] = {
    "statistic": re.compile(
        rf"(?<![\w.])\d+(?:[.,]\d+)?(?:\s?(?:to|-|–)\s?\d+(?:[.,]\d+)?)?\s?(?:%|per ?cent\b|"
        rf"percent\b){_NOT_A_FINDING}"
        rf"|\b(?:one|two|three|four|five|six|seven|eight|nine|\d+) (?:out of|in) (?:every |about |"
        rf"around )?{_NUMBER_WORD}\b"
        r"(?!\s?(?:minutes?|hours?|days?|weeks?|months?|years?|parts?|steps?|doses?|mg|ml|%|:|/))"
        r"|\b(?:two|three|four|five|six|ten|\d+(?:\.\d+)?)(?:[ -]times|-fold) (?:more|less|higher|"
        r"lower|greater|as|the) "
        r"(?:likely|common|often|risk|chance|many|high|effective)"
        rf"|\b(?:half|a third|one third|a quarter|two[ -]thirds|three[ -]quarters|"
        rf"the majority) of (?:all |the )?{_PEOPLE}\b"
        rf"|\b\d[\d,.]* (?:million|billion|thousand) (?:new )?(?:\w+ )?{_PEOPLE}\b|"
        rf"\b\d{{1,3}}(?:,\d{{3}})+ (?:\w+ ){{0,2}}{_PEOPLE}\b"
        rf"|\b(?:per|in every|out of every) \d{{1,3}}(?:,\d{{3}})+\b"
    ),
    "study": re.compile(
        rf"\b(?:an?|one|another|several|many|some|numerous|two|three|four|recent|new|multiple|various|"
        rf"\d+|these|early|the|"
        rf"clinical|most)\s(?:(?!an?\s|the\s)[\w-]+\s){{0,3}}?{_STUDY}\b(?=[^.?!]{{0,90}}?\b{_FOUND}\b)"
        rf"|\b{_STUDY}\s(?:have |has |had )?(?:also |recently |consistently )?{_FOUND}\b"
        rf"|\b(?:researchers|scientists|investigators|the (?:study’s |"
        rf"study's )?findings?)\s(?:at [^,.]{{3,40}} |from [^,.]{{3,40}} )?"
        rf"(?:have |has |had )?(?:also |recently )?{_FOUND}\b"
    ),
    "risk": re.compile(
        r"\b(?:increas(?:es?|ed|ing)|rais(?:es?|ed|ing)|lower(?:s|ed|ing)?|reduc(?:es?|ed|ing)|doubl(?:es?|ed|ing)|"
        r"cuts?|cutting|halv(?:es?|ed|ing)|higher|greater|elevated|decreas(?:es?|ed|ing))\s(?:\w+\s){0,3}?"
        r"(?:risks?|chances?|odds|likelihood)\s(?:of|for)\b"
        r"|\b(?:more|less|twice as|times as) likely to (?:have|develop|get|die|suffer|be|become|experience)\b"
    ),
    "harm": re.compile(
        r"\b(?:side effects?|adverse (?:effects?|events?|reactions?))\b(?=[^.?!]{0,40}\b(?:include|are|"
        r"occur|is|can be|were)\b)"
        r"|\b(?:interacts? with|contraindicated|fatal|life-threatening)\b"
    ),
    "dose": re.compile(
        r"\b\d[\d,.]*(?:\s?(?:to|-|–)\s?\d[\d,.]*)?\s?(?:mg|mcg|µg|μg|micrograms?|milligrams?|ml|iu|g|"
        r"grams|units|drops|"
        r"tablets?|capsules?|scoops?)(?=\W)[^.?!;]{0,40}?\b(?:a day|per day|each day|every day|daily|once|twice|"
        r"(?:two|three|four|\d) times|every \w+ hours|an hour|a week|per week|weekly|at night|nightly)\b"
    ),
    "guideline": re.compile(
        r"\b(?:guidelines?|official advice|health authorities|experts|government advice|"
        r"doctors)\s(?:now |also |currently )?"
        r"(?:recommends?|advises?|says?|states?|suggests?|sets?)\b"
        r"|\b(?:is|are) (?:now |currently |officially |strongly )?recommended (?:for|that|as)\b"
        r"|\brecommended (?:daily )?(?:intake|dose|limit|amount|allowance)s?\b(?=[^.?!]{0,40}\d)|"
        r"\bshould be offered\b"
    ),
    "comparison": re.compile(
        r"\b(?:more|less|most|as|equally) (?:effective|powerful|potent)\b(?=[^.?!]{0,60}\b(?:than|as|"
        r"treatment|remedy|way)\b)"
        r"|\b(?:safer|gentler|better tolerated) than\b|\bworks? (?:better|faster|as well)\b|"
        r"\bsuperior to\b|\boutperform\w*"
        r"|\bfirst-line (?:treatment|therapy|option)\b|\bcomparable to\b|\bgold[ -]standard\b|"
        r"\bjust as (?:effective|good|safe)\b"
    ),
    "mechanism": re.compile(
        r"\bworks? by \w+ing\b|\b(?:releas|stimulat|activat|block|inhibit|balanc|modulat|regulat)e?s?\s(?:the\s)?"
        r"(?:[\w-]+\s){0,2}?(?:endorphins?|hormones?|serotonin|dopamine|cortisol|receptors?|enzymes?|"
        r"nerves?|pathways?|"
        r"inflammation|immune (?:cells|system|response)|blood flow|circulation|nervous system|"
        r"vagus nerve|cytokines?)\b"
        r"|\bbinds? to\b"
    ),
    "prevalence": re.compile(
        r"\baffects? (?:about|around|up to|nearly|almost|over|more than|an estimated|some|roughly)?\s?"
        r"(?:\d|one|millions|thousands|most|many)\b"
        r"|\bmost common (?:cause|type|form|cancer|reason)\b|\b(?:is|are) (?:very |fairly |quite |"
        r"extremely |more |less )?"
        r"(?:common|rare) (?:in|among)\b"
    ),
    "novelty": re.compile(r"\bfirst-ever\b|\bfor the first time\b|\bbreakthrough\b|\bnewly discovered\b"),
    "contested": re.compile(
        r"\b(?:vaccin\w+|mmr)\b[^.?!]{0,60}\bautism\b|\bfluoride\b[^.?!]{0,60}\b(?:iq|toxic|harm\w*)\b|"
        r"\b5g\b[^.?!]{0,60}\b"
        r"(?:cancer|health|covid)\b|\bleaky gut\b|\bchronic lyme\b|"
        r"\braw milk\b[^.?!]{0,60}\b(?:benefit|health|safe)\w*"
        r"|\bcbd\b[^.?!]{0,60}\b(?:treat|help|reliev|reduc)\w*|\b(?:microdos\w+|"
        r"psilocybin)\b[^.?!]{0,60}\b(?:treat|help|reliev)\w*"
    ),
}  # fmt: skip
# Not in a relative clause: "cells that could lead to cancer" explains a word.
_CAUSE = re.compile(rf"(?<!that can )(?<!that could )(?<!that may )(?<!which can )(?<!which may )\b{_CAUSES}\b")

# Sentences that need no source whatever they hold.
_PAGE_TALK = re.compile(
    r"©|\bcopyright\b|\btel(?:ephone)?:|\bopening hours\b|\ball rights reserved\b|\bregistered (?:charity|company)\b|"
    r"\b(?:not|never) (?:a )?substitute for\b|\bfor information only\b|\bdoes not replace\b|"
    r"\blast (?:reviewed|updated)\b|"
    r"^(?:i|we) (?:think|believe|feel|hope|offer|provide|are|can|have)\b|\bour (?:clinic|team|prices|"
    r"practice|practitioners)\b|"
    r"[£$€]\s?\d+(?:\.\d\d)?\b(?! (?:million|billion))"
)
_INSTRUCTION = re.compile(
    r"^(?:please |always |never |then |now |if [^,]{3,80}, )?(?:call|see|ask|talk|speak|visit|contact|"
    r"go|book|click|read|"
    r"take|use|try|tell|do not|don't|avoid|seek|check|make sure|keep|wash|get|eat|drink|stop|start|remember|choose|"
    r"apply|find out|learn|aim|limit|add|wear|rinse|be sure|follow)\b"
)
_NUMBER = re.compile(r"\d[\d,.]*")


# Words for illness in general are in the lists too; a cause of "symptoms" is physiology, one of asthma a claim.
_GENERAL = frozenset(
    ["disease", "diseases", "illness", "illnesses", "ailment", "ailments", "symptom", "symptoms", "health problem"]
) | frozenset(["health problems", "infection", "infections", "stress", "virus", "viruses", "fever", "cold", "rash"])


@lru_cache(maxsize=1)
def _conditions() -> PhraseSet:
    names = dict.fromkeys((*lexicon("conditions-a"), *lexicon("conditions-b"), *lexicon("cancer")))
    return PhraseSet(tuple(n for n in names if n not in _GENERAL))


def needs(analysis: Analysis) -> tuple[Need, ...]:
    """Return what needs a source, in order, one entry for each reason of a sentence. For `analysis.once(needs)`."""
    kinds = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CELL)
    return tuple(
        need
        for block in analysis.blocks_of(kinds)
        for sentence in analysis.sentences(block)
        for need in _of_sentence(analysis, sentence)
    )


def _of_sentence(analysis: Analysis, sentence: Sentence) -> Iterator[Need]:
    folded = sentence.span.of(analysis.folded(sentence.block))
    if folded.rstrip("\"')] ").endswith("?") or _PAGE_TALK.search(folded):
        return
    instructs = bool(_INSTRUCTION.match(folded))
    for reason, pattern in _CUES.items():
        if instructs and reason != "dose":
            continue
        m = pattern.search(folded)
        if m:
            yield Need(sentence.block, sentence.span, reason, Span(*m.span()).shift(sentence.span.start))
    if not instructs:
        yield from _cause(sentence, folded)


def _cause(sentence: Sentence, folded: str) -> Iterator[Need]:
    """Yield a need where a sentence says what a named condition comes from or leads to."""
    m = _CAUSE.search(folded)
    if m and any(hit.start >= m.end() or hit.end <= m.start() for hit, _ in _conditions().search(folded)):
        yield Need(sentence.block, sentence.span, "cause", Span(*m.span()).shift(sentence.span.start))


def numbers_of(text: str) -> frozenset[str]:
    """Return the numbers of a text, for telling whether two sentences state the same figure."""
    return frozenset(n.rstrip(".,") for n in _NUMBER.findall(text))
