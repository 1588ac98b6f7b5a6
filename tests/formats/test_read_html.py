"""HTML: main content, page furniture, notes, alternative text, metadata."""

from __future__ import annotations

import pytest
from format_kit import assert_sound, heard, kinds, places, read, skipped

PAGE = """<!doctype html>
<html lang="en-GB"><head><title>Sleep &amp; health | Our Clinic</title>
<meta name="description" content="Why rest matters">
<meta property="article:modified_time" content="2025-02-03">
<script type="application/ld+json">{"@graph": [{"@type": "MedicalWebPage", "lastReviewed": "2025-01-02",
 "author": {"name": "Ann Li"}, "reviewedBy": [{"name": "Bo Ek"}], "citation": [{"name": "A trial"}, "http://x.y"]}]}</script>
</head><body class="has-sidebar comments-open">
<header><div>Our Clinic</div><nav><a href="/">Home</a></nav></header>
<main><h1>Sleep &amp; health</h1><p>Rest helps the im<b>mun</b>e system.</p>
<h2>Related articles</h2><p>Ten foods to try</p></main>
<footer><p>Some words below.</p></footer></body></html>
"""


def _reasons(text: str) -> dict[str, str]:
    return {b.prose: b.reason for b in read(text, "html").blocks if b.boilerplate}


def test_only_the_main_content_is_linted() -> None:
    document = read(PAGE, "html")
    assert heard(document) == ["Sleep & health", "Rest helps the immune system."]
    assert places(document, "immune") == ["im<b>mun</b>e"]


def test_furniture_is_kept_with_its_reason() -> None:
    assert _reasons(PAGE) == {
        "Our Clinic": "site header",
        "Home": "navigation",
        "Related articles": "related posts",
        "Ten foods to try": "related posts",
        "Some words below.": "site footer",
    }


def test_the_page_tells_about_itself() -> None:
    document = read(PAGE, "html")
    found = {k: m.value for k, m in document.metadata.items()}
    assert found == {
        "lang": "en-GB",
        "title": "Sleep & health | Our Clinic",
        "description": "Why rest matters",
        "updated": "2025-02-03",
        "last_reviewed": "2025-01-02",
        "author": "Ann Li",
        "reviewed_by": "Bo Ek",
        "citation": ["A trial", "http://x.y"],
    }
    span = document.metadata["description"].source_span
    assert span is not None and span.of(PAGE) == "Why rest matters"


def test_a_title_is_a_block_only_without_h1() -> None:
    assert kinds(read("<title>Sleep</title><p>Rest.</p>", "html")) == [("title", "Sleep"), ("paragraph", "Rest.")]
    assert kinds(read("<title>Sleep</title><h1>Sleep</h1>", "html")) == [("heading", "Sleep")]


def test_block_elements_end_words_and_inline_ones_do_not() -> None:
    assert heard(read("<div>one<div>two</div>th<i>r</i>ee<p>four<br>five</div>", "html")) == [
        "one",
        "two",
        "three",
        "four five",
    ]


def test_entities_are_mapped_whole() -> None:
    assert places(read("<p>5&nbsp;mg &lt; 6&#32;mg", "html"), "mg < 6") == ["mg &lt; 6"]


def test_offsets_hold_after_crlf() -> None:
    document = read("<p>one\r\ntwo</p>\r\n<p>three &amp; four</p>\r\n", "html")
    assert heard(document) == ["one two", "three & four"]
    assert places(document, "two") == ["two"]
    assert places(document, "& four") == ["&amp; four"]


def test_each_link_of_one_raised_mark_has_its_own_note() -> None:
    text = '<p>It helps<sup><a href="#r1">1</a>,<a href="#r2">2</a></sup>.</p><p id="r1">Li. 2020.<p id="r2">Roy. 2021.'
    document = read(text, "html")
    assert [m.label for m in document.note_marks] == ["1", "2"]
    assert [n.label for n in document.note_definitions] == ["1", "2"]


def test_a_superscript_link_is_a_note_with_its_definition() -> None:
    text = '<p>It helps<sup><a href="#ref1">1</a></sup>.</p><ol><li id="ref1">Li A. Trial. 2020.</ol>'
    document = read(text, "html")
    assert heard(document)[0] == "It helps."
    assert [(m.label, m.shape, m.prose_offset) for m in document.note_marks] == [("1", "superscript", 8)]
    assert [(d.label, d.block) for d in document.note_definitions] == [("1", 1)]


def test_a_formula_with_a_subscript_is_heard_whole() -> None:
    assert heard(read("<p>CO<sub>2</sub> rises", "html")) == ["CO2 rises"]


def test_alt_text_has_exact_places() -> None:
    text = '<p>x <img src="a.png" alt="A red &amp; sore arm"> y</p>'
    document = read(text, "html")
    assert kinds(document) == [("paragraph", "x y"), ("alt", "A red & sore arm")]
    assert places(document, "red & sore") == ["red &amp; sore"]


