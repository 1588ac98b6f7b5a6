"""Whose finding a sentence states: that of others, what is held to be established, or the text's own.

Authors report others in the perfect and with reporting verbs, say what is established in the present tense without a
person, and tell what they did themselves in the past tense (Swales 1990; Hyland 1999). What others found and what is
stated as a fact needs a source; a result of one's own does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from healthlint.language.lexicon import lexicon
from healthlint.language.phrases import PhraseSet

if TYPE_CHECKING:
    from healthlint.language.analysis import Analysis
    from healthlint.language.sentences import Sentence

Origin = Literal["others", "established", "own", "open"]

_SOURCED = frozenset({"established", "others"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_MODIFIERS = frozenset({"det", "poss", "amod", "nummod", "compound", "quantmod"})
_OWN = frozenset({"this", "these", "our", "present", "current"})
_THEIRS = frozenset({"that", "those", "their", "his", "her"})
_TELLING = frozenset({"demonstrate", "describe", "find", "note", "observe", "propose", "report", "show", "suggest"})
# Without more these are what the writers have before them.
_RESULTS_OF_ONES_OWN = frozenset({"result", "results", "findings", "data", "observations", "analysis", "analyses"})
_POINTING = frozenset({"this", "these", "it", "they", "that", "there", "he", "she", "i", "you"})
_MEASURING = frozenset({"CD", "JJR", "RBR"})  # "12 in 100", "greater"
_SMALL = 20  # words: a shorter sentence is a fact only where its verb, a number or a comparison says so
_HEADING = 10  # words
# "is known", "was reported": of others even in the simple passive; "was used", "was found" are what the writer did.
_HELD_WORDS = (
    "accept believe consider describe establish estimate introduce know propose publish recognise recognize recommend "
    "regard report suggest think"
)
_HELD = frozenset(_HELD_WORDS.split())
_HEDGES = frozenset({"could", "likely", "may", "maybe", "might", "perhaps", "possibly", "presumably", "probably"})
# "was shown to help": a result of one's own is found or observed
_SHOWN = frozenset({"demonstrate", "prove", "show"})
_NAMED_AUTHORS = re.compile(
    r"\bet al\b|\b(?:and|&) (?:colleagues|co-?workers|associates|collaborators)\b|\breviewed (?:in|by|elsewhere)\b"
)
# "(Fig. 2)", "p < 0.05", "n = 12", "in group B"
_RESULTS = re.compile(
    r"\bfig(?:ure)?s?\.?\s?\d|\btables?\s?\d|\bsupplement|\bp\s?[<=>]\s?0?\.|\b(?:95|99) ?% ci\b"
    r"|\b(?:or|hr|rr|n)\s?=\s?\d|\bin group\b|\bgroups? [a-z]\b"
)
_FOLLOWS = re.compile(
    r"\W*(?:(?:thus|therefore|hence|consequently|taken together|overall|in (?:summary|conclusion)|altogether|finally|"
    r"to our knowledge|collectively)\b|(?:this|these|it|that|such)(?: \w+){0,2} (?:suggests?|indicates?|impl(?:y|ies)|"
    r"supports?|may|might|could|would|means|raises?|highlights?|emphasi[sz]es?|explains?|demonstrates?|shows?|appears?|"
    r"seems?)\b)"
)
# "has been described before": adverbs that put a finding into the past of the field
_BEFORE = frozenset({"previously", "recently", "elsewhere", "before", "earlier", "historically", "traditionally"})
_COMPARING = frozenset(
    {"accord", "accordance", "agree", "agreement", "agrees", "comparable", "compared", "compatible", "concordant"}
) | frozenset({"consistent", "contrary", "contrast", "inconsistent", "keeping", "line", "similar"})
_AGREES = re.compile(
    r"\b(?:(?:consistent|line|agree(?:ment|s)?|accord(?:ance)?|concordant|similar|comparable|contrast|contrary|compatible|"
    r"keeping|inconsistent|conflict) (?:with|to)|confirms?|supports?|corroborates?|contradicts?)\b"
)


def origins(analysis: Analysis) -> dict[Sentence, Origin]:
    """Return whose finding each sentence states. For `analysis.once(origins)`.

    A sentence in the past tense or with a modal verb, or about "them", goes on about what the one before it brought
    up, and what follows from the work of others ("This suggests …") is theirs.
    """
    out: dict[Sentence, Origin] = {}
    for block in analysis.blocks:
        before: Origin = "own"
        for sentence in analysis.sentences(block):
            folded = sentence.span.of(analysis.folded(block))
            before = out[sentence] = origin(analysis.tokens(sentence), folded, before=before)
    return out


def origin(tokens: Any, folded: str, *, before: Origin = "own") -> Origin:
    """Return whose finding a parsed sentence states, given that of the sentence before it.

    "own" is a result, an act or a view of the writer, "open" a plan or a question, "established" a fact in the present
    tense. `folded` is the text of the spaCy span.
    """
    root: Any = tokens.root
    if "?" in folded or not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in tokens):
        return "open"
    reported = _reported(tokens, folded)
    if "names" in reported or ("work" in reported and _AGREES.search(folded)):
        return "others"
    if "said" in reported:
        return "others"  # "As has been shown before, our patients …"
    follows = _FOLLOWS.match(folded) is not None
    is_own = bool(_own().occurs(folded) or _RESULTS.search(folded))
    if _open().occurs(folded) or (follows and is_own):
        return "open"
    if follows:  # "This suggests": what was said of others goes on
        return "others" if before == "others" else "open"
    if is_own:
        return "own"
    if reported:
        return "others"
    found = _unreported(root, len(tokens), before)
    # What may be so is what the writers make of it.
    return "own" if found == "established" and any(_is_hedge(t) for t in tokens) else found


def _reported(tokens: Any, folded: str) -> frozenset[str]:
    """Return how a sentence reports others: "names" authors, "work" of others, or what was "said" before."""
    found = {"names"} if _NAMED_AUTHORS.search(folded) else set[str]()
    for token in tokens:
        if token.tag_.startswith("V") and token.lemma_ in _reporting():
            found.update(_by_verb(token))
        elif token.tag_.startswith("NN") and (token.lemma_ in _works() or token.lower_ in _works()):
            found.update(_by_noun(token))
    return frozenset(found)


def _by_verb(token: Any) -> Iterator[str]:
    """Yield "said" for a finding that has no author here ("has been shown"), or is given to a named one."""
    helpers = {t.lower_ for t in token.children if t.dep_ in ("aux", "auxpass")}
    subject = next((t for t in token.children if t.dep_ == "nsubj"), None)
    if token.tag_ == "VBN" and not any(t.dep_ == "neg" for t in token.children):
        perfect = bool(helpers & {"has", "have", "had", "having"})
        by_others = subject is not None and subject.lower_ not in ("we", "it", "i", "you")
        held = token.lemma_ in _HELD and bool(helpers & {"is", "are", "was", "were"})
        if token.lemma_ == "know":  # "is known to help", not "the results are known", "is known as the fibula"
            held = held and any(t.dep_ in ("xcomp", "ccomp") for t in token.children)
        before = any(t.lower_ in _BEFORE for t in token.children)
        shown = token.lemma_ in _SHOWN and _is_general(token)
        if held or before or shown or (perfect and (by_others or "been" in helpers)):
            yield "said"
    if subject is not None and token.lemma_ in _TELLING and _is_surname(subject):
        yield "names"


def _is_hedge(token: Any) -> bool:
    """Tell whether a word leaves open whether something is so: "likely", not "more likely"."""
    return token.lower_ in _HEDGES and not _is_compared_with(token)


def _is_compared_with(word: Any) -> bool:
    """Tell whether a word has a degree: "more likely" measures, "likely" guesses."""
    return any(t.tag_ in ("RBR", "RBS") for t in word.children)


def _is_general(participle: Any) -> bool:
    """Tell whether something was shown to be so in general, or that it is: "was shown to lower", not "in 12 cases"."""
    helpers = [t for t in participle.children if t.dep_ in ("aux", "auxpass")]
    if not any(t.dep_ == "auxpass" for t in helpers) or any(t.tag_ == "MD" for t in helpers):
        return False
    return any(t.dep_ in ("xcomp", "ccomp") and t.tag_ in ("VB", "VBZ", "VBP") for t in participle.children)


def _is_surname(word: Any) -> bool:
    """Tell whether a word is a name in small letters after its first: an author, not a method (PCR) or "Table 2"."""
    return word.tag_ == "NNP" and word.text.istitle() and not any(t.dep_ in _MODIFIERS for t in word.children)


def _by_noun(token: Any) -> Iterator[str]:
    """Yield "work" for studies that are not the writer's own: "earlier trials", "evidence suggests"."""
    before = {t.lower_ for t in token.children if t.dep_ in _MODIFIERS}
    if before & _OWN:
        return
    if before & _others() or before & _THEIRS:
        yield "work"
    elif token.lower_ in _RESULTS_OF_ONES_OWN:
        return
    elif token.dep_ in _SUBJECTS and "the" not in before and token.head.lemma_ in _reporting() | {"exist"}:
        if token.tag_ == "NNS" or token.lower_ in ("evidence", "research", "literature"):
            yield "work"
    elif token.lower_ == "literature" or (token.tag_ == "NNS" and "the" not in before and _is_compared(token)):
        yield "work"


