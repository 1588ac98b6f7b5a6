"""How certain a sentence sounds: a value from 1 (uncertain) to 6 (certain), and a word for the register.

After the aspects of Pei and Jurgens 2021 (EMNLP): probability (modals, epistemic words), framing ("suggests"),
extent and number ("some", "about 40"), condition ("if"), suggestion ("should"). A bare statement is at 5. What has
the main statement in its scope counts whole; elsewhere in the sentence it counts half. The steps follow the
order of epistemic strength in English (Holmes 1982; Hyland 1998): may < likely < seems < can < plain < clearly.
"""

from __future__ import annotations

from typing import Any

from healthlint.claims.predicates import main_predicates, named
from healthlint.claims.words import Words

LOWEST, PLAIN, HIGHEST = 1.0, 5.0, 6.0
WORDS = ("uncertain", "fairly certain", "certain")

# How far words of a lexicon move a statement that they have in their scope.
_STEPS = (
    ("certainty-possible", -2.3),
    ("certainty-tentative", -1.6),
    ("certainty-probable", -1.2),
    ("certainty-unknown", -1.4),
    ("certainty-suggesting", -0.7),
    ("certainty-able", -0.6),
    ("certainty-some", -0.3),
    ("certainty-about", -0.3),
    ("certainty-condition", -0.3),
    ("certainty-strong", 0.3),
    ("certainty-sure", 0.6),
)
_OPEN_QUESTION = -2.0  # "further research is needed": what is stated is that it is not known
_FURTHER_HEDGES = 0.4


def sentence_certainty(sentence: Any) -> float:
    """Return the certainty of a spaCy Span of one sentence."""
    return certainty(Words.of(sentence))


def certainty(words: Words) -> float:
    """Return how certain a sentence sounds, from 1 to 6."""
    near = _in_scope(words)
    there = frozenset(words.lower)
    steps: list[float] = []
    for name, step in _STEPS:
        lexicon = named(name)
        if lexicon.isdisjoint(there):
            continue
        found = [i for i in range(len(words)) if words.lower[i] in lexicon and _counts(words, i)]
        if found:
            steps.append(step if any(i in near for i in found) else step / 2)
    if any(_calls_for_research(words, i) for i in near):
        steps.append(_OPEN_QUESTION)
    down = sorted(step for step in steps if step < 0)
    # A second hedge ("may possibly") adds less to the doubt than the first.
    value = PLAIN + sum(step for step in steps if step > 0) + sum(down[:1]) + _FURTHER_HEDGES * sum(down[1:])
    return min(HIGHEST, max(LOWEST, value))


def word_of(value: float) -> str:
    """Return uncertain, fairly certain or certain for a value from 1 to 6."""
    return WORDS[0] if value < 3.5 else WORDS[1] if value < 4.75 else WORDS[2]


def _in_scope(words: Words) -> frozenset[int]:
    """Return the words that stand over the main statement: its predicates, what reports them, and their own words."""
    over: set[int] = set()
    for i in main_predicates(words):
        node = i
        while True:
            over.add(node)
            over.update(words.kids[node])
            if words.head[node] == node:
                break
            node = words.head[node]
    return frozenset(over)


def _calls_for_research(words: Words, i: int) -> bool:
    """Tell whether a verb says that research is needed."""
    if words.lemma[i] not in named("necessity-words") or not words.is_verb(i):
        return False
    about = words.subjects(i) if words.of_dep(i, "nsubjpass", "auxpass") else words.of_dep(i, "dobj")
    return any(words.lower[k] in named("inquiry-nouns") for k in about)


def _counts(words: Words, i: int) -> bool:
    """Tell whether a word is what the lexicon means: "may", not "May"; "more likely" compares, and is no doubt."""
    if words.tag[i][:3] == "NNP":
        return False
    return not (words.lower[i] in {"likely", "unlikely"} and i and words.lower[i - 1] in {"more", "less", "as"})
