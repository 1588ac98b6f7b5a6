"""Markdown: what becomes which block, what is linked, noted, skipped."""

from __future__ import annotations

from format_kit import heard, kinds, places, read, skipped


def test_emphasis_inside_a_word_does_not_break_it() -> None:
    document = read("The im**mun**e system.\n", "markdown")
    assert heard(document) == ["The immune system."]
    assert places(document, "immune") == ["im**mun**e"]


def test_an_entity_is_mapped_whole() -> None:
    document = read("Rest &amp; fluids.\n", "markdown")
    assert places(document, "&") == ["&amp;"]


def test_an_escape_is_heard_without_its_backslash() -> None:
    assert heard(read(r"Not \*bold\* and \[1\].", "markdown")) == ["Not *bold* and [1]."]


def test_soft_and_hard_breaks_are_single_spaces() -> None:
    document = read("one\ntwo  \nthree\\\n   four\r\nfive\n", "markdown")
    assert heard(document) == ["one two three four five"]


def test_blocks_have_their_kinds_and_levels() -> None:
    text = "# T\n\npara\n\n- a\n  - b\n\n> q\n\n| c |\n|---|\n| d |\n\n![e](f.png)\n\nn[^1]\n\n[^1]: g\n"
    document = read(text, "markdown")
    expected = ["heading", "paragraph", "item", "item", "quote", "cell", "cell", "alt", "paragraph", "note"]
    assert [k for k, _ in kinds(document)] == expected
    assert [b.level for b in document.blocks if b.kind.value == "item"] == [1, 2]


def test_a_loose_list_item_and_a_task_are_items() -> None:
    document = read("- [x] done\n\n- later\n\n  more\n", "markdown")
    assert kinds(document) == [("item", "done"), ("item", "later"), ("item", "more")]


def test_everything_inside_a_quote_is_quoted() -> None:
    document = read("> said\n>\n> - point\n\nown\n", "markdown")
    assert [(b.prose, b.quoted) for b in document.blocks] == [("said", True), ("point", True), ("own", False)]


def test_an_alert_is_the_authors_own_voice() -> None:
    document = read("> [!WARNING]\n> Call a doctor.\n", "markdown")
    assert [(b.kind.value, b.quoted, b.prose) for b in document.blocks] == [("paragraph", False, "Call a doctor.")]


def test_links_of_every_shape_are_recorded() -> None:
    text = "[a](http://a.x) [b][r] <http://c.x> http://d.x/y(z). <e@f.org>\n\n[r]: http://b.x\n"
    document = read(text, "markdown")
    assert [(k.text, k.target) for k in document.links] == [
        ("a", "http://a.x"),
        ("b", "http://b.x"),
        ("http://c.x", "http://c.x"),
        ("http://d.x/y(z)", "http://d.x/y(z)"),
        ("e@f.org", "mailto:e@f.org"),
    ]
    assert [k.source_span.of(text) for k in document.links[:2]] == ["[a](http://a.x)", "[b][r]"]


def test_a_footnote_mark_has_no_prose_and_leaves_no_space() -> None:
    text = "It heals [^n]. So.\n\n[^n]: A trial.\n"
    document = read(text, "markdown")
    assert heard(document) == ["It heals. So.", "A trial."]
    mark = document.note_marks[0]
    assert (mark.label, mark.prose_offset, mark.source_span.of(text)) == ("n", 8, "[^n]")
    assert [(d.label, d.block) for d in document.note_definitions] == [("n", 1)]


def test_a_superscript_number_is_a_mark_and_a_power_is_not() -> None:
    document = read("Cells<sup>1,3–5</sup> of 5 m<sup>2</sup> and 10<sup>6</sup>.\n", "markdown")
    assert [m.label for m in document.note_marks] == ["1", "3", "4", "5"]
    assert heard(document) == ["Cells of 5 m2 and 10\ufffc."]


