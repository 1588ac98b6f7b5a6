"""`check --retractions`: the finding, a damaged list, and that a changed list is never answered from the cache."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from healthlint.cli.main import main

HEADING = "OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,RetractionDate\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("# Naps\n\nNaps [help memory](https://doi.org/10.5555/a).\n")
    (tmp_path / "r.csv").write_text(HEADING + "10.5555/a,0,Retraction,3/4/2021 0:00\n")
    return tmp_path


def check(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, list[str], dict[str, str]]:
    select = ("--select", "citations/retracted", "--cache-dir", "kept", "--format", "json", "--jobs", "1")
    code = main(["check", "a.md", *select, *options])
    report = json.loads(capsys.readouterr().out)
    return code, [f["message"] for f in report["files"][0]["findings"]], report["tool"]


def test_a_retracted_source_is_an_error_and_the_report_names_the_list(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, messages, tool = check(capsys, "--retractions", "r.csv")

    assert (code, messages) == (
        1,
        ["This source was retracted (doi:10.5555/a, 2021-03-04; list up to 2021-03-04)"],
    )
    assert tool["retractions"] == "r.csv: 1 notices up to 2021-03-04"
    assert check(capsys)[:2] == (0, [])


def test_the_configuration_may_name_the_list(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "healthlint.toml").write_text('retractions = "r.csv"\n')
    assert check(capsys)[0] == 1


def test_a_changed_list_counts_though_the_article_is_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(capsys, "--retractions", "r.csv")[0] == 1
    assert check(capsys, "--retractions", "r.csv")[0] == 1
    (folder / "r.csv").write_text(HEADING + "10.5555/b,0,Retraction,3/4/2021 0:00\n")
    assert check(capsys, "--retractions", "r.csv")[:2] == (0, [])


def test_a_damaged_list_stops_the_run_and_says_where(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "r.csv").write_text(HEADING + "10.5555/a,0,Retr")
    code = main(["check", "a.md", "--retractions", "r.csv", "--cache-dir", "kept"])

    assert code == 2
    assert capsys.readouterr().err == (
        "r.csv:2:1: error: 3 columns where the heading has 4\n  = the row is cut off or damaged\n"
    )


def test_a_list_that_is_not_there_is_told_with_the_line_of_the_setting(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "healthlint.toml").write_text('retractions = "x.csv"\n')
    assert main(["check", "a.md", "--no-cache"]) == 2
    assert capsys.readouterr().err.startswith("healthlint.toml:1:15: error: there is no file `x.csv`\n")
