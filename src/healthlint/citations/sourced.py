"""Claims with what backs them: sources in reach, nearest first, and why each claim needs one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from healthlint.citations import reach
from healthlint.citations.checks import cited_by_name
from healthlint.citations.citation import Citation
from healthlint.citations.effects import states_effect
from healthlint.citations.markers import citations
from healthlint.citations.needs import needs
from healthlint.citations.references import Reference, references
from healthlint.model.claim import Claim, Evidence
from healthlint.model.span import Span

if TYPE_CHECKING:
    from healthlint.claims.located import LocatedClaim
    from healthlint.language.analysis import Analysis


def sourced_claims(analysis: Analysis, found: Iterable[LocatedClaim]) -> tuple[Claim, ...]:
    """Return the claims of an article's register, in order, each with its citations, evidence and reasons."""
    found = tuple(found)
    if not found:
        return ()
    entries = {entry.label: entry for entry in analysis.once(references) if entry.label}
    reasons: dict[tuple[int, Span], list[str]] = {}
    for need in analysis.once(needs):
        reasons.setdefault((need.block, need.sentence), []).append(need.reason)
    return tuple(_sourced(analysis, one, entries, reasons) for one in found)


def _sourced(
    analysis: Analysis,
    found: LocatedClaim,
    entries: dict[str, Reference],
    reasons: dict[tuple[int, Span], list[str]],
) -> Claim:
    claim = found.claim
    here = analysis.sentence_at(claim.block, claim.prose_span.start)
    index = here.index if here else 0
    in_reach = reach.covering(analysis, analysis.once(citations), claim.block, claim.prose_span)
    cited = reach.nearest(analysis, in_reach, claim.block, index)
    why = list(reasons.get((claim.block, claim.prose_span), ()))
    if claim.polarity == "asserted" and "effect" not in why and states_effect(analysis, found):
        why.insert(0, "effect")
    log = analysis.house.evidence
    on_file = log is not None and log.covers(analysis, claim.block, found.verb)
    if not cited and not why and not on_file:
        return claim
    evidence = [_evidence(analysis, c, claim.block, index, entries) for c in cited]
    evidence.sort(key=lambda e: e.distance)
    return replace(
        claim, citations=tuple(c.id for c in cited), evidence=tuple(evidence), reasons=tuple(why), on_file=on_file
    )


def _evidence(
    analysis: Analysis, citation: Citation, block: int, index: int, entries: dict[str, Reference]
) -> Evidence:
    entry = entries.get(citation.label) or cited_by_name(analysis, citation)
    identifier = citation.target
    if not identifier and entry is not None:
        named = next((i for i in entry.identifiers if i.valid), None)
        identifier = f"{named.kind}:{named.normalised}" if named else entry.url
    distance = abs(reach.home(analysis, citation) - index) if citation.block == block else 1
    return Evidence(
        id=citation.id,
        distance=distance,
        tier=citation.tier or (entry.tier if entry else ""),
        year=entry.year if entry else 0,
        identifier=identifier,
    )
