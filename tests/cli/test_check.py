"""`healthlint check`: what it reads, what it says, and which exit code it gives."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "Result"]  # noqa: F821 (see conftest.py)


def write(folder: Path, name: str, text: str | bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def report(result) -> dict:
    return json.loads(result.out)


def found(result) -> list[tuple[str, str, str]]:
    return [(f["path"], x["rule"], x["text"]) for f in report(result)["files"] for x in f["findings"]]


def statuses(result) -> dict[str, str]:
    return {f["path"]: f["status"] for f in report(result)["files"]}


def test_a_clean_article_gives_0(folder: Path, run: Run) -> None:
    write(folder, "a.md", "A tree stands here.\n")

    assert run("check").code == 0


def test_lists_say_on_stderr_what_was_looked_at(folder: Path, run: Run) -> None:
    write(folder, "a.md", "A tree stands here.\n")
    write(folder, "empty.md", "")
    write(folder, "matter.md", "---\ntitle: x\n---\n")
    for form in ("concise", "github"):
        result = run("check", "-f", form)
        assert (result.code, result.out) == (0, "")
        assert result.err == "healthlint: no findings in 3 files (2 without running text)\n"
    assert run("check", "-f", "concise", "-q").err == ""
    assert run("check", "empty.md", "-f", "concise").err == (
        "healthlint: no findings in 1 file (1 without running text)\n"
    )
    assert "1 checked, 0 failed, 0 skipped, 1 without running text" in run("check", "empty.md").out
    assert "Readability  no running text to score" in run("check", "empty.md").out


def test_the_line_counts_findings_suppressions_and_failures_and_is_the_same_from_the_cache(
    folder: Path, run: Run
) -> None:
    write(folder, "a.md", "A gadget, a gizmo and a doodad.\n")
    write(folder, "b.md", "<!-- healthlint-disable-next-line house/gadget -->\nA gadget.\n")
    write(folder, "c.md", b"caf\xe9")
    said = "1 error, 1 warning, 1 info in 2 files; 1 suppressed; 1 file could not be checked"
    for _ in range(2):
        assert run("check", "-f", "concise").err == f"healthlint: {said}\n"
    assert run("check", "-f", "sarif").err == ""
    assert run("check", "-f", "sarif", "-o", "x.sarif").err == f"healthlint: {said}; report written to x.sarif\n"


def test_of_many_articles_those_without_findings_are_counted(folder: Path, run: Run) -> None:
    for number in range(20):
        write(folder, f"{number}.md", "A tree stands here.\n")
    write(folder, "robots.txt", "A gadget.\n")
    assert run("check").out.count("Readability") == 20
    write(folder, "x.md", "A gadget.\n")
    out = run("check").out
    assert out.count("Readability") == 1 and "x.md\n" in out
    assert "in 21 files: 21 checked" in out
    assert "  20 files without a finding to list not shown: -v shows all\n" in out
    assert run("check", "-v").out.count("Readability") == 21


def test_an_error_gives_1_and_names_the_words(folder: Path, run: Run) -> None:
    write(folder, "a.md", "A *gadget* stands here.\n")
    result = run("check", "--format", "json")

    assert result.code == 1
    assert found(result) == [("a.md", "house/gadget", "gadget")]


@pytest.mark.parametrize(
    ("word", "fail_on", "code"),
    [
        ("gizmo", "error", 0),
        ("gizmo", "warning", 1),
        ("gizmo", "info", 1),
        ("doodad", "warning", 0),
        ("doodad", "info", 1),
        ("widget", "info", 0),  # an error of low confidence never fails a run by itself
        ("widget gizmo", "warning", 1),
    ],
)
def test_fail_on_is_the_level_from_which_a_run_fails(
    folder: Path, run: Run, word: str, fail_on: str, code: int
) -> None:
    write(folder, "a.md", f"A {word} stands here.\n")

    assert run("check", "--fail-on", fail_on).code == code


def test_select_ignore_and_severity_repeat_and_take_commas(folder: Path, run: Run) -> None:
    write(folder, "a.md", "A gadget, a widget, a gizmo and a doodad.\n")

    def rules(*options: str) -> list[str]:
        return [rule for _, rule, _ in found(run("check", "-f", "json", *options))]

    assert rules("--select", "house/gadget,house/gizmo", "--select", "house/doodad") == [
        "house/gadget",
        "house/gizmo",
        "house/doodad",
    ]
    assert rules("--ignore", "house/gadget", "--ignore", "house/gizmo,house/widget") == ["house/doodad"]
    assert run("check", "--severity", "house/gadget=warning,house/widget=off").code == 0
    assert run("check", "--severity", "house=info", "--fail-on", "warning").code == 0


def test_info_is_listed_when_asked_for_only(folder: Path, run: Run) -> None:
    write(folder, "a.md", "A doodad stands here.\n")

    assert "house/doodad" not in run("check").out
    for option in (("--show", "info"), ("-v",), ("--verbose",)):
        assert "house/doodad" in run("check", *option).out


def test_context_reaches_the_report_with_where_it_came_from(folder: Path, run: Run) -> None:
    write(folder, "a.md", "A tree.\n")
    result = run(
        "check", "-f", "json", "--context", "publisher=charity,jurisdiction=uk", "--context", "jurisdiction=us"
    )

    [file] = report(result)["files"]
    assert file["context"]["publisher"] == "charity"
    assert file["context"]["jurisdiction"] == ["uk", "us"]
    assert file["context_origin"]["publisher"] == "--context"


def test_the_front_matter_holds_for_its_article_only(folder: Path, run: Run) -> None:
    write(folder, "a.md", "---\nhealthlint:\n  ignore: [house/gadget]\n---\n\nA gadget.\n")
    write(folder, "b.md", "A gadget.\n")

    assert found(run("check", "-f", "json")) == [("b.md", "house/gadget", "gadget")]


def test_a_missing_path_gives_3_and_the_others_are_still_checked(folder: Path, run: Run) -> None:
    write(folder, "a.md", "A gadget.\n")
    result = run("check", "nope.md", "a.md", "-f", "json")

    assert result.code == 3
    assert result.err == "healthlint: nope.md: no such file or folder\n"
    assert statuses(result) == {"a.md": "checked", "nope.md": "failed"}
    assert found(result) == [("a.md", "house/gadget", "gadget")]


def test_an_unreadable_file_gives_3_and_the_others_are_still_checked(folder: Path, run: Run) -> None:
    write(folder, "a.md", "A gadget.\n")
    write(folder, "b.md", b"caf\xe9\n")
    write(folder, "c.md", b"\x00\x01\x02")
    result = run("check", "-f", "json")

    assert result.code == 3
    assert statuses(result) == {"a.md": "checked", "b.md": "failed", "c.md": "failed"}
    assert report(result)["files"][1]["reason"] == "not UTF-8 at byte 3 (line 1): save it as UTF-8"


def test_nothing_to_check_gives_2_and_a_valid_empty_report(folder: Path, run: Run) -> None:
    (folder / "empty").mkdir()
    result = run("check", "empty", "-f", "json")

    assert result.code == 2
    assert result.err == "healthlint: no articles found in empty\n"
    assert report(result)["files"] == []
    assert run("check", "empty").out == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--fail-on", "eror"), '--fail-on must be one of error, warning, info; got `"eror"`'),
        (("--severity", "house=loud"), "the severity of `house` must be one of error, warning, info, off"),
        (("--severity", "house"), "--severity: error: expected RULE=LEVEL, got `house`"),
        (("--context", "publsher=news"), "did you mean `publisher`?"),
        (("--context", "publisher=newspaper"), "`publisher` must be one of"),
        (("--select", "hause"), "--select: error: no rule or pack `hause`\n  = did you mean `house`?"),
        (("--format", "jsn"), "unknown --format `jsn`: did you mean `json`?"),
        (("--config", "none.toml"), "cannot read the configuration none.toml: no such file"),
        (("--isolated", "--config", "healthlint.toml"), "--isolated and --config exclude each other"),
        (("a.md", "--stdin-filename", "b.md"), "--stdin-filename names what `-` reads; add - to the paths"),
        (("--frobnicate",), "No such option: --frobnicate"),
    ],
)
def test_a_wrong_option_gives_2_and_says_what_to_do(
    folder: Path, run: Run, arguments: tuple[str, ...], message: str
) -> None:
    write(folder, "a.md", "A tree.\n")
    result = run("check", *arguments)

    assert result.code == 2
    assert message in result.err
    assert result.out == ""


def test_a_broken_configuration_gives_2_with_carets_and_a_valid_report(folder: Path, run: Run) -> None:
    write(folder, "healthlint.toml", 'selct = []\nshow = "all"\n')
    write(folder, "a.md", "A tree.\n")
    result = run("check", "-f", "json")

    assert result.code == 2
    assert result.err == (
        "healthlint.toml:1:1: error: unknown key `selct`\n  1 | selct = []\n    | ^^^^^\n"
        "  = did you mean `select`?\n"
        'healthlint.toml:2:8: error: `show` must be one of error, warning, info; got `"all"`\n'
        '  2 | show = "all"\n    |        ^^^^^\n'
    )
    assert statuses(result) == {"a.md": "failed"}


def test_an_unknown_rule_in_the_configuration_is_shown_at_its_place(folder: Path, run: Run) -> None:
    write(folder, "healthlint.toml", 'packs = [".rules"]\nignore = ["house/gadgett"]\n')
    write(folder, "a.md", "A tree.\n")
    result = run("check")

    assert result.code == 2
    assert result.err == (
        "healthlint.toml:2:11: error: no rule or pack `house/gadgett`\n"
        '  2 | ignore = ["house/gadgett"]\n'
        "    |           ^^^^^^^^^^^^^^^\n"
        "  = did you mean `house/gadget`?\n"
    )


def test_a_broken_folder_configuration_does_not_hide_the_results_of_others(folder: Path, run: Run) -> None:
    write(folder, "a.md", "A gadget.\n")
    write(folder, "blog/healthlint.toml", "x = 1\n")
    write(folder, "blog/b.md", "A gadget.\n")
    result = run("check", "-f", "json")

    assert result.code == 2
    assert statuses(result) == {"a.md": "checked", "blog/b.md": "failed"}
    assert found(result) == [("a.md", "house/gadget", "gadget")]
    assert "blog/healthlint.toml:1:1: error: unknown key `x`" in result.err


def test_a_broken_rule_gives_2_and_the_others_still_run(folder: Path, run: Run) -> None:
    write(folder, ".rules/house/broken.yaml", "kind: phrase\nseverity: eror\n")
    write(folder, "a.md", "A gadget.\n")
    result = run("check", "-f", "json")

    assert result.code == 2
    assert found(result) == [("a.md", "house/gadget", "gadget")]
    assert "house/broken.yaml:2:" in result.err


def test_each_article_obeys_the_nearest_configuration(folder: Path, run: Run) -> None:
    write(folder, "a.md", "A gadget and a gizmo.\n")
    write(folder, "blog/healthlint.toml", 'extends = "../healthlint.toml"\nselect = ["house/gizmo"]\n')
    write(folder, "blog/b.md", "A gadget and a gizmo.\n")

    assert found(run("check", "-f", "json")) == [
        ("a.md", "house/gadget", "gadget"),
        ("a.md", "house/gizmo", "gizmo"),
        ("blog/b.md", "house/gizmo", "gizmo"),
    ]


def test_the_configuration_changes_a_rule_s_own_options(folder: Path, run: Run) -> None:
    write(
        folder,
        "healthlint.toml",
        'packs = [".rules"]\nselect = ["house"]\n[rules."house/gadget"]\nany = ["thing"]\n',
    )
    write(folder, "a.md", "A gadget is a thing.\n")

    assert found(run("check", "-f", "json")) == [("a.md", "house/gadget", "thing")]


def test_an_option_that_a_rule_lacks_is_a_mistake_of_the_configuration(folder: Path, run: Run) -> None:
    head = 'packs = [".rules"]\nselect = ["house"]\n'
    write(folder, "a.md", "A tree.\n")
    for text, line in (
        ('[rules."house/gadget"]\nanyy = ["thing"]\n', 4),
        ('[[overrides]]\nfiles = ["b.md"]\n[overrides.rules."house/gadget"]\nany = 3\n', 6),
    ):
        write(folder, "healthlint.toml", head + text)
        result = run("check")

        assert (result.code, result.out) == (2, "")
        assert f"healthlint.toml:{line}:" in result.err
        assert "rule `house/gadget`" in result.err


def test_overrides_and_exclude_of_the_configuration_hold(folder: Path, run: Run) -> None:
    write(
        folder,
        "healthlint.toml",
        'packs = [".rules"]\nselect = ["house"]\nexclude = ["old"]\n'
        '[[overrides]]\nfiles = ["drafts/**"]\nignore = ["house"]\n',
    )
    for name in ("a.md", "old/b.md", "drafts/c.md"):
        write(folder, name, "A gadget.\n")
    result = run("check", "-f", "json")

    assert statuses(result) == {"a.md": "checked", "drafts/c.md": "checked"}
    assert found(result) == [("a.md", "house/gadget", "gadget")]


def test_the_result_does_not_depend_on_the_working_directory(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, "blog/b.md", "A gadget.\n")
    above = report(run("check", "blog/b.md", "-f", "json"))["files"][0]
    monkeypatch.chdir(folder / "blog")
    inside = report(run("check", "b.md", "-f", "json"))["files"][0]

    assert {**above, "path": "b.md"} == inside


def test_stdin_is_an_article_with_the_name_it_is_given(folder: Path, run: Run) -> None:
    write(folder, "blog/healthlint.toml", 'extends = "../healthlint.toml"\nignore = ["house/gizmo"]\n')
    result = run("check", "-", "-f", "json", "--stdin-filename", "blog/x.html", stdin=b"<p>A gadget &amp; a gizmo.</p>")

    assert result.code == 1
    assert found(result) == [("blog/x.html", "house/gadget", "gadget")]
    assert report(result)["files"][0]["format"] == "html"


def test_a_name_for_stdin_is_enough_to_read_it(folder: Path, run: Run) -> None:
    assert found(run("check", "-f", "json", "--stdin-filename", "x.md", stdin=b"A gadget.")) == [
        ("x.md", "house/gadget", "gadget")
    ]


def test_stdin_that_is_no_text_gives_3(run: Run) -> None:
    result = run("check", "-", "-f", "json", stdin=b"\xff\xfe\xfd")

    assert result.code == 3
    assert statuses(result) == {"<stdin>": "failed"}


def test_a_file_over_the_limit_names_the_setting(folder: Path, run: Run) -> None:
    write(folder, "healthlint.toml", "max-file-size = 100\n")
    write(folder, "a.md", "A tree. " * 50)
    result = run("check", "-f", "json")

    assert result.code == 3
    assert report(result)["files"][0]["reason"] == ("is larger than 100 bytes (400); raise `max-file-size` to check it")


def test_output_goes_to_a_file_and_a_note_to_stderr(folder: Path, run: Run) -> None:
    write(folder, "a.md", "A gadget.\n")
    result = run("check", "-f", "json", "-o", "report.json")

    assert (result.code, result.out, result.err) == (
        1,
        "",
        "healthlint: 1 error in 1 file; report written to report.json\n",
    )
    assert json.loads((folder / "report.json").read_text())["summary"]["findings"]["error"] == 1
    assert run("check", "-o", "none/report.json").code == 2


def test_colour_follows_no_color_and_force_color(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, "a.md", "A gadget.\n")

    assert "\x1b[" not in run("check").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("check").out
    assert "\x1b[" not in run("check", "--no-color").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("check").out


def test_the_same_input_gives_the_same_bytes(folder: Path, run: Run) -> None:
    for name in ("b.md", "a.md", "c/d.html"):
        write(folder, name, "A gadget and a widget.\n")

    assert run("check", "-f", "json").out == run("check", "c", "b.md", "a.md", "a.md", "-f", "json").out


def test_a_crash_never_looks_like_a_pass_and_shows_no_article_text(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, "a.md", "A secret gadget.\n")
    monkeypatch.delenv("HEALTHLINT_DEBUG", raising=False)
    monkeypatch.setattr("healthlint.reporters.terminal.join", lambda *a, **k: 1 / 0)
    result = run("check")

    assert result.code == 3
    assert result.err.startswith("healthlint: internal error: ZeroDivisionError")
    assert "secret" not in result.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_said_and_is_no_internal_error(folder: Path) -> None:
    write(folder, "a.md", "A gadget.\n")
    with open("/dev/full", "wb") as full:  # noqa: PTH123 (a device)
        done = subprocess.run(
            [sys.executable, "-m", "healthlint", "check", "a.md", "-q"], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert (done.returncode, done.stderr) == (2, "healthlint: cannot write the output: no space left on device\n")
