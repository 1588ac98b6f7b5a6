"""The rows of one checked article: its claims, and the rules that have findings on their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from healthlint.model.claim import Claim, Study
from healthlint.model.finding import FileResult, Finding
from healthlint.model.source import LineIndex
from healthlint.model.span import Span
from healthlint.packs.load import Catalog
from healthlint.register.items import Figure, Flag, Source
from healthlint.register.row import Row, register_id

# Packs whose findings a reviewer of claims decides on, besides those of countries.
_OF_CLAIMS = frozenset({"claims", "citations"})


class Rulebook:
    """Which rules speak of claims, and in which countries they hold. `catalogs` have all rules that were run."""

    def __init__(self, catalogs: Iterable[Catalog]) -> None:
        self._jurisdictions: Mapping[str, str] = {
            rule.id: " ".join(v for v in rule.when.get("jurisdiction", ()) if not v.startswith("!"))
            for catalog in catalogs
            for rule in catalog.rules.values()
        }

    def jurisdiction(self, rule: str) -> str:
        """Return the countries of a rule with spaces between, "" for one that holds everywhere."""
        return self._jurisdictions.get(rule, "")

    def covers(self, rule: str) -> bool:
        """Tell whether a decision on a claim covers the findings of a rule on its sentence."""
        return rule.partition("/")[0] in _OF_CLAIMS or bool(self.jurisdiction(rule))

    def flags(self, flags: tuple[Flag, ...]) -> tuple[Flag, ...]:
        """Return the flags of rules that speak of claims, each with its countries."""
        return tuple(Flag(f.rule, f.severity, self.jurisdiction(f.rule)) for f in flags if self.covers(f.rule))


def rows_of(result: FileResult) -> tuple[Row, ...]:
    """Return a row for each claim, in their order. Its flags are those of all rules: see `Rulebook.flags`."""
    index = LineIndex.of(result.text)
    return tuple(_row(result, claim, index) for claim in result.claims)


def touches(finding: Finding, sentence: Span) -> bool:
    """Tell whether a finding is on a sentence, and not on the article as a whole."""
    return finding.scope != "document" and finding.span.overlaps(sentence)


def _row(result: FileResult, claim: Claim, index: LineIndex) -> Row:
    line, column = index.position(claim.span.start)
    # Identifiers of sources without more are known to be in reach, not how far away they are.
    evidence = tuple(
        Source(e.id, str(e.distance), e.tier, str(e.year or ""), e.identifier) for e in claim.evidence
    ) or tuple(map(Source, claim.citations))
    return Row(
        claim_id=register_id(result.path, claim.claim_id),
        file=result.path,
        quote=claim.quote,
        line=line,
        column=column,
        subject=claim.subject.text,
        condition=claim.condition,
        outcome=claim.outcome.text,
        population=claim.population.text or claim.study.population,
        claim_type=claim.claim_type,
        strength=claim.strength,
        strength_words=tuple(dict.fromkeys(p.text for p in claim.strength_words)),
        boosters=claim.boosters,
        hedges=claim.hedges,
        polarity=claim.polarity,
        direction=claim.direction,
        condition_tier=claim.tier,
        numbers=tuple(Figure(n.text, n.kind, n.unit) for n in claim.numbers),
        study=tuple(_study(claim.study)),
        evidence=evidence,
        nearest_citation=min((e.distance for e in claim.evidence), default=None),
        reason_needed=claim.reasons,
        regulatory_flags=tuple(_flags(result, claim)),
    )


def _flags(result: FileResult, claim: Claim) -> Iterable[Flag]:
    """Return the rules with findings on a sentence; what the author suppressed is for a reviewer to see as well."""
    found = {f.rule: f.severity.value for f in result.findings if touches(f, claim.span)}
    for waived in result.suppressed:
        if touches(waived.finding, claim.span):
            found.setdefault(waived.finding.rule, "suppressed")
    return (Flag(rule, severity) for rule, severity in found.items())


def _study(study: Study) -> Iterator[str]:
    if study.design:
        yield study.design
    if study.n:
        yield f"n = {study.n}"
    if study.comparator:
        yield f"against {study.comparator}"
    if study.duration:
        yield f"over {study.duration}"
    if study.animal_or_lab:
        yield "animals or laboratory"
    if study.surrogate:
        yield "surrogate outcome"
