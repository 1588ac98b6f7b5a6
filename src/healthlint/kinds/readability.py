"""`readability`: a formula's score over or under a limit.

formula: smog_grade                          one of ours, or textstat:<function>
all_of: [smog_grade, flesch_kincaid_grade]   instead: only when each of them misses the limit
target: 8                                    with margin: the limit is target + margin (grades, ages)
max: 12 / min: 60                            a limit as it is
min_sentences: 5                             shorter articles are left alone

The message knows {score} (the best one, rounded), {scores}, {target}, {limit}, {sentences}, {words}, {note}.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field, field_validator, model_validator

from healthlint.diagnostics import did_you_mean
from healthlint.kinds.base import FunctionCheck, Unit
from healthlint.kinds.base import Options as BaseOptions
from healthlint.kinds.whole import whole_article
from healthlint.language.analysis import Analysis
from healthlint.model.finding import Match
from healthlint.model.rule import Rule
from healthlint.readability.counts import Counts, count_article
from healthlint.readability.measures import MEASURES, measure_names, score, title_of


class Options(BaseOptions):
    """The fields of a `readability` rule."""

    formula: str | None = None
    all_of: list[str] = Field(default=[], min_length=0)
    target: float | None = None
    margin: float = Field(0, ge=0)
    max: float | None = None
    min: float | None = None
    min_sentences: int = Field(1, ge=1)
    min_words: int = Field(1, ge=1)

    @field_validator("formula", "all_of")
    @classmethod
    def _known(cls, value: str | list[str] | None) -> str | list[str] | None:
        for name in [value] if isinstance(value, str) else value or []:
            if name not in measure_names():
                hint = did_you_mean(name, measure_names())
                raise ValueError(f"no readability formula is called `{name}`; {hint or 'see the rule guide'}")
        return value

    @model_validator(mode="after")
    def _complete(self) -> Options:
        if (self.formula is None) == (not self.all_of):
            raise ValueError("give either `formula` or `all_of`")
        if sum(limit is not None for limit in (self.target, self.max, self.min)) != 1:
            raise ValueError("give one of `target`, `max` and `min`")
        return self


def compile_rule(rule: Rule, options: Options) -> FunctionCheck:
    """Compile a rule."""
    names = tuple(options.all_of) or (str(options.formula),)

    def run(analysis: Analysis, unit: Unit) -> Iterator[Match]:
        counts = analysis.once(count_article)
        if counts.sentences < options.min_sentences or counts.words < options.min_words:
            return
        scores = {name: score(analysis, name) for name in names}
        known = {name: value for name, value in scores.items() if value is not None}
        if len(known) < len(names) or not all(_misses(options, value) for value in known.values()):
            return
        match = whole_article(analysis, _values(options, known, counts))
        if match is not None:
            yield match

    return FunctionCheck(run)


def _limit(options: Options) -> float:
    if options.min is not None:
        return options.min
    return options.max if options.max is not None else (options.target or 0) + options.margin


def _misses(options: Options, value: float) -> bool:
    return value < _limit(options) if options.min is not None else value > _limit(options)


def _values(options: Options, scores: dict[str, float], counts: Counts) -> dict[str, str]:
    best = max(scores.values()) if options.min is not None else min(scores.values())
    needs = max((MEASURES[n].needs_sentences for n in scores if n in MEASURES), default=1)
    note = f"estimate (n={counts.sentences})" if counts.sentences < needs else ""
    return {
        "score": f"{best:.1f}",
        "scores": " and ".join(f"{title_of(name)} {value:.1f}" for name, value in scores.items()),
        "target": f"{options.target if options.target is not None else _limit(options):g}",
        "limit": f"{_limit(options):g}",
        "sentences": str(counts.sentences),
        "words": str(counts.words),
        "note": note,
    }
