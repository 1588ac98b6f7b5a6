"""On a seller's page, what nobody knows is what is sold: "Soursop prevents …", "It reverses …".

A subject of class other is then read as the product, unless it is a person, care, the body, a condition or one of the
abstract words that anything may be said of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from healthlint.claims.located import Draft, Who
from healthlint.claims.vocabulary import INTERVENTIONS, KnownWords
from healthlint.claims.words import Words, words_of
from healthlint.language.analysis import Analysis
from healthlint.language.sentences import Sentence
from healthlint.language.terms import fold, word_set

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
_PLAIN = word_set(
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
    analysis: Analysis, draft: Draft, words: Words, earlier: Sequence[Sentence], known: KnownWords, sold: Who
) -> Draft:
    """Return the draft with the product as its subject where a seller's page leaves no other reading.

    `earlier` are the block's sentences before the draft's, `sold` is the last product that the page named.
    """
    context = analysis.context
    if context.publisher != "commercial" or context.subject in _NOT_SOLD or draft.link:
        return draft
    kind = _SOLD.get(context.subject, "supplement")
    who = draft.who
    if who.kind == "pronoun" and fold(who.text) in _PRONOUNS:
        if any(_names_something(words_of(analysis, s), known) for s in earlier):
            return draft
        return replace(draft, who=replace(sold, span=None) if sold else Who("", kind))
    if who.kind == "other" and who.span is not None and is_product(words, who, known):
        return replace(draft, who=replace(who, kind=kind))
    return draft


def is_product(words: Words, who: Who, known: KnownWords) -> bool:
    """Tell whether an unknown subject can only be the thing that the page sells."""
    if who.span is None:
        return False
    if _SELLS.fullmatch(fold(who.text)):
        return True
    inside = words.touching(who.span)
    if len(inside) > 3 or any(words.pos[i] not in {"PROPN", "NOUN", "ADJ"} for i in inside):
        return False
    if words.of_dep(words.head_among(inside), "det"):
        return False
    if words.pos[inside[0]] == "ADJ" and len(inside) == 1:
        return False
    if any(m.span.overlaps(who.span) for m in (*known.outcomes, *known.subjects)):
        return False
    named = [fold(words.text(i)) for i in inside]
    if any(n in _PLAIN or not n.isalpha() for n in named):
        return False
    return words.tag[inside[-1]] in {"NN", "NNP"} and not _ABSTRACT.fullmatch(named[-1])


def _names_something(words: Words, known: KnownWords) -> bool:
    """Tell whether an earlier sentence has a subject that "it" may mean and that is not for sale."""
    for i in range(len(words)):
        if words.dep[i] not in {"nsubj", "nsubjpass"} or words.pos[i] not in {"NOUN", "PROPN"}:
            continue
        begin = words.begin[i]
        inside = [m for m in known.subjects if m.span.start <= begin < m.span.end]
        if not any(m.kind in INTERVENTIONS for m in inside):
            return True
    return False
