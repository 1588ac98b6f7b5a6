"""What a sentence states: its predicates, seen through "the study found that …", and the mood that each is in."""

from __future__ import annotations

import re
from functools import lru_cache

from healthlint.claims.words import Words
from healthlint.language.lexicon import lexicon

_MAY = frozenset({"may", "might", "could", "would"})
_CAN = frozenset({"can", "ca"})
_DEONTIC = frozenset({"should", "must", "ought", "shall", "need"})
_ABLE = frozenset({"able", "ability", "capable", "capacity", "power"})
_NEEDING = frozenset({"need", "require", "warrant", "deserve", "merit", "recommend"})
_NEED = frozenset({"need", "needs", "importance", "necessity"})
_NEEDED = frozenset(
    {"necessary", "essential", "important", "crucial", "vital", "imperative", "mandatory", "advisable", "critical"}
)
_INNER = ("ccomp", "xcomp")
# Relations through which the mood of the word above reaches a verb.
_GOVERNED = frozenset({"xcomp", "acl", "ccomp", "acomp", "oprd", "advcl"})
_WHEN = frozenset({"when", "where", "once"})
_REGISTRATION = re.compile(r"\b(?:nct\d|isrctn|clinicaltrials\.gov)")


@lru_cache(maxsize=64)
def named(name: str) -> frozenset[str]:
    """Return a lexicon as a set. Raises RuleError on an unknown name."""
    return frozenset(lexicon(name))


def main_predicates(words: Words) -> list[int]:
    """Return the verbs that carry what is stated, in order: of "we found that X lowers Y and raises Z" the last two.

    A reporting verb with no clause of its own ("we found a link") is its own predicate.
    """
    out: list[int] = []
    seen: set[int] = set()
    waiting = [words.root]
    while waiting:
        i = waiting.pop(0)
        if i in seen:
            continue
        seen.add(i)
        inner = _reported(words, i)
        if inner:
            waiting[:0] = inner
        else:
            out.append(i)
        waiting += [c for c in words.of_dep(i, "conj", "parataxis") if _is_clause(words, c)]
    return out


def _reported(words: Words, i: int) -> list[int]:
    """Return the clauses that a reporting verb, or "it is likely that", reports; "asks whether …" reports nothing."""
    if words.lemma[i] == "be":
        inner = ("ccomp",)
    elif words.lemma[i] in named("reporting-verbs"):
        inner = _INNER
    else:
        return []
    clauses = [c for c in words.of_dep(i, *inner) if _is_clause(words, c)]
    asked = any(words.lower[k] in {"whether", "if", "how", "why"} for c in clauses for k in words.kids[c])
    return [] if asked else clauses


def _is_clause(words: Words, i: int) -> bool:
    return words.is_verb(i) or bool(words.of_dep(i, "cop", "aux", "auxpass", "nsubj"))


def mood(words: Words, i: int) -> str:
    """Return conditional, can or direct for a verb: its modal, its adverbs, and what governs its infinitive."""
    able = False
    for _ in range(5):
        if _is_hedged(words, i):
            return "conditional"
        able = able or any(words.lower[c] in _CAN for c in words.of_dep(i, "aux"))
        above = words.head[i]
        if above == i or not _shares_mood(words, i):
            break
        if words.dep[i] in _GOVERNED:
            weak = named("weak-governors")
            said = (words.lemma[above], words.lower[above], *(words.lower[c] for c in words.of_dep(above, "acomp")))
            if not weak.isdisjoint(said):
                return "conditional"
            able = able or words.lemma[above] in _ABLE
        i = above
    return "can" if able else "direct"


def _is_hedged(words: Words, i: int) -> bool:
    """Tell whether a verb has a modal of possibility or an adverb that says "perhaps"."""
    if any(words.lower[c] in _MAY for c in words.of_dep(i, "aux")):
        return True
    return any(words.lower[c] in named("epistemic-adverbs") for c in words.of_dep(i, "advmod", "acomp", "npadvmod"))


