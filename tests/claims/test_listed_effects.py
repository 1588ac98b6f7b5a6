"""The items of a list get the subject, strength and polarity of the line above them."""

from __future__ import annotations

import pytest

from healthlint.claims.extract import located

ITEMS = "\n\n- Relieves headaches\n- Lower blood pressure\n- Helps ease anxiety\n"


def parts(analysis_of, lead: str, items: str = ITEMS) -> set[tuple[str, str, str, str]]:
    claims = [f.claim for f in located(analysis_of(lead + items))]
    return {(c.subject.text, c.subject_class, c.strength, c.polarity) for c in claims}


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("Turmeric can:", ("Turmeric", "supplement", "can", "asserted")),
        ("Reiki has been shown to:", ("Reiki", "therapy", "can", "asserted")),
        ("Turmeric may:", ("Turmeric", "supplement", "conditional", "asserted")),
        ("Reiki does not:", ("Reiki", "therapy", "direct", "negated")),
        ("Sellers claim that reiki will:", ("reiki", "therapy", "direct", "reported")),
        ("Ibuprofen can:", ("Ibuprofen", "medicine", "can", "asserted")),
        ("## What are the benefits of cupping?", ("cupping", "therapy", "direct", "asserted")),
    ],
)
def test_items_take_what_the_lead_in_says(analysis_of, lead: str, expected: tuple[str, ...]) -> None:
    assert expected in parts(analysis_of, lead)
    assert "other" not in {part[1] for part in parts(analysis_of, lead)}


@pytest.mark.parametrize(
    "lead", ["Side effects of turmeric may include:", "Turmeric is a root.", "To use the oil:", "Benefits:"]
)
def test_other_lead_ins_give_no_subject(analysis_of, lead: str) -> None:
    assert {part[:2] for part in parts(analysis_of, lead)} == {("", "other")}


def test_an_item_with_a_subject_of_its_own_keeps_it(analysis_of) -> None:
    found = parts(analysis_of, "Turmeric can:", "\n\n- Massage relieves headaches\n")
    assert found == {("Massage", "therapy", "direct", "asserted")}


def test_items_of_effects_are_no_list_of_conditions_too(analysis_of) -> None:
    found = located(analysis_of("Benefits of acupuncture:\n\n- Reduces stress\n- Relieves migraine\n"))
    assert [f.claim.outcome.text for f in found] == ["stress", "migraine"]
