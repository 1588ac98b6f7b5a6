"""One line for each finding, and nothing that a terminal or a parser could trip over."""

from __future__ import annotations

import re
from dataclasses import replace

from healthlint.model.finding import FileResult, Report, Severity
from healthlint.reporters.registry import render

LINE = re.compile(r"^(?P<path>.+?):(\d+):(\d+): (error|warning|info) \S+ .+$")


def test_the_sample_report(report, snapshot):
    assert render("concise", report) == snapshot


def test_every_line_has_the_one_shape(report):
    assert all(LINE.match(line) for line in render("concise", report).splitlines())


def test_nothing_to_say_is_no_output():
    assert render("concise", Report((FileResult("a.md", text="Fine."),), {})) == ""


def test_info_is_listed_only_when_asked_for(report):
    assert "claims/universal" not in render("concise", report)
    assert "claims/universal" in render("concise", replace(report, show=Severity.INFO))


def test_control_characters_of_names_and_messages_are_harmless():
    bad = FileResult("a\x1b[31m\nb.md", status="failed", reason="x\r\n::error::y\u202e")
    out = render("concise", Report((bad,), {}))
    assert out.count("\n") == 1
    assert "\x1b" not in out and "\r" not in out and "\u202e" not in out
