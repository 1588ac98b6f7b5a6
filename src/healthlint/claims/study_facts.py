"""What the words around a claim say of the study behind it: design, size, people, comparator, length."""

from __future__ import annotations

import re
from functools import lru_cache

from healthlint.claims.population import without_article
from healthlint.language.analysis import Analysis
from healthlint.language.lexicon import lexicon
from healthlint.language.phrases import Literals, PhraseSet
from healthlint.language.sentences import Sentence
from healthlint.model.claim import NO_STUDY, Study
from healthlint.model.span import Span

# From the design that says most to the one that says least (after the levels of evidence of OCEBM 2011).
_DESIGNS = (
    ("systematic review", r"systematic review|meta-?analys[ie]s|cochrane review|pooled analysis"),
    ("randomised trial", r"randomi[sz]ed|placebo-controlled|double-blind|single-blind|sham-controlled|\brcts?\b"),
    ("trial", r"(?:clinical|controlled|phase \w+|pilot|crossover) trials?|\btrials?\b"),
    ("cohort", r"\bcohort|followed (?:\w+ ){0,3}?\d[\d,]* |longitudinal|prospective(?:ly)? stud|follow-up study"),
    ("case-control", r"case-control"),
    ("cross-sectional", r"cross-sectional"),
    ("case report", r"case (?:report|series|study)"),
    ("survey", r"\bsurvey(?:ed|s)?\b|questionnaires?"),
    ("observational", r"observational|epidemiolog\w+|population-based|registry|biobank"),
    ("laboratory", r"in vitro|cell (?:culture|line)s?|test[- ]tubes?|petri dish\w*|in the lab(?:oratory)?\b"),
    ("animal", r"animal (?:stud(?:y|ies)|models?|experiments?)|\b(?:mice|rats|rodents?|zebrafish|monkeys|pigs)\b"),
    ("review", r"\breview(?:s|ed)?\b(?! (?:board|date))"),
    ("study", r"\bstud(?:y|ies)\b|\bresearch\b|\bresearchers\b|\bexperiments?\b|\binvestigators\b"),
)
_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _DESIGNS)
_STUDIED = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|research\w*|reviews?|meta-?analys[ie]s|surveys?|participants?|randomi[sz]ed|placebo|"
    r"cohorts?|scientists|experiments?|findings|mice|rats|volunteers|enrol\w+|recruited|investigators)\b"
)
_RESEARCH = Literals(  # stems of the words above
    *("stud", "trial", "research", "review", "analys", "survey", "participant", "randomi", "placebo", "cohort"),
    *("scientists", "experiment", "findings", "mice", "rats", "volunteers", "enrol", "recruited", "investigators"),
)
_GROUP = (
    r"(?:people|patients|adults|women|men|children|babies|infants|participants|volunteers|subjects|individuals|mothers|"
    r"students|smokers|athletes|seniors|boys|girls|couples|veterans|mice|rats|cases)"
)
_ENDS = (
    r"demonstrated|showed|show|found|reported|improved|had|were|was|are|is|and|to|in|at|for|who|received|took|by|than|on|"
    r"over|during|after|from"
)
_SIZE = re.compile(
    rf"\b(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d+)(?! ?%) "
    rf"(?P<who>(?:(?!in\b|of\b|years?\b|months?\b|weeks?\b|days?\b|mg\b)[\w-]+ ){{0,4}}?{_GROUP}\b"
    rf"(?: (?:aged|with|who|over|under) [^,.;:()]{{2,60}}?(?=$|[,.;:()]| (?:{_ENDS})\b))?)|\bn ?= ?(?P<m>\d[\d,]*)"
)
_COMPARATOR = re.compile(
    r"\b(?:compared (?:with|to)|versus|vs\.?|than) (?:an? |the |those (?:on|taking|given|who (?:had|took|received)) )?"
    r"(?P<what>(?:[\w-]+ ){0,3}?(?:placebo|sham\w*|usual care|standard care|no treatment|control(?:s| group)?|"
    r"waiting list|dummy (?:pill|treatment)|healthy (?:people|volunteers|controls|women|men)|alone))\b"
    r"|\b(?P<only>placebo|sham acupuncture|usual care|control group|waiting list)\b"
)
_HEALTHY = re.compile(r"healthy control")
_LENGTH = re.compile(
    r"\b(?:for|over|after|during|within|followed for|lasting) (?:about |around |up to |at least |an average of |a )?"
    r"(?P<for>(?:\d+(?:\.\d+)?|one|two|three|four|five|six|eight|ten|twelve)(?:[ -](?:to|–) ?\d+)?[ -]"
    r"(?:days?|weeks?|months?|years?))\b|\b(?P<long>\d+-(?:day|week|month|year))\b(?! old|-old)"
)
_BACK, _ON = 2, 1  # sentences


def study_facts(analysis: Analysis, sentence: Sentence, outcome: str) -> Study:
    """Return what the sentence, the two before it and the next one say of the study behind a claim.

    What stands nearest counts. `outcome` is the claim's outcome, as written.
    """
    folded = analysis.folded(sentence.block)
    said = analysis.sentences(sentence.block)
    i = sentence.index
    near = [said[i], *reversed(said[max(0, i - _BACK) : i]), *said[i + 1 : i + 1 + _ON]]
    texts = [s.span.of(folded) for s in near]
    about = [t for t in texts if _RESEARCH.any_in(t) and _STUDIED.search(t)]
    surrogate = _surrogates().occurs(outcome.lower())
    if not about:
        return Study(surrogate=True) if surrogate else NO_STUDY
    n, who = _size(about)
    return Study(
        design=_design(about),
        n=n,
        population=who,
        comparator=next((c for t in about if (c := _comparator(t))), ""),
        duration=next((m.group("for") or m.group("long") for t in about if (m := _LENGTH.search(t))), ""),
        animal_or_lab=any(_animals().occurs(t) for t in about),
        surrogate=surrogate,
    )


def _design(texts: list[str]) -> str:
    """Return the design that the nearest sentence names; a bare "study" only where none of them says more."""
    plain = ""
    for text in texts:
        for name, pattern in _COMPILED:
            if pattern.search(text):
                if name != "study":
                    return name
                plain = name
    return plain


def _size(texts: list[str]) -> tuple[int, str]:
    for text in texts:
        found = _SIZE.search(text)
        if found is not None:
            number = int((found.group("n") or found.group("m")).replace(",", ""))
            who = found.group("who") or ""
            return number, without_article(who, Span(0, len(who))).of(who)
    return 0, ""


def _comparator(text: str) -> str:
    found = _COMPARATOR.search(text)
    return (found.group("what") or found.group("only")) if found else ""


@lru_cache(maxsize=1)
def _surrogates() -> PhraseSet:
    return PhraseSet(lexicon("surrogate-outcomes"))


@lru_cache(maxsize=1)
def _animals() -> PhraseSet:
    return PhraseSet(lexicon("animal-lab"))
