"""Checking files one after the other, in the process that asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Protocol

from healthlint.model.finding import FileResult
from healthlint.pipeline import Linter
from healthlint.workers.plan import Task


class LintersByPlace(Protocol):
    """A list of linters, or something that makes each when it is asked for."""

    def __getitem__(self, place: int, /) -> Linter: ...


def check_here(linters: LintersByPlace, tasks: Sequence[Task]) -> Iterator[tuple[int, FileResult]]:
    """Yield (task number, result) in the order of the tasks; each names its linter by place."""
    for place, group in groupby(tasks, key=lambda task: task.linter):
        own = list(group)
        results = linters[place].check_paths((task.path, task.shown) for task in own)
        for task, result in zip(own, results, strict=True):
            yield task.number, result
