"""Sentences that state a fact of health: what something does, how common or large it is, how two things compare.

What needs no source is left out: definitions, lists of what belongs to a group, instructions, what the reader or the
writer does or feels, and what a speaker says who is named. A present tense or a modal of possibility makes a
statement general; the past tells a story.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from healthlint.citations.cues import INSTRUCTION, PAGE_TALK
from healthlint.citations.studies import is_headline
from healthlint.language.analysis import Analysis
from healthlint.language.lexicon import lexicon
from healthlint.language.phrases import PhraseSet
from healthlint.language.voice import is_quoted

if TYPE_CHECKING:
    from healthlint.language.sentences import Sentence
    from healthlint.model.span import Span

_LISTS = (
    *("conditions-a", "conditions-b", "cancer", "symptoms", "body-functions", "therapies", "supplements"),
    *("medicines", "vaccines", "surrogate-outcomes", "immune-terms", "health-topics"),
)
_ADVISING = frozenset(
    {"add", "advise", "announce", "encourage", "explain", "recommend", "tell", "urge", "warn", "write"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_PRESENT = frozenset({"VBZ", "VBP"})
_POSSIBLE = frozenset({"can", "may", "might", "could", "will", "would", "ca", "wo"})
_COMPARING = frozenset({"JJR", "RBR"})
_EXTREMES = frozenset({"highest", "lowest", "largest", "smallest", "leading", "commonest", "deadliest"})
# What belongs to what, what words mean and who makes something for what, is looked up.
_BELONGING = frozenset(
    {"call", "comprise", "consist", "contain", "define", "design", "include", "intend", "manufacture", "market", "mean"}
) | frozenset({"name", "refer", "sell"})
# What a writer makes of something, and what those who took part in a study say of themselves, is no fact.
_COMMENTING = frozenset(
    {"demonstrate", "emphasise", "emphasize", "highlight", "illustrate", "remind", "serve", "stress", "underline"}
) | frozenset({"underscore"})
_TAKING_PART = frozenset({"participant", "respondent", "volunteer"})
# "it", "this" and "they" stand for what the sentence before spoke of; these are people who tell of themselves.
_PERSONS = frozenset({"i", "we", "you", "he", "she", "who", "what"})
_FREQUENT = frozenset({"common", "rare", "uncommon", "frequent", "widespread", "prevalent"})
_WEIGHED = frozenset(
    {"addictive", "bad", "beneficial", "contagious", "dangerous", "deadly", "effective", "fatal", "good", "harmful"}
) | frozenset(
    {"harmless", "healthy", "infectious", "lethal", "protective", "safe", "successful", "toxic", "unhealthy", "unsafe"}
)
_FIGURE = re.compile(r"\d\s?%|\bper ?cent\b|\b\d[\d,.]* (?:in|out of) \d|\b(?:million|billion|thousand|hundred)s?\b")
_ATTRIBUTED = re.compile(r"\b[Aa]ccording to (?:an? |the )?(?:[a-z]+ )?[A-Z]")
_BEARING = re.compile(
    r"\b(?:risk factors?|risks? (?:of|for)|at (?:\w+ )?risk|threat to|most (?:common|likely)|"
    r"(?:cause|sign|symptom|source|trigger|result|consequence|effect|benefit|role)s? (?:of|for|in|on))\b"
)


def facts(analysis: Analysis) -> tuple[Sentence, ...]:
    """Return the sentences that state a fact of health, in order; no headlines. For `analysis.once(facts)`."""
    out: list[Sentence] = []
    for block in analysis.blocks:
        folded = analysis.folded(block)
        if not _matter().occurs(folded) or is_headline(analysis, block):
            continue
        for sentence in analysis.sentences(block):
            said = sentence.span.of(folded)
            if (
                _matter().occurs(said)
                and is_statement(analysis, block, sentence.span)
                and states_fact(analysis.tokens(sentence), said)
            ):
                out.append(sentence)
    return tuple(out)


def is_statement(analysis: Analysis, block: int, sentence: Span) -> bool:
    """Tell whether a sentence states something in the writer's own words: no question, instruction or speech."""
    said = sentence.of(analysis.folded(block))
    if said.startswith(('"', "“")) or said.rstrip("\"'”’)] ").endswith(("?", "!")):
        return False
    if INSTRUCTION.match(said) or PAGE_TALK.search(said) or is_quoted(analysis, block, sentence):
        return False
    if _ATTRIBUTED.search(sentence.of(analysis.block(block).prose)):
        return False
    root = Analysis.token_span(analysis.parse(block), sentence).root
    return not (_is_personal(root) or _is_said_by_somebody(root))


def states_fact(tokens: Any, folded: str) -> bool:
    """Tell whether a parsed sentence on a matter of health states a fact; `folded` is the text of the spaCy span."""
    root = tokens.root
    return any(_states(verb, folded) for verb in (root, *(t for t in root.conjuncts if t.tag_[0] in "VM")))


def _states(verb: Any, folded: str) -> bool:
    """Tell whether a finite verb, or the one that it introduces ("it is likely that", "tends to"), states a fact."""
    if not _is_general(verb):
        return False
    if verb.lemma_ in _COMMENTING and not any(t.dep_ == "ccomp" for t in verb.children):
        return False
    if verb.lemma_ in _ADVISING | {"ask"} and any(t.dep_ == "auxpass" for t in verb.children):
        return False  # "parents are asked to stay"
    if verb.lemma_ in _BELONGING:
        return "risk factor" in folded
    if verb.lemma_ in _doing() or _FIGURE.search(folded) or _BEARING.search(folded):
        return True
    if any(t.tag_ in _COMPARING or t.lower_ in _EXTREMES for t in verb.subtree):
        return True
    if verb.lemma_ == "be" and any(
        t.dep_ in ("acomp", "attr") and (t.lower_ in _FREQUENT or t.lower_ in _WEIGHED) for t in verb.children
    ):
        return True
    return any(t.lemma_ in _doing() for t in verb.children if t.dep_ in ("xcomp", "ccomp"))


def _is_general(verb: Any) -> bool:
    """Tell whether a verb is in the present tense or has a modal of possibility."""
    helpers = [t for t in verb.children if t.dep_ in ("aux", "auxpass")]
    first = helpers[0] if helpers else verb
    return first.tag_ in _PRESENT or (first.tag_ == "MD" and first.lower_ in _POSSIBLE)


def _is_personal(root: Any) -> bool:
    """Tell whether the writer, the reader or somebody met does it, or those who do research: a story or a report."""
    others = _works() | _TAKING_PART
    return any(t.dep_ in _SUBJECTS and (t.lower_ in _PERSONS or t.lemma_.lower() in others) for t in root.children)


def _is_said_by_somebody(root: Any) -> bool:
    """Tell whether a sentence is what a person or a body says: "…, health officials said", "Marsh adds that …"."""
    return root.lemma_ in _sayings() and any(
        t.dep_ in _SUBJECTS and t.lemma_.lower() not in _works() for t in root.children
    )


@lru_cache(maxsize=1)
def _doing() -> frozenset[str]:
    return frozenset(lexicon("fact-verbs"))


@lru_cache(maxsize=1)
def _sayings() -> frozenset[str]:
    return frozenset(lexicon("saying-verbs")) | _ADVISING


@lru_cache(maxsize=1)
def _works() -> frozenset[str]:
    return frozenset(lexicon("published-work")) - {"group", "observation", "result", "work"}


@lru_cache(maxsize=1)
def _matter() -> PhraseSet:
    return PhraseSet(tuple(dict.fromkeys(phrase for name in _LISTS for phrase in lexicon(name))))
