"""Word forms, from a maintained table (lemminflect): loaded at the first question, answers kept."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from healthlint.language.threads import one_numeric_thread
from healthlint.language.word_table import Dictionary

_UPOS = {"V": "VERB", "N": "NOUN", "J": "ADJ", "R": "ADV"}


@lru_cache(maxsize=1)
def _package() -> tuple[Any, Dictionary]:
    with one_numeric_thread():  # it loads numpy
        import lemminflect
    return lemminflect, Dictionary(lemminflect)


@lru_cache(maxsize=20_000)
def forms(word: str) -> frozenset[str]:
    """Return the Penn tags that a word form can have by the dictionary ("boosts": VBZ, NNS); empty if unknown.

    A tag is given when inflecting one of the word's lemmas to it gives this very form.
    """
    lowered = word.lower()
    if not lowered.isalpha():
        return frozenset()
    return frozenset(_package()[1].tags(lowered))


@lru_cache(maxsize=20_000)
def inflect(word: str, tag: str) -> str | None:
    """Return the form of a word for a Penn tag ("boosts", "VB": "boost"), in the word's own case; None if unknown."""
    upos = _UPOS.get(tag[0], "NOUN")
    package, _ = _package()
    lemmas = package.getLemma(word.lower(), upos=upos)
    if not lemmas:
        return None
    inflected = package.getInflection(lemmas[0], tag=tag)
    return match_case(word, inflected[0]) if inflected else None


def match_case(model: str, word: str) -> str:
    """Return `word` with the capitals of `model`: all, the first, or none."""
    if len(model) > 1 and model.isupper():
        return word.upper()
    if model[:1].isupper():
        return word[:1].upper() + word[1:]
    return word
