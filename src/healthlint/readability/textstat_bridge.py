"""textstat's functions on our prose, without its download: NLTK is shown the dictionary that ships with healthlint."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any

# The functions of textstat 0.7 that take a text and return one number. A list, not a look into the package, because
# importing it costs seconds and a rule's name is checked when it is loaded.
FUNCTIONS: tuple[str, ...] = (
    "automated_readability_index",
    "avg_character_per_word",
    "avg_letter_per_word",
    "words_per_sentence",
    "avg_syllables_per_word",
    "char_count",
    "coleman_liau_index",
    "dale_chall_readability_score",
    "dale_chall_readability_score_v2",
    "difficult_words",
    "flesch_kincaid_grade",
    "flesch_reading_ease",
    "gunning_fog",
    "letter_count",
    "lexicon_count",
    "linsear_write_formula",
    "lix",
    "long_word_count",
    "mcalpine_eflaw",
    "miniword_count",
    "monosyllabcount",
    "polysyllabcount",
    "reading_time",
    "rix",
    "sentence_count",
    "smog_index",
    "spache_readability",
    "syllable_count",
    "text_standard",
)


def score(function: str, text: str) -> float:
    """Return `textstat.<function>(text)` as a number. Raises KeyError on a name that is not in FUNCTIONS."""
    if function not in FUNCTIONS:
        raise KeyError(function)
    if function == "text_standard":
        return float(_textstat().text_standard(text, float_output=True))
    return float(getattr(_textstat(), function)(text))


@lru_cache(maxsize=1)
def _textstat() -> Any:
    import nltk

    folder = str(files("healthlint") / "data" / "pronunciations")
    if folder not in nltk.data.path:
        # First, so that NLTK neither looks elsewhere nor asks the network.
        nltk.data.path.insert(0, folder)
    import textstat

    return textstat.textstat
