"""Words that tell of a connection, an effect or a comparison where no predicate of the sentence says so: headlines,
clauses that the parser misses, nouns with what belongs to them.
"""

from __future__ import annotations

from healthlint.claims.effects import CAUSE, effect_of, is_effect_noun, is_link_verb, is_misread_verb, is_quantity
from healthlint.claims.predicates import is_stated_aside, mood, named
from healthlint.claims.strength import rank
from healthlint.claims.unstated import is_achieved, unstated
from healthlint.claims.words import Words

_LIKELY = frozenset({"likely", "prone", "susceptible", "vulnerable"})
_COUNTED = frozenset({"common", "frequent", "prevalent"})  # "the most common effect" ranks, and compares no groups
_GRADING = frozenset({"more", "less", "as", "most", "least"})
# Nouns of a connection that are other things without "between", "of", "to".
_NEED_PREPOSITION = frozenset({
    "indicator", "indicators", "marker", "markers", "biomarker", "biomarkers", "link", "links", "tie", "ties", "trend",
    "trends", "difference", "differences", "related", "discrepancy", "discrepancies",
})  # fmt: skip
# Effects that need no "of" to be one.
_EFFECTS = frozenset({"benefit", "benefits", "harm", "harms"})
_SETTLED = frozenset(
    {"establish", "understand", "determine", "know", "weigh", "outweigh", "balance", "characterise", "characterize"}
)
_QUESTIONS = frozenset(
    {"question", "questions", "issue", "understanding", "knowledge", "awareness", "study", "studies", "assessment"}
    | {"paper", "papers", "report", "reports", "article", "articles", "information", "book", "books", "course", "talk"}
)
_AMOUNTS = frozenset({"degree", "extent", "level", "size", "magnitude", "kind", "type", "number", "range"})
_OPEN_ENDS = frozenset({"unknown", "uncertain", "unclear"})
_OBJECT_OPENERS = frozenset({"both", "the", "their", "your", "its"})
_CHANGES = frozenset({
    "increase", "increases", "decrease", "decreases", "reduction", "reductions", "rise", "decline", "drop", "fall",
    "deterioration", "improvement", "improvements", "change", "changes",
})  # fmt: skip
_OF_MONEY = frozenset({"financial", "commercial", "industry", "consulting", "business", "personal"})
# Verbs that describe what is spoken of: a connection that is named outweighs them.
_DESCRIBING = frozenset({"relcl", "acl"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "ROOT", "conj", "attr"})
_COMPARED = frozenset({"amod", "acomp", "attr", "advmod", "ccomp", "conj", "ROOT"})
_OPEN = frozenset({"more", "less", "better", "double", "older", "younger", "later", "earlier", "longer"})
_NOT_GROUPS = frozenset({"half", "a", "an", "one", "previously", "expected", "many"})  # "than half", "than expected"


def sign(words: Words, mains: list[int]) -> tuple[str, int] | None:
    """Return the strength that the words beside the main predicates give, and the word that does; None for none."""
    asked = unstated(words)
    every = [i for i in range(len(words)) if i not in asked]
    for i in every:
        if is_misread_verb(words, i):
            return "direct", i
        if words.lower[i] == "lower" and (found := _lowering(words, i)):
            return found, i
    aside = [i for i in every if i not in mains and words.is_verb(i) and is_stated_aside(words, i)]
    acts = [i for i in aside if effect_of(words, i) == CAUSE]
    found = _strongest(words, [i for i in acts if words.dep[i] not in _DESCRIBING])
    if found:
        return found
    for i in every:
        if _names_link(words, i):
            return "correlational", i
    found = _strongest(words, acts)
    if found:
        return found
    for i in every:
        if _names_effect(words, i):
            return _mood_at(words, i), i
    return next((("correlational", i) for i in every if _compares(words, i)), None)


def _lowering(words: Words, i: int) -> str:
    """Return the mood of "lower" where the tagger takes the verb for an adjective: "could greatly lower rates"; ""."""
    if words.is_verb(i) or i < 2:
        return ""
    before = i - 2 if words.tag[i - 1] == "RB" else i - 1
    if words.tag[before] == "MD":
        return {"can": "can", "will": "direct"}.get(words.lower[before], "conditional")
    if words.tag[before] == "TO" and words.lemma[before - 1] in named("weak-governors"):
        return "conditional"
    follows = words.lower[i + 1] if i + 1 < len(words) else ""
    return "direct" if words.tag[before] == "NNS" and follows in _OBJECT_OPENERS else ""


def _strongest(words: Words, verbs: list[int]) -> tuple[str, int] | None:
    """Return the strongest mood of some verbs and the first that is in it; None for no verbs."""
    return max(
        (("direct" if is_achieved(words, i) else _mood_of_description(words, i), i) for i in verbs),
        key=lambda one: (rank(one[0]), -one[1]),
        default=None,
    )


