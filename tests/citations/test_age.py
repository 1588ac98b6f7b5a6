"""How old the newest source of a sentence is, by what the article says itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from healthlint.citations.age import source_age
from healthlint.language.analysis import Analysis

Analyse = Callable[..., Analysis]
REVIEWED = "\n\nLast reviewed: 3 May 2024\n"


def age(analysis: Analysis) -> tuple[int, int] | None:
    first = analysis.all_sentences()[0]
    found = source_age(analysis, first.block, first.span)
    return found[:2] if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Half of us nap (Marsh, 2010)." + REVIEWED, (2010, 14)),
        ("Half of us nap (Marsh, 2010; Lee, 2020)." + REVIEWED, (2020, 4)),
        ("Half of us [nap](https://www.bmj.com/2010/1)." + REVIEWED, (2010, 14)),
        ("Half of us nap (arXiv:1001.0001)." + REVIEWED, (2010, 14)),
        ("Half of us nap [1]." + REVIEWED + "\n## References\n\n1. Marsh A. Naps. BMJ 2010;1:2.\n", (2010, 14)),
        # The year of one source is not known, so it may be the newest.
        ("Half of us nap (Marsh, 2010), [as others say](https://www.bmj.com/1)." + REVIEWED, None),
        ("Half of us nap [1]." + REVIEWED + "\n## References\n\n1. Marsh A. Naps.\n", None),
        # The sentence gives the year, or looks back.
        ("In 2009 half of us napped (Marsh, 2010)." + REVIEWED, None),
        ("The landmark study of naps (Marsh, 2010)." + REVIEWED, None),
        ("According to the NHS half of us nap." + REVIEWED, None),
        ("Half of us nap (Marsh, 2010).", None),
        ("Half of us nap." + REVIEWED, None),
    ],
)
def test_the_newest_source_counts_where_all_are_dated(
    analyse: Analyse, text: str, expected: tuple[int, int] | None
) -> None:
    assert age(analyse(text)) == expected
