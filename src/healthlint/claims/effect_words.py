"""Which words say that one thing bears on another, and whether what they are said of is one of the things named.

For judgements of a sentence as it stands: a headline, a fragment or a post counts as well, without the subject, verb
and outcome that the claim extractor asks for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from healthlint.language.lexicon import lexicon
from healthlint.language.phrases import PhraseSet
from healthlint.model.span import Span

SUBJECTS = frozenset({"csubj", "nsubj", "nsubjpass"})
_KINDS = frozenset({"amod", "compound", "conj", "nmod", "npadvmod", "poss"})


def relations(folded: str) -> list[Span]:
    """Return where a text has words of effects, links and findings of them."""
    return [span for span, _ in _relations().search(folded)]


def bears_on(tokens: Any, folded: str, named: Sequence[Span]) -> bool:
    """Tell whether one of the things named does something, or something is done by it or to it.

    `named` are ranges of `folded`, the text of the spaCy span. The object of a verb alone says little: anybody may
    "help patients".
    """
    return any(
        is_named(part, named, tokens.start_char, but=word) for word in _doing(tokens, folded) for part in _parts(word)
    )


def has_effect_word(tokens: Any, folded: str) -> bool:
    """Tell whether a parsed sentence has a word by which one thing bears on another."""
    return any(True for _ in _doing(tokens, folded))


def is_named(noun: Any, named: Sequence[Span], start: int, *, but: Any = None) -> bool:
    """Tell whether a noun, or one that tells which it is, lies in a range from `start` on and is not the word `but`."""
    return any(
        token != but and any(span.start <= token.idx - start < span.end for span in named)
        for token in _noun_and_kind(noun)
    )


def _doing(tokens: Any, folded: str) -> Iterator[Any]:
    """Yield the words by which one thing bears on another."""
    spans = relations(folded)
    for token in tokens:
        at = token.idx - tokens.start_char
        is_verb = token.tag_[0] == "V" and token.lemma_ in _acting()
        if is_verb or any(span.start <= at < span.end for span in spans):
            yield token


def _parts(verb: Any) -> Iterator[Any]:
    """Yield what an effect comes from, and what it comes by or bears on: its subject, and nouns after a preposition."""
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            yield child
        elif child.dep_ in ("prep", "agent"):
            yield from (t for t in child.children if t.dep_ in ("pobj", "pcomp"))
    if verb.dep_ in ("acl", "relcl"):
        yield verb.head
    elif verb.dep_ in ("ccomp", "conj", "xcomp"):
        yield from (t for t in verb.head.children if t.dep_ in SUBJECTS)


def _noun_and_kind(noun: Any) -> Iterator[Any]:
    yield noun
    for child in noun.children:
        if child.dep_ in _KINDS:
            yield from _noun_and_kind(child)
        elif child.dep_ == "prep" and child.lower_ in ("for", "in", "of"):
            for t in child.children:
                yield from _noun_and_kind(t)


@lru_cache(maxsize=1)
def _relations() -> PhraseSet:
    return PhraseSet(lexicon("relations"))


@lru_cache(maxsize=1)
def _acting() -> frozenset[str]:
    return frozenset(lexicon("fact-verbs"))
