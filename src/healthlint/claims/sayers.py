"""Who only says, believes or looks into what a clause states: "fans say that it eases pain", "this guide tells how"."""

from __future__ import annotations

from functools import lru_cache

from healthlint.claims.predicates import named
from healthlint.claims.words import Words

# Lexicons of verbs that report are kept for what follows them; these have what is reported on as their subject.
_SAID_OF = frozenset({"seem", "appear", "mean", "prove", "provide", "support"})
_REPORTED = frozenset({"ccomp", "parataxis"})
_ASKING = frozenset({"how", "why", "whether", "when", "where"})
# What follows these is a clause even where the parser misses it: "healers believe cupping eases pain".
_ONLY_CLAUSES = frozenset({"believe", "claim", "say", "think", "argue", "insist", "assert"})


def is_sayer(words: Words, noun: int) -> bool:
    """Tell whether a noun is the subject of a verb that only reports a clause of its own."""
    verb = words.head[noun]
    if verb == noun or words.dep[noun] != "nsubj":
        return False
    if words.lemma[verb] in _ONLY_CLAUSES:
        return True
    reported = words.of_dep(verb, *_REPORTED)
    if words.lemma[verb] in _verbs():
        return bool(reported)
    return any(words.lower[k] in _ASKING for c in reported for k in words.kids[c])  # "this guide covers how it works"


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    return (named("saying-verbs") | named("reporting-verbs") | named("inquiry-verbs")) - _SAID_OF
