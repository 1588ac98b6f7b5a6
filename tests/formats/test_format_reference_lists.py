"""Reference lists are known by their heading in every format; further reading and ordinary lists are not."""

from __future__ import annotations

import pytest
from format_kit import kinds, read

HEADINGS = [
    "References",
    "Sources",
    "3. Bibliography",
    "Our sources:",
    "References and further reading",
    "WORKS CITED (2)",
    "📚 References",
    "Refrences",
    "View 12 sources",
    "References & resources",
    "Works consulted",
    "Sources used",
    "Studies cited",
    "Notes and references",
    "References [edit]",
    "Appendix A: Clinical References",
]


def _kinds(text: str, format: str = "markdown") -> list[str]:
    return [k for k, _ in kinds(read(text, format))]


@pytest.mark.parametrize("heading", HEADINGS)
def test_entries_under_a_reference_heading_are_references(heading: str) -> None:
    assert _kinds(f"Rest.\n\n## {heading}\n\n- NHS: sleep\n- Li A. 2019.\n") == [
        "paragraph",
        "heading",
        "reference",
        "reference",
    ]


@pytest.mark.parametrize("heading", ["Further reading", "Useful links", "Sources of iron", "More information"])
def test_other_lists_stay_items(heading: str) -> None:
    assert _kinds(f"## {heading}\n\n- Red meat\n") == ["heading", "item"]


def test_an_evidence_section_is_prose_unless_its_entries_are_references() -> None:
    assert _kinds("## Evidence\n\nRest helps many people.\n\n- Li A. Sleep. 2019.\n") == [
        "heading",
        "paragraph",
        "reference",
    ]


def test_the_list_ends_at_the_next_heading() -> None:
    assert _kinds("## Sources\n\n- NHS\n\n## Treatment\n\n- Rest\n") == ["heading", "reference", "heading", "item"]


def test_a_paragraph_after_the_entries_is_prose_again() -> None:
    assert _kinds("## Sources\n\n- NHS\n\nThis tea cures colds.\n") == ["heading", "reference", "paragraph"]


def test_html_and_text_know_them_too() -> None:
    assert _kinds("<h2>References</h2><ol><li>Li A. 2019.</ol>", "html") == ["heading", "reference"]
    assert _kinds("Rest helps.\n\nReferences\n\nLi A. Sleep. 2019.\n", "text") == ["paragraph", "heading", "reference"]


def test_a_list_named_for_its_subject_is_one_if_its_entries_are_references() -> None:
    entries = "1. Li A. Sleep. Lancet 2019;1:2.\n2. Li B. Rest. BMJ 2018;1:3.\n"
    for heading in ("Sleep Research References", "Citation"):
        assert _kinds(f"## {heading}\n\n{entries}\n## More\n\nRest.\n")[:3] == ["heading", "reference", "reference"]
    assert _kinds("## Quick references\n\n- Drink water\n") == ["heading", "item"]


def test_a_list_set_as_a_quotation_is_one() -> None:
    quoted = "> [1] Li A. Sleep. Lancet 2019;1:2.\n>\n> [2] Li B. Rest. BMJ 2018;1:3.\n"
    assert _kinds(f"Rest.\n\n## References\n\n{quoted}") == ["paragraph", "heading", "reference", "reference"]
    assert _kinds("## References\n\n- Li A. 2019.\n\n> Rest is best.\n") == ["heading", "reference", "quote"]
    assert _kinds("Rest.\n\n> References\n\n- [Sleep](https://li.example)\n") == ["paragraph", "quote", "reference"]


def test_a_paragraph_may_be_heading_and_list_in_one() -> None:
    entries = "[1] Li A. Sleep. Lancet 2019;1:2.\n[2] Li B. Rest. BMJ 2018;1:3.\n"
    assert _kinds(f"Rest.\n\nReferences:\n{entries}") == ["paragraph", "reference"]
    assert _kinds(f"Rest.\n\n**Sources:** {entries}") == ["paragraph", "reference"]
    assert _kinds("Rest.\n\nSources: ask 1. your nurse, 2. your doctor.\n") == ["paragraph", "paragraph"]


def test_a_table_of_sources_has_an_entry_in_each_cell_that_looks_like_one() -> None:
    table = "| No. | Source |\n|---|---|\n| 1 | Li A. Sleep. Lancet 2019;1:2. |\n"
    assert _kinds(f"## References\n\n{table}") == ["heading", "cell", "cell", "cell", "reference"]


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("Nap Society. Naps for all. https://naps.example/all", "reference"),
        ("https://naps.example/all", "reference"),
        ("This is so for adults only.", "note"),
        ("The nap survey at https://naps.example/all says so of adults only.", "note"),
    ],
)
def test_a_footnote_with_an_address_at_its_end_is_a_reference(note: str, kind: str) -> None:
    assert _kinds(f"Rest.[^a]\n\n[^a]: {note}\n") == ["paragraph", kind]
    assert _kinds(f"Rest.[^a]\n\n## References\n\n[^a]: {note}\n")[-1] == kind or "survey" in note


def test_a_label_begins_another_list_unless_its_items_are_references_too() -> None:
    questions = "**References:**\n\n1. Li A. Sleep. 2019.\n\n**Questions:**\n\n1. How long is a nap?\n"
    assert _kinds(questions) == ["paragraph", "reference", "paragraph", "item"]
    books = "## References\n\n**Papers:**\n\n- Li A. Sleep. 2019.\n\n**Books:**\n\n- Roy B. Naps. 2020.\n"
    assert [k for k in _kinds(books) if k in ("reference", "item")] == ["reference", "reference"]


def test_a_link_called_source_is_no_heading_of_a_list() -> None:
    text = "Rest helps.\n\n[Source](https://naps.example/a)\n\nIn 2019 naps helped (https://naps.example/b).\n"
    assert _kinds(text) == ["paragraph"] * 3


def test_a_remark_below_an_entry_is_none() -> None:
    text = "## References\n\n1. Li A. Sleep. 2019.\n    - Not used in version 2.\n    - See Roy, 2020.\n2. Roy. 2020.\n"
    assert _kinds(text) == ["heading", "reference", "item", "reference", "reference"]
