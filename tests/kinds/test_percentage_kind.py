"""The `percentage` kind: differences of percentages that are called a change in percent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

RULE = "kind: percentage\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The risk fell from 6% to 4%, a 2% drop.", ["2% drop"]),
        ("It went from 12 to 15 per cent, a 3 per cent increase.", ["3 per cent increase"]),
        ("A 2.5% reduction: from 10% to 7.5%.", ["2.5% reduction"]),
        ("The risk fell from 6% to 4%, a 33% drop.", []),
        ("The risk fell from 6% to 4%, a drop of 2 percentage points.", []),
        ("It rose from 100% to 102%, a 2% rise.", []),
        ("It stayed: from 4% to 4%, a 0% rise.", []),
        ("The risk fell from 6% to 4%. Sales saw a 2% drop.", []),
        ("It rose from 0% to 2%, a 2% rise.", ["2% rise"]),
    ],
)
def test_points_that_are_called_percent_are_marked(found, text: str, expected: list[str]) -> None:
    assert found(RULE, f"Notes\n\n{text}\n") == expected


@given(first=st.integers(1, 99), second=st.integers(1, 99))
def test_only_a_difference_that_is_not_the_change_is_wrong(first: int, second: int) -> None:
    from healthlint.kinds.percentage import _misread
    from healthlint.model.span import Span

    text = f"from {first}% to {second}%, a {abs(first - second)}% change: a {abs(first - second)}% drop"
    marked = [m.span.of(text) for m in _misread(0, Span(0, len(text)), text)]
    assert marked in ([], [f"{abs(first - second)}% drop"])
    assert bool(marked) == (first != second and abs(100 * abs(first - second) / first - abs(first - second)) > 0.05)
