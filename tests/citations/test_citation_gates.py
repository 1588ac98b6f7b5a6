"""Identifiers and markers are only looked for where they can be: no text that a pattern matches is passed over."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.citations import identifiers, shapes
from healthlint.language.search import Gates
from healthlint.language.terms import fold

CASES = [
    pytest.param(module._GATES, number, pattern, id=f"{module.__name__.rpartition('.')[2]}-{number}-{place}")
    for module in (identifiers, shapes)
    for number, (patterns, _) in enumerate(module._FINDERS)
    for place, pattern in enumerate(patterns)
]


@pytest.mark.parametrize(("gates", "number", "pattern"), CASES)
@settings(max_examples=30)
@given(data=st.data())
def test_the_gate_is_open_where_the_pattern_matches(
    gates: Gates, number: int, pattern: re.Pattern[str], data: st.DataObject
) -> None:
    text = data.draw(st.from_regex(pattern))
    assert pattern.search(text)
    assert number in gates.open(fold(text))


def test_plain_prose_opens_no_gate_of_an_identifier() -> None:
    assert identifiers._GATES.open("ginger tea may ease nausea in the morning.") == frozenset()
