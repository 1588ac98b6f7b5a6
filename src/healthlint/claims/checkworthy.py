"""Which sentences state something about health or science that can be tested, and which of these to check first.

Unlike the claims of the extractor these need no subject, verb and outcome that the lists know: a headline, a fragment
or a post counts as well. The kinds of statement follow Hafid et al. 2022 (SciTweets) and Full Fact's labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from healthlint.language.lexicon import lexicon
from healthlint.language.phrases import PhraseSet

if TYPE_CHECKING:
    from healthlint.language.analysis import Analysis
    from healthlint.language.sentences import Sentence
    from healthlint.model.span import Span

# Addresses of pages and people hold no words; a hashtag is a word.
_ADDRESS = re.compile(r"https?:\S*|@\w+|#")
_FIGURE = re.compile(r"\d\s?%|\bper ?cent\b|\b\d+ (?:in|out of) \d+|\b\d+(?:x| times)\b|\b(?:million|billion)s?\b")
# Words that the sciences build from Greek and Latin, which no list has all of.
_LEARNED = re.compile(
    r"\b(?:neuro|cardio|bio|micro(?!soft)|psych|immun|onco|pharmac|geophys|geolog|genom|genet|astro|hydro|thermo|electro|nano)"
    r"\w{3}|\w{3}(?:olog(?:y|ical)|itis|osis|a?emia|ectomy|opathy|biotics?)\b"
)
_COMPARES = re.compile(r"\bthan\b|\b(?:more|less|most|least) (?:un)?likely\b")
_PERSONAL = re.compile(
    r"\b(?:i|i'm|i've|my|me|she|he|her|his|their|you should|(?:the|this) (?:speaker|presenter|author))\b"
    r"|^(?:start|ask|talk to|see) (?:your|a|with)\b"
)
_MATTER = ("conditions-a", "conditions-b", "cancer", "symptoms", "body-functions", "therapies", "supplements")
_REMEDIES = ("supplements", "therapies", "food-claims", "products", "devices", "pseudo-mechanism", "home-remedies")


def checkworthy(analysis: Analysis) -> tuple[Sentence, ...]:
    """Return the sentences that state something about health or science that could be tested, in order.

    For `analysis.once(checkworthy)`.
    """
    return tuple(
        sentence
        for block in analysis.blocks
        for sentence in analysis.sentences(block)
        if is_testable(analysis.tokens(sentence), sentence.span.of(analysis.folded(block)))
    )


def is_testable(tokens: Any, folded: str) -> bool:
    """Tell whether a parsed sentence says of a topic of health or science what it does, is, or was found to be.

    `folded` is the text of the spaCy span.
    """
    words = _ADDRESS.sub(" ", folded)
    if "!" in words or not (_topics().occurs(words) or _matter().occurs(words) or _LEARNED.search(words)):
        return False
    return bool(
        _FIGURE.search(words)
        or _relations().occurs(words)
        or _COMPARES.search(words)
        or any(_says_what_it_is(token) or _announces(token) for token in tokens)
    )


def _announces(token: Any) -> bool:
    """Tell whether a verb says what was found, or that research found it ("study shows", "we found that")."""
    if token.tag_[0] != "V" or token.lower_ not in _findings():
        return False
    return any(t.dep_ == "ccomp" or t.lemma_.lower() in _research() for t in token.children)


def _says_what_it_is(token: Any) -> bool:
    """Tell whether a verb joins a thing that is not a person or a name to what it is ("salt is bad for hearts")."""
    if token.lemma_ != "be" or token.tag_[0] not in "VM":
        return False
    joined = {t.dep_: t for t in token.children}
    subject = joined.get("nsubj")
    return subject is not None and subject.tag_ in ("NN", "NNS") and ("attr" in joined or "acomp" in joined)


def to_check_first(analysis: Analysis, needed: Iterable[tuple[int, Span]] = ()) -> tuple[Sentence, ...]:
    """Return the sentences that say what a remedy, a food or a condition brings, in order.

    What medicines do is settled by others, and what befell somebody is no claim: both are left out. `needed` are
    sentences, as (block, range of its prose), that need a source for another reason; they are in it unless personal.
    """
    wanted = frozenset(needed)
    out: list[Sentence] = []
    for block in analysis.blocks:
        for sentence in analysis.sentences(block):
            folded = sentence.span.of(analysis.folded(block))
            if _PERSONAL.search(folded):
                continue
            if (block, sentence.span) in wanted or (_relations().occurs(folded) and _is_unsettled(folded)):
                out.append(sentence)
    return tuple(out)


def is_hedged(folded: str) -> bool:
    """Tell whether a sentence leaves room: for some, sometimes, maybe."""
    return _hedges().occurs(folded)


def _is_unsettled(folded: str) -> bool:
    if _medicine().occurs(folded):
        return False
    return bool(_remedies().occurs(folded) or _conditions().occurs(folded))


def _set(*names: str) -> PhraseSet:
    return PhraseSet(tuple(dict.fromkeys(phrase for name in names for phrase in lexicon(name))))


@lru_cache(maxsize=1)
def _topics() -> PhraseSet:
    return _set("science-topics")


@lru_cache(maxsize=1)
def _matter() -> PhraseSet:
    return _set(*_MATTER, "medicines", "vaccines", "surrogate-outcomes", "immune-terms")


@lru_cache(maxsize=1)
def _relations() -> PhraseSet:
    return _set("relations")


@lru_cache(maxsize=1)
def _findings() -> frozenset[str]:
    return frozenset(lexicon("finding-words"))


@lru_cache(maxsize=1)
def _research() -> frozenset[str]:
    return frozenset(lexicon("published-work")) | {"science"}


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
