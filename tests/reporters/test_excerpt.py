"""The underlined cells are exactly the finding's characters, whatever the script and however long the line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from healthlint.model.span import Span
from healthlint.reporters.excerpt import Mark, excerpt

# What a terminal draws in how many cells, written down here so that the test does not measure with the code's ruler.
CELLS = {"a": 1, "b": 1, "é": 1, " ": 1, "\t": 1, "漢": 2, "字": 2, "🫖": 2, "👩‍⚕️": 2, "e\u0301": 1, "\x1b": 1, "’": 1}

glyph_lists = st.lists(st.sampled_from(sorted(CELLS)), min_size=1, max_size=60)


def marked_cells(row) -> str:
    """Return the text above the signs, glyph by glyph; fails when a sign covers half a glyph."""
    out, column, rest = "", 0, row.text
    while rest:
        glyph = next((g for g in sorted(CELLS, key=len, reverse=True) if rest.startswith(g)), rest[0])
        cells = CELLS.get(glyph, 1)
        signs = row.underline[column : column + cells].ljust(cells)
        assert len(set(signs)) == 1, "a sign covers half a glyph"
        out += glyph if signs[0] != " " else ""
        column += cells
        rest = rest[len(glyph) :]
    assert len(row.underline) <= column
    return out


def visible(text: str) -> str:
    return text.replace("\x1b", "\u241b").replace("\t", " ")


@given(glyph_lists, st.data())
def test_the_signs_stand_under_exactly_the_marked_characters(glyphs, data):
    first = data.draw(st.integers(0, len(glyphs) - 1))
    last = data.draw(st.integers(first + 1, len(glyphs)))
    text = "".join(glyphs)
    span = Span(len("".join(glyphs[:first])), len("".join(glyphs[:last])))
    rows = excerpt(text, Span(0, len(text)), [Mark(span, "error")], width=200)
    if not rows:  # white space only
        assert not text.strip()
        return
    (row,) = rows
    assert row.text == visible(text).strip(" ")
    assert marked_cells(row).strip(" ") == visible(span.of(text)).strip(" ")


@given(glyph_lists, st.data(), st.integers(4, 30))
def test_wrapping_loses_nothing_of_a_short_sentence(glyphs, data, width):
    first = data.draw(st.integers(0, len(glyphs) - 1))
    text = "".join(glyphs)
    span = Span(len("".join(glyphs[:first])), len("".join(glyphs[: first + 1])))
    rows = excerpt(text, Span(0, len(text)), [Mark(span, "error")], width=width)
    if sum(CELLS[g] for g in glyphs) <= 3 * width:
        assert "".join(r.text for r in rows).replace(" ", "") == visible(text).replace(" ", "")
    assert "".join(map(marked_cells, rows)).strip() == visible(span.of(text)).strip()


@given(
    st.lists(st.sampled_from(["tea", "漢字", "remedies", "a"]), min_size=1, max_size=300),
    st.integers(0, 299),
    st.integers(20, 100),
)
def test_rows_are_never_wider_than_asked(words, at, width):
    text = " ".join(words)
    at = min(at, len(words) - 1)
    start = len("".join(w + " " for w in words[:at]))
    span = Span(start, start + len(words[at]))
    rows = excerpt(text, Span(0, len(text)), [Mark(span, "error")], width=width)
    assert all(sum(2 if c > "\u2fff" else 1 for c in r.text) <= width for r in rows)
    assert "".join(map(marked_cells, rows)) == words[at]
    assert len(rows) <= 4


def test_a_line_of_thousands_of_characters_is_trimmed_around_its_match():
    text = "plain words " * 150 + "but rosehip banishes gout forever " + "and more words " * 150
    span = Span(text.index("banishes"), text.index(" gout"))
    rows = excerpt(text, Span(0, len(text)), [Mark(span, "error")], width=90)
    assert len(rows) <= 2
    assert "rosehip banishes gout" in " ".join(r.text for r in rows)
    assert not any("  " in r.text for r in rows)
    assert rows[0].text.startswith("…") and rows[-1].text.endswith("…")
    assert "".join(map(marked_cells, rows)) == "banishes"


def test_two_matches_far_apart_are_both_shown():
    text = "Ginger cures gout. " + "filler words " * 200 + "it never fails. "
    marks = [Mark(Span(7, 12), "error"), Mark(Span(text.index("never"), text.index(" fails")), "warning")]
    rows = excerpt(text, Span(0, len(text)), marks, width=60)
    assert [p.text for r in rows for p in r.pieces if p.role] == ["cures", "never"]
    assert sum("…" in r.text for r in rows) >= 1


def test_a_long_mark_shows_both_its_ends():
    text = "Start " + "middle " * 400 + "finish."
    rows = excerpt(text, Span(0, len(text)), [Mark(Span(0, len(text)), "warning")], width=60)
    drawn = " ".join(r.text for r in rows)
    assert drawn.startswith("Start") and drawn.endswith("finish.") and "…" in drawn
    assert len(rows) <= 4


def test_a_mark_inside_another_keeps_its_own_sign():
    text = "Honey cures every cough."
    marks = [Mark(Span(0, len(text)), "warning"), Mark(Span(6, 11), "error")]
    (row,) = excerpt(text, Span(0, len(text)), marks, width=60)
    assert row.underline == "~~~~~~^^^^^~~~~~~~~~~~~~"
    assert [p.role for p in row.pieces] == ["warning", "error", "warning"]


def test_line_breaks_are_read_as_spaces_and_rows_know_their_line():
    text = "Sip it\r\n    slowly, at\nnight."
    (row,) = excerpt(text, Span(0, len(text)), [Mark(Span(4, 18), "info")], width=60)
    assert row.text == "Sip it slowly, at night."
    assert marked_cells(row) == "it slowly"
    rows = excerpt(text, Span(0, len(text)), [], width=12)
    assert [text[r.source_start :].split()[0] for r in rows] == ["Sip", "slowly,", "night."]


def test_a_place_without_characters_is_still_pointed_at():
    (row,) = excerpt("No source", Span(0, 9), [Mark(Span(3, 3), "error")], width=60)
    assert row.underline.rstrip() == "   ^"
    (row,) = excerpt("No source", Span(0, 9), [Mark(Span(9, 9), "error")], width=60)
    assert row.underline.rstrip() == "        ^"


def test_nothing_is_drawn_of_an_empty_text():
    assert excerpt("", Span(0, 0), [Mark(Span(0, 0), "error")], width=60) == ()
