"""A run of `claims`: check the articles as `check` does, and take the claims of each."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from healthlint.cache.results import Results
from healthlint.cli.exit_codes import CLEAN, FINDINGS
from healthlint.cli.linters import Linters
from healthlint.cli.registered import rulebook
from healthlint.cli.run import Request, check_all
from healthlint.model.finding import FileResult, Problem, Report
from healthlint.register.extract import rows_of
from healthlint.register.files import read_bytes, readable_format, rows_in
from healthlint.register.merge import merge
from healthlint.register.row import Row, plain, unplain
from healthlint.reporters.neutral import neutral
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.parts import FilePart


@dataclass(frozen=True, slots=True)
class Existing:
    """A register that is there, as it was read."""

    path: Path
    format: str
    digest: bytes
    rows: tuple[Row, ...]

    @classmethod
    def read(cls, path: Path) -> Existing:
        """Return the register of a file. Raises UserError with all its mistakes."""
        format = readable_format(path)
        data = read_bytes(path)
        return cls(path, format, hashlib.sha256(data).digest(), rows_in(path, data, format))

    def now(self) -> Existing:
        """Return it as it is now: somebody may have saved it while the articles were checked."""
        return self if hashlib.sha256(read_bytes(self.path)).digest() == self.digest else Existing.read(self.path)


@dataclass(frozen=True, slots=True)
class Found:
    """The claims of a run. `checked` are the articles that could be checked; others keep the rows that they have.

    `complete` is false when the run was stopped, or nothing could be checked: then no register is to be written.
    """

    rows: tuple[Row, ...]
    checked: frozenset[str]
    remarks: tuple[str, ...]
    exit_code: int
    complete: bool

    def without(self, file: Path) -> Found:
        """Return what was found but in one file."""
        kept = frozenset(name for name in self.checked if Path(name).absolute() != file.absolute())
        return replace(self, checked=kept, rows=tuple(row for row in self.rows if row.file in kept))

    def merged(self, existing: Existing | None, today: date) -> tuple[Row, ...]:
        """Return the register of today."""
        old = existing.now().rows if existing else ()
        # A register may name anything, and `Path.is_file` raises for some names.
        return merge(old, self.rows, checked=self.checked, today=today, exists=os.path.isfile)


def found_claims(request: Request) -> Found:
    """Check what the request names and return the claims. An article that cannot be checked never stops the others."""
    collected = _Collector()
    linters = Linters(
        config=request.config, isolated=request.isolated, options=request.options, results=Results(request.store)
    )
    outcome = check_all(replace(request, format="claims", reporter=collected), linters)
    rules = rulebook(linters.packs())
    complete = bool(collected.checked) and not outcome.stopped
    code = CLEAN if outcome.exit_code == FINDINGS else outcome.exit_code
    return Found(
        rows=tuple(replace(r, regulatory_flags=rules.flags(r.regulatory_flags)) for r in collected.rows),
        checked=frozenset(collected.checked),
        remarks=(*collected.remarks, *outcome.remarks, *(["healthlint: no register written"] if not complete else [])),
        exit_code=code,
        complete=complete,
    )


class _Collector:
    """A reporter (see `reporters.parts`) that reports nothing and keeps the claims of each file."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.checked: list[str] = []
        self.remarks: list[str] = []

    def part(self, result: FileResult, head: Report, options: RenderOptions) -> FilePart:
        """Return the rows of a file as facts, with its problems."""
        rows = [plain(row) for row in rows_of(result)]
        return FilePart("", [result.path, result.status, list(_problems(result)), rows])

    def join(self, parts: Sequence[FilePart], head: Report, options: RenderOptions) -> str:
        """Keep what the parts hold."""
        for part in parts:
            self._keep(*part.facts)
        return ""

    def _keep(self, path: str, status: str, problems: list[str], rows: list[dict[str, Any]]) -> None:
        self.remarks += (p for p in problems if p not in self.remarks)
        if status == "checked":
            self.checked.append(path)
            self.rows += map(unplain, rows)


def _problems(result: FileResult) -> Iterator[str]:
    for problem in result.problems:
        yield "\n".join(_problem_lines(result.path, problem))
    if result.status == "failed" and not result.problems:
        yield f"healthlint: {neutral(result.path)}: {neutral(result.reason)}"


def _problem_lines(path: str, problem: Problem) -> Iterator[str]:
    place = f":{problem.line}:{problem.column}" if problem.line else ""
    first, *rest = problem.message.splitlines() or [""]
    yield f"{neutral(problem.path or path)}{place}: {problem.severity.value}: {neutral(first)}"
    yield from map(neutral, (*rest, *problem.excerpt))
    if problem.hint:
        yield f"  = {neutral(problem.hint)}"
