"""Input made to hang a reader ends fast, and a large article too."""

from __future__ import annotations

import time

import pytest
from format_kit import read

SENTENCE = "The immune system helps the body to fight infection. "
# Processor seconds. A reader that grows with the square of the text needs minutes for these.
LIMIT = 6.0
CASES = {
    "a megabyte of paragraphs": (SENTENCE * 10 + "\n\n") * 1_900,
    "a megabyte in one line": SENTENCE * 19_000,
    "quote marks": ">" * 50_000,
    "less-than signs": "<" * 50_000,
    "brackets": "[" * 50_000,
    "open tags": "<div>" * 50_000,
    "open and wrong tags": "<b>" * 50_000 + "x" + "</i>" * 50_000,
    "paragraphs behind a cell": "<p><td>" + "<b>" * 30_000 + "<div></div>" * 10_000,
    "superscripts": "<sup>1" * 50_000,
    "nested lists": "".join("  " * i + "- a\n" for i in range(800)),
    "shortcodes": "{{" * 30_000 + "}}" * 30_000,
    "spaces": " " * 200_000 + "x",
    "line ends": "\n" * 200_000,
    "addresses": "http://a" + ")" * 50_000,
    "e-mail": "a." * 100_000,
    "yaml nesting": "---\na: " + "[" * 30_000 + "\n---\n",
    "blank front matter": "---\n" + "\n" * 100_000 + "---\n",
    "toml nesting": "+++\na=" + "[" * 30_000 + "\n+++\n",
    "json-ld nesting": '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
    "attribute": '<img alt="' + "&amp;" * 50_000 + '">',
    "directive": "<!-- healthlint-disable " + "a/b " * 30_000 + "-->",
    "notes": "".join(f"a[^{i}] " for i in range(5_000)) + "\n\n" + "".join(f"[^{i}]: x\n\n" for i in range(5_000)),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("format", ["markdown", "html", "text"])
def test_hostile_input_ends_fast(name: str, format: str) -> None:
    before = time.process_time()
    read(CASES[name], format)
    assert time.process_time() - before < LIMIT
