"""Claims that a compound of an outcome and what acts on it makes."""

from __future__ import annotations

import pytest

from healthlint.claims.extract import claims


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Turmeric is an excellent mood booster.", [("Turmeric", "booster", "mood", "direct", "asserted")]),
        ("Ashwagandha may be used as a sleep aid.", [("Ashwagandha", "aid", "sleep", "conditional", "asserted")]),
        ("Reiki is not a pain reliever.", [("Reiki", "reliever", "pain", "direct", "negated")]),
        ("Reishi is a potential stress reliever.", [("Reishi", "reliever", "stress", "conditional", "asserted")]),
        # Near misses: a dose, a comparison with one, another thing's property.
        ("A second jab is an immunity booster dose.", []),
        ("Ginger is cheaper than what is called a pain reliever.", []),
        (
            "Ginger is for cooks, but aspirin is a pain reliever.",
            [("aspirin", "reliever", "pain", "direct", "asserted")],
        ),
    ],
)
def test_an_agent_noun_makes_a_claim(analysis_of, text: str, found: list[tuple[str, ...]]) -> None:
    said = claims(analysis_of(text))
    assert [(c.subject.text, c.verb.text, c.outcome.text, c.strength, c.polarity) for c in said] == found
