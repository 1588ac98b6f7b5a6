"""Problems in every format: where they are, how serious, what to do; what files have in common is said once."""

from __future__ import annotations

import json

import pytest

from healthlint.model.finding import FileResult, Problem, Report
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.registry import render

MISTAKE = Problem(
    "settings",
    "unknown key `selct`",
    line=3,
    column=1,
    path="healthlint.toml",
    hint="did you mean `select`?",
    excerpt=("  3 | selct = []", "    | ^^^^^"),
)


def rendered(name: str, *results: FileResult) -> str:
    return render(name, Report(results, {}), options=RenderOptions(quiet=True))


def failed(name: str) -> FileResult:
    return FileResult(name, status="failed", reason=MISTAKE.message, problems=(MISTAKE,))


@pytest.mark.parametrize(
    ("format", "wanted"),
    [
        (
            "concise",
            "healthlint.toml:3:1: error problem/settings unknown key `selct`; did you mean `select`?\n",
        ),
        (
            "github",
            "::error file=healthlint.toml,line=3,col=1,title=problem/settings"
            "::unknown key `selct`; did you mean `select`?\n",
        ),
    ],
)
def test_a_mistake_in_the_configuration_is_shown_there_and_once(format: str, wanted: str) -> None:
    assert rendered(format, failed("a.md"), failed("b.md")) == wanted


def test_json_has_the_place_and_the_hint_for_every_file() -> None:
    files = json.loads(rendered("json", failed("a.md"), failed("b.md")))["files"]

    for file in files:
        [problem] = file["problems"]
        assert (problem["path"], problem["line"], problem["column"]) == ("healthlint.toml", 3, 1)
        assert (problem["severity"], problem["hint"]) == ("error", "did you mean `select`?")


def test_people_see_the_line_and_the_caret() -> None:
    assert rendered("terminal", failed("a.md")).splitlines()[2:6] == [
        "  healthlint.toml:3:1 error problem/settings  unknown key `selct`",
        "      3 | selct = []",
        "        | ^^^^^",
        "      = did you mean `select`?",
    ]
    assert "healthlint.toml, line 3, column 1:" in rendered("markdown", failed("a.md"))


@pytest.mark.parametrize("format", ["terminal", "concise", "json", "github"])
def test_a_part_that_could_not_be_read_is_a_warning(format: str) -> None:
    broken = FileResult("a.md", text="x", problems=(Problem("format", "unknown directive", line=1, column=1),))
    out = rendered(format, broken)

    assert "warning" in out
    assert "error" not in out.replace('"error": 0', "").replace('"fail_on": "error"', "")
