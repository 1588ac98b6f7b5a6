"""On a seller's page, what nobody knows is what is sold: "Soursop prevents …", "It reverses …".

A subject of class other is then read as the product, unless it is a person, care, the body, a condition or one of the
abstract words that anything may be said of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from healthlint.claims.located import Draft, Who
from healthlint.claims.vocabulary import INTERVENTIONS, Words
from healthlint.language.sentences import Sentence
from healthlint.language.terms import fold
from healthlint.model.context import Context


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SOLD = {"therapy": "therapy", "device": "device"}
_NOT_SOLD = frozenset({"licensed-medicine", "vaccine", "diagnostic-test"})
_SELLS = re.compile(
    r"(?:our|these|this|my) (?:[\w-]+ ){0,4}?(?:herbs?|plants?|roots?|leaves|fruits?|berr(?:y|ies)|seeds?|mushrooms?|"
    r"extracts?|oils?|teas?|blends?|formulas?|products?|supplements?|drops|capsules?|tablets?|powders?|sprays?|patch(?:es)?|"
    r"devices?|bracelets?|mats?|lamps?|treatments?|therap(?:y|ies)|sessions?|techniques?|massages?|remed(?:y|ies)|tinctures?|gels?|"
    r"creams?|balms?|superfoods?|drinks?|juices?|shots?)"
)
# A bare name is taken for the product only where it is not one of the words that anything may be said of.
_ABSTRACT = re.compile(
    r".*(?:ness|tion|sion|ment|ship|ity|ing|ance|ence|ism|ist|ists|ologist|ician|icians|therapist|therapists|logy|ure|hood|"
    r"ection|ysis|osis|itis)$"
)
_PLAIN = _words(
    "water sunlight laughter nature love friendship friends music prayer time practice activity rest food foods "
    "diet nutrition science research technology air oxygen blood brain heart liver skin gut muscle muscles bone "
    "bones cell cells enzyme enzymes antibody antibodies protein proteins gene genes hormone hormones doctor "
    "doctors nurse nurses gp gps team staff people patients women men children customers clients everyone nobody "
    "someone anyone something nothing everything life god work money government law nhs fda who nice asa evidence "
    "study studies trial trials results result body mind pain stress weight heat warmth cold light sun exercise "
    "sleep caffeine alcohol sugar salt one many some most others experts scientists"
)
_PRONOUNS = frozenset({"it", "this", "these", "they"})


def as_sold(
    context: Context, draft: Draft, doc: Any, earlier: Sequence[Sentence], sentence: Sentence, words: Words, known: Who
) -> Draft:
    """Return the draft with the product as its subject where a seller's page leaves no other reading.

    `earlier` are the block's sentences before this one, `known` is the last product that the page named.
    """
    if context.publisher != "commercial" or context.subject in _NOT_SOLD or draft.link:
        return draft
    kind = _SOLD.get(context.subject, "supplement")
    who = draft.who
    if who.kind == "pronoun" and fold(who.text) in _PRONOUNS:
        if any(_names_something(doc, s, words) for s in earlier):
            return draft
        return replace(draft, who=replace(known, span=None) if known else Who("", kind))
    if who.kind == "other" and who.span is not None and is_product(doc, who, words):
        return replace(draft, who=replace(who, kind=kind))
    return draft


def is_product(doc: Any, who: Who, words: Words) -> bool:
    """Tell whether an unknown subject can only be the thing that the page sells."""
    if who.span is None:
        return False
    text = fold(who.text)
    if _SELLS.fullmatch(text):
        return True
    tokens = doc.char_span(who.span.start, who.span.end, alignment_mode="expand")
    if tokens is None or len(tokens) > 3 or any(t.pos_ not in {"PROPN", "NOUN", "ADJ"} for t in tokens):
        return False
    if any(c.dep_ == "det" for c in tokens.root.children):
        return False
    if tokens[0].pos_ == "ADJ" and len(tokens) == 1:
        return False
    if any(m.span.overlaps(who.span) for m in (*words.outcomes, *words.subjects)):
        return False
    named = [fold(t.text) for t in tokens]
    if any(n in _PLAIN or not n.isalpha() for n in named):
        return False
    return tokens[-1].tag_ in {"NN", "NNP"} and not _ABSTRACT.fullmatch(named[-1])


def _names_something(doc: Any, sentence: Sentence, words: Words) -> bool:
    """Tell whether an earlier sentence has a subject that "it" may mean and that is not for sale."""
    tokens = doc.char_span(sentence.span.start, sentence.span.end, alignment_mode="expand")
    for token in tokens if tokens is not None else ():
        if token.dep_ not in {"nsubj", "nsubjpass"} or token.pos_ not in {"NOUN", "PROPN"}:
            continue
        inside = [m for m in words.subjects if m.span.start <= token.idx < m.span.end]
        if not any(m.kind in INTERVENTIONS for m in inside):
            return True
    return False
