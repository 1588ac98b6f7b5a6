"""Help and version answer at once: nothing slow is imported for them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SLOW = (
    *("spacy", "textstat", "pydantic", "rich", "yaml", "turbohtml", "pyromark", "lemminflect", "pysbd"),
    *("xlsxwriter", "openpyxl", "urllib3"),
)


def imported(arguments: list[str]) -> list[str]:
    code = (
        "import sys\nfrom healthlint.cli.main import main\n"
        f"code = main({arguments!r})\n"
        f"print(*(m for m in {SLOW!r} if m in sys.modules), file=sys.stderr)\nsys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout
    return done.stderr.split()


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_and_version_import_nothing_slow(arguments: list[str]) -> None:
    assert imported(arguments) == []


@pytest.mark.parametrize("command", ["check", "claims", "rules", "explain"])
def test_a_command_s_help_imports_nothing_slow_of_ours(command: str) -> None:
    # Typer itself reads the types of a command's parameters with pydantic.
    assert set(imported([command, "--help"])) <= {"pydantic"}


def test_rules_that_need_no_parse_import_no_parser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("We utilise tea. It is nice.\n", encoding="utf-8")
    check = ["check", "a.txt", "--select", "plain-language", "--no-cache", "--fail-on", "error"]
    imported(check)  # compiles the rules and word lists, if that was not done yet

    # Typer and the kinds' options need pydantic, sentences the splitter.
    assert set(imported(check)) <= {"pydantic", "pysbd"}


def test_links_load_the_http_library_only_to_ask_and_no_parser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("# Naps\n\nNaps help.\n", encoding="utf-8")
    links = ["links", "a.md", "--no-cache"]

    assert not {"urllib3", "spacy", "pysbd"} & set(imported(links))


def test_each_help_has_examples_and_the_exit_codes_are_told() -> None:
    def page(*arguments: str) -> str:
        command = [sys.executable, "-m", "healthlint", *arguments, "--help"]
        return subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout

    assert "Exit codes:" in page()
    assert "Examples:\n    healthlint check " in page("check")


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("explain suppressions/un", ["suppressions/unknown-rule", "suppressions/unused"]),
        ("check --format js", ["json"]),
        ("check --fail-on w", ["warning"]),
        ("check --context publisher=news,audience=pr", ["publisher=news,audience=professional"]),
    ],
)
def test_the_shell_completes_what_is_being_typed(words: str, offered: list[str]) -> None:
    line = f"healthlint {words}"
    env = {
        **os.environ,
        "_HEALTHLINT_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split()) - 1),
    }
    done = subprocess.run([sys.executable, "-m", "healthlint"], env=env, capture_output=True, text=True, check=False)

    assert done.stdout.split() == offered


@pytest.mark.skipif(os.name == "nt", reason="signals differ there")
def test_an_interrupted_run_does_not_look_like_findings() -> None:
    code = (
        "import os, signal, sys\nfrom healthlint.cli import main\n"
        "main.main = lambda: os.kill(os.getpid(), signal.SIGINT)\nmain.run()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
