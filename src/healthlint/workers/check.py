"""Check many files: in this process when that is quickest, else in several."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from healthlint.config.settings import Settings
from healthlint.model.finding import FileResult
from healthlint.pipeline import Linter
from healthlint.workers.plan import WORTH_A_FORK, WORTH_A_START, Task, may_fork, worthwhile
from healthlint.workers.serial import check_here

# A text that loads what most articles need, so that processes forked later have it already.
_SAMPLE = "Tea is said to cure colds."


def check_many(
    settings: Settings, items: Sequence[tuple[Path, str]], *, jobs: int, linter: Linter | None = None
) -> Iterator[FileResult]:
    """Yield the result of each (file, shown name), in the order given. See `check_tasks`."""
    tasks = [Task.of(number, path, shown) for number, (path, shown) in enumerate(items)]
    early: dict[int, FileResult] = {}
    due = 0
    for number, result in check_tasks([linter or Linter(settings)], tasks, jobs=jobs):
        early[number] = result
        while due in early:
            yield early.pop(due)
            due += 1


def check_tasks(
    linters: Sequence[Linter],
    tasks: Sequence[Task],
    *,
    jobs: int,
    fork: bool | None = None,
    prepare: Callable[[], None] | None = None,
) -> Iterator[tuple[int, FileResult]]:
    """Yield (task number, result) as files are done; each task names one of the linters by place.

    Uses at most `jobs` processes, and only this one where more would not be worth their start. `fork` says how
    processes start (default: the best way that is safe here); `prepare` is called in each, once. Closing the iterator
    ends the processes. Raises InternalError when none can be started, and what a defect raised in one.
    """
    fork = may_fork() if fork is None else fork
    used = worthwhile(jobs, tasks, worth=WORTH_A_FORK if fork else WORTH_A_START)
    if used == 1:
        yield from check_here(linters, tasks)
        return
    if fork:
        _load(linters, tasks)
    from healthlint.workers.pool import Pool  # multiprocessing is slow to import

    pool = Pool(linters, tasks, used, fork=fork, prepare=prepare)
    # Looking for cycles writes to every object that it looks at, and each forked process would get its own copy of it.
    thaw = not gc.get_freeze_count()
    gc.freeze()
    try:
        yield from pool.results()
    finally:
        pool.end()
        if thaw:
            gc.unfreeze()


def _load(linters: Sequence[Linter], tasks: Sequence[Task]) -> None:
    """Load what the linter with the most work needs: model and compiled rules."""
    work = [0] * len(linters)
    for task in tasks:
        work[task.linter] += task.size
    linters[max(range(len(linters)), key=work.__getitem__)].check_text(_SAMPLE, path="sample.md")
