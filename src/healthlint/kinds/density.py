"""`density`: too large (or too small) a share of the words is of one sort.

terms: [you, your]    share of these phrases in all words, or
syllables: 3          share of the words with so many syllables or more
max: 15 / min: 1      percent of the words
at_least: 10          fewer hits than this are never too many
only_with: [patient]  only in articles where one of these stands
min_words: 100        shorter articles are left alone

Words are those of the article's running prose (see readability). The message knows {count}, {words}, {percent},
{limit}, {most} (the commonest hits).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pydantic import Field, field_validator, model_validator

from healthlint.kinds.base import FunctionCheck, Unit
from healthlint.kinds.base import Options as BaseOptions
from healthlint.kinds.whole import whole_article
from healthlint.language.analysis import Analysis
from healthlint.language.lexicon import phrases
from healthlint.language.phrases import PhraseSet, longest
from healthlint.language.terms import expand, fold
from healthlint.model.finding import Match
from healthlint.model.rule import Rule
from healthlint.readability.counts import count_article, counted_blocks, words_in
from healthlint.readability.words import syllables


class Options(BaseOptions):
    """The fields of a `density` rule."""

    terms: list[str] = []
    syllables: int | None = Field(None, ge=2)
    max: float | None = Field(None, ge=0, le=100)
    min: float | None = Field(None, ge=0, le=100)
    at_least: int = Field(1, ge=1)
    only_with: list[str] = []
    min_words: int = Field(1, ge=1)

    @field_validator("terms", "only_with")
    @classmethod
    def _terms_expand(cls, terms: list[str]) -> list[str]:
        for term in terms:
            if not term.startswith("@"):
                expand(term)
        return terms

    @model_validator(mode="after")
    def _complete(self) -> Options:
        if bool(self.terms) == (self.syllables is not None):
            raise ValueError("give either `terms` or `syllables`")
        if (self.max is None) == (self.min is None):
            raise ValueError("give either `max` or `min`")
        return self


def compile_rule(rule: Rule, options: Options) -> FunctionCheck:
    """Compile a rule. Raises RuleError on an unknown lexicon."""
    wanted = PhraseSet(phrases(options.terms))
    needed = PhraseSet(phrases(options.only_with))

    def run(analysis: Analysis, unit: Unit) -> Iterator[Match]:
        total = analysis.once(count_article).words
        if total < options.min_words:
            return
        blocks, _ = analysis.once(counted_blocks)
        if options.only_with and not any(needed.occurs(analysis.folded(i)) for i in blocks):
            return
        hits = Counter(
            _long_words(analysis, blocks, options) if options.syllables else _terms(analysis, blocks, wanted)
        )
        count = hits.total()
        percent = 100 * count / total
        if not _reports(options, percent, count):
            return
        limit = options.max if options.max is not None else options.min
        match = whole_article(
            analysis,
            {
                "count": str(count),
                "words": str(total),
                "percent": f"{percent:.0f}" if percent >= 2 else f"{percent:.1f}",
                "limit": f"{limit:g}",
                "most": ", ".join(word for word, _ in sorted(hits.items(), key=lambda h: (-h[1], h[0]))[:5]),
            },
        )
        if match is not None:
            yield match

    return FunctionCheck(run)


def _reports(options: Options, percent: float, count: int) -> bool:
    if options.min is not None:
        return percent < options.min
    return options.max is not None and percent > options.max and count >= options.at_least


def _terms(analysis: Analysis, blocks: tuple[int, ...], wanted: PhraseSet) -> Iterator[str]:
    for i in blocks:
        folded = analysis.folded(i)
        for span, _ in longest(wanted.search(folded)):
            yield span.of(folded)


def _long_words(analysis: Analysis, blocks: tuple[int, ...], options: Options) -> Iterator[str]:
    for i in blocks:
        for text in words_in(analysis, i).texts:
            if syllables(text) >= (options.syllables or 0):
                yield fold(text)