def test_code_is_a_hole_and_code_blocks_are_skipped() -> None:
    document = read("Use `x` now.\n\n```\nfoo\n```\n", "markdown")
    assert heard(document) == ["Use \ufffc now."]
    assert skipped(document) == [("code", "`x`"), ("code", "```\nfoo\n```")]


def test_text_of_an_html_block_is_read_in_place() -> None:
    document = read('<div class="box">\nRest <b>we</b>ll.\n<img src="a" alt="a sore arm">\n</div>\n', "markdown")
    assert kinds(document) == [("paragraph", "Rest well."), ("alt", "a sore arm")]
    assert places(document, "well") == ["we</b>ll"]


def test_an_html_block_inside_a_quote_keeps_its_places() -> None:
    text = "> <div>\n> Rest well &amp; long.\n> </div>\n"
    document = read(text, "markdown")
    assert places(document, "well & long") == ["well &amp; long"]
    assert document.blocks[0].quoted


def test_shortcodes_are_holes_and_reported() -> None:
    text = 'Take {{< dose "5 mg" >}} daily.\n\n{% include x %}\n'
    document = read(text, "markdown")
    assert heard(document) == ["Take \ufffc daily."]
    assert skipped(document) == [("shortcode", '{{< dose "5 mg" >}}'), ("shortcode", "{% include x %}")]


def test_a_link_target_that_is_a_shortcode_is_told() -> None:
    document = read('See [dose]({{< ref "dose" >}}).\n', "markdown")
    assert [k.target for k in document.links] == ['{{< ref "dose" >}}']


def test_shortcodes_shown_in_code_are_only_code() -> None:
    assert skipped(read("```\n{{ x }}\n```\n", "markdown")) == [("code", "```\n{{ x }}\n```")]


def test_mdx_imports_tags_and_expressions_are_not_prose() -> None:
    text = 'import A from "a"\n\n# Sleep\n\n<Box tone={warm}>\n\nRest {count} hours.\n\n</Box>\n'
    document = read(text, "mdx")
    assert heard(document) == ["Sleep", "Rest \ufffc hours."]
    assert ("MDX import or export", 'import A from "a"') in skipped(document)


def test_braces_are_prose_outside_mdx() -> None:
    assert heard(read("A set {a, b}.\n", "markdown")) == ["A set {a, b}."]


def test_a_container_fence_is_no_prose_and_its_text_is() -> None:
    assert heard(read("::: note\nRest.\n:::\n", "markdown")) == ["\ufffc Rest. \ufffc"]


def test_heading_attributes_are_no_prose() -> None:
    assert heard(read("## Sleep {#sleep .wide}\n\nx\n", "markdown"))[0] == "Sleep"


def test_sections_follow_headings() -> None:
    document = read("intro\n\n# A\n\na\n\n## B\n\nb\n", "markdown")
    assert [(s.heading, s.level, s.first, s.end) for s in document.sections] == [
        (None, 0, 0, 1),
        (1, 1, 1, 3),
        (3, 2, 3, 5),
    ]


def test_a_dollar_amount_is_not_a_formula() -> None:
    assert heard(read("It costs $5-$10.\n", "markdown")) == ["It costs $5-$10."]


def test_an_image_without_text_has_empty_alt() -> None:
    assert [i.alt for i in read("![](a.png) ![b](c.png)\n", "markdown").images] == ["", "b"]
    assert [i.alt for i in read('<img src="a.png">\n', "markdown").images] == [None]


def test_a_hidden_span_is_not_heard() -> None:
    document = read("Sleep <span hidden>secret</span> well.\n", "markdown")
    assert heard(document) == ["Sleep well."]
    assert skipped(document) == [("hidden", "<span hidden>secret</span>")]


def test_two_line_breaks_end_a_paragraph_and_one_does_not() -> None:
    assert heard(read("Rest<br>well.<br><br>\nSleep.\n\n- a<br /> <br />b\n", "markdown")) == [
        "Rest well.",
        "Sleep.",
        "a",
        "b",
    ]
    assert heard(read("| A | B |\n|--|--|\n| a<br><br>b | c |\n", "markdown")) == ["A", "B", "a b", "c"]
