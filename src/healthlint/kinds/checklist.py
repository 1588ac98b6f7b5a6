"""`checklist`: questions that an article of some sort should answer; reported when too few are.

items: {how many took part: {patterns: […]}}   the questions by name, as the message says them; what answers one is
                                               {terms, patterns, title, opening, metadata, headings}, as in `structure`
least: 3                                       so many must be answered (left out: all)
needed: [what the limits are]                  these in any case
only_if: {words, terms, has, lacks, …}         the articles that are asked, as in `structure`

The message knows {missing} (the questions without an answer), {answered} (how many have one) and {items}.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field, model_validator

from healthlint.kinds.base import FunctionCheck, Unit
from healthlint.kinds.base import Options as BaseOptions
from healthlint.kinds.evidence import Evidence, Trigger, finder, trigger
from healthlint.kinds.whole import whole_article
from healthlint.language.analysis import Analysis
from healthlint.model.finding import Match
from healthlint.model.rule import Rule


class Options(BaseOptions):
    """The fields of a `checklist` rule."""

    items: dict[str, Evidence] = Field(min_length=1)
    least: int | None = Field(None, ge=1)
    needed: list[str] = []
    only_if: Trigger = Trigger()
    boilerplate: bool = Field(False, description="text in navigation and footers answers too")

    @model_validator(mode="after")
    def _fits(self) -> Options:
        if empty := [name for name, evidence in self.items.items() if evidence.is_empty]:
            raise ValueError(f"the item `{empty[0]}` must say what answers it")
        if unknown := [name for name in self.needed if name not in self.items]:
            raise ValueError(f"`needed` names `{unknown[0]}`, which is not among the items")
        if self.least is not None and self.least > len(self.items):
            raise ValueError(f"`least` is {self.least}, and there are {len(self.items)} items")
        return self


def compile_rule(rule: Rule, options: Options) -> FunctionCheck:
    """Compile a rule. Raises RuleError on an unknown lexicon."""
    is_asked = trigger(options.only_if, boilerplate=options.boilerplate)
    items = {name: finder(evidence, boilerplate=options.boilerplate) for name, evidence in options.items.items()}
    least = len(items) if options.least is None else options.least

    def run(analysis: Analysis, unit: Unit) -> Iterator[Match]:
        if not is_asked(analysis):
            return
        missing = [name for name, is_answered in items.items() if not is_answered(analysis)]
        answered = len(items) - len(missing)
        if answered >= least and not any(name in missing for name in options.needed):
            return
        values = {"missing": ", ".join(missing), "answered": str(answered), "items": str(len(items))}
        match = whole_article(analysis, values)
        if match is not None:
            yield match

    return FunctionCheck(run, needs_parse=options.only_if.claims > 0)
