"""`article`: “a” or “an” by the sound that follows, not by the letter.

The next word is looked up in the pronunciation data; initialisms go by the name of their first letter ("an MRI",
"a UTI"), acronyms that are said as words by their sound ("a NICE guideline"), figures as they are read ("an 8-week").
Where the sound is not known for sure, or both forms are in use ("an historic"), nothing is said. The replacement is
the right article, so that a fix may be safe. The message knows {match}, {next} and {replacement}.

Source: AMA Manual of Style: the sound of the next syllable decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import regex

from healthlint.kinds.base import FunctionCheck, Unit
from healthlint.kinds.base import Options as BaseOptions
from healthlint.language.analysis import Analysis
from healthlint.language.inflect import match_case
from healthlint.language.lexicon import lexicon, phrases
from healthlint.model.finding import Match
from healthlint.model.rule import Rule
from healthlint.model.span import Span
from healthlint.readability.pronunciations import pronunciation
from healthlint.readability.words import word_acronyms

# The letter first: what stands before it is looked at where there is one.
_ARTICLE = regex.compile(
    r"(?P<article>[Aa](?<![\w.'’&/+-].)n?)\s+[\"'“‘(]?(?P<next>[^\W_][\w.,:'’/-]*)", regex.VERSION0
)
_MAY_HAVE_ARTICLE = re.compile(r"[Aa]n?\s")
# "vitamin a analogues", "hepatitis a infection", "option a is"; with a capital inside a sentence it is always a label.
_LABEL_BEFORE = re.compile(
    r"\b(?:vitamins?|hepatitis|hep|type|group|grade|class|stage|category|schedule|influenza|factor|immunoglobulin|"
    r"apolipoprotein|toxin|option|appendix|figure|table|panel|phase|strep|streptococcus|ha?emophilia|coenzyme|"
    r"pro-?vitamin|letter)\s+\Z",
    re.IGNORECASE,
)
_LONGEST_LABEL = 40  # characters, with the spaces behind it
_VOWEL_LETTERS = frozenset("AEFHILMNORSX")  # an F, an H, an L … but a U
_BOTH_IN_USE = re.compile(
    r"(?:histor|herb|hotel|habitu|hilari|homage|hallucin|heredit|hysteri|faq|sql|snps?\b|url|urin|ureth|uter)", re.I
)
_FIGURE = re.compile(r"(?:8|11(?!\d)|18(?!\d)|11,\d{3}(?!,)|18,\d{3}(?!,)|11\d{3}(?!\d)|18\d{3}(?!\d))")
# Words that begin no noun phrase after an article, and plurals.
_NO_NOUN_PHRASE = frozenset(
    {"in", "on", "of", "at", "and", "or", "but", "by", "to", "for", "from", "with", "it", "its", "is", "are", "was",
     "were", "the", "a", "an", "our", "your", "their", "his", "her", "my", "we", "he", "she", "they", "that", "this",
     "these", "those", "as", "every", "each", "any", "all", "another", "if", "i", "than", "then",
     "because", "while", "when", "has", "have", "had"}
)  # fmt: skip
_PLURAL = re.compile(r"[a-z]{2}(?<!s)(?<!u)(?<!i)(?<!ou)s\Z(?<!news\Z)(?<!lens\Z)")
# "LoopNet" is said as two words, "HbA1c" by letters.
_CAMEL = re.compile(r"[A-Z](?:[a-z]{2,}|[aeiou])(?=[A-Z])")
_YEAR = re.compile(r"1,?[18]\d\d(?![\d,])")
_CONSONANT_SOUND = re.compile(r"(?:eu|ew|one(?![a-z])|once|uni(?!n|m)|us(?:e|u)|ut(?:i|e)|ub|uk|ur(?:o|a)|y|h)")
_SURE_VOWEL_SOUND = re.compile(r"(?:[aio]|e(?!u|w)|un(?!i|a)|um|up|ul)")


class Options(BaseOptions):
    """An `article` rule has no fields of its own but `allow`: terms before which it says nothing."""

    allow: list[str] = []


def compile_rule(rule: Rule, options: Options) -> FunctionCheck:
    """Compile a rule."""
    allowed = frozenset(phrases(options.allow))

    def run(analysis: Analysis, unit: Unit) -> Iterator[Match]:
        for block in analysis.blocks_of(rule.blocks, quotes=rule.quotes):
            yield from _in_block(analysis, block, allowed)

    return FunctionCheck(run)


def _in_block(analysis: Analysis, block: int, allowed: frozenset[str]) -> Iterator[Match]:
    prose = analysis.block(block).prose
    if not _MAY_HAVE_ARTICLE.search(prose):
        return
    for m in _ARTICLE.finditer(prose, timeout=2, concurrent=True):
        written, following = m.group("article"), m.group("next").rstrip(".,:'’-/")
        vowel = starts_with_vowel_sound(following)
        if vowel is None or vowel == (written.lower() == "an"):
            continue
        if following.lower() in _NO_NOUN_PHRASE or (vowel and _PLURAL.search(following)):
            continue  # the article itself is the slip: "in an the clinic", "an and", "a hours"
        if following.lower() in allowed or _is_label(analysis, block, prose, m.start("article"), written):
            continue
        right = match_case(written[:1], "an" if vowel else "a")
        yield Match(block, Span(*m.span("article")), {"next": following, "replacement": right}, replacement=right)


def _is_label(analysis: Analysis, block: int, prose: str, start: int, written: str) -> bool:
    """Tell whether the letter is a name ("vitamin A"), a list letter or a word of a title, not an article."""
    sentence = analysis.sentence_at(block, start)
    first = sentence is not None and not prose[sentence.span.start : start].strip("\"'“‘([ ")
    if first:
        # "A. muscle" is a list letter; "A muscle" is a sentence.
        return False
    return written[0].isupper() or bool(_LABEL_BEFORE.search(prose[max(0, start - _LONGEST_LABEL) : start]))


@lru_cache(maxsize=8_192)
def starts_with_vowel_sound(word: str) -> bool | None:
    """Tell whether a word begins with a vowel sound; None when that is not sure."""
    head = re.split(r"[-/‐‑]", word, maxsplit=1)[0] or word
    if _BOTH_IN_USE.match(head):
        return None
    if head[0].isdigit():
        return _figure_sound(head)
    if len(head) == 1:
        return head in _VOWEL_LETTERS if head.isupper() else None
    if any(c.isupper() for c in head[1:]):
        return _capitals_sound(head)
    return _word_sound(head.lower())


def _figure_sound(figure: str) -> bool | None:
    # 1,100 is "eleven hundred" or "one thousand one hundred", 0.8 is "oh point eight" or "nought point eight".
    if _YEAR.match(figure) or figure[0] == "0" or re.match(r"\d+[a-z]{6}", figure):
        return None
    return bool(_FIGURE.match(figure))


def _capitals_sound(word: str) -> bool | None:
    """Return the sound of an initialism ("MRI"), an acronym ("NICE") or a mixed form ("mRNA", "HbA1c")."""
    bare = re.sub(r"['’]?s$", "", word)
    if bare.lower() in word_acronyms():
        return _word_sound(bare.lower())
    if camel := _CAMEL.match(bare):
        return _word_sound(camel.group().lower())
    by_letters = bare[0].upper() in _VOWEL_LETTERS
    if (
        bare[0].islower()
        or not bare.isupper()
        or bare.lower() in _letter_initialisms()
        or not re.search(r"[AEIOUY]", bare)
    ):
        return by_letters if re.match(r"[a-z]{1,2}[A-Z]|[A-Z]", bare) and not re.match(r"M[ac]c?[A-Z]", bare) else None
    as_word = _word_sound(bare.lower())
    # Said as letters or as a word? Speak only where both agree.
    return by_letters if as_word == by_letters else None


@lru_cache(maxsize=1)
def _letter_initialisms() -> frozenset[str]:
    return frozenset(lexicon("letter-initialisms"))


def _word_sound(word: str) -> bool | None:
    entry = pronunciation(word) or pronunciation(re.sub(r"['’]s$", "", word))
    if entry is not None:
        return entry.vowel_first
    if not word[0].isalpha() or not word.isascii():
        return None
    if not re.search(r"[aeiouy]", word):
        return None  # "Mlh1", "tbsp": said letter by letter, or written out
    if _CONSONANT_SOUND.match(word):
        return None if word[0] == "u" else False
    if word[0] in "aeiou":
        return True if _SURE_VOWEL_SOUND.match(word) else None
    return False
