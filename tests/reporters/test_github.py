"""Workflow commands are escaped as GitHub asks, and a flood of them is summed up instead of lost."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from report_samples import make_finding, sample_report

from healthlint.model.finding import FileResult, Report, Severity
from healthlint.reporters.registry import render

COMMAND = re.compile(r"^::(error|warning|notice) (?P<properties>[^:]*)::(?P<message>.*)$")


def unescape(text: str) -> str:
    for code, char in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, char)
    return text


def properties_of(line: str) -> dict[str, str]:
    found = COMMAND.match(line)
    assert found, line
    return {k: unescape(v) for k, _, v in (p.partition("=") for p in found["properties"].split(","))}


def report_of(path: str, message: str, n: int = 1, severity: Severity = Severity.WARNING) -> Report:
    text = "Honey cures coughs."
    finding = make_finding(text, "cures", "claims/cure", message, severity=severity)
    return Report((FileResult(path, text=text, findings=(finding,) * n),), {})


def test_the_sample_report(report, snapshot):
    assert render("github", report) == snapshot


def test_percent_line_breaks_colon_and_comma_are_escaped():
    out = render("github", report_of("a,b:c%.md", "100%\r\nsure: yes, it is"))
    assert out == (
        "::warning file=a%2Cb%3Ac%25.md,line=1,col=7,endLine=1,endColumn=12,title=claims/cure"
        "::100%25%0D%0Asure: yes, it is\n"
    )


@given(st.text(min_size=1, max_size=20), st.text(max_size=20))
def test_every_annotation_is_one_line_that_reads_back(path, message):
    out = render("github", report_of(path, message))
    assert out.count("\n") == 1 and out.endswith("\n")
    printable = all(c.isascii() and c.isprintable() for c in path + message)
    if printable:
        assert properties_of(out.rstrip("\n"))["file"] == path
        assert unescape(out.rstrip("\n").rpartition("title=claims/cure::")[2]) == message
    assert not any(ord(c) < 32 for c in out.rstrip("\n"))


def test_an_annotation_over_several_lines_has_no_columns():
    text = "Honey cures\ncoughs."
    result = FileResult("a.md", text=text, findings=(make_finding(text, "cures\ncoughs", "claims/cure", "x"),))
    assert properties_of(render("github", Report((result,), {})).strip()) == {
        "file": "a.md",
        "line": "1",
        "endLine": "2",
        "title": "claims/cure",
    }


def test_ten_of_a_level_are_all_annotated():
    out = render("github", report_of("a.md", "x", 10)).splitlines()
    assert len(out) == 10 and all("file=a.md" in line for line in out)


def test_the_tenth_of_eleven_says_what_the_log_lists():
    out = render("github", report_of("a.md", "x", 11)).splitlines()
    commands = [line for line in out if COMMAND.match(line)]
    assert len(commands) == 10
    assert commands[-1].endswith("::2 more warnings: a.md (2). They are listed in the log of this step.")
    assert out[-4:] == [
        "::group::healthlint: 2 more warnings",
        "a.md:1:7: warning claims/cure x",
        "a.md:1:7: warning claims/cure x",
        "::endgroup::",
    ]


def test_listed_lines_are_no_commands():
    out = render("github", report_of("::error::x ##[group]y", "z", 12)).splitlines()
    inside = out[out.index("::group::healthlint: 3 more warnings") + 1 : -1]
    assert len(inside) == 3
    assert all(not line.startswith("::") and "##[" not in line for line in inside)


def test_errors_come_before_warnings(report):
    levels = [m[1] for line in render("github", report).splitlines() if (m := COMMAND.match(line))]
    assert levels == ["error"] * 5 + ["warning"] * 3 + ["notice"]


def test_info_is_a_notice_when_it_is_asked_for():
    out = render("github", replace(sample_report(), show=Severity.INFO))
    assert "::notice file=articles/turmeric.md,line=3," in out
