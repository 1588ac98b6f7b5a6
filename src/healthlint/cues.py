"""What the page itself shows of its publisher: suggested to the person, never assumed."""

from __future__ import annotations

from healthlint.config.settings import Settings
from healthlint.language.gated import GatedPattern
from healthlint.language.search import Search
from healthlint.language.terms import fold
from healthlint.model.context import Context
from healthlint.model.document import Document

# Source: the commercial cues of UK provider sites (domain notes on regulation, 1.1): booking, prices, a clinic's own
# footer. One cue alone proves nothing ("our clinic" may be a hospital's), so two different ones are asked for.
_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "“book now”",
        r"\bbook (?:now|online|your (?:session|appointment|consultation)|an? (?:session|appointment))\b",
    ),
    (
        "“our clinic” or “our therapists”",
        r"\bour (?:clinics?|therapists?|practitioners?|treatments?|products?|shop)\b",
    ),
    ("prices", r"(?:\bprices?\b[^.]{0,20}|\bfrom |\bonly )[£$€]\s?\d"),
    ("a shop", r"\badd to (?:basket|cart|bag)\b|\bshop now\b|\bbuy now\b|\border (?:now|today)\b"),
    ("an invitation to call", r"\b(?:call|contact|phone) us (?:today|now|on|for a)\b|\bfree consultation\b"),
    (
        "a clinic or pharmacy in the footer",
        r"©[^\n]{0,40}\b(?:clinic|therapy|therapies|wellness|acupuncture|spa|ltd)\b",
    ),
    ("a clinic or pharmacy in the footer", r"\b\w+ (?:pharmacy|clinic),\s?\d"),
    ("a site builder's footer", r"\bpowered (?:and secured )?by (?:wix|shopify|squarespace)\b"),
)
_CUES = tuple((label, GatedPattern(pattern, ignore_case=True)) for label, pattern in _PATTERNS)
_GATES = Search((), [cue.gate for _, cue in _CUES])  # one pass tells which of them may match
_LONGEST = 200_000  # characters looked at: cues stand at the top and in the footer


def context_notes(document: Document, settings: Settings, context: Context) -> tuple[str, ...]:
    """Return notes for the person: that the page looks commercial while nobody said who publishes it."""
    if context.publisher:
        return ()
    text = document.source.text
    if len(text) > 2 * _LONGEST:
        text = text[:_LONGEST] + text[-_LONGEST:]
    _, opened = _GATES.search(fold(text))
    found = dict.fromkeys(
        label
        for number, (label, cue) in enumerate(_CUES)
        if (number in opened or not cue.gate) and cue.compiled.search(text, timeout=1.0)
    )
    if len(found) < 2:
        return ()
    cues = ", ".join(found)
    return (
        f"This looks like a commercial page ({cues}). Rules for sellers are off until you say so: "
        'add --context publisher=commercial, or publisher = "commercial" under [context] in healthlint.toml.',
    )
