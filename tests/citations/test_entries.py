"""Entries taken apart: authors, title, container, style."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.citations.entries import EntryParts, initials, split_entry, surname


@pytest.mark.parametrize(
    ("entry", "parts"),
    [
        (
            "1. Marsh AB, Lee C. Naps in 1990 cohorts. Lancet 2020;35(1):35-51.",
            EntryParts(("Marsh AB", "Lee C"), False, "Naps in 1990 cohorts", "Lancet", "vancouver"),
        ),
        (
            "van den Berg J, O’Neil PJ, Lee-Roy K, et al. Naps vs. tea: a trial. N Engl J Med. 2019;380:1-9.",
            EntryParts(
                ("van den Berg J", "O’Neil PJ", "Lee-Roy K"), True, "Naps vs. tea: a trial", "N Engl J Med", "vancouver"
            ),
        ),
        (
            "Marsh, A. B., & Lee, C. (2020). Naps at work. Journal of Naps, 12(3), 45–50.",
            EntryParts(("Marsh, A. B.", "Lee, C"), False, "Naps at work", "Journal of Naps", "apa"),
        ),
        (
            "Marsh, A. and Lee, B. (2020) ‘Naps at home now’, Journal of Sleep, 12(3), pp. 45–50.",
            EntryParts(("Marsh, A.", "Lee, B"), False, "Naps at home now", "Journal of Sleep", "harvard"),
        ),
        (
            "Marsh, Ann, and Ben Lee. “Naps and the Memory of Cooks.” Journal of Naps, vol. 12, no. 3, 2020, pp. 4–5.",
            EntryParts(("Marsh, Ann", "Ben Lee"), False, "Naps and the Memory of Cooks", "Journal of Naps", "mla"),
        ),
        (
            "Marsh, Ann. 2020. “Naps and Memory.” Journal of Naps 12 (3): 45–50.",
            EntryParts(("Marsh, Ann",), False, "Naps and Memory", "Journal of Naps", "chicago"),
        ),
        (
            "World Health Organization. Sleep and health. Geneva: WHO; 2020.",
            EntryParts(("World Health Organization",), False, "Sleep and health", "", ""),
        ),
        (
            "Department of Rest and Social Naps (2019) Guidelines for naps. London: DRSN.",
            EntryParts(("Department of Rest and Social Naps",), False, "Guidelines for naps", "", "harvard"),
        ),
        (
            "Naps: are they good for you? NHS. https://www.nhs.uk/naps",
            EntryParts((), False, "Naps: are they good for you?", "NHS"),
        ),
        (
            "A. B. Marsh, C. Lee, and D. Roy, “Naps and the memory of cooks,” Journal of Naps, vol. 3, no. 1, 2014.",
            EntryParts(
                ("A. B. Marsh", "C. Lee", "D. Roy"), False, "Naps and the memory of cooks", "Journal of Naps", "ieee"
            ),
        ),
        (
            "Marsh A, Lee-Roy K. Philos Trans R Soc. 2019;374(1777):20180235.",
            EntryParts(("Marsh A", "Lee-Roy K"), False, "", "Philos Trans R Soc", "vancouver"),
        ),
        ("a study of naps", EntryParts((), False, "a study of naps")),
        ("", EntryParts()),
    ],
)
def test_the_usual_styles_are_taken_apart(entry: str, parts: EntryParts) -> None:
    assert split_entry(entry) == parts


@given(st.text(max_size=200))
def test_any_text_has_parts_that_stand_in_it(text: str) -> None:
    parts = split_entry(text)
    for part in (*parts.authors, parts.title, parts.container):
        assert part in text


def test_a_name_with_its_initials_first_is_known_by_its_surname() -> None:
    assert surname("A. B. Marsh") == "Marsh"


def test_a_name_is_known_by_its_surname_and_a_body_by_its_initials_too() -> None:
    assert [surname(a) for a in ("Marsh AB", "van den Berg, J.", "Health Canada")] == [
        "Marsh",
        "van den Berg",
        "Health Canada",
    ]
    assert initials("World Health Organization") == "who"
    assert initials("Marsh") == ""
