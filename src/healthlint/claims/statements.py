"""Whether a verb with its subject and outcome states anything: not aims, people who act, or what an illness does."""

from __future__ import annotations

import re

from healthlint.claims.located import What, Who
from healthlint.claims.noun_phrases import is_people
from healthlint.claims.verb_uses import is_reduced_passive
from healthlint.claims.vocabulary import INTERVENTIONS, KnownWords
from healthlint.claims.words import Words
from healthlint.model.span import Span

_PUBLIC = re.compile(r"\bpublic health\b", re.IGNORECASE)
_ILLNESS = frozenset({"disease", "condition", "illness", "disorder", "infection", "symptom", "syndrome", "virus"})
_KEEPING = frozenset({"keep", "stop", "prevent", "discourage", "ban"})
_PERSONAL = frozenset({"we", "i", "he", "she", "who", "they", "us"})
_PROFESSION = re.compile(
    r"\w*(?:ologist|iatrist|ician|surgeon|therapist|practitioner|nurse|doctor|researcher|scientist|team|lab|laboratory|company|committee)s?"
)
_BODY = re.compile(  # what is organised, not what is taken
    r"\b(?:Universit(?:y|ies)|Institutes?|Hospitals?|Department|Division|Foundation|Association|Societ(?:y|ies)|Inc\.?|"
    r"Corp\.?|Ltd\.?|[Cc]ompan(?:y|ies)|Program(?:me)?s?|Network|Agency|FDA|NHS|WHO|"
    r"Administration|Ministry|Commission|Council|Committee|organi[sz]ations?|charit(?:y|ies)|"
    r"Cent(?:er|re)(?:['’]s)? (?:for|of)|Cent(?:er|re)['’]s|governments?)(?!\w)"
)
_PROVIDING = frozenset({"treat", "cure", "heal", "help", "reverse", "relieve", "ease"})  # what a clinic says of itself
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_AIMS = frozenset(
    {"challenge", "need", "mission", "decision", "plan", "goal", "aim", "effort", "desire", "fight", "advice", "cost"}
    | {"importance"}
)
_HEADS_OF_NO_OUTCOME = frozenset(
    {"evaluation", "idea", "work", "research", "hypothesis", "view", "finding", "study", "concept", "question"}
)
_AIMING = frozenset(
    {
        "dedicate",
        "commit",
        "strive",
        "work",
        "aim",
        "seek",
        "attempt",
        "try",
        "hope",
        "plan",
        "continue",
        "focus",
        "look",
    }
)
_CAUSING = frozenset({"cause", "trigger", "induce", "provoke"})
_TEACHING = frozenset({"teach", "show", "instruct", "tell", "advise", "ask"})
_ASIDE = frozenset({"relcl", "advcl", "acl", "pcomp"})
_TITLES = frozenset({"dr.", "dr", "prof.", "professor"})
_CASES = frozenset({"bout", "case", "type", "form", "episode", "attack", "stage"})
_OPENING = 3  # characters before the first word of a sentence: a quotation mark, a bullet


def is_no_statement(words: Words, verb: int, who: Who, what: What, known: KnownWords, sentence: Span) -> bool:
    """Tell whether a verb is what somebody is to do or wants ("patients who try to lower Y", "how to treat Y"), or
    only tells a kind of thing from others ("pain caused by Y").
    """
    head = words.head[verb]
    subject = words.head_of(who.span) if who.span is not None else None
    if subject is not None and is_people(words, subject):
        return True
    clause = head if words.dep[verb] == "conj" else verb
    if _is_aim(words, verb, who) or (not who and words.dep[clause] == "relcl"):
        return True
    if who.text.lower() == "we" and words.lemma[verb] not in _PROVIDING:
        return True
    if subject is not None:
        if (
            who.kind == "other"
            and who.phrase is not None
            and _BODY.search(known.prose[who.phrase.start : who.phrase.end])
        ):
            return True
        noun = words.head_of(who.phrase) if who.phrase is not None else subject
        if _PROFESSION.fullmatch(words.lower[noun]) and _is_taught(words, verb):
            return True
        if words.lemma[noun] in _AIMS or (who.kind in {"other", "body"} and _is_illness(words, noun, known)):
            return True
        aside = words.dep[verb] in _ASIDE or not _is_finite(words, verb)
        if aside and is_agent(words, who):
            return True  # what people aim at, or how they go about it: "the way we treat Y"
    if _says_nothing_of(words, what, known) or (who and who.text.lower() == what.text.lower()):
        return True
    if is_reduced_passive(words, verb) and (who.kind not in INTERVENTIONS or words.lemma[verb] in _CAUSING):
        return True  # "diarrhoea caused by antibiotics" tells it from others
    kids, tag = words.kids[verb], words.tag[verb]
    if tag == "VBG" and any(c < verb and words.lower[c] in {"when", "before"} for c in kids):
        return True  # "the effect when repairing Y"
    purpose = any(words.tag[c] == "TO" for c in kids)
    if purpose and any(words.lower[c] == "how" for c in kids):
        return True
    if words.dep[verb] == "pcomp" and words.lower[head] == "by" and what.kind == "other":
        return True
    if who or words.begin[verb] - sentence.start <= _OPENING:
        return False
    if purpose or tag == "VBG":
        return True
    passive = any(words.dep[c] == "nsubjpass" for c in kids)
    return passive and not any(words.tag[c] == "MD" for c in kids)  # "craving was reduced": nobody says by what


