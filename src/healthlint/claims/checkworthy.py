"""Which sentences state something about health or science that can be tested.

Unlike the claims of the extractor these need no subject, verb and outcome that the lists know: a headline, a fragment
or a post counts as well. The kinds of statement follow Hafid et al. 2022 (SciTweets).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from healthlint.claims.effect_words import bears_on, has_effect_word
from healthlint.language.lexicon import lexicon
from healthlint.language.phrases import PhraseSet, longest
from healthlint.model.span import Span

if TYPE_CHECKING:
    from healthlint.language.analysis import Analysis
    from healthlint.language.sentences import Sentence

# Addresses of pages and people hold no words; a hashtag is a word.
_ADDRESS = re.compile(r"https?:\S*|@\w+|#")
_FIGURE = re.compile(r"\d\s?%|\bper ?cent\b|\b\d+ (?:in|out of) \d+|\b\d+(?:x| times)\b|\b(?:million|billion)s?\b")
# Words that the sciences build from Greek and Latin, which no list has all of.
_LEARNED = re.compile(
    r"\b(?:neuro|cardio|bio|micro(?!soft)|psych|immun|onco|pharmac|geophys|geolog|genom|genet|astro|hydro|thermo|electro|nano)"
    r"\w{3}|\w{3}(?:olog(?:y|ical)|itis|osis|a?emia|ectomy|opathy|biotics?)\b"
)
_COMPARES = re.compile(r"\bthan\b|\b(?:more|less|most|least) (?:un)?likely\b")
_SPEAKERS = re.compile(r"\b(?:i|i'm|im|me|my|you|your|u|ur|we|our|us|he|she|his|her)\b")
_SEVERAL, _MANY, _SCIENCE = 2, 3, 4  # topics
_MATTER = ("conditions-a", "conditions-b", "cancer", "symptoms", "body-functions", "therapies", "supplements")


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

    Words of every day ("children", "water") are topics too; alone they are none, so that more is asked of them: two of
    them in one statement of which one is what does it, a comparison or a figure, or still more topics. `folded` is the
    text of the spaCy span.
    """
    words = _ADDRESS.sub(_blank, folded)
    if "!" in words or _invitations().occurs(words):
        return False
    learned, everyday = _topics_of(words)
    topics = len(learned) + len(everyday)
    if topics >= _SCIENCE:
        return True
    if not learned and topics < _SEVERAL:
        return False
    measured = bool(_FIGURE.search(words) or _COMPARES.search(words))
    if measured or (learned and any(_says_what_it_is(token) or _announces(token) for token in tokens)):
        return True
    if not has_effect_word(tokens, words):
        return False
    if topics >= _MANY or (learned and not _SPEAKERS.search(words)):
        return True
    named = learned if topics < _SEVERAL else (*learned, *everyday)
    return bears_on(tokens, words, named)


def _topics_of(words: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return where a text names topics: those of medicine and science, and those of every day outside them."""
    hits = [
        *_topics().search(words),
        *_matter().search(words),
        *((Span(*m.span()), 0) for m in _LEARNED.finditer(words)),
    ]
    learned = tuple(span for span, _ in longest(hits))
    others = (span for span, _ in longest(_everyday().search(words)))
    return learned, tuple(span for span in others if not any(span.overlaps(one) for one in learned))


def _blank(address: re.Match[str]) -> str:
    return " " * len(address.group())


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


def _set(*names: str) -> PhraseSet:
    return PhraseSet(tuple(dict.fromkeys(phrase for name in names for phrase in lexicon(name))))


@lru_cache(maxsize=1)
def _topics() -> PhraseSet:
    return _set("science-topics")


@lru_cache(maxsize=1)
def _everyday() -> PhraseSet:
    return _set("everyday-topics")


@lru_cache(maxsize=1)
def _invitations() -> PhraseSet:
    return _set("invitations")


@lru_cache(maxsize=1)
def _matter() -> PhraseSet:
    return _set(*_MATTER, "medicines", "vaccines", "surrogate-outcomes", "immune-terms")


@lru_cache(maxsize=1)
def _findings() -> frozenset[str]:
    return frozenset(lexicon("finding-words"))


@lru_cache(maxsize=1)
def _research() -> frozenset[str]:
    return frozenset(lexicon("published-work")) | {"science"}
