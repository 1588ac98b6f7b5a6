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
