"""`healthlint links`: the report, its formats, the exit codes; the server is on loopback."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from link_server import Site

from healthlint.cli.main import main


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site: Site) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    one, two, three = site.url("/a"), site.url("/status/404"), site.url("/status/403")
    text = f"# Naps\n\nSee [one]({one}) and [two]({two}).\n\n[b]({three})\n"
    (tmp_path / "a.md").write_text(text)
    yield tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["links", *arguments, "--private", "--no-cache", "--retries", "0", "--delay", "0"])
    out = capsys.readouterr()
    return code, out.out, out.err


def test_a_broken_link_is_shown_at_its_place_and_fails_the_run(
    folder: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    column = len(f"See [one]({site.url('/a')}) and ") + 1
    assert run(capsys, "a.md") == (
        1,
        "a.md\n"
        f"  3:{column}  broken      {site.url('/status/404')}: not found (404)\n"
        f"  5:1  unknown     {site.url('/status/403')}: refuses programs (403)\n"
        "\n"
        "3 addresses: 1 broken, 1 unknown, 1 ok\n",
        "",
    )


@pytest.mark.parametrize(("level", "code"), [("never", 0), ("broken", 1), ("unknown", 1), ("redirected", 1)])
def test_the_threshold_is_the_users(folder: Path, level: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "a.md", "--fail-on", level)[0] == code


def test_unknown_alone_does_not_fail(folder: Path, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.md").write_text(f"[b]({site.url('/status/403')})\n")
    assert run(capsys, "a.md")[0] == 0
    assert run(capsys, "a.md", "--fail-on", "unknown")[0] == 1


def test_every_format_holds_every_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [json.loads(line) for line in run(capsys, "a.md", "-f", "jsonl")[1].splitlines()]
    assert [(r["line"], r["status"], r["code"]) for r in lines] == [
        (3, "ok", 200),
        (3, "broken", 404),
        (5, "unknown", 403),
    ]
    table = list(csv.DictReader(io.StringIO(run(capsys, "a.md", "-f", "csv")[1])))
    assert [(r["line"], r["status"]) for r in table] == [("3", "ok"), ("3", "broken"), ("5", "unknown")]
    assert "| `a.md:3` | broken |" in run(capsys, "a.md", "-f", "markdown")[1]
    assert " ok " in run(capsys, "a.md", "--all")[1]


def test_a_report_can_go_to_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "a.md", "-f", "csv", "-o", "links.csv")
    assert (code, out) == (1, "")
    assert err == "healthlint: 3 addresses: 1 broken, 1 unknown, 1 ok; report written to links.csv\n"
    assert (folder / "links.csv").read_text().startswith("path,line,column,kind,address,status,code,reason,final\n")


def test_what_cannot_be_read_is_said_and_the_rest_goes_on(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "b.md").write_bytes(b"\xff\x00bad")
    code, out, err = run(capsys, "a.md", "b.md", "none.md")
    assert code == 3
    assert "none.md: no such file or folder" in err
    assert "b.md" in err
    assert "3 addresses" in out


def test_a_pattern_without_a_file_is_a_question_and_stdin_no_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["links", "*.nope"]) == 2
    assert capsys.readouterr() == ("", "healthlint: *.nope: no file matches this pattern\n")
    assert main(["links", "-"]) == 2
    assert "`-` is none" in capsys.readouterr().err


def test_nothing_to_look_up_is_no_failure_and_no_articles_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.md").write_text("# Naps\n")
    assert run(capsys, "a.md")[:2] == (0, "0 addresses: nothing to look up\n")
    (folder / "empty").mkdir()
    assert run(capsys, "empty")[0] == 2


def test_a_misspelt_option_value_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "a.md", "-f", "tabel")[::2] == (
        2,
        "healthlint: unknown --format `tabel`: did you mean `table`?\n",
    )


def test_the_cache_is_used(folder: Path, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["links", "a.md", "--private", "--cache-dir", "kept", "--retries", "0", "--delay", "0"]
    assert main(arguments) == 1
    site.asked.clear()
    assert main(arguments) == 1
    assert {path for _, path in site.asked} == {"/status/403"}
    capsys.readouterr()


def test_cells_of_a_csv_start_no_formula() -> None:
    from healthlint.links.report import Row, render

    row = Row("=a.md", 1, 1, "url", "http://a.example", "ok", 200, "", "")
    assert render("csv", [row], everything=True).splitlines()[1].startswith("'=a.md,")