def _says_nothing_of(words: Words, what: What, known: KnownWords) -> bool:
    """Tell whether what is changed is no outcome of health: "evaluation", patients, public health."""
    if what.kind == "other":
        noun = words.head_of(what.phrase or what.span)
        if words.lemma[noun] in _HEADS_OF_NO_OUTCOME or is_people(words, noun):
            return True  # "a way of treating patients"
    return what.phrase is not None and _PUBLIC.search(what.phrase.of(known.prose)) is not None


def _is_finite(words: Words, verb: int) -> bool:
    if words.tag[verb] in _FINITE:
        return True
    return any(words.dep[c] == "aux" and words.tag[c] != "TO" for c in words.kids[verb])


def _is_aim(words: Words, verb: int, who: Who) -> bool:
    """Tell whether a verb is what somebody sets out to do, or tells whose illness it is ("patients whose …")."""
    dep, lemma = words.dep, words.lemma
    for c in words.kids[verb]:
        if dep[c] in {"nsubj", "nsubjpass"} and any(words.lower[k] == "whose" for k in words.kids[c]):
            return True
    clause = verb
    while dep[clause] == "conj" and words.pos[words.head[clause]] in {"VERB", "AUX"}:
        clause = words.head[clause]
    if dep[clause] in {"acl", "relcl"} and lemma[words.head[clause]] in _AIMS:
        return True
    node = words.head[clause] if dep[clause] == "pcomp" else clause
    above = words.head[node]
    if words.lower[node] == "from" and lemma[above] in _KEEPING:
        return True  # "keeps it from driving Y"
    return who.kind not in INTERVENTIONS and above != node and lemma[above] in _AIMING


def _is_taught(words: Words, verb: int) -> bool:
    """Tell whether a verb is what somebody is shown how to do: "a therapist will teach you to strengthen Y"."""
    while words.dep[verb] == "conj":
        verb = words.head[verb]
    return words.dep[verb] in {"xcomp", "ccomp", "advcl"} and words.lemma[words.head[verb]] in _TEACHING


def is_agent(words: Words, who: Who) -> bool:
    """Tell whether a subject is somebody who acts: we, doctors, a named person or body; not a thing that works."""
    if who.span is None:
        return False
    if who.kind in {"care", "study"}:
        return True
    noun = words.head_of(who.span)
    word = words.lower[noun]
    if word in _PERSONAL or any(words.lower[c] in _TITLES for c in words.left(noun)):
        return True
    return who.kind == "other" and (is_profession(word) or bool(_BODY.search(who.text)))


def is_profession(word: str) -> bool:
    """Tell whether a word in lower case means somebody by what they do: "surgeons", "team"."""
    return _PROFESSION.fullmatch(word) is not None


def _is_illness(words: Words, noun: int, known: KnownWords) -> bool:
    """Tell whether a subject is an illness: what asthma does is no claim of anything on offer."""
    if words.lemma[noun] in _CASES:
        noun = next((k for c in words.kids[noun] if words.lower[c] == "of" for k in words.kids[c]), noun)
    if words.lemma[noun] in _ILLNESS:
        return True
    begin = words.begin[noun]
    return any(m.kind in {"condition", "symptom"} and m.span.start <= begin < m.span.end for m in known.outcomes)
