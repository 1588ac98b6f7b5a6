"""`check --changed-since`: of what is named, only the files that a pull request changes."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "Result"]  # noqa: F821 (see conftest.py)

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="Git is not installed")

BAD = "A gadget.\n"


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with three articles on `main`, and a branch on which the working directory stands."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    git(folder, "init", "-q", "-b", "main")
    for name in ("same.md", "changed.md", "gone.md"):
        (folder / name).write_text(BAD, encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")
    git(folder, "checkout", "-qb", "topic")
    return folder


def paths(result) -> list[str]:
    return [f["path"] for f in json.loads(result.out)["files"]]


def check(run: Run, *more: str):
    return run("check", "-f", "json", "--changed-since", "main", *more)


def test_committed_changed_and_new_files_are_looked_at_and_others_are_not(repository: Path, run: Run) -> None:
    (repository / "changed.md").write_text(BAD + "\nMore.\n", encoding="utf-8")
    git(repository, "commit", "-qam", "second")
    (repository / "with space é.md").write_text(BAD, encoding="utf-8")
    (repository / "gone.md").unlink()
    result = check(run)
    assert paths(result) == ["changed.md", "with space é.md"]
    assert (result.code, result.err) == (1, "healthlint: 1 file left out: not changed since main\n")
    assert check(run, "-q").err == ""


def test_what_main_did_meanwhile_is_not_ours(repository: Path, run: Run) -> None:
    git(repository, "checkout", "-q", "main")
    (repository / "same.md").write_text("Changed on main.\n", encoding="utf-8")
    git(repository, "commit", "-qam", "theirs")
    git(repository, "checkout", "-q", "topic")
    (repository / "changed.md").write_text(BAD + "\nMore.\n", encoding="utf-8")
    assert paths(check(run)) == ["changed.md"]


def test_nothing_changed_is_a_pass(repository: Path, run: Run) -> None:
    result = check(run)
    assert (result.code, paths(result)) == (0, [])
    assert run("check", "--changed-since", "main").out == ""


def test_settings_still_say_what_an_article_is(repository: Path, run: Run) -> None:
    config = repository / "healthlint.toml"
    config.write_text('exclude = ["drafts"]\n' + config.read_text(), encoding="utf-8")
    (repository / "drafts").mkdir()
    (repository / "drafts" / "a.md").write_text(BAD, encoding="utf-8")
    (repository / "notes.rst").write_text(BAD, encoding="utf-8")
    assert paths(check(run)) == []


def test_a_folder_below_the_top_is_seen_the_same(repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "blog").mkdir()
    (repository / "blog" / "new.md").write_text(BAD, encoding="utf-8")
    monkeypatch.chdir(repository / "blog")
    assert paths(check(run)) == ["new.md"]


def test_what_git_cannot_tell_is_a_mistake_with_what_to_do(repository: Path, run: Run, tmp_path: Path) -> None:
    unknown = run("check", "--changed-since", "origin/main")
    assert unknown.code == 2
    assert "there is no commit `origin/main`" in unknown.err and "fetch-depth: 0" in unknown.err
    assert run("check", "--changed-since=--output=x").code == 2
    git(repository, "checkout", "-q", "--orphan", "other")
    git(repository, "commit", "-qm", "alone")
    assert "no commit in common" in check(run).err


def test_outside_a_repository_it_is_said(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    result = run("check", "--changed-since", "main")
    assert result.code == 2
    assert result.err.startswith("healthlint: --changed-since: git says: not a git repository")


def test_it_needs_all_articles_to_write_a_baseline(repository: Path, run: Run) -> None:
    result = run("check", "--changed-since", "main", "--write-baseline", "b.json")
    assert result.code == 2 and "leave out --changed-since" in result.err
