"""SARIF: places that a program can follow, rules that it can show, and nothing that was waived."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import ARTICLE, make_finding, sample_report

from healthlint.model.approval import Approval
from healthlint.model.finding import FileResult, Problem, Report, Severity
from healthlint.reporters.registry import render


def run_of(report: Report) -> dict:
    log = json.loads(render("sarif", report))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    return run


def one(text: str, words: str, path: str = "a.md", **more) -> Report:
    finding = make_finding(text, words, "claims/cure", "“x” promises a cure", advice="Leave it out.", **more)
    return Report((FileResult(path, text=text, findings=(finding,)),), {"version": "1.2.3"})


def words_at(text: str, region: dict) -> str:
    lines = text.split("\n")
    first, last = region["startLine"] - 1, region["endLine"] - 1
    if first == last:
        return lines[first][region["startColumn"] - 1 : region["endColumn"] - 1]
    middle = lines[first + 1 : last]
    return "\n".join([lines[first][region["startColumn"] - 1 :], *middle, lines[last][: region["endColumn"] - 1]])


def test_every_result_of_the_sample_has_its_words_at_its_place(report):
    run = run_of(replace(report, show=Severity.INFO))
    assert run["columnKind"] == "unicodeCodePoints"
    assert len(run["results"]) == len(report.files[0].findings)
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"] == {"uri": "articles/turmeric.md", "uriBaseId": "SRCROOT"}
        assert words_at(ARTICLE, place["region"]) == place["region"]["snippet"]["text"]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_levels_and_the_lowest_that_is_listed(report):
    assert {r["level"] for r in run_of(report)["results"]} == {"error", "warning"}
    assert {r["level"] for r in run_of(replace(report, show=Severity.INFO))["results"]} == {"error", "warning", "note"}


def test_a_rule_that_ships_is_described_and_another_is_named():
    known = run_of(one("Honey cures coughs.", "cures"))["tool"]["driver"]
    assert known["semanticVersion"] == "1.2.3"
    (rule,) = known["rules"]
    assert rule["shortDescription"]["text"] == "“[match]” promises a cure"
    assert "healthlint explain claims/cure" in rule["help"]["text"]
    text = "Honey cures coughs."
    finding = make_finding(text, "cures", "acme/honey", "No honey")
    (rule,) = run_of(Report((FileResult("a.md", text=text, findings=(finding,)),), {}))["tool"]["driver"]["rules"]
    assert rule["id"] == "acme/honey" and "shortDescription" not in rule


def test_the_message_says_what_to_do():
    (result,) = run_of(one("Honey cures coughs.", "cures"))["results"]
    assert result["message"]["text"] == "“x” promises a cure. Leave it out."


def test_a_fix_replaces_the_words():
    (result,) = run_of(one("Honey cures coughs.", "cures", replacement="may ease"))["results"]
    (change,) = result["fixes"][0]["artifactChanges"]
    (edit,) = change["replacements"]
    assert edit["insertedContent"] == {"text": "may ease"}
    assert edit["deletedRegion"] == {"startLine": 1, "startColumn": 7, "endLine": 1, "endColumn": 12}


def test_what_was_suppressed_or_approved_is_left_out(report):
    (file, *_) = report.files
    assert file.suppressed
    assert not any(r["ruleId"] == "style/long-distance" for r in run_of(report)["results"])
    approved = Approval("c1", "approved", "Dr Lee")
    finding = replace(make_finding("Tea cures.", "cures", "claims/cure", "x"), approval=approved)
    assert run_of(Report((FileResult("a.md", text="Tea cures.", findings=(finding,)),), {}))["results"] == []


def test_a_file_that_failed_makes_the_execution_unsuccessful():
    failed = FileResult("b.md", status="failed", reason="x", problems=(Problem("source", "not UTF-8"),))
    (invocation,) = run_of(Report((failed,), {}))["invocations"]
    assert invocation["executionSuccessful"] is False
    (notice,) = invocation["toolExecutionNotifications"]
    assert notice["message"] == {"text": "not UTF-8"} and notice["level"] == "error"
    assert run_of(one("Honey cures coughs.", "cures"))["invocations"][0]["executionSuccessful"] is True


def test_a_mistake_that_several_files_share_is_said_once():
    problem = Problem("settings", "unknown key `x`", line=3, column=2, path="healthlint.toml", hint="leave it out")
    files = tuple(FileResult(n, status="failed", reason="x", problems=(problem,)) for n in ("a.md", "b.md"))
    (notice,) = run_of(Report(files, {}))["invocations"][0]["toolExecutionNotifications"]
    assert notice["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "healthlint.toml", "uriBaseId": "SRCROOT"},
        "region": {"startLine": 3, "startColumn": 2},
    }


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("a b/ä:1.md", {"uri": "a%20b/%C3%A4%3A1.md", "uriBaseId": "SRCROOT"}),
        ("/tmp/x y.md", {"uri": "file:///tmp/x%20y.md"}),
        ("C:/x y.md", {"uri": "file:///C:/x%20y.md"}),
        ("<stdin>", {"uri": "%3Cstdin%3E", "uriBaseId": "SRCROOT"}),
        ("bad\udcff.md", {"uri": "bad%FF.md", "uriBaseId": "SRCROOT"}),
    ],
)
def test_a_path_is_a_uri(path, location):
    (result,) = run_of(one("Honey cures coughs.", "cures", path))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == location


@given(st.text(min_size=1, max_size=20), st.text(max_size=20))
def test_the_log_is_ascii_and_reads_back(path, message):
    text = "Honey cures coughs."
    report = Report((FileResult(path, text=text, findings=(make_finding(text, "cures", "a/b", message),)),), {})
    assert render("sarif", report).isascii()
    assert run_of(report)["results"][0]["ruleId"] == "a/b"


def test_it_is_the_same_twice():
    assert render("sarif", sample_report()) == render("sarif", sample_report())
