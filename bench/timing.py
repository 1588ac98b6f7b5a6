"""Run a command and say what it took; run several in turn, so that a slow minute of the machine hits all alike."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

# One BLAS thread: what a worker has. Only for lines that compare one worker; whole commands run as a user's would.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


_PATHS = re.compile(r"(?<!\w)/[^\s'\":]+")


class BenchError(Exception):
    """A line that could not be measured, and why."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a command took: seconds on the clock, seconds of CPU (children too), the highest memory of one process."""

    seconds: float
    cpu: float
    peak_mb: float
    code: int
    out: bytes
    err: bytes


def _as_installed() -> dict[str, str]:
    """Return the environment without what a developer's shell may say against compiled Python files."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run(
    command: Sequence[str | Path],
    *,
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    codes: Sequence[int] = (0, 1),
    one_core: bool = False,
) -> Run:
    """Run a command to its end. `one_core` keeps it (and its children) on one core.

    Raises BenchError when it cannot be started or its exit code is not one of `codes`.
    """
    words = [str(part) for part in command]
    with tempfile.TemporaryFile() as into, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        into.write(stdin)
        into.seek(0)
        start = time.perf_counter()
        try:
            child = subprocess.Popen(
                words,
                stdin=into,
                stdout=out,
                stderr=err,
                cwd=cwd,
                env={**_as_installed(), **(env or {})},
                preexec_fn=_on_one_core if one_core else None,
            )
        except OSError as failure:
            raise BenchError(f"{words[0]}: {failure.strerror}") from failure
        try:
            _, status, usage = os.wait4(child.pid, 0)
        except BaseException:
            child.kill()
            child.wait()
            raise
        seconds = time.perf_counter() - start
        child.returncode = code = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        said, wrong = out.read(), err.read()
    if code not in codes:
        # The last line only, and no path: reasons are printed on the page.
        last = (wrong.decode("utf-8", "replace").strip().splitlines() or [""])[-1]
        raise BenchError(f"{Path(words[0]).name} ended with {code}: {_PATHS.sub('…', last)[:200]}")
    # The unit of ru_maxrss is KiB on Linux, bytes on macOS.
    peak = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    return Run(seconds, usage.ru_utime + usage.ru_stime, peak, code, said, wrong)


def in_turn(actions: Mapping[K, Callable[[], T]], rounds: int) -> dict[K, list[T]]:
    """Run all actions in turn, A B A B, and return their results by name."""
    results: dict[K, list[T]] = {name: [] for name in actions}
    for _ in range(rounds):
        for name, action in actions.items():
            results[name].append(action())
    return results


def _on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
