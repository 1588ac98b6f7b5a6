"""A run of `check`: find the articles, lint each with its own settings, work out the exit code."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from healthlint.cli.exit_codes import CLEAN, FAILED, FINDINGS, USAGE, worst
from healthlint.cli.linters import Linters
from healthlint.config.settings import Settings
from healthlint.discover import discover
from healthlint.errors import SourceError, UserError
from healthlint.model.finding import Confidence, FileResult, Report, Severity
from healthlint.pipeline import Linter, failed, refused
from healthlint.source import decode

# A bar for a handful of files would only flicker.
_PROGRESS_FROM = 5


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for. `options` are the keyword arguments of `Settings.with_options`."""

    arguments: tuple[str, ...]
    stdin_filename: str | None = None
    config: Path | None = None
    isolated: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)
    progress: bool = False


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

    def outcome(self) -> Outcome:
        results = self._results()
        remarks = list(self.linters.remarks())
        if remarks:
            self.codes.append(USAGE)
        elif not results:
            remarks.append(f"healthlint: no articles found in {', '.join(self.request.arguments)}")
            self.codes.append(USAGE)
        usable = self.linters.any_usable()
        report = (usable or Linter(Settings())).report(results)
        return Outcome(report, worst(self.codes), tuple(remarks), tuple(self.repeated), bool(usable and results))

    def _results(self) -> list[FileResult]:
        files, results = self._discover()
        stdin = self._stdin_path() if "-" in self.request.arguments else None
        for path in (*files, *([stdin] if stdin else [])):
            self.linters.of(path)  # all of them first: what a refusal says depends on how many there are
        for path in self._with_progress(files):
            results.append(self._checked(path))
        if stdin:
            results.append(self._stdin(stdin))
        return sorted(results, key=lambda r: r.path)

    def _checked(self, path: Path) -> FileResult:
        linter = self.linters.of(path)
        if linter is None:
            return self._refused(path, _shown(path))
        return self._note_code(linter.check_path(path, shown=_shown(path)), linter)

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

    def _with_progress(self, files: list[Path]) -> Iterable[Path]:
        if not self.request.progress or len(files) <= _PROGRESS_FROM:
            return files
        return _track(files)


def _track(files: list[Path]) -> Iterator[Path]:
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    yield from track(files, description="Checking", console=console, transient=True)


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
