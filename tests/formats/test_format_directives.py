"""Suppressions in comments: every part with its place; a malformed one suppresses nothing and is told."""

from __future__ import annotations

import pytest
from format_kit import read


@pytest.mark.parametrize("format", ["markdown", "html", "text"])
def test_a_directive_is_read_in_every_format(format: str) -> None:
    comment = (
        '<!-- healthlint-disable-next-line claims/cure, grammar/x reason="quoted advert" until=2026-12-31 by=Ann -->'
    )
    text = f"{comment}\nRest helps.\n"
    (directive,) = read(text, format).directives
    assert directive.action == "disable-next-line"
    assert directive.source_span.of(text) == comment
    assert [s.of(text) for s in directive.rule_spans] == ["claims/cure", "grammar/x"]
    assert (directive.reason, directive.until, directive.by) == ("quoted advert", "2026-12-31", "Ann")


def test_no_rules_means_all() -> None:
    found = read("<!-- healthlint-disable -->\n\nx\n\n<!-- healthlint-enable -->\n", "markdown").directives
    assert [(d.action, d.rules) for d in found] == [("disable", ()), ("enable", ())]


def test_a_directive_inside_a_paragraph_is_found() -> None:
    document = read("Rest helps <!-- healthlint-disable-file a/b --> you.\n", "markdown")
    assert [d.action for d in document.directives] == ["disable-file"]
    assert document.blocks[0].prose == "Rest helps you."


def test_an_mdx_comment_is_a_directive() -> None:
    (directive,) = read("{/* healthlint-disable a/b */}\n\nRest.\n", "mdx").directives
    assert (directive.action, directive.rules) == ("disable", ("a/b",))


@pytest.mark.parametrize(
    ("body", "message", "place"),
    [
        ("healthlint-disabel a/b", "unknown directive `healthlint-disabel`", "<!-- healthlint-disabel a/b -->"),
        (
            "healthlint-disable-nextline a/b",
            "did you mean `healthlint-disable-next-line`?",
            "<!-- healthlint-disable-nextline a/b -->",
        ),
        ("healthlint-off a/b", "use one of `healthlint-disable`, `healthlint-enable`", "<!-- healthlint-off a/b -->"),
        ("healthlint-disable a/b until=soon", "`until` must be a date", "until=soon"),
        ("healthlint-disable a/b why=x", "unknown key `why`", "why=x"),
        ("healthlint-disable a/b!", "is neither a rule id nor", "a/b!"),
        ('healthlint-disable reason="a" reason="b"', "`reason` is given twice", 'reason="b"'),
    ],
)
def test_a_malformed_directive_is_a_problem(body: str, message: str, place: str) -> None:
    text = f"<!-- {body} -->\n\nRest.\n"
    document = read(text, "markdown")
    assert document.directives == ()
    (problem,) = document.problems
    assert message in problem[1]
    assert problem[0].of(text) == place


def test_a_comment_that_only_mentions_healthlint_is_a_comment() -> None:
    document = read("<!-- checked with healthlint -->\n\nRest.\n", "markdown")
    assert (document.directives, document.problems) == ((), ())