def _is_compared(noun: Any) -> bool:
    """Tell whether work is what results are held against: "consistent with reports", "in contrast to studies of"."""
    return noun.dep_ == "pobj" and noun.head.lower_ in ("to", "with") and noun.head.head.lower_ in _COMPARING


def _unreported(root: Any, size: int, before: Origin) -> Origin:
    """Return whose finding a sentence states in which nobody is reported."""
    subject = next((t for t in root.children if t.dep_ in _SUBJECTS), None)
    if subject is not None:
        if any(t.lemma_ in _evaluations() and not _is_compared_with(t) for t in root.children):
            return "own"
        if subject.lower_ == "it" or any(t.lower_ == "this" for t in subject.children):
            return "established"  # "It develops …", "This hormone …": the study itself is among the own words
        if subject.lower_ in _POINTING or any(
            t.lower_ in ("these", "our", "their", "his", "her") for t in subject.children
        ):
            return before if before in _SOURCED else "own"
    helpers = [t for t in root.children if t.dep_ in ("aux", "auxpass")]
    first = helpers[0] if helpers else root
    if first.tag_ == "VBD":
        return "others" if before in _SOURCED else "own"
    if first.tag_ == "MD":
        if first.lower_ == "can" and size > _HEADING:
            return "established"
        return "others" if before == "others" else "own"
    if first.tag_ not in ("VBZ", "VBP") or size < _HEADING:
        return "own"
    if size < _SMALL and not any(
        t.lemma_ in _facts() or t.tag_ in _MEASURING for t in root.doc[root.sent.start : root.sent.end]
    ):
        return "own"
    return "established"


@lru_cache(maxsize=1)
def _works() -> frozenset[str]:
    return frozenset(lexicon("published-work"))


@lru_cache(maxsize=1)
def _others() -> frozenset[str]:
    return frozenset(lexicon("other-work"))


@lru_cache(maxsize=1)
def _reporting() -> frozenset[str]:
    return frozenset(lexicon("citing-verbs"))


@lru_cache(maxsize=1)
def _evaluations() -> frozenset[str]:
    return frozenset(lexicon("evaluations"))


@lru_cache(maxsize=1)
def _facts() -> frozenset[str]:
    return frozenset(lexicon("finite-facts"))


@lru_cache(maxsize=1)
def _own() -> PhraseSet:
    return PhraseSet(lexicon("own-work"))


@lru_cache(maxsize=1)
def _open() -> PhraseSet:
    return PhraseSet(lexicon("open-questions"))
