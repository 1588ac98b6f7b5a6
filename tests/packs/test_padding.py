"""Examples that are filled up to a length."""

from __future__ import annotations

import pytest

from healthlint.formats.registry import extract
from healthlint.model.source import Source
from healthlint.packs.padding import padded


def words(text: str, format: str) -> int:
    return sum(len(b.prose.split()) for b in extract(Source("a", text), format).blocks)


@pytest.mark.parametrize(
    ("text", "format"), [("# Naps\n\nShort.\n", "markdown"), ("<h1>Naps</h1>", "html"), ("Naps\n\nShort.\n", "text")]
)
def test_a_text_has_the_words_asked_for_and_begins_as_before(text: str, format: str) -> None:
    out = padded(text, format, 300)
    assert out.startswith(text.rstrip("\n"))
    assert 300 <= words(out, format) < 380


def test_a_text_that_is_long_enough_stays_as_it_is() -> None:
    assert padded("# Naps\n\nShort.\n", "markdown", 0) == "# Naps\n\nShort.\n"
    assert padded("one two three\n", "text", 3) == "one two three\n"
