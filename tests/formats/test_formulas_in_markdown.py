"""Formulas are not prose; money is."""

from __future__ import annotations

import pytest
from format_kit import heard, read, skipped


@pytest.mark.parametrize(
    "formula", ["$$y = \\frac{1}{2}$$", "\\(a + b\\)", "\\[c = d^2\\]", "$$\nx_1 + x_2 = 3\n$$"], ids=repr
)
def test_a_formula_is_a_hole_that_is_reported(formula: str) -> None:
    document = read(f"The rule is {formula} here.\n", "markdown")
    assert "formula" in [reason for reason, _ in skipped(document)]
    (prose,) = heard(document)
    assert prose.replace(" \ufffc", "") == "The rule is here."


@pytest.mark.parametrize(
    "text",
    ["It costs $5-$10 a day.", "Pay $$ for it.", r"A \[note\] in brackets.", r"A mark\[^x\] too.", r"\(so\) it is"],
)
def test_money_and_escaped_brackets_are_prose(text: str) -> None:
    document = read(text + "\n", "markdown")
    assert "formula" not in [reason for reason, _ in skipped(document)]
