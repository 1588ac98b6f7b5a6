"""Which statements about health to check first: what a remedy, a food or a condition is said to bring.

The order of a fact checker (the labels of Full Fact's health claims): what is settled, explained in any textbook or a
personal story can wait.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from healthlint.claims.effect_words import SUBJECTS, bears_on, is_named, relations
from healthlint.claims.extract import located
from healthlint.language.lexicon import lexicon
from healthlint.language.phrases import PhraseSet

if TYPE_CHECKING:
    from healthlint.language.analysis import Analysis
    from healthlint.language.sentences import Sentence
    from healthlint.model.span import Span

_PERSONAL = re.compile(
    r"\b(?:i|i'm|i've|my|me|she|he|her|his|their|you should|(?:the|this) (?:speaker|presenter|author))\b"
    r"|^(?:start|ask|talk to|see) (?:your|a|with)\b"
)
_KNOWN = frozenset({"the", "these", "this"})
# "acne is caused by …", "… arises from …"
_EXPLAINING = frozenset({"cause", "due", "result", "stem", "arise"})
_AFTER = frozenset({"by", "from", "of", "to"})
_REMEDIES = ("supplements", "therapies", "food-claims", "products", "devices", "pseudo-mechanism", "home-remedies")


def to_check_first(analysis: Analysis, needed: Iterable[tuple[int, Span]] = ()) -> tuple[Sentence, ...]:
    """Return the sentences that say what a remedy, a food or a condition brings, in order.

    What medicines do is settled by others, what a condition comes from is in any textbook (unless it is said to be a
    remedy or a medicine), what befell somebody is no claim, and what is said of one known thing ("the decision") does
    not hold for everybody: all are left out. `needed` are sentences, as (block, range of its prose), that need a source
    for another reason.
    """
    wanted = frozenset(needed)
    claimed = {(found.claim.block, found.claim.prose_span) for found in analysis.once(located)}
    out: list[Sentence] = []
    for block in analysis.blocks:
        for sentence in analysis.sentences(block):
            here = (block, sentence.span)
            folded = sentence.span.of(analysis.folded(block))
            if not (here in wanted or (relations(folded) and _is_unsettled(folded))) or _PERSONAL.search(folded):
                continue
            tokens = analysis.tokens(sentence)
            if (here in claimed or bears_on(tokens, folded, _where(folded, _remedies(), _conditions()))) and not (
                _is_of_one_thing(tokens, folded) or _explains(tokens, folded)
            ):
                out.append(sentence)
    return tuple(out)


def is_hedged(folded: str) -> bool:
    """Tell whether a sentence leaves room: for some, sometimes, maybe."""
    return _hedges().occurs(folded)


def _is_of_one_thing(tokens: Any, folded: str) -> bool:
    """Tell whether a sentence is about a thing that the reader knows and that is no remedy: "the decision", "this"."""
    subject = next((t for t in tokens.root.children if t.dep_ in SUBJECTS), None)
    if subject is None or not any(t.dep_ == "det" and t.lower_ in _KNOWN for t in subject.children):
        return False
    return not is_named(subject, _where(folded, _remedies()), tokens.start_char)


def _explains(tokens: Any, folded: str) -> bool:
    """Tell whether a sentence says by its main verb what something comes from, and that is neither food nor remedy."""
    root = tokens.root
    words = [root, *(t for t in root.children if t.dep_ in ("acomp", "attr"))]
    after = [t for word in words if word.lemma_ in _EXPLAINING for t in word.children if t.lower_ in _AFTER]
    causes = [t for preposition in after for t in preposition.children if t.dep_ in ("pobj", "pcomp")]
    named = _where(folded, _remedies(), _medicine()) if causes else []
    return bool(causes) and not any(is_named(cause, named, tokens.start_char) for cause in causes)


def _where(folded: str, *names: PhraseSet) -> list[Span]:
    return [span for some in names for span, _ in some.search(folded)]


def _is_unsettled(folded: str) -> bool:
    if _medicine().occurs(folded):
        return False
    return bool(_remedies().occurs(folded) or _conditions().occurs(folded))


def _set(*names: str) -> PhraseSet:
    return PhraseSet(tuple(dict.fromkeys(phrase for name in names for phrase in lexicon(name))))


@lru_cache(maxsize=1)
def _remedies() -> PhraseSet:
    return _set(*_REMEDIES)


@lru_cache(maxsize=1)
def _conditions() -> PhraseSet:
    return _set("conditions-a", "conditions-b", "cancer", "symptoms")


@lru_cache(maxsize=1)
def _hedges() -> PhraseSet:
    return _set("scope-hedges")


@lru_cache(maxsize=1)
def _medicine() -> PhraseSet:
    return _set("medicines", "vaccines", "treatments", "prescription-medicines")
