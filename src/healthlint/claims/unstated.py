"""Words of a sentence by which nothing is said to be so: what is asked, aimed at or supposed.

"To see whether X lowers Y", "the drug is meant to lower Y", "if X lowers Y", "our goal is care that lowers Y".
"""

from __future__ import annotations

from healthlint.claims.predicates import named
from healthlint.claims.words import Words

_OPENERS = frozenset({"whether", "if", "unless"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "advcl", "acl"})
_COPULAR_COMPLEMENTS = ("attr", "acomp", "xcomp", "ccomp")
_ADDED = frozenset({"appos", "parataxis"})  # "…: a mistake that harms" is said of its own
# "It cannot prove that …" tells nothing of what follows; "it did not show that …" denies it.
_SETTLING = frozenset(
    {"prove", "establish", "determine", "tell", "know", "confirm", "conclude", "mean", "imply", "say"}
)
_RESULTING = frozenset({"be", "become", "find", "reveal", "reach", "produce"})
_ASKING = frozenset({"how", "why", "what", "which"})
_OPEN = frozenset({"unclear", "unknown", "uncertain", "unsure", "not", "n't", "ask", "asked", "wondered"})
_NEGATIONS = frozenset({"not", "n't", "never", "cannot"})


def unstated(words: Words) -> frozenset[int]:
    """Return the words inside questions, conditions, aims and purposes."""
    inside: set[int] = set()
    for i in range(len(words)):
        if i not in inside and _opens(words, i):
            _take(words, i, inside)
    return frozenset(inside)


def is_aim(words: Words, i: int) -> bool:
    """Tell whether a predicate says what somebody is after: "our goal is to …"."""
    return words.lemma[i] == "be" and any(words.lower[s] in named("aim-nouns") for s in words.subjects(i))


def is_achieved(words: Words, i: int) -> bool:
    """Tell whether "they were able to slow it" tells what was done: past ability with "be able" is no mere ability.

    Source: Bhatt 1999 on actuality.
    """
    above = words.head[i]
    if words.dep[i] != "xcomp" or words.lower[above] != "able":
        return False
    return words.lower[words.head[above]] in {"was", "were"} or any(
        words.lower[k] in {"was", "were"} for k in words.kids[above]
    )


def _opens(words: Words, i: int) -> bool:
    """Tell whether a word heads a clause of which nothing is said to be so."""
    if any(words.lower[k] in _OPENERS and words.dep[k] in {"mark", "advmod"} for k in words.kids[i]):
        return True
    above, dep = words.head[i], words.dep[i]
    if dep in {"ccomp", "csubj"} and any(words.lower[k] in _ASKING for k in words.kids[i]) and _is_open(words, above):
        return True
    if above == i:
        return False
    if dep in _COPULAR_COMPLEMENTS and is_aim(words, above):
        return True
    if dep == "ccomp" and words.lemma[above] in _SETTLING:
        return any(words.lower[k] in _NEGATIONS for k in words.kids[above])
    if dep not in _COMPLEMENTS or not any(words.tag[k] == "TO" for k in words.kids[i]):
        return False
    if words.lemma[i] in named("link-verbs"):
        return False  # what is "used to predict falls" does so
    if dep == "advcl":  # not "rose to become", "it is common to see"
        return words.lemma[i] not in _RESULTING and words.lemma[above] != "be"
    return words.lemma[above] in named("aim-verbs") or words.lower[above] in named("aim-nouns")


def _is_open(words: Words, i: int) -> bool:
    """Tell whether something is said to be unknown: "it is unclear how …", "we do not know why …"."""
    near = (words.lower[i], *(words.lower[k] for k in words.of_dep(i, "acomp", "oprd", "neg")))
    return not _OPEN.isdisjoint(near)


def _take(words: Words, i: int, inside: set[int]) -> None:
    waiting = [i]
    while waiting:
        at = waiting.pop()
        inside.add(at)
        waiting += [k for k in words.kids[at] if k not in inside and words.dep[k] not in _ADDED]
