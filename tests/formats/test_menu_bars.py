"""A menu bar that was copied with the page is not its title."""

from __future__ import annotations

import pytest

from healthlint.formats.boilerplate import line_reason


@pytest.mark.parametrize("line", ["Home Treatments Prices Book Now", "Home | About us | Contact", "Home · Blog · Shop"])
def test_a_menu_bar_is_navigation(line: str) -> None:
    assert line_reason(line) == "page navigation"


@pytest.mark.parametrize("line", ["Home treatments for migraine", "Home remedies", "Home care prices", "About us all"])
def test_a_heading_that_begins_with_home_is_not(line: str) -> None:
    assert line_reason(line) is None or line_reason(line) == ""
