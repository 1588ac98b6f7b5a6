"""Mistakes in an article's front matter, as the formats read it: the caret, and what nobody reads."""

from __future__ import annotations

import pytest

from healthlint.config.front_matter import front_matter_notes
from healthlint.config.settings import Settings
from healthlint.errors import ConfigError
from healthlint.formats.registry import extract
from healthlint.model.source import Source


def metadata(matter: str):
    text = f"---\n{matter}\n---\n\nA tree.\n"
    return text, extract(Source("a.md", text), "markdown").metadata


@pytest.mark.parametrize(
    ("matter", "underlined", "hint"),
    [
        ("healthlint:\n  colour: red", ["colour"], ""),
        ("healthlint:\n  contxt:\n    publisher: news\n    type: test", ["contxt"], "did you mean `context`?"),
        ("healthlint: {contxt: {}}", ["contxt"], "did you mean `context`?"),
        ("healthlint: {context: {publsher: news}}", ["publsher"], "did you mean `publisher`?"),
        ('healthlint: {"disabel": [claims/cure]}', ["disabel"], "did you mean `disable`?"),
        ("old-publsher: news\nhealthlint:\n  context:\n    publsher: news", ["publsher"], ""),
        ("healthlint: {publisher: {name: news}}", ["{name: news}"], ""),
        ("healthlint:\n  a: 1\n  b: 2", ["a", "b"], ""),
    ],
)
def test_an_unknown_key_is_underlined_itself_and_once(matter: str, underlined: list[str], hint: str) -> None:
    text, found = metadata(matter)
    with pytest.raises(ConfigError) as caught:
        Settings().with_front_matter(found, "a.md", text=text)
    problems = caught.value.diagnostics

    assert [d.source_line[d.column - 1 :][: d.length] for d in problems] == underlined
    assert hint in problems[0].hint


def test_the_right_part_of_a_wrong_front_matter_is_kept_for_further_checks() -> None:
    text, found = metadata("healthlint:\n  colour: red\n  severity:\n    claims/cur: off")
    with pytest.raises(ConfigError) as caught:
        Settings().with_front_matter(found, "a.md", text=text)

    assert caught.value.partial is not None
    assert [r.name for r in caught.value.partial.references] == ["claims/cur"]


@pytest.mark.parametrize(
    ("matter", "notes"),
    [
        ("healtlint:\n  publisher: news", ["`healtlint` in the front matter is not read: did you mean `healthlint`?"]),
        (
            "HealthLint:\n  publisher: news",
            ["`health_lint` in the front matter is not read: did you mean `healthlint`?"],
        ),
        (
            "publisher: commercial",
            [
                "`publisher: commercial` in the front matter is not read: healthlint reads its own block only, "
                "`healthlint: {context: {publisher: commercial}}`"
            ],
        ),
        (
            "jurisdiction: [uk, au]",
            [
                "`jurisdiction: [uk, au]` in the front matter is not read: healthlint reads its own block only, "
                "`healthlint: {context: {jurisdiction: [uk, au]}}`"
            ],
        ),
        ("publisher: Ann's Press", []),
        ("publisher: commercial\nhealthlint: {context: {publisher: news}}", []),
        ("healthline: yes\nhealth: good\ntitle: healthlint", []),
    ],
)
def test_keys_that_were_meant_for_us_are_spoken_of(matter: str, notes: list[str]) -> None:
    text = f"---\n{matter}\n---\n\nA tree.\n"

    assert list(front_matter_notes(extract(Source("a.md", text), "markdown"))) == notes


def test_what_a_page_says_in_its_own_head_is_not_spoken_of() -> None:
    text = '<html><head><meta name="publisher" content="news"></head><body><p>A tree.</p></body></html>'

    assert front_matter_notes(extract(Source("a.html", text), "html")) == ()
