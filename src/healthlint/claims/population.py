"""For whom: the people that a claim names ("in pregnant women", "for people over 60 with arthritis")."""

from __future__ import annotations

import re

from healthlint.claims.vocabulary import find_words
from healthlint.language.phrases import Literals
from healthlint.model.span import Span

_PEOPLE = (
    r"(?:people|patients?|adults?|women|men|children|child|babies|infants|newborns|toddlers|teenagers|adolescents|"
    r"participants|volunteers|individuals|mothers|pregnancies|students|smokers|athletes|seniors|boys|girls|survivors|"
    r"sufferers|anyone|everyone|those|mice|rats|animals|humans|veterans|workers|users|males|females|elderly)"
)
_DESCRIBED = (
    r"(?: (?:with|who|aged|over|under|between|living with|suffering from|at (?:high |low |increased )?risk of|on|"
    r"having|whose|taking|undergoing|receiving|diagnosed with|in their|without) [^,.;:()?!]{2,60}?)?"
)
_BEFORE = r"\b(?:in|among|for|of|to|by|helps?|help|helped|protects?|that|when|allow|allows|allowing|lets?|enables?) "
_GROUP = re.compile(
    rf"{_BEFORE}(?P<who>(?:(?!(?:in|of|for|the most|to|and)\b)[\w’'-]+ ){{0,4}}?{_PEOPLE}\b{_DESCRIBED})"
    r"(?=$|[,.;:()?!]| (?:by|to|can|may|is|are|was|were|who|and|than|compared|in|at|after|over|from|as|but|when|while|"
    r"for|within|during|through|without|using|if|because|improved|improves|increased|decreased|reported|showed|show|had|"
    r"demonstrated|experienced|did)\b)"
)
_OPENS = re.compile(rf"^(?:in|among|for) (?P<who>(?:[\w’'-]+ ){{0,4}}?{_PEOPLE}\b{_DESCRIBED})(?=,)")
# Every group holds one of these.
_ANYBODY = Literals(
    *("people", "patient", "adult", "women", "men", "child", "babies", "infants", "newborns", "toddlers", "teenagers"),
    *("adolescents", "participants", "volunteers", "individuals", "mothers", "pregnancies", "students", "smokers"),
    *("athletes", "seniors", "boys", "girls", "survivors", "sufferers", "anyone", "everyone", "those", "mice", "rats"),
    *("animals", "humans", "veterans", "workers", "users", "males", "elderly"),
)
_HAVING = re.compile(r" (?:with|have|having|has|had|living with|suffering from|diagnosed with) ")
# Names of up to four words with commas or "and" between, each of which must be a known condition.
_ITEM = r"(?:[\w’'-]+ ){0,3}[\w’'-]+"
_LIST = re.compile(rf"(?:(?:, {_ITEM})+,? (?:and|or)| (?:and|or)) {_ITEM}(?=$|[,.;:()?!]| )")
_ITEMS = re.compile(r"(?:(?!\b(?:and|or)\b)[^,])+")
_EMPTY = re.compile(
    r"^(?:those|anyone|the|many|most|some|other|all|these)?(?: )?"
    r"(?:those|that|people|patients?|individuals?|person|users?|participants?|humans?)?$"
)
_ARTICLE = re.compile(r"^(?:the|a|an|these|those|our|their|your|his|her|many|most|some|of) ")


def population(folded: str, sentence: Span, outcome: Span) -> Span | None:
    """Return the range of the people that a sentence's claim is about, nearest to its outcome, None for nobody.

    `folded` is the block's folded prose, the ranges are in it. Bare "people" and "patients" tell nothing.
    """
    said = sentence.of(folded)
    if not _ANYBODY.any_in(said):
        return None
    found = [Span(*m.span("who")) for m in _GROUP.finditer(folded, sentence.start, sentence.end)]
    opening = _OPENS.match(said)
    if opening is not None:
        found.insert(0, Span(*opening.span("who")).shift(sentence.start))
    told = [without_article(folded, s) for s in found if not _EMPTY.match(s.of(folded))]
    told = [_with_list(folded, s, sentence) for s in told]
    return min(told, key=lambda s: _distance(s, outcome), default=None)


def _with_list(folded: str, people: Span, sentence: Span) -> Span:
    """Return people with all the conditions that they are listed by: "people with arthritis, gout and back pain"."""
    listed = _LIST.match(folded, people.end, sentence.end)
    if listed is None or _HAVING.search(people.of(folded)) is None:
        return people
    end = people.end
    for item in _ITEMS.finditer(folded, people.end, listed.end()):
        known = find_words(item.group())
        named = [m for m in known.outcomes if m.kind in {"condition", "symptom"}]
        if not named or known.verbs:
            return people  # "people with asthma, eases pain and lifts mood"
        end = item.start() + named[-1].span.end
    return Span(people.start, end)


def without_article(folded: str, span: Span) -> Span:
    """Return a range of people without the word that only counts or points."""
    opened = _ARTICLE.match(span.of(folded))
    return Span(span.start + opened.end(), span.end) if opened else span


def _distance(span: Span, outcome: Span) -> int:
    return span.start - outcome.end if span.start >= outcome.end else outcome.start - span.end + 1
