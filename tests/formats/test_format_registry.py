"""Which reader takes which file."""

from __future__ import annotations

import subprocess
import sys

import pytest

from healthlint.errors import SourceError
from healthlint.formats import registry
from healthlint.model.source import Source


@pytest.mark.parametrize(
    ("path", "format"),
    [
        ("a/b.MD", "markdown"),
        ("b.markdown", "markdown"),
        ("b.mdx", "markdown"),
        ("b.Rmd", "markdown"),
        ("b.qmd", "markdown"),
        ("b.htm", "html"),
        ("b.xhtml", "html"),
        ("b.txt", "text"),
        ("README", "text"),
        ("v1.0/notes", "text"),
        ("", "text"),
    ],
)
def test_the_suffix_decides(path: str, format: str) -> None:
    assert registry.detect(path, "<p>") == format


def test_a_page_without_a_suffix_is_html() -> None:
    assert registry.detect("page", "\n<!DOCTYPE html><html>") == "html"


def test_an_unknown_format_is_an_error_with_a_hint() -> None:
    with pytest.raises(SourceError, match="did you mean `markdown`"):
        registry.extract(Source("a", "x"), "markdwon")


def test_the_format_can_be_given() -> None:
    assert registry.extract(Source("a.txt", "# T\n"), "markdown").blocks[0].prose == "T"


def test_parsers_are_imported_only_when_used() -> None:
    code = (
        "import sys; from healthlint.formats import registry; from healthlint.model.source import Source;"
        "registry.extract(Source('a.txt', 'Rest.')); "
        "print(sorted({'pyromark', 'turbohtml', 'yaml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
