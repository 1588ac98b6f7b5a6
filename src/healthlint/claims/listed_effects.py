"""Effects that a lead-in promises item by item: "Benefits of turmeric:" and "Reduces pain", "Lower blood pressure".

Each item that opens with a verb is a claim of its own without a subject; here it gets that of the lead-in, and how
strongly and of what polarity the lead-in speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from healthlint.claims.located import LocatedClaim, Who
from healthlint.claims.strength import rank, rung
from healthlint.claims.vocabulary import INTERVENTIONS, find_words, is_established
from healthlint.language.analysis import Analysis
from healthlint.language.negation import is_question, span_polarity
from healthlint.model.claim import Part
from healthlint.model.document import HEADINGS, BlockKind
from healthlint.model.span import Span

# What a lead-in says of the items: that they are good, or that its subject does them.
_PROMISES = re.compile(
    r"\b(?:benefits?|advantages|effects|uses|properties|powers|reasons|can|cannot|may|might|could|will|helps?|do|does|"
    r"(?:used|shown|known|found|proven|believed|said|thought|able|claimed) to)\b"
)
_HARMS = re.compile(r"\b(?:side effects?|risks?|harms?|dangers?|warnings?|avoid|if you)\b")
_BEFORE = re.compile(r"(?:(?:can|may|could|might|will|also|to|naturally|it|they) |help(?:s|ing)? (?:to )?)*$")


@dataclass(frozen=True, slots=True)
class LeadIn:
    """What the line above a list says of its items: who does them, how strongly, and whether it denies them."""

    who: Who
    strength: str
    polarity: str


def lead_ins(analysis: Analysis) -> dict[int, LeadIn]:
    """Return for each item below a lead-in that names somebody's effects what the lead-in says, by the item's block."""
    out: dict[int, LeadIn] = {}
    lead: LeadIn | None = None
    for block, following in zip(analysis.blocks, analysis.blocks[1:], strict=False):
        if analysis.block(following).kind is not BlockKind.ITEM:
            continue
        if analysis.block(block).kind is not BlockKind.ITEM:
            lead = _lead(analysis, block)
        if lead is not None:
            out[following] = lead
    return out


def with_lead_in(analysis: Analysis, found: LocatedClaim, lead: LeadIn) -> LocatedClaim:
    """Return the claim of an item with what the lead-in says of it, where the item itself names no subject."""
    claim = found.claim
    before = analysis.folded(claim.block)[claim.prose_span.start : found.verb.start]
    if found.who or claim.prose_span.start or not _BEFORE.fullmatch(before):
        return found
    said = frozenset(m.phrase for m in found.mentions) or frozenset({claim.outcome.text.lower()})
    claim = replace(
        claim,
        subject=Part(lead.who.text),
        subject_class=lead.who.kind,
        strength=min(claim.strength, lead.strength, key=rank),
        polarity=claim.polarity if claim.polarity != "asserted" else lead.polarity,
        established=is_established(lead.who.text.lower(), said),
    )
    return replace(found, claim=claim, who=lead.who.text, fragment=False)


def _lead(analysis: Analysis, block: int) -> LeadIn | None:
    kind, folded = analysis.block(block).kind, analysis.folded(block)
    sentences = analysis.sentences(block)
    heading = kind in HEADINGS
    if not sentences or not (heading or folded.rstrip().endswith((":", ";"))):
        return None
    span = sentences[-1].span
    text = span.of(folded)
    promise = _PROMISES.search(text)
    if promise is None or _HARMS.search(text):
        return None
    who = next(_named(analysis, block, span), None)
    if who is None:
        return None
    polarity = span_polarity(analysis, sentences[-1], Span(*promise.span()).shift(span.start))
    if is_question(analysis, sentences[-1]):
        # "What are the benefits of garlic?" is answered by the items, "Can garlic:" is not.
        polarity = "asserted" if text.startswith(("what", "how", "why")) else "questioned"
    return LeadIn(who, "direct" if heading else rung(text), polarity)


def _named(analysis: Analysis, block: int, sentence: Span) -> Iterator[Who]:
    prose = analysis.block(block).prose
    for m in find_words(prose, analysis.folded(block)).subjects:
        if sentence.covers(m.span) and m.kind in INTERVENTIONS:
            yield Who(m.span.of(prose), m.kind)
