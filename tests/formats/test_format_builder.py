"""The builder of prose: white space, entities, holes, and pieces that go backwards."""

from __future__ import annotations

from healthlint.formats.base import ProseBuilder
from healthlint.model.offsets import HOLE_CHARACTER, RunKind
from healthlint.model.span import Span


def _built(text: str) -> ProseBuilder:
    builder = ProseBuilder(text)
    builder.add(text, 0, len(text))
    return builder


def test_plain_prose_is_one_copy() -> None:
    builder = _built("Two words here.")
    assert builder.prose == "Two words here."
    assert [r.kind for r in builder.offset_map().runs] == [RunKind.COPY]


def test_a_line_break_and_indentation_are_one_space_mapped_whole() -> None:
    text = "one\r\n    two"
    builder = _built(text)
    assert builder.prose == "one two"
    place = builder.offset_map().to_source(Span(3, 4))
    assert place is not None and place.of(text) == "\r\n    "


def test_a_no_break_space_is_heard_as_a_space() -> None:
    builder = _built("5\u00a0mg")
    assert builder.prose == "5 mg"
    assert not builder.offset_map().is_exact(Span(0, 4))


def test_a_soft_hyphen_does_not_break_a_word() -> None:
    text = "im\u00admune"
    builder = _built(text)
    assert builder.prose == "immune"
    place = builder.offset_map().to_source(Span(0, 6))
    assert place is not None and place.of(text) == text


def test_ends_are_stripped() -> None:
    assert _built(" \n a b \t").prose == "a b"


def test_two_breaks_with_markup_between_are_one_space() -> None:
    builder = ProseBuilder("a <b> b")
    builder.add("a ", 0, 2)
    builder.add(" b", 5, 2)
    assert builder.prose == "a b"
    place = builder.offset_map().to_source(Span(1, 2))
    assert place == Span(1, 2)


def test_a_piece_that_goes_backwards_is_refused() -> None:
    builder = ProseBuilder("abcdef")
    assert builder.add("def", 3, 3)
    assert not builder.add("abc", 0, 3)
    assert builder.prose == "def"


def test_neighbouring_holes_are_one() -> None:
    builder = ProseBuilder("a{{x}}{{y}}b")
    builder.add("a", 0, 1)
    builder.hole(1, 5)
    builder.hole(6, 5)
    builder.add("b", 11, 1)
    assert builder.prose == f"a{HOLE_CHARACTER}b"
    assert builder.offset_map().to_source(Span(1, 2)) is None


def test_no_space_is_left_before_a_full_stop_where_a_mark_stood_between() -> None:
    text = "cells [1]. Next"
    builder = ProseBuilder(text)
    builder.add("cells ", 0, 6)
    builder.mark()
    builder.add(". Next", 9, 6)
    assert builder.prose == "cells. Next"