def _shares_mood(words: Words, i: int) -> bool:
    """Tell whether a verb is in the mood of the word above it: an infinitive, or joined without a subject."""
    dep = words.dep[i]
    if dep == "advcl":  # "may drain the sinus, easing pain"
        return is_infinitive(words, i) or (words.tag[i] == "VBG" and not words.of_dep(i, "nsubj", "mark"))
    if dep == "conj":
        return not words.of_dep(i, "nsubj", "nsubjpass")
    return dep in _GOVERNED or dep == "attr"


def is_infinitive(words: Words, i: int) -> bool:
    """Tell whether a verb has "to"."""
    return any(words.tag[c] == "TO" for c in words.kids[i])


def is_deontic(words: Words, i: int) -> bool:
    """Tell whether a verb says what ought to be done: "should be checked", "must not"."""
    return any(words.lower[c] in _DEONTIC for c in words.of_dep(i, "aux"))


def is_no_finding(words: Words, i: int) -> bool:
    """Tell whether a predicate is advice, a need, a registration, or about the research itself: no finding."""
    lemma = words.lemma[i]
    if lemma in _NEEDING or is_deontic(words, i) or _is_about_need(words, i):
        return True
    if _REGISTRATION.search(" ".join(words.lower)):
        return True
    if not any(words.lower[s] in named("research-nouns") for s in words.subjects(i)):
        return False
    # "We compared …", "these findings will help clinicians"
    return (lemma in named("research-verbs") and not words.of_dep(i, "nsubjpass")) or lemma in named("causal-verbs")


def _is_about_need(words: Words, i: int) -> bool:
    """Tell whether what is said is that something is needed or matters: "underlines the need for", "it is vital to"."""
    if any(words.lower[c] in _NEED for c in words.of_dep(i, "dobj", "attr", "nsubj")):
        return True
    subjects = {words.lower[s] for s in words.subjects(i)}
    return any(
        words.lower[c] in _NEEDED
        and ("it" in subjects or not subjects.isdisjoint(named("research-nouns")) or words.of_dep(c, "xcomp"))
        for c in words.of_dep(i, "acomp")
    )


def _shares_purpose(words: Words, i: int) -> bool:
    """Tell whether a verb is stated, or a purpose, with the one above it: "to cool and calm", "to help prevent"."""
    if not words.is_verb(words.head[i]) or words.of_dep(i, "nsubj", "nsubjpass"):
        return False
    return words.dep[i] == "conj" or (words.dep[i] in _INNER and words.tag[i] == "VB" and not is_infinitive(words, i))


def is_stated_aside(words: Words, i: int) -> bool:
    """Tell whether a verb beside the main ones is stated too: "…, leading to falls", "a drug that lowers …", "by
    raising …"; not a purpose ("to reduce"), a question ("whether it reduces") or advice.
    """
    if is_deontic(words, i) or any(words.lower[c] in {"whether", "if"} for c in words.kids[i]):
        return False
    if is_infinitive(words, i) and any(words.lower[c] == "how" for c in words.kids[i]):
        return False  # "she knows how to lower it"
    if words.lemma[i] == "be" and any(words.lower[c] in _WHEN for c in words.of_dep(i, "advmod", "mark")):
        return False  # "when other drugs are ineffective"
    if words.dep[i] == "relcl" and words.lemma[words.head[i]] == "experiment":
        return False  # "an experiment that sped up ageing"
    while _shares_purpose(words, i):
        i = words.head[i]
    dep, above = words.dep[i], words.lemma[words.head[i]]
    if is_infinitive(words, i):
        stated = above in _ABLE or above in {"help", "fail"} or above in named("weak-governors")
        return dep in {"xcomp", "ccomp", "acl"} and (stated or above in named("reporting-verbs"))
    if dep == "pcomp":
        return above == "by"
    # "Preventing falls is hard" says of no act that it is done.
    return dep not in {"amod", "compound", "csubj", "pobj", "conj", "dobj", "nsubj", "appos"}
