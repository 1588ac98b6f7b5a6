"""Front matter: values with their places, the title as a block, suppressions, broken input."""

from __future__ import annotations

import pytest
from format_kit import kinds, places, read, skipped

YAML = """---
title: "Zzz 😀 and naïve rest"
Author: {name: Ann Li, url: x}
medically reviewed by: Bo Ek
lastReviewed: 2025-01-02
draft: no
sources:
  - Li A. Sleep. 2019.
  - {title: 'Naps', url: http://x.y}
healthlint:
  context: {publisher: commercial, jurisdiction: [uk, eu]}
  disable: [claims/cure, "style/x"]
---
Rest helps.
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_values_have_common_names_and_exact_places(newline: str) -> None:
    text = YAML.replace("\n", newline)
    document = read(text, "markdown")
    for key, value in {
        "title": "Zzz 😀 and naïve rest",
        "author.name": "Ann Li",
        "reviewed_by": "Bo Ek",
        "last_reviewed": "2025-01-02",
        "draft": "no",
        "healthlint.context.publisher": "commercial",
        "healthlint.context.jurisdiction.1": "eu",
    }.items():
        meta = document.metadata[key]
        assert meta.value == value
        assert meta.source_span is not None and meta.source_span.of(text) == value
    assert document.metadata["author"].value == "Ann Li"
    assert document.metadata["healthlint.context.jurisdiction"].value == ["uk", "eu"]
    assert skipped(document)[0][0] == "front matter"
    assert document.problems == ()


def test_title_and_sources_are_blocks() -> None:
    assert kinds(read(YAML, "markdown")) == [
        ("title", "Zzz 😀 and naïve rest"),
        ("reference", "Li A. Sleep. 2019."),
        ("reference", "Naps"),
        ("reference", "http://x.y"),
        ("paragraph", "Rest helps."),
    ]


def test_a_title_that_the_first_heading_repeats_is_linted_once() -> None:
    assert kinds(read("---\ntitle: Sleep *well*\n---\n# Sleep\n", "markdown"))[0][0] == "title"
    assert kinds(read("---\ntitle: Sleep well\n---\n# Sleep **well**\n", "markdown")) == [("heading", "Sleep well")]


def test_a_suppression_in_the_front_matter_holds_for_the_file() -> None:
    (directive,) = read(YAML, "markdown").directives
    assert (directive.action, directive.rules) == ("disable-file", ("claims/cure", "style/x"))
    assert [s.of(YAML) for s in directive.rule_spans] == ["claims/cure", "style/x"]


def test_toml_is_read_too() -> None:
    text = (
        '+++\ntitle = "Sleep & you"\nauthor = ["Ann", "Bo"]\ndate = 2024-01-02\n'
        '[healthlint]\nignore = ["a/b"]\n+++\nRest.\n'
    )
    document = read(text, "markdown")
    assert kinds(document) == [("title", "Sleep & you"), ("paragraph", "Rest.")]
    assert document.metadata["author"].value == ["Ann", "Bo"]
    assert document.metadata["date"].value == "2024-01-02"
    assert [s.of(text) for s in document.directives[0].rule_spans] == ["a/b"]


@pytest.mark.parametrize(
    ("matter", "message", "place"),
    [
        ("title: [a\nb: é", "did not find expected", ": é"),
        ("a: 1\na: 2", "the key `a` is given twice", "a"),
        ("a: &x 1\nb: *x", "anchors and aliases are not allowed", "&x 1"),
        ("a: !!python/name:os 1", "is not allowed", "!!python/name:os 1"),
    ],
)
def test_broken_yaml_is_a_problem_with_its_place(matter: str, message: str, place: str) -> None:
    text = f"---\n{matter}\n---\nRest helps.\n"
    document = read(text, "markdown")
    assert kinds(document)[-1] == ("paragraph", "Rest helps.")
    (problem,) = document.problems
    assert message in problem[1]
    assert problem[0].of(text) == place


def test_broken_toml_is_a_problem_with_its_place() -> None:
    text = "+++\na = 1\nb = = 2\n+++\nRest.\n"
    (problem,) = read(text, "markdown").problems
    assert problem[0].of(text) == "= 2"


@pytest.mark.parametrize(
    "title", ["'Sleep well:\n  a guide'", ">-\n  Sleep well:\n  a guide", "Sleep well\n  and long"]
)
def test_a_title_folded_over_lines_keeps_its_places(title: str) -> None:
    text = f"---\ntitle: {title}\nx: 1\n---\nRest.\n"
    document = read(text, "markdown")
    assert document.blocks[0].kind.value == "title"
    assert document.blocks[0].prose == " ".join(title.strip("'>-").split())
    assert places(document, "Sleep well") == ["Sleep well"]


def test_a_rule_at_the_top_is_not_front_matter() -> None:
    assert kinds(read("---\nRest helps.\n\n---\n", "markdown"))[0][1] == "Rest helps."


def test_a_value_that_is_not_in_the_source_as_it_reads_makes_no_block() -> None:
    document = read('---\ntitle: "Sleep \\u0026 you"\n---\nRest.\n', "markdown")
    assert document.metadata["title"].value == "Sleep & you"
    assert ("cannot be mapped exactly", '"Sleep \\u0026 you"') in skipped(document)
    assert kinds(document) == [("paragraph", "Rest.")]
