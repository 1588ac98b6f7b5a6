"""Scores without the words that the article cannot do without: the topic in its title, and names of medicines.

"Diabetes" counts as a hard word in every formula although readers of a page about diabetes know it. The adjusted
scores show what is left to the writer. They are an addition to the published scores, never in their place.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache

from healthlint.language.analysis import Analysis
from healthlint.language.lexicon import lexicon
from healthlint.language.terms import fold
from healthlint.readability.counts import Counts, count_article, counted_blocks, word_uses
from healthlint.readability.formulas import flesch_kincaid_grade, smog_grade
from healthlint.readability.words import syllables, words

_EASY = 2  # syllables that an unavoidable word is counted with
_SHOWN = 10
# Of the lexicon of medicines and treatments only names count; these single words are not names.
_NOT_NAMES = frozenset(
    {
        "medication",
        "medications",
        "operation",
        "operations",
        "surgery",
        "surgical",
        "medicine",
        "medicines",
        "prescription",
        "prescriptions",
        "treatment",
        "treatments",
        "therapy",
        "therapies",
        "contraception",
        "contraceptive",
        "contraceptives",
    }
)


def adjusted_scores(analysis: Analysis) -> dict[str, float]:
    """Return the adjusted SMOG and Flesch–Kincaid grades; empty without a sentence or without such a word."""
    counts = analysis.once(count_article)
    found = analysis.once(_unavoidable_uses)
    if not counts.sentences or not found:
        return {}
    easier = _without(counts, found)
    return {
        "smog_grade": smog_grade(easier.polysyllables, easier.sentences),
        "flesch_kincaid_grade": flesch_kincaid_grade(easier.words, easier.sentences, easier.syllables),
    }


def unavoidable_words(analysis: Analysis) -> tuple[str, ...]:
    """Return the words that the adjusted scores leave out, commonest first, 10 at most."""
    found = analysis.once(_unavoidable_uses)
    return tuple(word for word, _ in sorted(found.items(), key=lambda item: (-item[1], item[0]))[:_SHOWN])


def _unavoidable_uses(analysis: Analysis) -> Counter[str]:
    """Count the uses of long words of the title and of medicines in the running prose."""
    known = _title_words(analysis)
    medicines = _medicines()
    uses: Counter[str] = Counter()
    for form, count in analysis.once(word_uses).items():
        if syllables(form) > _EASY:
            text = fold(form)
            bare = text.removesuffix("s")
            if text in known or bare in known or text in medicines or bare in medicines:
                uses[text] += count
    return uses


@lru_cache(maxsize=1)
def _medicines() -> frozenset[str]:
    return frozenset(lexicon("medicines")) - _NOT_NAMES


def _title_words(analysis: Analysis) -> set[str]:
    block = analysis.document.title_block()
    # A text without headings has its first paragraph here: that is prose, not a title.
    if block is None or block in analysis.once(counted_blocks)[0]:
        return set()
    folded = {fold(text) for text in words(analysis.block(block).prose).texts}
    return folded | {text.removesuffix("s") for text in folded}


def _without(counts: Counts, found: Counter[str]) -> Counts:
    lighter = sum(n * (syllables(word) - _EASY) for word, n in found.items())
    return replace(counts, polysyllables=counts.polysyllables - found.total(), syllables=counts.syllables - lighter)
