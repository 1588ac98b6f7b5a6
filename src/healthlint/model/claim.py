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
class Number:
    """A figure of a claim: `text` as written, `kind` absolute ("3 in 100"), relative ("40% lower"), count, dose,
    duration or other, `unit` as written ("%", "mg", "kg"; "" without).
    """

    text: str
    kind: str
    unit: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Study:
    """What the text says of the study behind a claim, "" and 0 where it does not.

    `design` is a word of the ladder of designs (systematic review, randomised trial, cohort, case-control,
    cross-sectional, case report, animal, laboratory, survey, study); `n` the number of participants; `surrogate`
    tells that the outcome is a marker ("cholesterol"), not what people feel.
    """

    design: str = ""
    n: int = 0
    population: str = ""
    comparator: str = ""
    duration: str = ""
    animal_or_lab: bool = False
    surrogate: bool = False


NO_STUDY = Study()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source in reach: its id (marker or link), how many sentences away, and what is known of it."""

    id: str
    distance: int = 0
    tier: str = ""
    year: int = 0
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class ConditionTier:
    """What one jurisdiction asks of the conditions of a claim: the gravest tier of any of them.

    `jurisdiction` is a value of the context, "" for the default list. `supervision`: whether the tier asks for a
    qualified professional, None where the law asks something else. `condition` is the one that is in it.
    """

    jurisdiction: str
    tier: str
    supervision: bool | None
    condition: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim in one sentence.

    `strength` is a rung of the ladder: none, correlational, conditional, can, direct. `polarity`: asserted,
    negated, questioned, reported, rebutted. `subject_class`: therapy, supplement, medicine, vaccine, device,
    behaviour, body, care, study, other. `outcome_class`: condition, function, symptom, risk, other. `tier` of a
    condition: "a" (medical supervision should be sought), "b", or "", by the default list, whatever the jurisdiction;
    `tiers` are those of the jurisdictions of the article. `citations` are identifiers of the markers
    and links in reach. `span` is the sentence's range in the source, `block` its block.

    `claim_type`: efficacy, safety, risk, prevalence, mechanism, comparative, guideline, testimonial, endorsement,
    availability. `population` is for whom, `reporter` who is said to say so ("a Danish team"), `strength_words` the
    words that made the strength. `certainty`: certain, fairly certain, uncertain, or "". `advice`: none, weak, strong.
    `reasons` are the reasons why it needs a source, `evidence` the sources in reach, nearest first. `on_file`: the
    publisher's evidence log has evidence for it (see `House.evidence`).
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
    claim_type: str = "efficacy"
    population: Part = NO_PART
    reporter: Part = NO_PART
    strength_words: tuple[Part, ...] = ()
    certainty: str = ""
    advice: str = "none"
    numbers: tuple[Number, ...] = ()
    study: Study = NO_STUDY
    evidence: tuple[Evidence, ...] = ()
    reasons: tuple[str, ...] = ()
    tiers: tuple[ConditionTier, ...] = ()
    on_file: bool = False
