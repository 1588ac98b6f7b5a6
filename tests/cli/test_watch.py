"""`check --watch` sees what is saved, made and removed, and goes on whatever is wrong."""

from __future__ import annotations

import os
import queue
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from healthlint.cli.linters import Linters
from healthlint.cli.watched import look

Run = Callable[..., "Result"]  # noqa: F821 (see conftest.py)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals differ there")

GADGET = "# Old things\n\nA gadget in the house.\n"
GIZMO = "# Old things\n\nA gizmo in the house.\n"
CLEAN = "# Old things\n\nA tree beside the house.\n"


class Watching:
    """A watch in a process of its own; `until(words)` reads what it says up to a line with those words."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        command = [sys.executable, "-m", "healthlint", "check", "--watch", "--format", "concise", *arguments]
        env = {**os.environ, "HEALTHLINT_CACHE_DIR": str(folder / ".cache"), "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
        )
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line.rstrip())
        self._lines.put(None)

    def until(self, words: str = "Ctrl-C ends it") -> list[str]:
        said: list[str] = []
        while True:
            line = self._lines.get(timeout=30)
            assert line is not None, said
            said.append(line)
            if words in line:
                return said

    def stop(self, number: int = signal.SIGINT) -> tuple[int, list[str]]:
        """Return the exit code and what is still said."""
        self.process.send_signal(number)
        code = self.process.wait(timeout=30)
        rest: list[str] = []
        while (line := self._lines.get(timeout=30)) is not None:
            rest.append(line)
        return code, rest


@pytest.fixture
def watching(folder: Path) -> Iterator[Callable[..., Watching]]:
    begun: list[Watching] = []

    def begin(*arguments: str) -> Watching:
        begun.append(Watching(folder, *arguments))
        return begun[-1]

    yield begin
    for one in begun:
        one.process.kill()
        one.process.wait()
        if one.process.stdout:
            one.process.stdout.close()


def holds(said: list[str], words: str) -> bool:
    return any(words in line for line in said)


def test_what_is_saved_is_checked_again(folder: Path, watching: Callable[..., Watching]) -> None:
    (folder / "a.md").write_text(GADGET)
    (folder / "b.md").write_text(GIZMO)
    watch = watching()
    first = watch.until()
    assert holds(first, "a.md:3:3: error")
    assert holds(first, "b.md:3:3: warning")
    assert first[-1] == "healthlint: watching 2 articles; Ctrl-C ends it"

    (folder / "a.md").write_text(GIZMO)
    again = watch.until()
    assert again[0] == "healthlint: changed: a.md"
    assert holds(again, "a.md:3:3: warning")
    assert not holds(again, "b.md")

    part = folder / ".a.md.part"
    part.write_text(CLEAN)
    part.replace(folder / "a.md")  # as many editors save
    assert watch.until()[0] == "healthlint: changed: a.md"

    assert watch.stop() == (130, [])


def test_articles_and_folders_come_and_go(folder: Path, watching: Callable[..., Watching]) -> None:
    (folder / "a.md").write_text(CLEAN)
    watch = watching(".")
    watch.until()

    (folder / "posts").mkdir()
    (folder / "posts" / "b.md").write_text(GADGET)
    said = watch.until()
    assert said[0] == "healthlint: new: posts/b.md"
    assert holds(said, "posts/b.md:3:3: error")
    assert said[-1] == "healthlint: watching 2 articles; Ctrl-C ends it"

    (folder / "posts" / "b.md").write_text(GIZMO)
    assert watch.until()[0] == "healthlint: changed: posts/b.md"

    (folder / "a.md").unlink()
    assert watch.until() == ["healthlint: gone: a.md", "healthlint: watching 1 article; Ctrl-C ends it"]

    assert watch.stop(signal.SIGTERM) == (143, [])


def test_settings_and_rules_that_change_are_read_again(folder: Path, watching: Callable[..., Watching]) -> None:
    (folder / "a.md").write_text(GADGET)
    settings = folder / "healthlint.toml"
    right = settings.read_text()
    watch = watching("a.md")
    assert holds(watch.until(), "a.md:3:3: error")

    settings.write_text(right + "selct = []\n")
    said = watch.until()
    assert said[0] == "healthlint: settings: healthlint.toml"
    assert holds(said, "unknown key `selct`")

    settings.write_text(right + '[severity]\nhouse = "warning"\n')
    assert holds(watch.until(), "a.md:3:3: warning")

    rule = folder / ".rules" / "house" / "gadget.yaml"
    rule.write_text(rule.read_text().replace("Readers asked", "All readers asked").replace("is not a", "is no"))
    said = watch.until()
    assert said[0] == "healthlint: settings: .rules/house/gadget.yaml"
    assert holds(said, "is no word of this house")


def test_a_screen_is_cleared_and_told_the_time(folder: Path) -> None:
    import pty  # not everywhere

    (folder / "a.md").write_text(GADGET)
    master, terminal = pty.openpty()
    command = [sys.executable, "-m", "healthlint", "check", "--watch", "--no-cache", "a.md"]
    with (
        subprocess.Popen(command, cwd=folder, stdout=terminal, stderr=subprocess.PIPE, text=True) as watch,
        os.fdopen(master, "rb", buffering=0) as screen,
    ):
        os.close(terminal)
        assert watch.stderr
        assert "watching 1 article" in watch.stderr.readline()
        (folder / "a.md").write_text(GIZMO)
        assert "watching 1 article" in watch.stderr.readline()
        watch.send_signal(signal.SIGINT)
        watch.wait(timeout=30)
        shown = screen.read(100_000).decode()

    before, _, after = shown.partition("\x1b[2J\x1b[3J\x1b[H")
    assert "gadget" in before
    assert re.match(r"\d\d:\d\d:\d\d  changed: a\.md\r\n\r\n", after)
    assert "gizmo" in after


def test_an_article_that_is_not_there_yet_is_waited_for(folder: Path, watching: Callable[..., Watching]) -> None:
    watch = watching("new/a.md")
    assert holds(watch.until(), "new/a.md:1:1: error problem/source no such file or folder")

    (folder / "new").mkdir()
    (folder / "new" / "a.md").write_text(GADGET)
    assert holds(watch.until(), "new/a.md:3:3: error")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--format", "json"), "--watch writes for people: --format terminal or concise, not json"),
        (("-o", "report.txt"), "--watch writes to the screen; leave out --output"),
        (("-",), "--watch needs files: stdin is read once"),
    ],
)
def test_what_cannot_be_watched_is_refused(run: Run, arguments: tuple[str, ...], reason: str) -> None:
    result = run("check", "--watch", *arguments)

    assert result.code == 2
    assert reason in result.err


def test_only_what_matters_is_watched(folder: Path) -> None:
    for name in ("a.md", "posts/b.md", "node_modules/c.md", ".git/d.md"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(CLEAN)
    state = look(["."], Linters(config=None, isolated=False, options={}))

    assert [path.as_posix() for path in state.articles] == ["a.md", "posts/b.md"]
    inside = {place for place in state.places() if Path(place).is_relative_to(folder)}
    assert inside == {str(folder / name) for name in (".", "posts", ".rules", ".rules/house")}
    assert state.concerns(str(folder / "new.md"))
    assert state.concerns(str(folder.parent / "healthlint.toml"))
    assert not state.concerns(str(folder.parent / "other.md"))


def test_the_list_of_retractions_is_watched(folder: Path) -> None:
    (folder / "a.md").write_text(CLEAN)
    (folder / "lists").mkdir()
    heading = "OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,RetractionDate\n"
    (folder / "lists" / "r.csv").write_text(heading)
    state = look(["a.md"], Linters(config=None, isolated=False, options={"retractions": Path("lists/r.csv")}))

    assert state.concerns(str(folder / "lists" / "r.csv"))
