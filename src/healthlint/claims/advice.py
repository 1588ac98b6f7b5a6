"""Whether a sentence advises practice: not at all, weakly ("may be an option"), or strongly ("should be avoided").

The three grades are those of Li, Wang and Yu 2021 (EMNLP). Advice is what a clinician, a patient or a planner is to do;
a call for research ("further trials are needed"), a caution about reading the results, a forecast ("the trial should
give an answer") and what is told in the past ("it was feasible", "surgery was needed") are none.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from healthlint.claims.predicates import is_infinitive, mood, named
from healthlint.claims.words import Words

GRADES = ("none", "weak", "strong")

_OUGHT = frozenset({"should", "must", "ought", "shall", "need"})
_POSSIBLE = frozenset({"can", "ca", "may", "might", "could"})
_COPULAR = frozenset({"be", "become", "remain", "appear", "seem", "prove"})
_MODIFYING = frozenset({"amod", "compound", "advmod", "nmod", "acl"})
_NEED = frozenset({"need", "needs", "necessity", "requirement"})
_VOICED = frozenset({"recommend", "advise", "advocate", "urge"})
# What writers tell readers to do with the text.
_MILD = frozenset({"consider", "try", "think"})
_NO_ORDER = frozenset(
    {
        "see",
        "note",
        "let",
        "look",
        "imagine",
        "suppose",
        "remember",
        "thank",
        "read",
        "learn",
        "click",
        "find",
        "visit",
        "follow",
        "view",
        "download",
        "subscribe",
        "join",
        "browse",
        "register",
        "watch",
    }
)
_NEEDED_BY = frozenset({"need", "require", "necessitate"})
# What a practice "may" do for somebody, and what somebody "may" do.
_MAY_HELP = frozenset(
    {"help", "aid", "benefit", "offer", "serve", "need", "require", "warrant", "consider", "recommend"}
)
_UPHOLD = frozenset({"support", "endorse", "encourage", "justify"})
_GIVE = frozenset({"provide", "lend", "give", "offer", "add", "demonstrate"})
_PUT_FORWARD = frozenset({"offer", "provide", "represent", "constitute", "give", "become", "remain"})
# A method is put forward only where it is praised: "a useful method".
_METHODS = frozenset({"method", "technique", "approach", "procedure", "modality", "strategy"})
_FURTHER = frozenset(
    {"further", "future", "additional", "larger", "prospective", "prospectively", "randomized", "randomised"}
)


def sentence_advice(sentence: Any) -> str:
    """Return none, weak or strong for a spaCy Span of one sentence."""
    return advice(Words.of(sentence))


def advice(words: Words) -> str:
    """Return the grade of the strongest advice in a sentence."""
    if not _has_words_of_advice(words):
        return "none"
    every = range(len(words))
    if any(_is_strong(words, i) for i in every):
        return "strong"
    return "weak" if any(_is_weak(words, i) for i in every) else "none"


def _has_words_of_advice(words: Words) -> bool:
    """Tell whether a sentence has a word that advice can begin with: most have none, and are not walked."""
    if words.tag[words.root] == "VB" or not _words().isdisjoint(words.lower):
        return True
    return not _lemmas().isdisjoint(words.lemma)


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    said = _OUGHT | _POSSIBLE | _NEED | {"importance", "important"}
    return said | named("option-nouns") | named("practice-adjectives")


@lru_cache(maxsize=1)
def _lemmas() -> frozenset[str]:
    return _UPHOLD | {"need", "have"} | named("necessity-words")


def _is_strong(words: Words, i: int) -> bool:
    if _is_told(words, i):
        return words.lemma[i] not in _MILD
    if _is_obliged(words, i):
        return not _is_for_research(words, i) and not _is_forecast(words, i)
    if words.lower[i] in _NEED and words.tag[i][:2] == "NN":
        return _is_need(words, i)
    return words.lemma[i] in named("necessity-words") and _necessity(words, i) == "strong"


def _is_told(words: Words, i: int) -> bool:
    """Tell whether a verb is an order: "Talk to your doctor", not "See table 2" and not a question."""
    if words.tag[i] != "VB" or i != words.root or words.lower[-1] == "?" or words.lemma[i] in _NO_ORDER:
        return False
    auxiliaries = {words.lower[c] for c in words.of_dep(i, "aux")}
    return auxiliaries <= {"do"} and not words.of_dep(i, "nsubj", "nsubjpass", "csubj", "expl", "mark")


def _is_obliged(words: Words, i: int) -> bool:
    """Tell whether a verb has "should", "must" or "need to" before it."""
    if any(words.lower[c] in _OUGHT for c in words.of_dep(i, "aux")):
        return True
    above = words.head[i]
    if words.dep[i] != "xcomp" or words.lemma[above] not in {"need", "have"} or not words.is_verb(above):
        return False
    if words.lemma[i] == "do" or not _is_of_now(words, above):
        return False  # "it has to do with", "we had to stop"
    return is_infinitive(words, i) and mood(words, above) != "conditional"


def _is_for_research(words: Words, i: int) -> bool:
    """Tell whether what ought to be done is research, or care in reading it."""
    subjects = words.subjects(i) or words.subjects(words.head[i])
    if _has_research(words, subjects):
        return True
    lemma = words.lemma[i]
    if lemma in named("inquiry-verbs"):
        return not _has_people(words, subjects)
    if lemma in named("assessment-verbs") and not _FURTHER.isdisjoint(words.lower):
        return True
    if any(words.lemma[c] in named("inquiry-verbs") for c in words.of_dep(i, "advcl")):
        return True
    return _has_research(words, words.objects_of_prepositions(i, "prep", "agent"))


def _has_research(words: Words, nouns: list[int]) -> bool:
    return any(words.lower[i] in named("inquiry-nouns") for i in nouns)


def _has_people(words: Words, nouns: list[int]) -> bool:
    return any(words.lower[i] in named("people-nouns") for i in nouns)


def _is_forecast(words: Words, i: int) -> bool:
    """Tell whether "should" says what will come, not what to do: "the trial should give an answer"."""
    if words.of_dep(i, "nsubjpass", "auxpass") or words.dep[i] == "xcomp" or _has_people(words, words.subjects(i)):
        return False
    return words.lemma[i] in named("causal-verbs") or words.lemma[i] in named("light-verbs") - {"be", "have", "take"}


def _necessity(words: Words, i: int) -> str:
    """Return the grade of "is needed", "we recommend", "may be essential"; none where it is research that is needed,
    and where it is told what was needed.
    """
    verb = i if words.is_verb(i) else words.head[i]
    if words.dep[i] in _MODIFYING or (verb != i and words.lemma[verb] not in _COPULAR):
        return "none"
    if not _is_of_now(words, verb) or any(words.lower[c] in {"if", "when", "whether"} for c in words.kids[verb]):
        return "none"
    passive = verb != i or bool(words.of_dep(verb, "nsubjpass", "auxpass"))
    about = words.subjects(verb) if passive else words.of_dep(verb, "dobj", "ccomp", "xcomp")
    if not about or _has_research(words, about):
        return "none"
    if not passive and words.lemma[i] in _NEEDED_BY and not _has_people(words, words.subjects(verb)):
        return "none"  # "the test requires a drop of blood"
    inner = [c for c in (*words.of_dep(i, "xcomp", "ccomp"), *about) if words.is_verb(c)]
    if any(words.lemma[c] in named("inquiry-verbs") or words.lemma[c] in named("assessment-verbs") for c in inner):
        return "none"
    voiced = words.lemma[i] in _VOICED and any(words.lower[s] in {"we", "i"} for s in words.subjects(verb))
    return "strong" if voiced or mood(words, verb) == "direct" else "weak"


def _is_of_now(words: Words, verb: int) -> bool:
    """Tell whether a verb is in the present or has a modal; what is told in the past is a finding."""
    first = next(iter(words.of_dep(verb, "aux", "auxpass")), verb)
    return words.tag[first] not in {"VBD", "VBG"}


def _is_need(words: Words, i: int) -> bool:
    """Tell whether a need is pointed to: "shows the need for", not "reduced the need for", "without the need to"."""
    head = i
    while words.dep[head] == "conj":
        head = words.head[head]
    above = words.head[head]
    pointed = words.dep[head] != "pobj" or words.lemma[words.head[above]] == "point"
    if not pointed or words.lemma[above] in named("causal-verbs"):
        return False
    about = [*words.objects_of_prepositions(i, "prep"), *words.of_dep(i, "acl")]
    inquiry = any(words.lemma[k] in named("inquiry-verbs") for k in about)
    return bool(about) and not inquiry and not _has_research(words, about)


def _is_weak(words: Words, i: int) -> bool:
    lemma, lower = words.lemma[i], words.lower[i]
    if lemma in _MILD and _is_told(words, i):
        return True
    if lemma == "want" and any(words.lower[c] in {"may", "might"} for c in words.of_dep(i, "aux")):
        return _has_people(words, words.subjects(i))  # "you may want to avoid"
    if any(words.lower[c] in _POSSIBLE for c in words.of_dep(i, "aux")):
        if lemma in _MAY_HELP:
            return True
        if lemma in named("use-verbs") and words.of_dep(i, "auxpass", "nsubjpass"):
            return not _has_research(words, words.subjects(i))
    if lemma in named("necessity-words") and _necessity(words, i) == "weak":
        return True
    if lower in named("option-nouns"):
        return _is_put_forward(words, i)
    if lower in named("practice-adjectives"):
        return _is_said_of_practice(words, i)
    if lower == "importance":
        return words.dep[i] in {"dobj", "attr"} and bool(words.of_dep(i, "prep"))
    if lower == "important":
        return words.dep[i] == "acomp" and _is_said_of_practice(words, i)
    return lemma in _UPHOLD and _is_upheld(words, i)


def _is_upheld(words: Words, i: int) -> bool:
    """Tell whether findings support a practice, and not an idea: "support the use of", "lend support for"."""
    if words.is_verb(i):
        found = any(words.lower[s] in named("research-nouns") for s in words.subjects(i))
        about = words.of_dep(i, "dobj")
    else:
        found = words.lemma[words.head[i]] in _GIVE
        about = words.objects_of_prepositions(i, "prep")
    return found and any(words.lower[k] not in named("supported-ideas") for k in about)


def _is_put_forward(words: Words, i: int) -> bool:
    """Tell whether something is called an option: "is an option", "as an alternative", "offers a useful tool"."""
    if words.lower[i] in _METHODS:
        praised = any(words.lower[k] in named("practice-adjectives") for k in words.of_dep(i, "amod"))
        if not praised:
            return False
    head, dep = words.head[i], words.dep[i]
    if dep == "conj":
        head, dep = words.head[head], words.dep[head]
    if dep in {"attr", "oprd"}:
        return _is_of_now(words, head)
    if dep == "dobj":
        return words.lemma[head] in _PUT_FORWARD
    return dep == "pobj" and words.lower[head] == "as"


def _is_said_of_practice(words: Words, i: int) -> bool:
    """Tell whether "is useful" is said now, and of a practice: "was feasible" tells what was found."""
    node = i
    while words.dep[node] == "conj":
        node = words.head[node]
    verb = words.head[node]
    if words.dep[node] == "amod" and words.dep[verb] == "attr":
        verb = words.head[verb]
    elif words.dep[node] not in {"acomp", "oprd"}:
        return False
    return _is_of_now(words, verb) and not _has_research(words, words.subjects(verb))
