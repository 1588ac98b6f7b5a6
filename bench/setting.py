"""What every line is given: the articles, a temporary folder, and the commands to run."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from bench import corpus
from bench.plan import Plan
from bench.timing import ONE_THREAD, BenchError, Run, run

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Setting:
    """`data` holds the articles, `folder` is an empty one that the lines may fill; each uses names of its own."""

    data: Path
    folder: Path
    plan: Plan

    @cached_property
    def texts(self) -> list[str]:
        """The articles of the data folder as they are. Raises BenchError when there are none."""
        return corpus.rows(self.data)

    @cached_property
    def articles(self) -> list[str]:
        """Articles of about 500 words, each text used once."""
        return corpus.natural(self.texts)

    @cached_property
    def warm_up(self) -> Path:
        """Articles that make a process load what it needs (model, rules, their patterns): the repository's examples."""
        folder = self.folder / "warm-up"
        folder.mkdir(exist_ok=True)
        corpus.add_examples(folder)
        return folder

    def fresh(self, name: str) -> Path:
        """Return a path that does not exist; what an earlier round left there is deleted."""
        path = self.folder / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
        return path


def healthlint(*arguments: str | Path, env: Mapping[str, str] | None = None, cwd: Path | None = None) -> Run:
    """Run the `healthlint` command as a person would. Raises BenchError when it is not installed or fails."""
    return run([program(), *arguments], env=env, cwd=cwd)


def program(name: str = "healthlint") -> str:
    """Return a console script: the one of this Python, else the one on PATH. Raises BenchError when there is none."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        raise BenchError(f"{name} is not installed")
    return found


def inside(mode: str, orders: Mapping[str, Any], *, one_thread: bool = False) -> tuple[dict[str, Any], Run]:
    """Run a mode of `bench.inside` in a fresh process; return what it printed, and what the whole process took."""
    done = run(
        [sys.executable, "-m", "bench.inside", mode],
        stdin=json.dumps(orders, default=str).encode(),
        env=ONE_THREAD if one_thread else None,
        cwd=ROOT,
        codes=(0,),
    )
    return json.loads(done.out.splitlines()[-1]), done


def check_command(*paths: str | Path, out: Path, options: Sequence[str] = ()) -> list[str]:
    """Return the arguments of a silent `check` that writes its JSON report to a file."""
    return ["check", *map(str, paths), "--quiet", "--format", "json", "--output", str(out), *options]
