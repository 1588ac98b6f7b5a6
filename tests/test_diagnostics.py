"""Problems in files that people write, drawn with a caret."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from healthlint.diagnostics import did_you_mean, locate


def test_a_problem_is_drawn_with_its_line_and_a_caret() -> None:
    text = "a: 1\nsevertiy: x\n"
    drawn = locate("r.yaml", text, 5, 13, "unknown key `severtiy`", hint="did you mean `severity`?").draw()
    assert drawn == (
        "r.yaml:2:1: error: unknown key `severtiy`\n  2 | severtiy: x\n    | ^^^^^^^^\n  = did you mean `severity`?"
    )


def test_a_caret_stands_below_its_word_after_tabs() -> None:
    drawn = locate("r", "\tab\tcd", 4, 6, "m").draw()
    assert drawn.splitlines()[1:] == ["  1 | \tab\tcd", "    | \t  \t^^"]


@given(st.text("abcdefgh ", min_size=1, max_size=400), st.data())
def test_a_long_line_is_cut_around_the_caret(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    lines = locate("r", text, start, start + 1, "m").draw().splitlines()
    assert len(lines[1]) <= 110
    assert lines[1][lines[2].index("^")] == text[start]


def test_only_a_close_word_is_suggested() -> None:
    assert did_you_mean("severty", ["severity", "kind"]) == "did you mean `severity`?"
    assert did_you_mean("xyz", ["severity", "kind"]) == ""
