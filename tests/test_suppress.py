"""Suppressions: what is waived, what is not, and what is said of the suppressions."""

from __future__ import annotations

import pytest

from healthlint import FileResult, Linter, Settings

LINTER = Linter(Settings().with_options(select=["claims/cure", "suppressions"]))
CURE = "Garlic cures colds."


def check(text: str, path: str = "a.md") -> FileResult:
    return LINTER.check_text(text, path=path)


def rules(result: FileResult) -> list[tuple[str, str]]:
    return [(f.rule, f.text) for f in result.findings]


@pytest.mark.parametrize(
    "text",
    [
        f'<!-- healthlint-disable-next-line claims/cure reason="quoted advert" -->\n{CURE}\n',
        f"<!-- healthlint-disable-next-line claims/cure -->\n\n{CURE}\n",
        f"<!-- healthlint-disable claims/cure -->\n\n{CURE}\n\n<!-- healthlint-enable claims/cure -->\n",
        f"{CURE}\n\n<!-- healthlint-disable-file claims/cure -->\n",
        f"<!-- healthlint-disable-file claims -->\n\n{CURE}\n",
        f"<!-- healthlint-disable-next-line -->\n{CURE}\n",
        f"{CURE} <!-- healthlint-disable-line claims/cure -->\n",
        f"---\nhealthlint:\n  disable: [claims/cure]\n---\n\n{CURE}\n",
        f"---\nhealthlint:\n  disable:\n    claims/cure: quoted\n---\n\n{CURE}\n",
    ],
    ids=[
        "next line",
        "next line with text",
        "range",
        "file",
        "pack",
        "all rules",
        "the same line",
        "front matter",
        "front matter with reasons",
    ],
)
def test_a_waived_finding_is_kept_apart_and_nothing_else_is_said(text: str) -> None:
    result = check(text)
    assert rules(result) == []
    assert [(s.finding.rule, s.finding.text) for s in result.suppressed] == [("claims/cure", "cures colds")]


def test_the_reason_is_kept() -> None:
    result = check(f'<!-- healthlint-disable-next-line claims/cure reason="quoted advert" -->\n{CURE}\n')
    assert [s.reason for s in result.suppressed] == ["quoted advert"]


def test_the_line_after_the_next_is_not_waived() -> None:
    text = f"<!-- healthlint-disable-next-line claims/cure -->\n\n{CURE}\n\nTea cures colds.\n"
    assert [(f.line, f.text) for f in check(text).findings] == [(5, "cures colds")]


def test_a_range_ends_at_its_enable() -> None:
    text = f"<!-- healthlint-disable claims/cure -->\n\n{CURE}\n\n<!-- healthlint-enable -->\n\nTea cures colds.\n"
    assert [(f.line, f.text) for f in check(text).findings] == [(7, "cures colds")]


def test_an_unknown_rule_is_a_finding_with_a_suggestion() -> None:
    result = check(f"<!-- healthlint-disable-next-line claims/cures -->\n{CURE}\n")
    assert rules(result) == [("suppressions/unknown-rule", "claims/cures"), ("claims/cure", "cures colds")]
    assert "did you mean `claims/cure`?" in result.findings[0].message


def test_an_unused_suppression_is_a_finding_at_the_rule_that_it_names() -> None:
    text = f"<!-- healthlint-disable-next-line claims/cure, claims/detox -->\n{CURE}\n"
    result = check(text)
    assert rules(result) == [("suppressions/unused", "claims/detox")]


def test_two_directives_above_one_line_both_work() -> None:
    text = (
        "<!-- healthlint-disable-next-line claims/cure -->\n"
        "<!-- healthlint-disable-next-line claims/detox -->\n"
        f"{CURE}\n"
    )
    result = check(text)
    assert rules(result) == [("suppressions/unused", "claims/detox")]
    assert len(result.suppressed) == 1


def test_html_comments_work_in_html() -> None:
    text = f"<main><h1>Tea</h1>\n<!-- healthlint-disable-next-line claims/cure -->\n<p>{CURE}</p></main>"
    result = check(text, "a.html")
    assert rules(result) == []
    assert len(result.suppressed) == 1


def test_windows_line_ends_work() -> None:
    result = check(f"<!-- healthlint-disable-next-line claims/cure -->\r\n{CURE}\r\n")
    assert rules(result) == []
