"""The diff of safe fixes is one that Git applies, and gives what the fixes say."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import make_finding

from healthlint.model.finding import Edit, FileResult, Fix, Report, Safety, Severity
from healthlint.model.span import Span
from healthlint.reporters.diff import applied
from healthlint.reporters.registry import render


def fixed(text: str, words: str, replacement: str, **more):
    return make_finding(text, words, "grammar/x", "x", replacement=replacement, **more)


def diff(text: str, *findings, path: str = "a.md", show: Severity = Severity.WARNING) -> str:
    return render("diff", Report((FileResult(path, text=text, findings=findings),), {}, show=show))


@pytest.mark.skipif(shutil.which("git") is None, reason="Git is not installed")
@pytest.mark.parametrize(
    "text",
    [
        "One\n\nAlot of tea.\n\nIt it helps.\n",
        "Alot of tea.\r\n\r\nIt it helps.\r\n",
        "Alot of tea. It it helps.",
        "\n" * 12 + "Alot of tea." + "\n" * 12 + "It it helps.\n\n\n",
    ],
    ids=["lines", "crlf", "no end", "two hunks"],
)
@pytest.mark.parametrize("path", ["a.md", "blog/with space.md", "ünï.md", 'quote".md'])
def test_git_applies_it(text: str, path: str, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    file = tmp_path / path
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode())
    patch = diff(text, fixed(text, "Alot", "A lot"), fixed(text, "It it", "It"), path=path)
    git = ["git", "-c", "core.autocrlf=false", "apply", "--whitespace=nowarn"]
    subprocess.run(git, cwd=tmp_path, check=True, input=patch.encode())
    assert file.read_bytes().decode() == text.replace("Alot", "A lot").replace("It it", "It")


def test_only_safe_fixes_of_listed_findings_are_in_it() -> None:
    text = "Alot of tea.\n"
    safe = fixed(text, "Alot", "A lot")
    assert diff(text, replace(safe, fix=replace(safe.fix, safety=Safety.UNSAFE))) == ""
    info = replace(safe, severity=Severity.INFO)
    assert diff(text, info) == ""
    assert "+A lot of tea." in diff(text, info, show=Severity.INFO)


def test_of_two_fixes_that_meet_the_first_is_taken() -> None:
    text = "It it it helps.\n"
    first = Fix(Safety.SAFE, (Edit(Span(0, 5), "It"),))
    second = Fix(Safety.SAFE, (Edit(Span(3, 8), "it"),))
    same = fixed(text, "helps", "help")
    out = diff(text, replace(same, fix=first), replace(same, fix=second), same, same)
    assert out.splitlines()[-2:] == ["-It it it helps.", "+It it help."]


@given(st.text("ab\r\n", max_size=20), st.data())
def test_edits_that_do_not_meet_are_all_made(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    edits = [Edit(Span(a, b), "X") for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    expected = text
    for edit in reversed(edits):
        expected = expected[: edit.span.start] + "X" + expected[edit.span.end :]
    assert applied(text, edits) == expected
