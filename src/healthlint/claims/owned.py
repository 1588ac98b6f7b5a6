"""What a seller means by "our …": a therapy or a product that no lexicon knows."""

from __future__ import annotations

import re

OWN = re.compile(
    r"\bour\b.*?\b(?:(?P<therapy>treatments?|therap(?:y|ies)|sessions?|courses?|programmes?|massages?|methods?|techniques?|class(?:es)?)|"
    r"remed(?:y|ies)|products?|formulas?|blends?|capsules?|creams?|gels?|oils?|teas?|tinctures?|drips?|powders?|sprays?|drops|"
    r"syrups?|shots?|smoothies?|juices?|balms?|tonics?|elixirs?|tablets?|gummies|patch(?:es)?|infusions?)\b"
)


def owned_class(text: str) -> str:
    """Return the class of "our new XyloMax drops": what a seller calls its own is a supplement or a therapy."""
    found = OWN.match(text.lower())
    if found is None:
        return "other"
    return "therapy" if found.group("therapy") else "supplement"
