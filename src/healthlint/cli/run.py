"""A run of `check`: find the articles, lint each with its own settings, work out the exit code."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from healthlint.cli.exit_codes import CLEAN, FAILED, FINDINGS, USAGE, worst
from healthlint.cli.interrupts import Interrupted, interruptible
from healthlint.cli.linters import Linters
from healthlint.cli.progress import SHOWN_FROM, track
from healthlint.config.settings import Settings
from healthlint.discover import discover
from healthlint.errors import SourceError, UserError
from healthlint.model.finding import Confidence, FileResult, Report, Severity
from healthlint.pipeline import Linter, failed, refused
from healthlint.source import decode
from healthlint.workers.check import check_tasks
from healthlint.workers.plan import Task


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for. `options` are the keyword arguments of `Settings.with_options`.

    `jobs` is how many processes may be used.
    """

    arguments: tuple[str, ...]
    stdin_filename: str | None = None
    config: Path | None = None
    isolated: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)
    progress: bool = False
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """A run's report, its exit code, and what people are told on stderr besides.

    `repeated` are remarks that the report makes too. `worth_reading` is false when the remarks say all that there is:
    nothing matched, or no configuration was usable.
    """

    report: Report
    exit_code: int
    remarks: tuple[str, ...]
    repeated: tuple[str, ...]
    worth_reading: bool


def check_all(request: Request) -> Outcome:
    """Check everything that the request names. A wrong file or configuration never stops it."""
    return _Run(request).outcome()


def refuse_all(arguments: Iterable[str], err: UserError) -> Report:
    """Return the report of a run that a wrong option stopped: a program gets a valid one, with the reason."""
    return Linter(Settings()).report(refused(name, err.diagnostics, str(err)) for name in arguments)


class _Run:
    """The results, their codes, and what went wrong on the way."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.linters = Linters(config=request.config, isolated=request.isolated, options=request.options)
        self.repeated: list[str] = []
        self.codes: list[int] = []
        self.stopped: Interrupted | None = None
        self.unchecked = 0

    def outcome(self) -> Outcome:
        results = self._results()
        remarks = list(self.linters.remarks())
        if remarks:
            self.codes.append(USAGE)
        if self.stopped:
            remarks.append(self._interruption())
        elif not remarks and not results:
            remarks.append(f"healthlint: no articles found in {', '.join(self.request.arguments)}")
            self.codes.append(USAGE)
        usable = self.linters.any_usable()
        report = (usable or Linter(Settings())).report(results)
        code = self.stopped.exit_code if self.stopped else worst(self.codes)
        return Outcome(report, code, tuple(remarks), tuple(self.repeated), bool(usable and results))

    def _results(self) -> list[FileResult]:
        files, results = self._discover()
        stdin = self._stdin_path() if "-" in self.request.arguments else None
        for path in (*files, *([stdin] if stdin else [])):
            self.linters.of(path)  # all of them first: what a refusal says depends on how many there are
        usable = [(path, linter) for path in files if (linter := self.linters.of(path))]
        results.extend(self._refused(path, _shown(path)) for path in files if self.linters.of(path) is None)
        self.unchecked = len(usable) + (stdin is not None)
        try:
            with interruptible():
                for result in self._checked(usable):
                    results.append(result)
                    self.unchecked -= 1
                if stdin:
                    results.append(self._stdin(stdin))
        except Interrupted as stop:
            self.stopped = stop
        return sorted(results, key=lambda r: r.path)

    def _checked(self, files: Sequence[tuple[Path, Linter]]) -> Iterator[FileResult]:
        """Yield the results of articles with their linters, as they are done."""
        linters = list(dict.fromkeys(linter for _, linter in files))
        tasks = [Task.of(n, path, _shown(path), linters.index(linter)) for n, (path, linter) in enumerate(files)]
        done = check_tasks(linters, tasks, jobs=self.request.jobs)
        if self.request.progress and len(tasks) >= SHOWN_FROM:
            done = track(done, len(tasks))
        for number, result in done:
            yield self._note_code(result, files[number][1])

    def _interruption(self) -> str:
        count = "1 file was" if self.unchecked == 1 else f"{self.unchecked} files were"
        return f"healthlint: interrupted: {count} not checked"

    def _discover(self) -> tuple[list[Path], list[FileResult]]:
        """Return the files, and a failed result for each argument or folder that cannot be read."""
        files: dict[str, Path] = {}
        results: list[FileResult] = []
        for argument in dict.fromkeys(self.request.arguments):
            if argument == "-":
                continue
            settings = self.linters.settings_of(Path(argument))
            found = discover(
                (argument,),
                include=settings.include if settings else (),
                exclude=settings.exclude if settings else (),
                root=settings.root if settings else None,
            )
            for path in found.files:
                files.setdefault(os.path.realpath(path), path)
            results.extend(self._missing(name) for name in found.missing)
            results.extend(self._unread(name, reason.lower()) for name, reason in found.unreadable)
        return sorted(files.values(), key=lambda p: p.as_posix()), results

    def _missing(self, name: str) -> FileResult:
        if not glob.has_magic(name):
            return self._unread(name, "no such file or folder")
        # A pattern is a question, not a promise that something is there: nothing could not be read.
        self.codes.append(USAGE)
        return self._said(name, "settings", "no file matches this pattern")

    def _unread(self, name: str, reason: str) -> FileResult:
        self.codes.append(FAILED)
        return self._said(name, "source", reason)

    def _said(self, name: str, code: str, reason: str) -> FileResult:
        self.repeated.append(f"healthlint: {name}: {reason}")
        return failed(_shown(Path(name)), code, reason)

    def _stdin_path(self) -> Path:
        return Path(self.request.stdin_filename or "stdin")

    def _stdin(self, path: Path) -> FileResult:
        shown = self.request.stdin_filename or "<stdin>"
        linter = self.linters.of(path)
        if linter is None:
            return self._refused(path, shown)
        limit = linter.settings.max_file_size
        try:
            source = decode(sys.stdin.buffer.read(limit + 1), shown, max_bytes=limit)
        except SourceError as err:
            return self._note_code(failed(shown, "source", str(err)), linter)
        return self._note_code(linter.check_source(source, file=path), linter)

    def _refused(self, path: Path, shown: str) -> FileResult:
        why = self.linters.refusal_of(path)
        return refused(shown, why.diagnostics, why.message)

    def _note_code(self, result: FileResult, linter: Linter) -> FileResult:
        self.codes.append(_code(result, linter.settings.fail_on))
        return result


def _code(result: FileResult, fail_on: Severity) -> int:
    if any(p.code == "settings" for p in result.problems):
        return USAGE
    if result.status == "failed" or any(p.severity is Severity.ERROR for p in result.problems):
        return FAILED
    found = [f.severity for f in result.findings if f.confidence is not Confidence.LOW]
    found += [p.severity for p in result.problems]
    return FINDINGS if any(severity.rank >= fail_on.rank for severity in found) else CLEAN


def _shown(path: Path) -> str:
    """Name a file relative to the working directory where that is possible, so that no report holds a home path."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
