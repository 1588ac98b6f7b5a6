"""Thirty sentences that an editor has judged, read with the claims pack as a seller's page would be."""

from __future__ import annotations

import pytest

from healthlint import Linter, Settings

# Sentence; what is found there as (rule, words), nothing for the near misses.
ROWS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("Reflexology strengthens your immunity.", (("immune-boost", "strengthens your immunity"),)),
    ("No good evidence shows that reflexology strengthens immunity.", ()),
    ("A third jab boosts the immune response to the virus.[3]", ()),
    ("Honey cures sore throats.", (("cure", "cures sore throats"),)),
    ("There is still no cure for hay fever.", ()),
    ("After two courses the cure rate was 88%.[4]", ()),
    ("Our practitioners treat epilepsy.", (("treats-serious-condition", "treat epilepsy"),)),
    ("GPs often treat epilepsy with medicines.", ()),
    ("Ginger shrinks tumours.", (("cancer-claim", "shrinks tumours"),)),
    ("In rats, a ginger extract shrank some tumours; nobody has tested it in people.[5]", ()),
    ("Tea cuts your risk of stroke by 40%.", (("relative-risk-alone", "cuts your risk of stroke by 40%"),)),
    (
        "Of 1,000 tea drinkers, 12 had a stroke, compared with 20 of 1,000 others. People were only observed, so tea "
        "may not be the reason.[6]",
        (),
    ),
    ("A 2013 review in a nutrition journal found small falls in blood pressure with tai chi.", ()),
    (
        "Amazingly, their scores improved significantly.",
        (("booster", "Amazingly,"), ("bare-significant", "improved significantly")),
    ),
    ("“It healed me”, says Bob, 61.", (("testimonial", "It healed me"),)),
    ("Some pages claim that baking soda cures diabetes. This is false.", ()),
    ("Does peppermint oil prevent nausea? Two trials suggest that it may, in pregnancy.[7]", ()),
    ("Can cupping boosts the immune system?", (("immune-boost", "boosts the immune system"),)),
    ("Vaccination prevents tetanus.", ()),
    (
        "This herbal product has no side effects.",
        (("no-side-effects", "no side effects"),),
    ),
    ("Most people have no side effects, or only mild ones.", ()),
    ("Never stop taking your tablets without asking your doctor.", ()),
    ("Throw away your painkillers after six sessions.", ()),  # an order to stop: safety/stop-medicine says it
    ("The device was guaranteed a review within a year.", ()),
    ("Your immune system defends you against disease and clears abnormal cells.", ()),
    ("Protects against flu: order now.", (("treats-condition", "Protects against flu"),)),
    ("Sunscreen protects against sunburn.", ()),
    ("People who sat more were more likely to have a stroke.", ()),
)


def page(text: str) -> list[tuple[str, str]]:
    linter = Linter(Settings(select=("claims",), context={"publisher": "commercial"}))
    result = linter.check_text(f"Notes\n\n{text}\n", path="page.txt")
    assert [p.message for p in result.problems] == []
    return sorted((f.rule.removeprefix("claims/"), f.text) for f in result.findings)


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_a_row(text: str, expected: tuple[tuple[str, str], ...]) -> None:
    assert page(text) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The jab does not cause infertility.", []),
        ("There is no evidence that magnets relieve arthritis.", []),
        ("It is a myth that magnets relieve arthritis.", []),
        ("Experts deny that magnets relieve arthritis.", []),
        ("Magnets fail to relieve arthritis.", []),
        ("Copper bracelets are unlikely to relieve arthritis.", []),
        ("Copper bracelets have never been shown to relieve arthritis.", []),
        ("Copper bracelets never fail to relieve arthritis.", [("treats-serious-condition", "relieve arthritis")]),
    ],
)
def test_a_denial_is_no_claim(text: str, expected: list[tuple[str, str]]) -> None:
    assert page(text) == expected
