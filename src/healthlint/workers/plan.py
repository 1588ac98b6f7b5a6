"""How work is shared out: how many processes are worth starting, and which files each gets next."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

# Bytes of text that each process must have to do before two are quicker than one. A forked process costs about 0.3 s
# (its own copies of pages, cold caches), a fresh one loads libraries, rules and model again (2 s, while others do too).
WORTH_A_FORK = 40_000
WORTH_A_START = 80_000

# Chunks get smaller towards the end, so that all processes finish together; a single one is never so long that its
# files are missed for long, nor so short that sending it costs more than checking it.
_LARGEST_CHUNK = 256_000
_SMALLEST_CHUNK = 8_000
_CHUNKS_LEFT = 3  # for each process, of what is left


@dataclass(frozen=True, slots=True)
class Task:
    """One file to check: `number` is its place among all, `linter` that of its linter, `size` its bytes."""

    number: int
    path: Path
    shown: str
    size: int
    linter: int = 0

    @classmethod
    def of(cls, number: int, path: Path, shown: str, linter: int = 0) -> Task:
        """Return the task for a file; one that cannot be looked at has size 0 and fails when it is read."""
        try:
            size = path.stat().st_size
        except OSError:
            size = 0
        return cls(number, path, shown, size, linter)


def usable_cores() -> int:
    """Return how many processors this process may use, by affinity and by the quota of its control group."""
    if hasattr(os, "sched_getaffinity"):
        cores = len(os.sched_getaffinity(0))
    else:
        cores = os.cpu_count() or 1
    return max(1, min(cores, _quota() or cores))


def _quota(file: Path = Path("/sys/fs/cgroup/cpu.max")) -> int | None:
    """Return the processors that a container may use at once (rounded up), or None where nothing limits it.

    Source: Linux, Documentation/admin-guide/cgroup-v2.rst, cpu.max ("$MAX $PERIOD" in microseconds, or "max").
    """
    try:
        allowed, period = file.read_text().split()
        return -(-int(allowed) // int(period))
    except (OSError, ValueError):
        return None


def worthwhile(jobs: int, tasks: Iterable[Task], *, worth: int) -> int:
    """Return how many of `jobs` processes to use: one for each `worth` bytes, none without two files to share out."""
    sizes = [task.size for task in tasks]
    return max(1, min(jobs, len(sizes), sum(sizes) // worth))


def may_fork() -> bool:
    """Tell whether a copy of this process would work: on Linux, and with no other thread that could hold a lock.

    Threads of libraries in C count too, so the system is asked, not Python.
    """
    if not sys.platform.startswith("linux"):
        return False
    try:
        return sum(1 for _ in Path("/proc/self/task").iterdir()) == 1
    except OSError:
        return False


class Queue:
    """The tasks that nobody has begun yet.

    Files larger than a share come first, the largest one before all, because a large file begun last would be waited
    for; the others keep their order, so that results come nearly in theirs.
    """

    def __init__(self, tasks: Sequence[Task], processes: int) -> None:
        self._shares = processes * _CHUNKS_LEFT
        self._left = sum(task.size for task in tasks)
        share = self._share()
        large = sorted((t for t in tasks if t.size > share), key=lambda t: -t.size)
        self._alone: deque[Task] = deque(large)
        self._others: deque[Task] = deque(t for t in tasks if t.size <= share)

    def __bool__(self) -> bool:
        return bool(self._alone or self._others)

    def __len__(self) -> int:
        return len(self._alone) + len(self._others)

    def take(self) -> tuple[Task, ...]:
        """Return the next files for one process, all for one linter. Ask only when there are some."""
        if self._alone:
            task = self._alone.popleft()
            self._left -= task.size
            return (task,)
        share = self._share()
        chunk = [self._others.popleft()]
        room = share - chunk[0].size
        while self._others and self._others[0].size <= room and self._others[0].linter == chunk[0].linter:
            room -= self._others[0].size
            chunk.append(self._others.popleft())
        self._left -= sum(task.size for task in chunk)
        return tuple(chunk)

    def put_back(self, tasks: Sequence[Task]) -> None:
        """Take files back, each to be given out alone, before all others."""
        self._alone.extendleft(reversed(tasks))
        self._left += sum(task.size for task in tasks)

    def _share(self) -> int:
        return max(_SMALLEST_CHUNK, min(_LARGEST_CHUNK, self._left // self._shares))
