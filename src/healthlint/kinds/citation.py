"""`citation`: sentences without a source in reach, and markers that lead nowhere.

find: uncited            sentences that need a source for one of `reasons`
      vague-authority    phrases of `any` ("studies show") with nothing in reach; a named source lowers it to info
      undated            phrases of `any` ("recent research") without a year, or whose year is old for the article
      coverage           the article as a whole: at least `minimum` sentences need a source, at most `share` have one
      aged               sentences that need a source for one of `reasons` and whose newest one is more than `years`
                         older than the article says it is; up to twice as old it is only `info`
      primary            claims of an effect whose only source is one study, by its title in the list
      statement          sentences whose first reason for a source is one of `reasons`: research that is reported
                         (`reported`), a claim that something works (`effect`), a fact of health (`fact`)
      orphan-marker, orphan-entry, numbering, cluster, placement, quote
reasons: [statistic]     see `citations.needs`; `effect` is a claim that something works
reach: paragraph         or sentence, next-sentence, section, document
subjects: [medicine]      `effect`: only claims about these; none: about anything on offer; `statement`: claims about
                          these are left to the rule about effects
full: true               a source that is only named does not count
once: block              `uncited`, `statement`: one finding for each block; the other places are related to it
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from pydantic import Field, model_validator

from healthlint.kinds.base import FunctionCheck, Unit
from healthlint.kinds.base import Options as BaseOptions
from healthlint.language.analysis import Analysis
from healthlint.language.lexicon import phrases
from healthlint.language.phrases import longest
from healthlint.language.voice import is_quoted
from healthlint.model.finding import Match, Severity
from healthlint.model.rule import Rule
from healthlint.model.span import Span

if TYPE_CHECKING:
    from healthlint.claims.located import LocatedClaim

Reason = Literal[
    "statistic", "study", "authority", "effect", "risk", "harm", "dose", "guideline", "comparison", "mechanism",
    "cause", "prevalence", "novelty", "contested", "reported", "fact",
]  # fmt: skip
Subject = Literal["therapy", "supplement", "medicine", "vaccine", "device", "behaviour", "care", "study"]
Find = Literal[
    "uncited", "vague-authority", "undated", "coverage", "orphan-marker", "orphan-entry", "numbering", "cluster",
    "placement", "quote", "aged", "primary", "statement",
]  # fmt: skip
_MAY_PARSE = ("uncited", "aged")
_DENIED = re.compile(
    r"\b(?:not all|no|few|neither|not many|not enough|insufficient|little|lack of|without|without any|not any)\s$"
)
_YEAR = re.compile(r"\b((?:19|20)\d{2})\b")


class Options(BaseOptions):
    """The fields of a `citation` rule."""

    find: Find
    reasons: list[Reason] = []
    reach: Literal["sentence", "next-sentence", "paragraph", "section", "document"] = "paragraph"
    full: bool = False
    subjects: list[Subject] = []
    once: Literal["", "block"] = Field("", description="`uncited`, `statement`: one finding for each block")
    any: list[str] = []
    leave_out: list[str] = Field([], alias="except", description="phrases of `any` that do not count")
    minimum: int = Field(6, ge=1, description="`coverage`: how many sentences must need a source")
    share: float = Field(0.0, ge=0, le=1, description="`coverage`: at most this share of them is cited")
    more_than: int = Field(4, ge=1, description="`cluster`: more markers than this on one sentence")
    years: int = Field(3, ge=0, description="`undated`, `aged`: a year this much older than the article is not recent")

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> Options:
        if self.find in ("uncited", "coverage", "aged", "statement") and not self.reasons:
            raise ValueError(f"`reasons` must say which reasons `find: {self.find}` looks for")
        if self.find != "statement" and {"reported", "fact"} & set(self.reasons):
            raise ValueError("only `find: statement` knows the reasons `reported` and `fact`")
        if self.find in ("vague-authority", "undated") and not self.any:
            raise ValueError(f"`any` must list the phrases that `find: {self.find}` looks for")
        return self


def compile_rule(rule: Rule, options: Options) -> FunctionCheck:
    """Compile a rule. Raises RuleError on an unknown lexicon."""
    finder = _FINDERS[options.find]
    return FunctionCheck(
        lambda analysis, unit: finder(rule, options, analysis, unit),
        needs_parse=options.find in ("primary", "statement", "undated")
        or (bool({"effect", "mechanism", "cause"} & set(options.reasons)) and options.find in _MAY_PARSE),
        literals=_literals(options),
    )


def _literals(options: Options) -> tuple[str, ...]:
    left_out = frozenset(phrases(options.leave_out))
    return tuple(p for p in phrases(options.any) if p not in left_out)


def _in_scope(rule: Rule, analysis: Analysis, block: int) -> bool:
    unit = analysis.block(block)
    return unit.kind in rule.blocks and (rule.quotes or not unit.quoted)


def _uncited(rule: Rule, options: Options, analysis: Analysis, unit: Unit) -> Iterator[Match]:
    found = list(_uncited_needs(rule, options, analysis))
    if "effect" in options.reasons:
        found.extend(_uncited_effects(rule, options, analysis))
    yield from _once_a_block(analysis, found) if options.once else found


def _once_a_block(analysis: Analysis, found: list[Match]) -> Iterator[Match]:
    """Yield the first match of each block, with the places of the others."""
    by_block: dict[int | None, list[Match]] = {}
    for match in found:
        by_block.setdefault(match.block, []).append(match)
    for block, matches in by_block.items():
        others = [analysis.block(block or 0).map.to_source(m.span) for m in matches[1:]]
        yield replace(matches[0], related=tuple((span, "and here") for span in others if span is not None))


def _uncited_needs(rule: Rule, options: Options, analysis: Analysis) -> Iterator[Match]:
    from healthlint.citations.checks import nearest, uncited
    from healthlint.citations.weight import gap, weigh
    from healthlint.kinds.effect_claims import effect_claims

    # How something works is said by the same words as that it works: one finding is enough.
    sells = "cause" in options.reasons and analysis.once(_sells)
    explains = "mechanism" in options.reasons
    with_effect = {(b, sentence) for b, _, sentence in effect_claims(analysis)} if explains else set()
    for need in uncited(analysis, frozenset(options.reasons), options.reach, full=options.full):
        if not _in_scope(rule, analysis, need.block) or (need.block, need.sentence) in with_effect:
            continue
        weight = weigh(analysis, need, sells=sells)
        if weight is not Severity.OFF:
            near = nearest(analysis, need.block, need.sentence)
            values = {"reason": need.reason, "nearest": near, "problem": gap(analysis, need)}
            yield Match(need.block, need.cue, values, severity=weight)


def _sells(analysis: Analysis) -> bool:
    """Tell whether the article says what a therapy, supplement or device does for the reader."""
    from healthlint.claims.extract import located

    claims = (found.claim for found in analysis.once(located))
    return any(c.subject_class in ("therapy", "supplement", "device") and c.direction == "benefit" for c in claims)


def _uncited_effects(rule: Rule, options: Options, analysis: Analysis) -> Iterator[Match]:
    from healthlint.citations.checks import nearest
    from healthlint.citations.cues import STRONG
    from healthlint.citations.effects import states_effect
    from healthlint.citations.markers import is_cited
    from healthlint.citations.needs import needs
    from healthlint.kinds.effect_claims import OFFERED, effects

    # A sentence about a study, a figure or a risk is reported as such, and once.
    seen = {(n.block, n.sentence) for n in analysis.once(needs) if n.reason in STRONG or n.reason == "risk"}
    for found in effects(analysis, frozenset(options.subjects) or OFFERED):
        block, span, sentence = found.claim.block, found.core, found.claim.prose_span
        if not states_effect(analysis, found) or is_quoted(analysis, block, span):
            continue
        cited = is_cited(analysis, block, sentence, mode=options.reach, full=options.full)
        if not cited and (block, sentence) not in seen and _in_scope(rule, analysis, block):
            seen.add((block, sentence))
            values = {"reason": "effect", "nearest": nearest(analysis, block, sentence)}
            yield Match(block, span, values, severity=Severity.INFO if _is_told(analysis, found) else None)


def _is_told(analysis: Analysis, found: LocatedClaim) -> bool:
    """Tell whether somebody is named who says that it works; on a page that sells it is the seller who does."""
    reporter = found.claim.reporter.text
    if analysis.context.publisher == "commercial":
        return False
    return reporter.isupper() or sum(word[0].isupper() for word in reporter.split()) > 1


def _vague_authority(rule: Rule, options: Options, analysis: Analysis, unit: Unit) -> Iterator[Match]:
    from healthlint.citations.authority import is_study_need, is_vague
    from healthlint.citations.markers import citations, in_reach, is_cited

    levels = {c.id: c.level for c in analysis.once(citations)}
    for block, span, sentence in _phrase_hits(rule, analysis, unit):
        if is_cited(analysis, block, sentence, mode=options.reach, strict=True, full=True):
            continue
        if is_study_need(analysis, block, span) or not is_vague(analysis, block, span, sentence):
            continue
        named = [c for c in in_reach(analysis, block, sentence, mode="sentence") if levels[c] == "named"]
        if named and _YEAR.search(sentence.of(analysis.block(block).prose)):
            continue
        yield Match(block, span, severity=Severity.INFO if named else None)


def _phrase_hits(rule: Rule, analysis: Analysis, unit: Unit) -> Iterator[tuple[int, Span, Span]]:
    """Yield (block, the phrase's range, its sentence's range), questions left out."""
    for block in analysis.blocks_of(rule.blocks, quotes=rule.quotes):
        for span, _ in longest(unit.hits.get(block, ())):
            sentence = analysis.sentence_at(block, span.start)
            if sentence is None or analysis.text(sentence).rstrip("\"'”’)] ").endswith("?"):
                continue
            if not _DENIED.search(analysis.folded(block)[sentence.span.start : span.start]):
                yield block, span, sentence.span


def _undated(rule: Rule, options: Options, analysis: Analysis, unit: Unit) -> Iterator[Match]:
    from healthlint.citations.authority import is_new, is_said_otherwise
    from healthlint.citations.dates import article_year

    now = analysis.once(article_year)
    for block, span, sentence in _phrase_hits(rule, analysis, unit):
        if not is_new(analysis, block, span, sentence):
            continue
        years = _years_near(analysis, block, sentence)
        newest = max(years, default=0)
        if not newest and (is_said_otherwise(analysis, block, span, sentence) or _is_report(analysis, block, sentence)):
            continue
        if not newest:
            yield Match(block, span, {"year": "no year"})
        elif now and now - newest > options.years:
            yield Match(block, span, {"year": str(newest)})


def _is_report(analysis: Analysis, block: int, sentence: Span) -> bool:
    """Tell whether the rule about reported research, which is on for news, asks for its link."""
    from healthlint.citations.reports import reports

    if analysis.context.publisher != "news":
        return False
    return any((s.block, s.span) == (block, sentence) for s in analysis.once(reports))


def _years_near(analysis: Analysis, block: int, sentence: Span) -> list[int]:
    """Return the years that a sentence and its citations give."""
    from healthlint.citations.markers import citations, in_reach
    from healthlint.citations.references import references

    near = set(in_reach(analysis, block, sentence, mode="next-sentence"))
    labels = {c.label: c for c in analysis.once(citations) if c.id in near}
    years = [int(y) for y in _YEAR.findall(sentence.of(analysis.block(block).prose))]
    years += [int(y) for label in labels for y in _YEAR.findall(label)]
    years += [e.year for e in analysis.once(references) if e.label in labels and e.year and e.label]
    years += [int(y) for c in labels.values() for y in re.findall(r"/((?:19|20)\d{2})(?:/|$)", c.target)]
    return years


def _aged(rule: Rule, options: Options, analysis: Analysis, unit: Unit) -> Iterator[Match]:
    from healthlint.citations.age import source_age
    from healthlint.citations.dates import article_year
    from healthlint.citations.needs import needs
    from healthlint.kinds.effect_claims import effect_claims

    if not analysis.once(article_year):
        return
    wanted = [(n.block, n.sentence, n.cue) for n in analysis.once(needs) if n.reason in options.reasons]
    if "effect" in options.reasons:
        wanted += [(block, sentence, core) for block, core, sentence in effect_claims(analysis)]
    seen: set[tuple[int, Span]] = set()
    for block, sentence, cue in wanted:
        if (block, sentence) in seen or not _in_scope(rule, analysis, block):
            continue
        seen.add((block, sentence))
        found = source_age(analysis, block, sentence)
        if found is not None and found[1] > options.years:
            year, age, citation = found
            values = {"year": str(year), "age": str(age)}
            level = Severity.INFO if age <= 2 * options.years else None
            yield Match(block, cue, values, related=((citation.source_span, "its newest source"),), severity=level)


def _statement(rule: Rule, options: Options, analysis: Analysis, unit: Unit) -> Iterator[Match]:
    from healthlint.citations.checks import nearest
    from healthlint.citations.effects import states_effect
    from healthlint.citations.markers import is_cited
    from healthlint.citations.named import names
    from healthlint.citations.needs import needs_source
    from healthlint.citations.studies import is_identified
    from healthlint.claims.extract import located
    from healthlint.kinds.effect_claims import OFFERED, effects

    claims = [f for f in effects(analysis, OFFERED) if states_effect(analysis, f)]
    works = {(f.claim.block, f.claim.prose_span) for f in claims}
    told = {(f.claim.block, f.claim.prose_span) for f in claims if f.claim.subject_class in options.subjects}
    found: list[Match] = []
    for sentence, why in needs_source(analysis, analysis.once(located)).items():
        here = (sentence.block, sentence.span)
        if why[0] not in options.reasons or (why == ("effect",) and here not in works):
            continue
        if not _in_scope(rule, analysis, sentence.block):
            continue
        if here in told and not is_cited(analysis, *here, mode=options.reach):
            continue
        if not is_cited(analysis, *here, mode=options.reach, full=options.full):
            values = {"reason": why[0], "nearest": nearest(analysis, sentence.block, sentence.span)}
            words = analysis.text(sentence)
            findable = why[0] == "reported" and (is_identified(words) or bool(names(words)))
            found.append(Match(sentence.block, sentence.span, values, severity=Severity.INFO if findable else None))
    yield from _once_a_block(analysis, found) if options.once else found


def _primary(rule: Rule, options: Options, analysis: Analysis, unit: Unit) -> Iterator[Match]:
    from healthlint.citations.primary import only_study
    from healthlint.citations.references import references
    from healthlint.kinds.effect_claims import OFFERED, effect_claims

    if not analysis.once(references):
        return  # only an entry shows what was done
    seen: set[tuple[int, Span]] = set()
    for block, core, sentence in effect_claims(analysis, frozenset(options.subjects) or OFFERED):
        if (block, sentence) in seen or not _in_scope(rule, analysis, block):
            continue
        seen.add((block, sentence))
        citation = only_study(analysis, block, sentence)
        if citation is not None:
            yield Match(block, core, related=((citation.source_span, "its only source"),))


def _coverage(rule: Rule, options: Options, analysis: Analysis, unit: Unit) -> Iterator[Match]:
    from healthlint.citations.checks import coverage
    from healthlint.kinds.structure import title_match

    found = coverage(analysis, frozenset(options.reasons), options.reach)
    if found.needed >= options.minimum and found.cited <= options.share * found.needed:
        values = {"needed": str(found.needed), "cited": str(found.cited)}
        yield from title_match(analysis, values)


def _orphan_marker(rule: Rule, options: Options, analysis: Analysis, unit: Unit) -> Iterator[Match]:
    from healthlint.citations.checks import orphan_markers, undefined_notes

    seen: dict[Span, list[str]] = {}
    for citation in orphan_markers(analysis):
        seen.setdefault(citation.source_span, []).append(citation.label)
    for span, labels in seen.items():
        yield Match(None, span, {"label": ", ".join(labels)})
    for block, span, label in undefined_notes(analysis):
        yield Match(block, span, {"label": label})


def _orphan_entry(rule: Rule, options: Options, analysis: Analysis, unit: Unit) -> Iterator[Match]:
    from healthlint.citations.checks import orphan_entries

    for entry in orphan_entries(analysis):
        yield Match(entry.block, entry.prose_span, {"label": entry.name()})


def _numbering(rule: Rule, options: Options, analysis: Analysis, unit: Unit) -> Iterator[Match]:
    from healthlint.citations.checks import out_of_order

    for citation, due in out_of_order(analysis):
        yield Match(None, citation.source_span, {"label": citation.label, "due": str(due)})


def _cluster(rule: Rule, options: Options, analysis: Analysis, unit: Unit) -> Iterator[Match]:
    from healthlint.citations.checks import clusters

    for block, span, count in clusters(analysis, options.more_than):
        yield Match(block, span, {"count": str(count)})


def _placement(rule: Rule, options: Options, analysis: Analysis, unit: Unit) -> Iterator[Match]:
    from healthlint.citations.checks import misplaced

    for citation, usual in misplaced(analysis):
        yield Match(None, citation.source_span, {"usual": usual})


def _quote(rule: Rule, options: Options, analysis: Analysis, unit: Unit) -> Iterator[Match]:
    from healthlint.citations.quotes import unattributed

    for block, span in unattributed(analysis):
        if _in_scope(rule, analysis, block):
            yield Match(block, span)


_FINDERS: dict[str, Callable[[Rule, Options, Analysis, Unit], Iterator[Match]]] = {
    "uncited": _uncited,
    "vague-authority": _vague_authority,
    "undated": _undated,
    "coverage": _coverage,
    "aged": _aged,
    "primary": _primary,
    "statement": _statement,
    "orphan-marker": _orphan_marker,
    "orphan-entry": _orphan_entry,
    "numbering": _numbering,
    "cluster": _cluster,
    "placement": _placement,
    "quote": _quote,
}
