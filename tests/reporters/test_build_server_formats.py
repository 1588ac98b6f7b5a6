"""GitLab's JSON, JUnit and Checkstyle XML: what build servers show beside the lines, and what fails there."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from report_samples import make_finding, sample_report

from healthlint.model.finding import Confidence, FileResult, Problem, Report, Severity
from healthlint.reporters.registry import render

TEXT = "Honey cures coughs."


def report_of(*findings, path: str = "a.md", fail_on: Severity = Severity.ERROR, **result) -> Report:
    return Report((FileResult(path, text=TEXT, findings=findings, **result),), {}, fail_on)


def cures(message: str = "x", severity: Severity = Severity.ERROR, **more):
    return make_finding(TEXT, "cures", "claims/cure", message, severity=severity, **more)


def suite(report: Report) -> ElementTree.Element:
    root = ElementTree.fromstring(render("junit", report))
    assert root.tag == "testsuites"
    return root[0]


def test_the_sample_report(report, snapshot):
    for name in ("gitlab", "junit", "checkstyle"):
        assert render(name, report) == snapshot(name=name)


def test_gitlab_fingerprints_are_unique_and_stay_when_lines_move():
    def prints(text: str) -> list[str]:
        finding = make_finding(text, "cures", "claims/cure", "x")
        report = Report((FileResult("a.md", text=text, findings=(finding, finding)),), {})
        return [x["fingerprint"] for x in json.loads(render("gitlab", report))]

    assert len(set(prints(TEXT))) == 2
    assert prints(TEXT) == prints(f"One more line.\n\n{TEXT}")


def test_gitlab_levels():
    found = json.loads(render("gitlab", replace(sample_report(), show=Severity.INFO)))
    assert {x["severity"] for x in found} == {"major", "minor", "info"}
    assert all(x["location"]["lines"]["begin"] >= 1 for x in found)


def test_junit_fails_on_what_fails_a_run():
    assert suite(report_of(cures())).attrib["failures"] == "1"
    assert suite(report_of(cures(severity=Severity.WARNING))).attrib["failures"] == "0"
    assert suite(report_of(cures(severity=Severity.WARNING), fail_on=Severity.WARNING)).attrib["failures"] == "1"
    assert suite(report_of(cures(confidence=Confidence.LOW))).attrib["failures"] == "0"
    (case,) = suite(report_of(cures(), cures(severity=Severity.WARNING)))
    assert case[0].attrib["message"] == "1 error"


def test_junit_keeps_what_does_not_fail():
    (case,) = suite(report_of(cures("a mild one", severity=Severity.WARNING)))
    assert case[0].tag == "system-out" and "a mild one" in (case[0].text or "")


def test_junit_tells_a_file_that_could_not_be_read_from_one_with_findings():
    failed = report_of(status="failed", reason="not UTF-8", problems=(Problem("source", "not UTF-8"),))
    own = suite(failed)
    assert (own.attrib["errors"], own.attrib["failures"]) == ("1", "0")
    assert own[0][0].tag == "error" and own[0][0].attrib["message"] == "not UTF-8"


def test_checkstyle_has_one_element_for_each_file_with_findings():
    root = ElementTree.fromstring(render("checkstyle", sample_report()))
    assert [f.attrib["name"] for f in root] == ["articles/turmeric.md", "articles/broken.md", "articles/photo.md"]
    first = root[0][0].attrib
    assert first["source"].startswith("healthlint.") and int(first["line"]) >= 1


@given(st.text(min_size=1, max_size=20), st.text(max_size=20))
def test_any_name_and_message_make_a_document(path, message):
    report = report_of(cures(message), path=path)
    for name in ("junit", "checkstyle"):
        ElementTree.fromstring(render(name, report).encode())
    assert json.loads(render("gitlab", report))[0]["description"] == message
