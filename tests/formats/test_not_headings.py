"""Lines of a scraped page that look like headings and are not."""

from __future__ import annotations

import pytest

from healthlint.formats import plaintext
from healthlint.formats.boilerplate import line_reason
from healthlint.model.document import BlockKind
from healthlint.model.source import Source


@pytest.mark.parametrize("line", ["Home Treatments Prices Book Now", "Home | About us | Contact", "Home · Blog · Shop"])
def test_a_menu_bar_is_navigation(line: str) -> None:
    assert line_reason(line) == "page navigation"


@pytest.mark.parametrize("line", ["Home treatments for migraine", "Home remedies", "Home care prices", "About us all"])
def test_a_heading_that_begins_with_home_is_not(line: str) -> None:
    assert line_reason(line) is None or line_reason(line) == ""


@pytest.mark.parametrize("line", ["Naps help memory.[1]", "Naps help memory.[1, 2]", "Naps help memory.¹²"])
def test_a_sentence_with_a_citation_mark_is_a_paragraph(line: str) -> None:
    blocks = plaintext.extract(Source("a.txt", f"Naps\n\n{line}\n\nThat is all that we know.\n")).blocks
    assert [b.kind for b in blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]
