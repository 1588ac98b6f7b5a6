"""Offset maps: exact, or they refuse to exist."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.model.offsets import OffsetMap, Run, RunKind
from healthlint.model.span import Span

COPY, REPLACE, GAP, HOLE = RunKind.COPY, RunKind.REPLACE, RunKind.GAP, RunKind.HOLE


def test_markup_at_the_edges_is_outside_and_markup_inside_is_part_of_the_range() -> None:
    source = "im**mun**e, so"
    prose = "immune, so"
    runs = [Run(2, 0, 2, COPY), Run(0, 2, 2, GAP), Run(3, 4, 3, COPY), Run(0, 7, 2, GAP), Run(5, 9, 5, COPY)]
    offsets = OffsetMap(runs)
    assert offsets.prose_length == len(prose)
    assert offsets.to_source(Span(0, 6)) == Span(0, 10)
    assert Span(0, 10).of(source) == "im**mun**e"
    assert offsets.to_source(Span(2, 5)) == Span(4, 7)
    assert Span(4, 7).of(source) == "mun"


def test_an_entity_is_mapped_as_a_whole() -> None:
    source = "R&amp;D"
    offsets = OffsetMap([Run(1, 0, 1, COPY), Run(1, 1, 5, REPLACE), Run(1, 6, 1, COPY)])
    found = offsets.to_source(Span(1, 2))
    assert found is not None
    assert found.of(source) == "&amp;"


def test_a_range_that_ends_in_a_hole_has_no_place() -> None:
    offsets = OffsetMap([Run(3, 0, 3, COPY), Run(1, 3, 10, HOLE), Run(3, 13, 3, COPY)])
    assert offsets.to_source(Span(2, 4)) is None
    assert offsets.to_source(Span(2, 5)) == Span(2, 14)  # the hole is inside: its ends are exact


def test_only_an_unbroken_copy_may_be_edited() -> None:
    offsets = OffsetMap([Run(3, 0, 3, COPY), Run(0, 3, 2, GAP), Run(3, 5, 3, COPY)])
    assert offsets.is_exact(Span(0, 3))
    assert not offsets.is_exact(Span(2, 4))
    assert not offsets.is_exact(Span(1, 1))


@pytest.mark.parametrize(
    "runs",
    [
        [Run(3, 5, 3, COPY), Run(1, 2, 1, COPY)],
        [Run(3, 5, 4, COPY)],
        [Run(1, 5, 4, GAP)],
        [Run(-1, 0, 1, REPLACE)],
    ],
    ids=["backwards", "copy of another length", "gap with prose", "negative"],
)
def test_a_map_that_breaks_its_promise_cannot_be_built(runs: list[Run]) -> None:
    with pytest.raises(ValueError):
        OffsetMap(runs)


def test_a_range_outside_the_prose_is_an_error() -> None:
    with pytest.raises(ValueError):
        OffsetMap.identity(3, 4).to_source(Span(2, 5))


@st.composite
def maps(draw: st.DrawFn) -> tuple[str, str, OffsetMap]:
    """Draw a source, a prose and the map between them."""
    source = prose = ""
    runs: list[Run] = []
    for kind in draw(st.lists(st.sampled_from(list(RunKind)), max_size=12)):
        text = draw(st.text("abc é😀&*", min_size=1, max_size=5))
        said = {COPY: text, GAP: "", HOLE: "\ufffc", REPLACE: draw(st.text("xyz", min_size=1, max_size=2))}[kind]
        runs.append(Run(len(said), len(source), len(text), kind))
        source += text
        prose += said
    return source, prose, OffsetMap(runs)


@given(maps(), st.data())
def test_every_range_maps_inside_the_source_and_copies_map_to_themselves(
    drawn: tuple[str, str, OffsetMap], data: st.DataObject
) -> None:
    source, prose, offsets = drawn
    start = data.draw(st.integers(0, len(prose)))
    end = data.draw(st.integers(start, len(prose)))
    found = offsets.to_source(Span(start, end))
    if found is None:
        return
    assert found.end <= len(source)
    if offsets.is_exact(Span(start, end)):
        assert found.of(source) == prose[start:end]
        assert offsets.to_prose(found.start) == start
