"""`healthlint check` and mistakes: each is said once to people, whole to machines, with the exit code it deserves."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

Run = Callable[..., "Result"]  # noqa: F821 (see conftest.py)

PACK_ONLY = 'packs = [".rules"]\n'


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def files(result) -> list[dict]:
    return json.loads(result.out)["files"]


@pytest.mark.parametrize(
    ("options", "messages"),
    [
        (("--context", "publisher=zz"), ["--context: `publisher` must be one of"]),
        (("--context", "zz"), ["--context: expected KEY=VALUE, got `zz`"]),
        (("--severity", "house"), ["--severity: expected RULE=LEVEL, got `house`"]),
        (("--select", "nope"), ["--select: no rule or pack `nope`"]),
        (("--fail-on", "eror"), ["--fail-on must be one of"]),
        (("--config", "none.toml"), ["cannot read the configuration none.toml: no such file"]),
        (("--isolated", "--config", "healthlint.toml"), ["--isolated and --config exclude each other"]),
        (
            ("--context", "zz", "--severity", "house", "--show", "al"),
            ["--severity: expected", "--context: expected", "--show must be one of"],
        ),
    ],
)
def test_a_wrong_option_gives_machines_a_valid_report_with_the_reason(
    folder: Path, run: Run, options: tuple[str, ...], messages: list[str]
) -> None:
    write(folder, "a.md", "A tree.\n")
    result = run("check", "a.md", "-f", "json", *options)
    [file] = files(result)

    assert result.code == 2
    assert (file["path"], file["status"]) == ("a.md", "failed")
    said = [p["message"] for p in file["problems"]]
    assert len(said) == len(messages)
    for message, start in zip(said, messages, strict=True):
        assert start in message
    assert result.err


def test_a_broken_configuration_reaches_machines_with_its_cause(folder: Path, run: Run) -> None:
    write(folder, "healthlint.toml", '\nselct = ["a"]\n')
    write(folder, "a.md", "A tree.\n")
    [problem] = files(run("check", "a.md", "-f", "json"))[0]["problems"]

    assert (problem["path"], problem["line"], problem["column"]) == ("healthlint.toml", 2, 1)
    assert (problem["message"], problem["hint"]) == ("unknown key `selct`", "did you mean `select`?")
    assert run("check", "a.md", "-f", "github").out == (
        "::error file=healthlint.toml,line=2,col=1,title=problem/settings"
        "::unknown key `selct`; did you mean `select`?\n"
    )


def test_all_mistakes_of_a_configuration_come_at_once_in_line_order(folder: Path, run: Run) -> None:
    text = (
        PACK_ONLY
        + 'ignore = ["house/gadgt"]\nshow = "al"\n[severity]\n"house/gismo" = "warn"\n"hose" = "off"\n'
        + '[rules."house/gadget"]\nanyy = ["x"]\nseverity = "off"\n[[overrides]]\nfiles = ["a"]\nselect = ["x"]\n'
    )
    write(folder, "healthlint.toml", text)
    write(folder, "a.md", "A tree.\n")
    result = run("check", "a.md")
    places = [line for line in result.err.splitlines() if line.startswith("healthlint.toml:")]

    assert result.code == 2
    assert [(int(p.split(":")[1]), p.split("error: ")[1].split(" of ")[0].split(";")[0]) for p in places] == [
        (2, "no rule or pack `house/gadgt`"),
        (3, "`show` must be one"),
        (5, "no rule or pack `house/gismo`"),
        (5, "the severity"),
        (6, "no rule or pack `hose`"),
        (8, "rule `house/gadget` has no option `anyy`"),
        (9, "`severity` is no option"),
        (12, "no rule or pack `x`"),
    ]


def test_a_missing_rule_folder_does_not_make_its_rules_mistakes(folder: Path, run: Run) -> None:
    write(folder, "healthlint.toml", 'packs = ["nowhere"]\nselect = ["acme"]\n')
    write(folder, "a.md", "A tree.\n")

    assert [line for line in run("check").err.splitlines() if "error" in line] == [
        "healthlint.toml:1:10: error: there is no folder `nowhere`"
    ]


def test_all_mistakes_of_a_front_matter_come_at_once_and_give_2(folder: Path, run: Run) -> None:
    write(
        folder,
        "a.md",
        "---\nhealthlint:\n  severity: {house/gadgt: off}\n  contxt: {publisher: news}\n---\n\nA tree.\n",
    )
    result = run("check", "a.md", "-f", "concise")

    assert result.code == 2
    assert result.out == (
        "a.md:3:14: error problem/settings no rule or pack `house/gadgt`; did you mean `house/gadget`?\n"
        "a.md:4:3: error problem/settings unknown key `contxt` under `healthlint`; did you mean `context`?\n"
    )


def test_a_misspelt_block_of_the_front_matter_is_noted(folder: Path, run: Run) -> None:
    write(folder, "a.md", "---\nhealtlint: {publisher: news}\npublisher: commercial\n---\n\nA tree.\n")
    notes = files(run("check", "-f", "json"))[0]["notes"]

    assert [note.split(" in the front matter")[0] for note in notes] == ["`healtlint`", "`publisher: commercial`"]


def test_a_pattern_that_matches_nothing_gives_2_and_a_missing_file_3(folder: Path, run: Run) -> None:
    write(folder, "a.md", "A tree.\n")

    assert run("check", "nothing*.md").code == 2
    assert run("check", "nothing*.md", "a.md").code == 2
    assert run("check", "nothing.md").code == 3
    assert "no file matches this pattern" in run("check", "nothing*.md").out


def test_a_missing_path_is_said_once_to_people(folder: Path, run: Run) -> None:
    write(folder, "a.md", "A tree.\n")
    for format in ("terminal", "concise"):
        result = run("check", "nope.md", "a.md", "-f", format)
        total = "" if format == "terminal" else "healthlint: no findings in 1 file; 1 file could not be checked\n"
        assert (result.code, result.err) == (3, total)
        assert result.out.count("problem/source") == 1
        assert "no such file or folder" in result.out
    assert run("check", "nope.md", "-o", "report.txt").err.startswith("healthlint: nope.md: no such file or folder\n")


def test_a_pack_that_one_configuration_lacks_is_named_with_it(folder: Path, run: Run) -> None:
    write(folder, "a.md", "A gadget.\n")
    write(folder, "blog/healthlint.toml", "")
    write(folder, "blog/b.md", "A gadget.\n")
    result = run("check", "--select", "house", "-f", "json")
    good, bad = files(result)

    assert result.code == 2
    assert (good["path"], good["status"]) == ("a.md", "checked")
    assert bad["problems"][0]["message"] == (
        "--select: no rule or pack `house` with the configuration blog/healthlint.toml, which holds for blog/b.md"
    )
    assert bad["problems"][0]["message"].removeprefix("--select: ") in result.err


def test_a_configuration_that_no_article_meets_stops_nothing(folder: Path, run: Run) -> None:
    write(folder, "healthlint.toml", "selct = []\n")
    write(folder, "blog/healthlint.toml", "")
    write(folder, "blog/b.md", "A tree stands here.\n")

    assert run("check").err == ""


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1)])
def test_a_misspelt_suppression_is_a_warning_and_counts_as_one(folder: Path, run: Run, fail_on: str, code: int) -> None:
    write(folder, "a.md", "<!-- healthlint-disable-nextline house/gizmo -->\nA tree.\n")
    result = run("check", "a.md", "-f", "concise", "--fail-on", fail_on)

    assert result.code == code
    assert result.out == (
        "a.md:1:1: warning problem/format unknown directive `healthlint-disable-nextline`, which suppresses nothing: "
        "did you mean `healthlint-disable-next-line`?\n"
    )


def test_an_article_that_takes_too_long_fails_with_a_reason(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, "healthlint.toml", PACK_ONLY + 'select = ["house"]\nmax-seconds = 7\n')
    write(folder, "a.md", "A gadget.\n")
    ticks = iter(range(0, 10_000, 5))
    monkeypatch.setattr("healthlint.language.deadline.time", SimpleNamespace(monotonic=lambda: next(ticks)))
    result = run("check", "-f", "json", "--no-cache")
    [file] = files(result)

    assert result.code == 3
    assert file["status"] == "failed"
    assert file["reason"] == "took over 7 s: split it, or raise `max-seconds` in the configuration"
