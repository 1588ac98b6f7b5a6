"""Published readability formulas as functions of counts. None of them rounds; all may leave the range of school years.

Every function raises ValueError where a count that it divides by is 0.
"""

from __future__ import annotations

from math import sqrt


def flesch_reading_ease(words: int, sentences: int, syllables: int) -> float:
    """Return how easy a text is: about 0 (very hard) to 100 (very easy); may leave that range.

    Source: Flesch R. A new readability yardstick. J Appl Psychol 1948;32:221–233.
    """
    _positive(words=words, sentences=sentences)
    return 206.835 - 1.015 * (words / sentences) - 84.6 * (syllables / words)


def flesch_kincaid_grade(words: int, sentences: int, syllables: int) -> float:
    """Return the US school grade of a text; may be negative.

    Source: Kincaid JP, Fishburne RP, Rogers RL, Chissom BS. Derivation of new readability formulas for Navy enlisted
    personnel. Naval Technical Training Command Research Branch Report 8-75, 1975.
    """
    _positive(words=words, sentences=sentences)
    return (0.39 * (words / sentences)) + (11.8 * (syllables / words)) - 15.59


def smog_grade(polysyllables: int, sentences: int) -> float:
    """Return the US school grade for full understanding; `polysyllables` are the words of 3 syllables or more.

    Made for samples of 30 sentences: with fewer it is an estimate.
    Source: McLaughlin GH. SMOG grading: a new readability formula. J Reading 1969;12:639–646.
    """
    _positive(sentences=sentences)
    return (1.043 * sqrt(30 * (polysyllables / sentences))) + 3.1291


def gunning_fog(words: int, sentences: int, hard_words: int) -> float:
    """Return the US school grade; `hard_words` have 3 syllables or more and are not exempt (see `counts`).

    Source: Gunning R. The technique of clear writing. McGraw-Hill, 1952.
    """
    _positive(words=words, sentences=sentences)
    return 0.4 * ((words / sentences) + 100 * hard_words / words)


def coleman_liau(words: int, sentences: int, letters: int) -> float:
    """Return the US school grade; `letters` are letters and digits.

    The factor is 0.0588, as published; textstat uses 0.058.
    Source: Coleman M, Liau TL. A computer readability formula designed for machine scoring. J Appl Psychol
    1975;60:283–284.
    """
    _positive(words=words)
    return (0.0588 * (letters / words * 100)) - (0.296 * (sentences / words * 100)) - 15.8


def automated_readability_index(words: int, sentences: int, characters: int) -> float:
    """Return the US school grade; `characters` are letters and digits (textstat counts punctuation, too).

    Source: Smith EA, Senter RJ. Automated readability index. Aerospace Medical Research Laboratories, 1967.
    """
    _positive(words=words, sentences=sentences)
    return (4.71 * (characters / words)) + (0.5 * (words / sentences)) - 21.43


def forcast(words: int, monosyllables: int) -> float:
    """Return the US school grade from the share of one-syllable words; needs no sentences (lists, forms).

    The published form counts in 150 words; other lengths are scaled to it.
    Source: Caylor JS, Sticht TG, Fox LC, Ford JP. Methodologies for determining reading requirements of military
    occupational specialties. HumRRO Technical Report 73-5, 1973.
    """
    _positive(words=words)
    return 20 - (monosyllables / words * 150) / 10


def linsear_write(easy_words: int, hard_words: int, sentences: int) -> float:
    """Return the US school grade of a sample of 100 words: hard words have 3 syllables or more.

    Source: developed for the United States Air Force; as given by O'Hayre J. Gobbledygook has gotta go. US
    Department of the Interior, 1966.
    """
    _positive(sentences=sentences)
    number = (easy_words + hard_words * 3) / sentences
    return (number - 2 if number <= 20 else number) / 2


def reading_age(grade: float) -> float:
    """Return the age in years that goes with a US school grade: grade 1 starts at about six."""
    return grade + 5


def _positive(**counts: int) -> None:
    for name, count in counts.items():
        if count <= 0:
            raise ValueError(f"a readability formula needs at least one of {name}")
