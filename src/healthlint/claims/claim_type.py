"""What kind of statement a claim is, as a compliance team sorts them."""

from __future__ import annotations

import re

_MINE = re.compile(
    r"\bi['’](?:ve|m|d)\b|\bi (?:was|am|have|had|felt|feel|got|used|tried|took|started|lost|can|could|no|never|now|"
    r"sleep|suffer\w*|recommend|would|went|did|swear)\b|\bmy (?!colleagues?|team|patients?|research|stud)|\bme\b"
)
_COMPARES = re.compile(
    r"\b(?:more|less|as|equally|most) (?:effective|powerful|potent|well|good)\w*\b|"
    r"\b(?:better|safer|faster|worse) than\b|"
    r"\bsuperior to\b|\boutperform\w*|\bcompared (?:with|to)\b|\bversus\b|\bthan (?:placebo|sham|usual care)"
)
_ADVISES = re.compile(
    r"\b(?:guidelines?|recommended (?:for|as|that|in|by)|is recommended|are recommended|should be offered|"
    r"(?:nice|who|cdc|nhs) (?:recommends?|advises?))\b"
)
_ENDORSES = re.compile(
    r"\b(?:(?:doctor|gp|dermatologist|physician|expert|clinically)[- ](?:recommended|approved|endorsed|trusted)|"
    r"(?:approved|endorsed|recommended|trusted) by (?:\w+ ){0,3}"
    r"(?:doctors?|experts?|dentists?|nhs|fda|mhra|dermatologists?))\b"
)
_ACTS = frozenset(
    {"stimulate", "inhibit", "block", "regulate", "modulate", "activate", "suppress", "release", "trigger", "control"}
)
_SAFE = re.compile(r"\b(?:safe|safety|side effects?|adverse|toxic\w*|harmless|tolerat\w+)\b")


def claim_type(
    sentence: str, *, verb: str, subject_class: str, outcome_class: str, direction: str, strength: str, quoted: bool
) -> str:
    """Return efficacy, safety, risk, mechanism, comparative, guideline, testimonial or endorsement.

    `sentence` is folded, `verb` the lemma.
    """
    if _MINE.search(sentence) and (quoted or "we " not in sentence) and subject_class not in {"body", "study", "care"}:
        return "testimonial"
    if _ENDORSES.search(sentence):
        return "endorsement"
    if _ADVISES.search(sentence):
        return "guideline"
    if subject_class == "body" or (outcome_class == "other" and verb in _ACTS):
        return "mechanism"
    if direction == "harm" and subject_class in {"medicine", "vaccine", "therapy", "supplement", "device"}:
        return "safety"
    if strength == "correlational" or direction == "harm":
        return "risk"
    if _COMPARES.search(sentence):
        return "comparative"
    return "safety" if _SAFE.search(verb) else "efficacy"
