"""What README and docs say holds: commands have these options, settings load, sample output is real, links lead on."""

from __future__ import annotations

import json
import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from healthlint.cli.main import app, main
from healthlint.config.settings import Settings
from healthlint.language.engine import shared_engine

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
_BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.DOTALL | re.MULTILINE)


def blocks(*languages: str) -> Iterator[tuple[str, str]]:
    """Yield (place, text) of the fenced blocks of all pages in one of the languages."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for match in _BLOCK.finditer(text):
            if match[2] in languages:
                line = text.count("\n", 0, match.start()) + 1
                yield f"{page.relative_to(ROOT).as_posix()}:{line}", match[3].replace(f"\n{match[1]}", "\n")


def commands() -> Iterator[tuple[str, str]]:
    """Yield (place, command) for every healthlint command of a block or between backticks."""
    for place, text in blocks("", "sh", "console", "yaml"):
        for line in text.splitlines():
            for found in re.finditer(r"(?:^|[-|&] |run: |\$ )(healthlint (?!:).*?)(?=$| \|| >|   | #)", line.strip()):
                yield place, found[1]
    for page in PAGES:
        for found in re.finditer(r"`(healthlint [^`]+)`", page.read_text(encoding="utf-8")):
            yield page.name, found[1].replace("\n", " ")


def parse(command: Any, words: list[str]) -> None:
    """Read the words as the command would, without running anything. Raises what the command line raises."""
    # Typer brings its own Click, so that what is a group is told by what it has.
    while hasattr(command, "commands"):
        assert words and words[0] in command.commands, words
        command, words = command.commands[words[0]], words[1:]
    command.make_context(command.name, list(words))


COMMANDS = sorted({(place, command) for place, command in commands()})


@pytest.mark.parametrize(("place", "command"), COMMANDS, ids=[f"{p} {c}" for p, c in COMMANDS])
def test_every_command_has_its_options(place: str, command: str) -> None:
    words = shlex.split(re.split(r"…|>>", command)[0])[1:]
    placeholders = {"PATHS": "content", "RULE": "claims/cure", "PATH": "content", "FILE": "known.json"}
    words = [placeholders.get(word, word) for word in words]
    assert words, place
    root: Any = typer.main.get_command(app)
    if len(words) == 1:  # a mention: what it needs is said elsewhere
        assert words[0] in (*root.commands, "--help", "--version")
    else:
        parse(root, words)


def test_a_command_that_does_not_exist_would_be_noticed() -> None:
    with pytest.raises(Exception, match="No such option"):
        parse(typer.main.get_command(app), ["check", "--nope", "a"])
    with pytest.raises(AssertionError):
        parse(typer.main.get_command(app), ["rules", "tset"])


@pytest.mark.parametrize(("place", "text"), list(blocks("toml")), ids=[p for p, _ in blocks("toml")])
def test_every_table_of_settings_loads(place: str, text: str, tmp_path: Path) -> None:
    if "[project." in text:
        return
    (tmp_path / "house-rules").mkdir()
    (tmp_path / "retraction_watch.csv").write_text("", encoding="utf-8")
    (tmp_path / "healthlint.toml").write_text(text, encoding="utf-8")
    assert Settings.load(tmp_path).path == tmp_path / "healthlint.toml"


def test_sample_sessions_are_what_comes_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(shared_engine(None), "store", None)  # the run gives it one, which other tests must not find
    sessions = [text for _, text in blocks("console")]
    assert sessions
    for session in sessions:
        for step in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
            command, _, wanted = step.partition("\n")
            written = re.fullmatch(r'echo "(.*)" > (\S+)', command)
            if written:
                Path(written[2]).write_text(f"{written[1]}\n", encoding="utf-8")
                continue
            main(shlex.split(command)[1:])
            said = capsys.readouterr()
            assert said.out + said.err == wanted, command


@pytest.mark.parametrize("page", PAGES, ids=[p.name for p in PAGES])
def test_links_to_our_own_pages_lead_to_a_page_and_heading(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", page.read_text(encoding="utf-8")):
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", there.read_text(encoding="utf-8"), re.MULTILINE)
            slugs = {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}
            assert anchor in slugs, target


def test_the_problem_matcher_of_vs_code_reads_concise_lines() -> None:
    ((_, text),) = list(blocks("json"))
    (task,) = json.loads(text)["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    found = re.match(pattern["regexp"], "a b/ä.md:3:17: error claims/cure “cures: x” promises a cure")
    assert found
    values = [found[pattern[key]] for key in ("file", "line", "column", "severity", "code", "message")]
    assert values == ["a b/ä.md", "3", "17", "error", "claims/cure", "“cures: x” promises a cure"]


def test_the_pre_commit_hook_runs_a_command_that_exists() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    parse(typer.main.get_command(app), [*shlex.split(hook["entry"])[1:], "--fail-on", "warning", "a.md"])
    assert os.sep not in hook["entry"]
