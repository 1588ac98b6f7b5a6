"""The readability measures by name: ours, from our counts, and any of textstat's as `textstat:<function>`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from healthlint.language.analysis import Analysis
from healthlint.readability import formulas, textstat_bridge
from healthlint.readability.counts import Counts, count_article, counted_blocks

TEXTSTAT = "textstat:"


@dataclass(frozen=True, slots=True)
class Measure:
    """A named formula. `needs_sentences` is the smallest sample that it was made for; `formula` is for people."""

    name: str
    title: str
    formula: str
    of: Callable[[Counts], float]
    working: Callable[[Counts], str]
    needs_sentences: int = 1
    grade: bool = True


def _fre(c: Counts) -> float:
    return formulas.flesch_reading_ease(c.words, c.sentences, c.syllables)


def _fk(c: Counts) -> float:
    return formulas.flesch_kincaid_grade(c.words, c.sentences, c.syllables)


def _smog(c: Counts) -> float:
    return formulas.smog_grade(c.polysyllables, c.sentences)


def _fog(c: Counts) -> float:
    return formulas.gunning_fog(c.words, c.sentences, c.fog_words)


def _cli(c: Counts) -> float:
    return formulas.coleman_liau(c.words, c.sentences, c.letters)


def _ari(c: Counts) -> float:
    return formulas.automated_readability_index(c.words, c.sentences, c.letters)


def _forcast(c: Counts) -> float:
    return formulas.forcast(c.words, c.monosyllables)


def _linsear(c: Counts) -> float:
    return formulas.linsear_write(c.words - c.polysyllables, c.polysyllables, c.sentences)


MEASURES: dict[str, Measure] = {
    m.name: m
    for m in (
        Measure(
            "flesch_reading_ease",
            "Flesch Reading Ease",
            "206.835 − 1.015 × words/sentences − 84.6 × syllables/words",
            _fre,
            lambda c: f"206.835 − 1.015 × {c.words}/{c.sentences} − 84.6 × {c.syllables}/{c.words}",
            grade=False,
        ),
        Measure(
            "flesch_kincaid_grade",
            "Flesch–Kincaid grade",
            "0.39 × words/sentences + 11.8 × syllables/words − 15.59",
            _fk,
            lambda c: f"0.39 × {c.words}/{c.sentences} + 11.8 × {c.syllables}/{c.words} − 15.59",
        ),
        Measure(
            "smog_grade",
            "SMOG grade",
            "1.043 × √(30 × words of 3+ syllables/sentences) + 3.1291",
            _smog,
            lambda c: f"1.043 × √(30 × {c.polysyllables}/{c.sentences}) + 3.1291",
            needs_sentences=30,
        ),
        Measure(
            "gunning_fog",
            "Gunning Fog",
            "0.4 × (words/sentences + 100 × hard words/words)",
            _fog,
            lambda c: f"0.4 × ({c.words}/{c.sentences} + 100 × {c.fog_words}/{c.words})",
        ),
        Measure(
            "coleman_liau",
            "Coleman–Liau",
            "0.0588 × letters per 100 words − 0.296 × sentences per 100 words − 15.8",
            _cli,
            lambda c: f"5.88 × {c.letters}/{c.words} − 29.6 × {c.sentences}/{c.words} − 15.8",
        ),
        Measure(
            "automated_readability_index",
            "Automated Readability Index",
            "4.71 × letters/words + 0.5 × words/sentences − 21.43",
            _ari,
            lambda c: f"4.71 × {c.letters}/{c.words} + 0.5 × {c.words}/{c.sentences} − 21.43",
        ),
        Measure(
            "forcast",
            "FORCAST",
            "20 − one-syllable words in 150 words/10",
            _forcast,
            lambda c: f"20 − (150 × {c.monosyllables}/{c.words})/10",
        ),
        Measure(
            "linsear_write",
            "Linsear Write",
            "(short words + 3 × words of 3+ syllables)/sentences, halved (2 off first when it is 20 or less)",
            _linsear,
            lambda c: f"({c.words - c.polysyllables} + 3 × {c.polysyllables})/{c.sentences}, halved",
        ),
    )
}

# Simple averages that rules may name like a formula; reports show the counts themselves instead.
AVERAGES: dict[str, Callable[[Counts], float]] = {
    "words_per_sentence": lambda c: c.words / c.sentences,
    "syllables_per_word": lambda c: c.syllables / c.words,
}


def measure_names() -> tuple[str, ...]:
    """Return every name that a rule may use."""
    return (*MEASURES, *AVERAGES, *(f"{TEXTSTAT}{name}" for name in textstat_bridge.FUNCTIONS))


def score(analysis: Analysis, name: str) -> float | None:
    """Return a measure of an article, or None when it holds no sentence. Raises KeyError on an unknown name."""
    counts = analysis.once(count_article)
    if not counts.sentences:
        return None
    if name.startswith(TEXTSTAT):
        return textstat_bridge.score(name.removeprefix(TEXTSTAT), analysis.once(counted_prose))
    return AVERAGES[name](counts) if name in AVERAGES else MEASURES[name].of(counts)


def title_of(name: str) -> str:
    """Return a measure's name for people."""
    return MEASURES[name].title if name in MEASURES else name.removeprefix(TEXTSTAT).replace("_", " ")


def counted_prose(analysis: Analysis) -> str:
    """Return the prose that counts as one text, a block a line."""
    blocks, _ = analysis.once(counted_blocks)
    return "\n".join(analysis.block(i).prose for i in blocks)
