"""Plain text: paragraphs, headings by their look, items, and pages scraped to text."""

from __future__ import annotations

from format_kit import heard, kinds, places, read, skipped

SCRAPED = """Skip to content

Home > Blog > Sleep

Does rest help you heal?

Rest is a part of getting well, and most people need between seven and nine hours of it in every night.

\u00a0
Share this post

Related Posts

See All
Ten foods for the winter

A short teaser about soups....

Comments

© 2024 by Some Surgery. Powered by Wix

The Surgery, 12-14 Mill Lane, Leeds

Tel: 0113 496 0000

  • Facebook Icon
bottom of page
"""


def test_of_a_scraped_page_only_title_and_body_are_linted() -> None:
    document = read(SCRAPED, "text")
    assert kinds(document)[0] == ("heading", "Does rest help you heal?")
    assert [k for k, _ in kinds(document)] == ["heading", "paragraph"]
    assert [b.level for b in document.blocks if not b.boilerplate] == [1, 0]


def test_every_piece_of_furniture_has_a_reason() -> None:
    reasons = [(r.removeprefix("boilerplate: "), t.split("\n")[0]) for r, t in skipped(read(SCRAPED, "text"))]
    assert reasons == [
        ("page navigation", "Skip to content"),
        ("share buttons", "Share this post"),
        ("related posts", "Related Posts"),
        ("comments", "Comments"),
        ("copyright", "© 2024 by Some Surgery. Powered by Wix"),
        ("address", "The Surgery, 12-14 Mill Lane, Leeds"),
        ("contact details", "Tel: 0113 496 0000"),
        ("social links", "Facebook Icon"),
        ("page navigation", "bottom of page"),
    ]


def test_hard_wrapped_lines_join_with_spaces() -> None:
    text = "Rest helps the body to heal after an\r\nillness, and most adults need\r\nseveral hours of it.\r\n"
    document = read(text, "text")
    assert heard(document) == [" ".join(text.split())]
    assert places(document, "an illness") == ["an\r\nillness"]


def test_short_lines_that_stand_alone_are_headings() -> None:
    text = "Sleep and health\n\nRest helps.\n\nHow much do you need?\n\nMost need eight hours.\n"
    document = read(text, "text")
    assert [(b.kind.value, b.level) for b in document.blocks] == [
        ("heading", 1),
        ("paragraph", 0),
        ("heading", 2),
        ("paragraph", 0),
    ]


def test_a_short_line_with_nothing_after_it_is_a_paragraph() -> None:
    assert kinds(read("This tea cures colds", "text")) == [("paragraph", "This tea cures colds")]


def test_a_heading_right_above_its_text_is_found() -> None:
    text = "Symptoms\nThe skin is dry and sore, and it may crack in cold weather or after hot baths.\n"
    assert [k for k, _ in kinds(read(text, "text"))] == ["heading", "paragraph"]


def test_bullets_and_numbers_are_items_without_their_marks() -> None:
    text = "You may have:\n- a cough\n  that lasts\n• a fever\n1. a rash\n"
    assert kinds(read(text, "text")) == [
        ("paragraph", "You may have:"),
        ("item", "a cough that lasts"),
        ("item", "a fever"),
        ("item", "a rash"),
    ]


def test_advice_that_looks_like_furniture_is_linted() -> None:
    for line in (
        "Follow this advice for two weeks.",
        "Share this with your doctor.",
        "Your muscles are powered by glucose.",
        "There are 5 ways to walk away from stress.",
        "For help you can\ncall 0300 123 4567.",
    ):
        assert heard(read(line, "text")) == [" ".join(line.split())]


def test_a_numbered_tail_with_years_is_a_reference_list() -> None:
    text = "Rest helps.\n\n1. Li A, Ek B. Sleep and colds. J Rest. 2019;4(2):11-19.\n2. Ek B. Naps. BMJ. 2020;1:3-4.\n"
    assert [k for k, _ in kinds(read(text, "text"))] == ["paragraph", "reference", "reference"]


def test_numbered_advice_is_no_reference_list() -> None:
    text = "Do this:\n\n1. Rest for a day.\n2. Drink water. In 2020 most did not.\n"
    assert [k for k, _ in kinds(read(text, "text"))] == ["paragraph", "item", "item"]


def test_references_after_related_posts_are_still_read() -> None:
    text = "A" + " word" * 20 + ".\n\nRelated posts\n\nSoup\n\nReferences\n\nLi A. Sleep. 2019.\n"
    assert kinds(read(text, "text"))[-1] == ("reference", "Li A. Sleep. 2019.")


def test_a_directive_line_is_not_prose() -> None:
    document = read("<!-- healthlint-disable a/b -->\nRest helps.\n# healthlint-enable a/b\n", "text")
    assert heard(document) == ["Rest helps."]
    assert [(d.action, d.rules) for d in document.directives] == [("disable", ("a/b",)), ("enable", ("a/b",))]


def test_where_somebody_works_is_no_heading() -> None:
    place = "Department of Sleep, University Hospital, Leeds, UK"
    text = f"Rest\n\n{place}\n\nRest helps most people who have a cold.\n\nDepartment stores\n\nThey sell beds.\n"
    assert [k for k, _ in kinds(read(text, "text"))] == ["heading", "paragraph", "paragraph", "heading", "paragraph"]


def test_a_line_that_breaks_off_goes_on_in_the_next_however_long_the_lines_are() -> None:
    long = "Rest helps most people with a cold, " * 6 + "and it is free."
    document = read(f"{long}\nFollow the advice of your\ndoctor at home.\nsleep\nfood\n", "text")
    assert heard(document) == [long, "Follow the advice of your doctor at home.", "sleep", "food"]


def test_signs_that_open_a_line_are_bullets() -> None:
    document = read("Do this:\n✔ rest\n➤ sleep\n→ eat\nThe dose → the effect.\n", "text")
    assert [k for k, _ in kinds(document)][1:4] == ["item", "item", "item"]
