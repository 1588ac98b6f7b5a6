"""Claims that an adjective makes: what is useful, helpful or used for a condition."""

from __future__ import annotations

import pytest

from healthlint.claims.extract import located


@pytest.mark.parametrize(
    ("text", "subject", "outcome", "strength", "polarity"),
    [
        ("Reiki may be useful for hay fever.", "Reiki", "hay fever", "conditional", "asserted"),
        ("Cupping is widely used for infertility.", "Cupping", "infertility", "can", "asserted"),
        ("Reiki has been found helpful for women with gout.", "Reiki", "gout", "direct", "asserted"),
        ("Reiki may have a healing effect on gout.", "Reiki", "gout", "conditional", "asserted"),
        ("Turmeric works wonders for eczema.", "Turmeric", "eczema", "direct", "asserted"),
        ("Reiki is not useful for asthma.", "Reiki", "asthma", "direct", "negated"),
    ],
)
def test_what_is_good_for_a_condition_is_a_claim(
    analysis_of, text: str, subject: str, outcome: str, strength: str, polarity: str
) -> None:
    found = [f.claim for f in located(analysis_of(text))]
    assert [(c.subject.text, c.outcome.text, c.strength, c.polarity) for c in found] == [
        (subject, outcome, strength, polarity)
    ]


def test_a_treatment_for_curing_is_one_claim(analysis_of) -> None:
    found = [f.claim for f in located(analysis_of("Reiki is an effective treatment for curing psoriasis."))]
    assert [(c.verb.text, c.outcome.text) for c in found] == [("curing", "psoriasis")]


@pytest.mark.parametrize(
    "text",
    [
        "Massage is used for patients with cancer.",
        "Turmeric is used for curries, and arthritis is common.",
        "Yoga is recommended for people with back pain.",
    ],
)
def test_what_is_used_for_people_may_do_something_else_for_them(analysis_of, text: str) -> None:
    assert located(analysis_of(text)) == ()
