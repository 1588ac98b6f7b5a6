"""A health claim: who says that what does what to which condition, how strongly, on what evidence."""

from __future__ import annotations

from dataclasses import dataclass

from healthlint.model.span import Span


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a claim with its place: `span` is in the source, None where it is understood, not written."""

    text: str
    span: Span | None = None

    def __bool__(self) -> bool:
        return bool(self.text)


NO_PART = Part("")


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim in one sentence.

    `strength` is a rung of the ladder: none, correlational, conditional, can, direct. `polarity`: asserted,
    negated, questioned, reported, rebutted. `subject_class`: therapy, supplement, medicine, vaccine, device,
    behaviour, body, care, study, other. `outcome_class`: condition, function, symptom, risk, other. `tier` of a
    condition: "a" (medical supervision should be sought), "b", or "". `citations` are identifiers of the markers
    and links in reach. `span` is the sentence's range in the source, `block` its block.
    """

    claim_id: str
    block: int
    span: Span
    prose_span: Span
    quote: str
    subject: Part
    subject_class: str
    verb: Part
    outcome: Part
    outcome_class: str
    strength: str
    polarity: str
    direction: str = "benefit"  # benefit | harm | none
    condition: str = ""
    tier: str = ""
    hedges: tuple[str, ...] = ()
    boosters: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    headline: bool = False
    established: bool = False
