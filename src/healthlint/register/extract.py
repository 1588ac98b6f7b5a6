"""The rows of one checked article: its claims, and the rules that have findings on their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from healthlint.model.claim import Claim, ConditionTier, Study
from healthlint.model.finding import FileResult, Finding
from healthlint.model.source import LineIndex
from healthlint.model.span import Span
from healthlint.packs.load import Catalog
from healthlint.register.items import Figure, Flag, Source, Tier
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
    flags = _flags(result)
    return tuple(_row(result, claim, index, own) for claim, own in zip(result.claims, flags, strict=True))


def meant(finding: Finding, claims: Sequence[Claim]) -> list[int]:
    """Return which claims a finding is on, by their places in a sequence.

    They are those of the sentences that it touches, of the claims of one sentence only those whose words it touches, if
    there are any. A finding on the article as a whole is on none.
    """
    if finding.scope == "document":
        return []
    near = [place for place, claim in enumerate(claims) if finding.span.overlaps(claim.span)]
    return [place for place in near if finding.span.overlaps(_words(claims[place]))] or near


def _words(claim: Claim) -> Span:
    """Return from the verb of a claim to the end of its outcome, or the other way round; else its sentence."""
    said = [part.span for part in (claim.verb, claim.outcome) if part.span is not None]
    return Span(min(s.start for s in said), max(s.end for s in said)) if said else claim.span


def _row(result: FileResult, claim: Claim, index: LineIndex, flags: Mapping[str, str]) -> Row:
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
        verb=claim.verb.text,
        outcome=claim.outcome.text,
        population=claim.population.text or claim.study.population,
        claim_type=claim.claim_type,
        strength=claim.strength,
        strength_words=tuple(dict.fromkeys(p.text for p in claim.strength_words)),
        boosters=claim.boosters,
        hedges=claim.hedges,
        polarity=claim.polarity,
        direction=claim.direction,
        condition_tier=tuple(_tier(tier, claim.condition) for tier in claim.tiers),
        numbers=tuple(Figure(n.text, n.kind, n.unit) for n in claim.numbers),
        study=tuple(_study(claim.study)),
        evidence=evidence,
        nearest_citation=min((e.distance for e in claim.evidence), default=None),
        reason_needed=claim.reasons,
        regulatory_flags=tuple(Flag(rule, severity) for rule, severity in flags.items()),
    )


def _flags(result: FileResult) -> list[dict[str, str]]:
    """Return for each claim the rules with findings on it, and their severities.

    What the author suppressed is for a reviewer to see as well.
    """
    found: list[dict[str, str]] = [{} for _ in result.claims]
    for finding in result.findings:
        for place in meant(finding, result.claims):
            found[place][finding.rule] = finding.severity.value
    for waived in result.suppressed:
        for place in meant(waived.finding, result.claims):
            found[place].setdefault(waived.finding.rule, "suppressed")
    return found


def _tier(tier: ConditionTier, condition: str) -> Tier:
    return Tier(tier.tier, tier.jurisdiction, tier.condition if tier.condition != condition else "")


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