def _mood_of_description(words: Words, i: int) -> str:
    """Return the mood of a verb, which is no surer than what is said of what it describes: of "a drug that lowers Y may
    come one day" conditional.
    """
    found = mood(words, i)
    noun = words.head[i]
    if words.dep[i] != "relcl" or words.dep[noun] not in {"nsubj", "nsubjpass"}:
        return found
    if not any(words.lower[c] in {"a", "an"} for c in words.of_dep(noun, "det")):
        return found
    return min(found, mood(words, words.head[noun]), key=rank)


def _mood_at(words: Words, i: int) -> str:
    """Return the mood that a noun or adjective is in: that of hedges on the way up to its verb, else the verb's."""
    while not words.is_verb(i):
        if any(words.lower[k] in named("hedge-words") for k in (i, *words.kids[i])):
            return "conditional"
        if words.head[i] == i:
            return "direct"
        i = words.head[i]
    return mood(words, i)


def _names_link(words: Words, i: int) -> bool:
    lower, before = words.lower[i], words.lower[i - 1] if i else ""
    if words.tag[i][:3] == "NNP" or (lower in {"tie", "ties", "relationships", "relationship"} and before in _OF_MONEY):
        return False  # "the American Heart Association", "financial ties to the maker"
    if lower in named("link-nouns") or lower in named("link-adjectives"):
        return lower not in _NEED_PREPOSITION or bool(words.of_dep(i, "prep"))
    if words.dep[i] != "amod" and is_link_verb(words, i):
        return True
    if is_misread_verb(words, i, "link-verbs") or f"{before} {lower}" in named("link-nouns"):
        return True
    if lower == "risk":
        return "at" in words.lower[max(0, i - 2) : i]
    prenominal = words.dep[i] == "amod" and words.head[i] > i  # "more vulnerable children"
    return (lower in _LIKELY and before in _GRADING and not prenominal) or (
        lower in _COUNTED and before in {"more", "less"}
    )


def _names_effect(words: Words, i: int) -> bool:
    lower = words.lower[i]
    if words.is_verb(i):
        return False
    if lower in named("effect-adjectives"):
        described = words.head[words.head[i]] if words.dep[i] == "conj" else words.head[i]
        if words.lower[described] in named("illness-heads"):
            return False  # "a fatal tumour"
        if words.dep[i] == "amod" and any(words.lower[c] == "no" for c in words.kids[described]):
            return False  # "there are no effective treatments"
        if words.dep[described] in {"advcl", "relcl"} and not is_stated_aside(words, described):
            return False  # "when other drugs are ineffective"
        of_people = any(words.lower[s] in named("people-nouns") for s in words.subjects(words.head[i]))
        return not of_people and (words.dep[i] != "amod" or words.dep[words.head[i]] not in {"dobj", "pobj", "nsubj"})
    if lower in _EFFECTS:
        above = words.head[i]
        told = bool(words.of_dep(i, "prep")) or words.lemma[above] in named("light-verbs")
        # "Night work harms sleep": a base form next to it is a noun in truth, and this the verb.
        told = told or (above == i + 1 and words.tag[above] in {"VB", "VBP"})
        return told and (words.dep[i] != "pobj" or words.lower[words.head[i]] == "of") and not _is_measured(words, i)
    if words.dep[i] not in _ARGUMENTS or not is_effect_noun(words, i):
        return False
    if _is_measured(words, i):
        return False  # "to evaluate the effect of"
    return any(words.lower[c] in {"of", "on"} for c in words.of_dep(i, "prep"))


def _is_measured(words: Words, i: int) -> bool:
    """Tell whether an effect is only what is looked into: "to evaluate the harms", "its cause is unknown"."""
    while words.dep[i] == "conj" and not words.is_verb(words.head[i]):
        i = words.head[i]  # "a paper on heat and the effects of noise"
    above = words.head[i]
    if words.dep[i] == "pobj" and words.lower[words.head[above]] in _QUESTIONS:
        return True
    if words.dep[i] == "pobj" and words.lower[above] == "of" and words.lower[words.head[above]] in _AMOUNTS:
        return _is_measured(words, words.head[above])  # "to evaluate the degree of benefit"
    if words.lower[i] in {"cause", "causes"} and any(
        words.lower[c] in _OPEN_ENDS for c in words.of_dep(above, "acomp", "oprd")
    ):
        return True
    return words.lemma[above] in named("research-verbs") | _SETTLED


def _compares(words: Words, i: int) -> bool:
    """Tell whether a word compares groups or times, or names a risk or change of somebody."""
    lower = words.lower[i]
    if lower in named("degree-words"):
        if lower in _OPEN and "than" not in words.lower[i:]:
            return False  # "more feedback", "double-blind"
        return words.dep[i] in _COMPARED and not is_quantity(words, i)
    if lower == "than" and i + 1 < len(words):
        tag, following = words.tag[i + 1], words.lower[i + 1]
        group = tag in {"NN", "NNS", "DT", "IN", "PRP", "PRP$", "JJ"} and following not in _NOT_GROUPS
        return group and words.lower[i - 1] not in {"rather", "other"}
    if lower in {"risk", "risks"}:
        return words.dep[i] in {"nsubj", "nsubjpass", "dobj", "ROOT", "attr", "appos"}
    return lower == "compared" or (lower in _CHANGES and any(words.lower[c] == "in" for c in words.kids[i]))
