"""Lists in a cell: what is written is what is read, and a mistake is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.register.items import BadItem, Figure, Flag, Source, item_of, item_text, list_text, parts_of

TEXT = st.text("ab,;:[]\\ %'", max_size=8).map(lambda t: " ".join(t.split()))


@given(st.builds(Flag, TEXT, TEXT, TEXT) | st.builds(Source, TEXT, TEXT, TEXT, TEXT, TEXT))
def test_an_item_is_read_as_it_was_written(item: Flag | Source) -> None:
    assert item_of(item_text(item), type(item)) == item


@given(st.lists(st.builds(Figure, TEXT.filter(bool), TEXT, TEXT), max_size=3))
def test_a_list_is_read_as_it_was_written(items: list[Figure]) -> None:
    for separator in ("; ", "\n"):
        assert [item_of(part, Figure) for part in parts_of(list_text(items, separator))] == items


def test_items_read_well() -> None:
    assert item_text(Flag("claims/cure", "error", "uk gb")) == "claims/cure [error, uk gb]"
    assert item_text(Flag("claims/cure")) == "claims/cure"
    assert item_text(Figure("1,000 mg", "dose", "mg")) == "1,000 mg [dose, mg]"
    assert item_text(Source("c3", distance="0", year="2021")) == "c3 [distance: 0, year: 2021]"


@pytest.mark.parametrize("text", ["c3 [dist: 1]", "c3 [year", "c3 [year: 1] more", "c3 [2021]"])
def test_what_is_no_item_is_refused(text: str) -> None:
    with pytest.raises(BadItem):
        item_of(text, Source)