def test_lists_tables_quotes_and_captions_are_known() -> None:
    text = (
        "<ul><li>a<ul><li>b</ul></ul><blockquote>c</blockquote>"
        "<table><caption>d<tr><th>e<td>f</table><figure><figcaption>g</figcaption></figure>"
    )
    document = read(text, "html")
    assert kinds(document) == [
        ("item", "a"),
        ("item", "b"),
        ("quote", "c"),
        ("caption", "d"),
        ("cell", "e"),
        ("cell", "f"),
        ("caption", "g"),
    ]
    assert [b.level for b in document.blocks[:2]] == [1, 2]


def test_hidden_parts_scripts_and_forms_are_not_prose() -> None:
    text = "<p>a<script>var b = '<p>';</script></p><p hidden>c</p><form>d</form><div style='display: none'>e</div>"
    document = read(text, "html")
    assert heard(document) == ["a"]
    assert ("script", "<script>var b = '<p>';</script>") in skipped(document)
    assert _reasons(text) == {"c": "hidden", "d": "form", "e": "hidden"}


def test_class_words_flag_a_part_but_never_most_of_the_page() -> None:
    text = (
        "<div class='page-with-sidebar'><p>Rest helps you to heal and stay well.</p></div>"
        "<div class='cookie-bar'>Biscuits</div>"
    )
    document = read(text, "html")
    assert heard(document) == ["Rest helps you to heal and stay well."]
    assert _reasons(text) == {"Biscuits": "cookie notice"}


def test_a_health_word_in_a_class_flags_nothing() -> None:
    text = "<p>Some words about anxiety in general.</p><div class='social-anxiety'>It is common.</div>"
    assert heard(read(text, "html"))[1] == "It is common."


def test_text_after_a_related_section_is_read_again() -> None:
    text = "<h1>A</h1><p>b c</p><h2>Related posts</h2><p>d</p><h2>Treatment</h2><p>Rest well.</p>"
    assert heard(read(text, "html")) == ["A", "b c", "Treatment", "Rest well."]


def test_an_h1_in_the_site_header_is_kept_when_the_title_says_it() -> None:
    text = "<title>Sleep well | X</title><header><h1>Sleep well</h1></header><main><p>Rest.</p></main>"
    assert heard(read(text, "html")) == ["Sleep well", "Rest."]


def test_an_unclosed_title_is_a_problem_not_silence() -> None:
    document = read("<title>Sleep<p>Rest well.</p>", "html")
    assert [m for _, m in document.problems] == ["<title> is never closed: all after it is unread"]


def test_a_link_around_blocks_keeps_their_text() -> None:
    document = read("<a href='http://x.y'><div>one</div><div>two</div></a><p>three</p>", "html")
    assert heard(document) == ["one", "two", "three"]
    assert [(k.text, k.target) for k in document.links] == [("one", "http://x.y"), ("two", "http://x.y")]


def test_comments_are_skipped_with_a_reason() -> None:
    assert skipped(read("<p>a<!-- b --></p>", "html")) == [("comment", "<!-- b -->")]


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("Rest.<br><br>Sleep.", [("paragraph", "Rest."), ("paragraph", "Sleep.")]),
        ("Rest.<br />\n<br/> &nbsp;Sleep.", [("paragraph", "Rest."), ("paragraph", "Sleep.")]),
        ("Bring:<br>- soap<br>• <b>socks</b> too<br>2. tea<br>Rest.", [
            ("paragraph", "Bring:"), ("item", "soap"), ("item", "socks too"), ("item", "tea"), ("paragraph", "Rest."),
        ]),
        ("Bring:<br>-<b>soap</b>", [("paragraph", "Bring:"), ("item", "soap")]),
        ("One line<br>and - as said - another.", [("paragraph", "One line and - as said - another.")]),
        ("Rest <a href='x'>here<br><br>and there</a>.", [("paragraph", "Rest here"), ("paragraph", "and there.")]),
    ],
)  # fmt: skip
def test_line_breaks_make_paragraphs_and_items_where_they_are_meant_to(
    body: str, blocks: list[tuple[str, str]]
) -> None:
    document = read(f"<div>{body}</div>", "html")
    assert kinds(document) == blocks
    assert_sound(document)


def test_a_heading_and_a_cell_of_two_lines_are_one() -> None:
    document = read("<h2>Rest<br><br>well</h2><table><tr><td>a<br><br>- b</td></tr></table>", "html")
    assert kinds(document) == [("heading", "Rest well"), ("cell", "a - b")]


def test_directives_of_a_template_are_no_prose() -> None:
    assert heard(read("@extends('app')\n@section('content')\n<p>Mail ann@if.org</p>\n@endsection\n", "html")) == [
        "Mail ann@if.org"
    ]
