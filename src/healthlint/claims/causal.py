"""What a whole sentence says of cause: none, correlational, conditional, can or direct, whatever it is about.

The register (`extract`) knows therapies and conditions; research sentences are about anything ("delayed clamping raises
ferritin"). Labels follow Yu, Li and Wang 2019 (EMNLP): no relation, correlation, conditional cause, direct cause; "can"
is a rung of its own (Adams et al. 2017), and a denied effect keeps the strength of its words ("did not reduce" is
worded as cause). The parse decides: the predicate that is stated, its subject and its object, and the mood that it is
in; other words decide where no predicate says anything of cause.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from healthlint.claims.effects import CAUSE, LINK, effect_of, is_praise
from healthlint.claims.predicates import is_no_finding, main_predicates, mood
from healthlint.claims.signs import sign
from healthlint.claims.strength import rank
from healthlint.claims.unstated import is_aim, unstated
from healthlint.claims.words import Words, words_of
from healthlint.language.analysis import Analysis
from healthlint.language.lexicon import lexicon
from healthlint.language.negation import span_polarity
from healthlint.language.phrases import PhraseSet
from healthlint.language.sentences import Sentence
from healthlint.model.span import Span


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that says something of cause or connection; `verb` is the word that says it, in the block's prose."""

    sentence: Sentence
    verb: Span
    strength: str
    polarity: str


def statements(analysis: Analysis) -> tuple[Statement, ...]:
    """Return the sentences of the article that state a connection or a cause, in order."""
    return tuple(said for block in analysis.blocks for said in statements_of(analysis, block))


def statements_of(analysis: Analysis, block: int) -> tuple[Statement, ...]:
    """Return those of one block, worked out once. Judging a sentence is dear: most rules only want the headings'.

    What senders of news always say of themselves ("is dedicated to …") states nothing, nor does the rest of its block.
    """
    known = analysis.once(_by_block)
    if block not in known:
        known[block] = tuple(_stated(analysis, block))
    return known[block]


def _by_block(analysis: Analysis) -> dict[int, tuple[Statement, ...]]:
    """Return where the statements of each block will be kept."""
    return {}


def _stated(analysis: Analysis, block: int) -> Iterator[Statement]:
    if _sender_notes().occurs(analysis.folded(block)):
        return
    for sentence in analysis.sentences(block):
        words = words_of(analysis, sentence)
        strength, word = judged(words) if len(words) else ("none", 0)
        if strength != "none":
            span = words.span(word)
            yield Statement(sentence, span, strength, span_polarity(analysis, sentence, span))


@lru_cache(maxsize=1)
def _sender_notes() -> PhraseSet:
    return PhraseSet(lexicon("sender-notes"))


def sentence_strength(sentence: Any) -> str:
    """Return none, correlational, conditional, can or direct for a spaCy Span of one sentence."""
    return judged(Words.of(sentence))[0]


def judged(words: Words) -> tuple[str, int]:
    """Return the strength of a sentence and the word that says so: the strongest of its main predicates, else what
    its other words tell.
    """
    mains = main_predicates(words)
    found = [(_strength(words, i), i) for i in mains if not is_no_finding(words, i) and not is_aim(words, i)]
    if any(strength != "none" for strength, _ in found):
        asked = unstated(words)
        found = [("none" if i in asked else strength, i) for strength, i in found]
    strongest = max(found, key=lambda one: rank(one[0]), default=("none", words.root))
    if strongest[0] != "none" or not found:
        return strongest
    return sign(words, mains) or ("none", words.root)


def _strength(words: Words, i: int) -> str:
    """Return the strength of one predicate."""
    said = effect_of(words, i)
    if said == LINK:
        return "correlational"
    found = mood(words, i)
    return found if said == CAUSE or (found == "conditional" and is_praise(words, i)) else "none"
