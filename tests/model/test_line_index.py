"""Lines and columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.model.source import LineIndex


def test_only_the_three_line_ends_end_a_line() -> None:
    text = "a\r\nb\rc\nd\u2028e\x0cf"
    index = LineIndex.of(text)
    assert [index.line_text(text, n) for n in range(1, 5)] == ["a", "b", "c", "d\u2028e\x0cf"]


def test_columns_count_code_points() -> None:
    text = "one\n😀é x"
    assert LineIndex.of(text).position(text.index("x")) == (2, 4)


def test_an_offset_outside_the_text_is_an_error() -> None:
    with pytest.raises(ValueError):
        LineIndex.of("abc").position(4)


@given(st.text("ab\r\n😀 "))
def test_every_offset_comes_back_from_its_line_and_column(text: str) -> None:
    index = LineIndex.of(text)
    for offset in range(len(text) + 1):
        line, column = index.position(offset)
        assert index.starts[line - 1] + column - 1 == offset
