"""Whether a verb with its subject and outcome states anything: not aims, people who act, or what an illness does."""

from __future__ import annotations

import re
from typing import Any

from healthlint.claims.located import What, Who
from healthlint.claims.noun_phrases import is_people
from healthlint.claims.places import head_token
from healthlint.claims.roles import is_reduced_passive
from healthlint.claims.vocabulary import INTERVENTIONS, Words
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
_CASES = frozenset({"bout", "case", "type", "form", "episode", "attack", "stage"})
_OPENING = 3  # characters before the first word of a sentence: a quotation mark, a bullet


def is_no_statement(doc: Any, token: Any, who: Who, what: What, words: Words, sentence: Span) -> bool:
    """Tell whether a verb is what somebody is to do or wants ("patients who try to lower Y", "how to treat Y"), or
    only tells a kind of thing from others ("pain caused by Y").
    """
    if who.span is not None and is_people(head_token(doc, who.span)):
        return True
    clause = token.head if token.dep_ == "conj" else token
    if _is_aim(token, who) or (not who and clause.dep_ == "relcl"):
        return True
    finite = token.tag_ in _FINITE or any(c.dep_ == "aux" and c.tag_ != "TO" for c in token.children)
    if who.kind == "other" and who.phrase is not None and _BODY.search(words.prose[who.phrase.start : who.phrase.end]):
        return True
    if who.text.lower() == "we" and token.lemma_.lower() not in _PROVIDING:
        return True
    if is_agent(doc, who) and (not finite or token.dep_ in {"relcl", "advcl", "acl", "pcomp"}):
        return True  # what people aim at, or how they go about it: "the way we treat Y"
    if who.span is not None and who.kind in {"other", "body"} and _is_illness(doc, who, words):
        return True
    if what.kind == "other" and head_token(doc, what.phrase or what.span).lemma_.lower() in _HEADS_OF_NO_OUTCOME:
        return True
    if what.kind == "other" and is_people(head_token(doc, what.phrase or what.span)):
        return True  # "a way of treating patients"
    if who.span is not None and head_token(doc, who.phrase or who.span).lemma_.lower() in _AIMS:
        return True
    if who and who.text.lower() == what.text.lower():
        return True
    if what.phrase is not None and _PUBLIC.search(what.phrase.of(words.prose)):
        return True
    if is_reduced_passive(token) and who.kind not in INTERVENTIONS:
        return True
    if token.tag_ == "VBG" and any(c.lower_ in {"when", "before"} for c in token.lefts):
        return True  # "the effect when repairing Y"
    purpose = any(c.tag_ == "TO" for c in token.children)
    if purpose and any(c.lower_ == "how" for c in token.children):
        return True
    opens = token.idx - sentence.start <= _OPENING
    passive = any(c.dep_ == "nsubjpass" for c in token.children)
    if not who and not opens and passive and not any(c.tag_ == "MD" for c in token.children):
        return True  # "craving was reduced": nobody says by what
    if token.dep_ == "pcomp" and token.head.lower_ == "by" and what.kind == "other":
        return True
    return not who and not opens and (purpose or token.tag_ == "VBG")


def _is_aim(token: Any, who: Who) -> bool:
    """Tell whether a verb is what somebody sets out to do, or tells whose illness it is ("patients whose …")."""
    if any(g.lower_ == "whose" for c in token.children if c.dep_ in {"nsubj", "nsubjpass"} for g in c.children):
        return True
    clause = token
    while clause.dep_ == "conj" and clause.head.pos_ in {"VERB", "AUX"}:
        clause = clause.head
    if clause.dep_ in {"acl", "relcl"} and clause.head.lemma_.lower() in _AIMS:
        return True
    node = clause.head if clause.dep_ == "pcomp" else clause
    if node.lower_ == "from" and node.head.lemma_.lower() in _KEEPING:
        return True  # "keeps it from driving Y"
    return who.kind not in INTERVENTIONS and node.head is not node and node.head.lemma_.lower() in _AIMING


def is_agent(doc: Any, who: Who) -> bool:
    """Tell whether a subject is somebody who acts: we, doctors, a named person or body; not a thing that works."""
    if who.span is None:
        return False
    noun = head_token(doc, who.span)
    titled = any(c.lower_ in {"dr.", "dr", "prof.", "professor"} for c in noun.lefts)
    if who.kind in {"care", "study"} or titled or noun.lower_ in _PERSONAL:
        return True
    return who.kind == "other" and (bool(_PROFESSION.fullmatch(noun.lower_)) or bool(_BODY.search(who.text)))


def _is_illness(doc: Any, who: Who, words: Words) -> bool:
    """Tell whether a subject is an illness: what asthma does is no claim of anything on offer."""
    if who.span is None:
        return False
    noun = head_token(doc, who.phrase or who.span)
    if noun.lemma_.lower() in _CASES:
        noun = next((o for c in noun.children if c.lower_ == "of" for o in c.children), noun)
    return noun.lemma_.lower() in _ILLNESS or any(
        m.kind in {"condition", "symptom"} and m.span.start <= noun.idx < m.span.end for m in words.outcomes
    )
