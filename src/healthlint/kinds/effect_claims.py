"""The claims of an article that something on offer does something, for the kinds of rule that ask what backs them."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.claims.extract import located
from healthlint.claims.located import LocatedClaim
from healthlint.language.analysis import Analysis
from healthlint.model.span import Span

OFFERED = frozenset({"therapy", "supplement", "medicine", "vaccine", "device", "behaviour", "care", "study"})


def effect_claims(analysis: Analysis, subjects: frozenset[str] = OFFERED) -> Iterator[tuple[int, Span, Span]]:
    """Yield (block, prose range from the claim's verb to its outcome, its sentence) of claims that need a source.

    These say that something on offer (a therapy, a product, a habit) does something; what is settled by law or
    convention is not among them.
    """
    for found in effects(analysis, subjects):
        yield found.claim.block, found.core, found.claim.prose_span


def effects(analysis: Analysis, subjects: frozenset[str]) -> Iterator[LocatedClaim]:
    """Yield the claims of `effect_claims` with their parts."""
    for found in analysis.once(located):
        claim = found.claim
        stated = claim.polarity in ("asserted", "reported") and claim.direction == "benefit"
        if not stated or claim.established or claim.headline or claim.subject_class not in subjects:
            continue
        if claim.strength in ("conditional", "can", "direct"):
            yield found
