"""A lead-in and its items are one claim."""

from __future__ import annotations

import pytest

from healthlint.claims.extract import located

ITEMS = "\n\n- Fibromyalgia\n- Asthma\n- Eczema\n"


@pytest.mark.parametrize(
    ("lead", "who", "verb"),
    [
        ("We treat:", "We", "treat"),
        ("Acupuncture can help with:", "Acupuncture", "help with"),
        ("## Conditions we treat", "we", "treat"),
        ("Our remedy relieves:", "Our remedy", "relieves"),
    ],
)
def test_a_lead_in_and_its_items_are_one_claim(analysis_of, lead: str, who: str, verb: str) -> None:
    found = located(analysis_of(lead + ITEMS))
    assert [(f.claim.subject.text.lower(), f.claim.verb.text, f.claim.outcome.text) for f in found] == [
        (who.lower(), verb, "Fibromyalgia, Asthma, Eczema")
    ]
    assert found[0].named == ("asthma", "fibromyalgia", "eczema")


@pytest.mark.parametrize(
    "lead",
    [
        "Tell us if you have:",
        "Acupuncture does not help with:",
        "Doctors treat:",
        "Can acupuncture help with these?",
        "Some say that acupuncture helps with:",
        "Common conditions:",
        "Acupuncture can help with pain",
    ],
)
def test_other_lead_ins_promise_nothing(analysis_of, lead: str) -> None:
    assert [f for f in located(analysis_of(lead + ITEMS)) if f.listed] == []


def test_items_that_are_no_conditions_make_no_claim(analysis_of) -> None:
    assert located(analysis_of("We treat:\n\n- Adults\n- Children\n- Visitors\n")) == ()


def test_the_claim_stands_at_the_condition_that_weighs_most(analysis_of) -> None:
    analysis = analysis_of("We treat:" + ITEMS)
    found = located(analysis)[0]
    assert found.outcome.of(analysis.block(found.claim.block).prose) == "Asthma"
