"""A run of `check`: find the articles, lint each with its own settings, work out the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from healthlint.cli.exit_codes import CLEAN, FAILED, FINDINGS, USAGE, worst
from healthlint.config.load import find_config
from healthlint.config.settings import Settings
from healthlint.discover import discover
from healthlint.errors import SourceError, UserError
from healthlint.model.finding import Confidence, FileResult, Report, Severity
from healthlint.pipeline import Linter, failed
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

    `worth_reading` is false when the remarks say all that there is: nothing matched, or no configuration was usable.
    """

    report: Report
    exit_code: int
    remarks: tuple[str, ...]
    worth_reading: bool


def check_all(request: Request) -> Outcome:
    """Check everything that the request names. Raises ConfigError for a wrong option, never for one file."""
    Settings().with_options(**request.options)  # a wrong option stops the run before any file is read
    return _Run(request).outcome()


class _Run:
    """Linters by configuration file, and what went wrong on the way."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.remarks: list[str] = []
        self.codes: list[int] = []
        self.linters: dict[Path | None, Linter | None] = {}
        self.configs: dict[Path, Path | None] = {}

    def outcome(self) -> Outcome:
        results = self._results()
        if not results and USAGE not in self.codes:
            named = ", ".join(self.request.arguments)
            self.remarks.append(f"healthlint: no articles found in {named}")
            self.codes.append(USAGE)
        usable = [linter for linter in self.linters.values() if linter]
        linter = usable[0] if usable else Linter(Settings())
        remarks = tuple(dict.fromkeys(self.remarks))
        return Outcome(linter.report(results), worst(self.codes), remarks, bool(usable and results))

    def _results(self) -> list[FileResult]:
        files, results = self._discover()
        for path in self._with_progress(files):
            shown = _shown(path)
            linter = self._linter(path)
            if linter is None:
                results.append(failed(shown, "settings", "its configuration or rules cannot be used"))
                continue
            results.append(self._note_code(linter.check_path(path, shown=shown), linter))
        if "-" in self.request.arguments:
            results.append(self._stdin())
        return sorted(results, key=lambda r: r.path)

    def _discover(self) -> tuple[list[Path], list[FileResult]]:
        """Return the files, and a failed result for each argument or folder that cannot be read."""
        files: dict[str, Path] = {}
        results: list[FileResult] = []
        for argument in dict.fromkeys(self.request.arguments):
            if argument == "-":
                continue
            settings = self._settings_or_none(Path(argument))
            found = discover(
                (argument,),
                include=settings.include if settings else (),
                exclude=settings.exclude if settings else (),
                root=settings.root if settings else None,
            )
            for path in found.files:
                files.setdefault(os.path.realpath(path), path)
            bad = [(name, "no such file or folder") for name in found.missing] + list(found.unreadable)
            for name, reason in bad:
                self.remarks.append(f"healthlint: {name}: {reason.lower()}")
                self.codes.append(FAILED)
                results.append(failed(_shown(Path(name)), "source", reason.lower()))
        return sorted(files.values(), key=lambda p: p.as_posix()), results

    def _stdin(self) -> FileResult:
        shown = self.request.stdin_filename or "<stdin>"
        path = Path(shown) if self.request.stdin_filename else Path("stdin")
        linter = self._linter(path)
        if linter is None:
            return failed(shown, "settings", "its configuration or rules cannot be used")
        limit = linter.settings.max_file_size
        try:
            source = decode(sys.stdin.buffer.read(limit + 1), shown, max_bytes=limit)
        except SourceError as err:
            return self._note_code(failed(shown, "source", str(err)), linter)
        return self._note_code(linter.check_source(source, file=path), linter)

    def _note_code(self, result: FileResult, linter: Linter) -> FileResult:
        self.codes.append(_code(result, linter.settings.fail_on))
        return result

    def _settings_or_none(self, path: Path) -> Settings | None:
        linter = self._linter(path)
        return linter.settings if linter else None

    def _linter(self, path: Path) -> Linter | None:
        """Return the linter for a file or folder; None when its configuration is wrong, which is then said."""
        config = self._config_of(path)
        if config not in self.linters:
            self.linters[config] = self._make(config)
        return self.linters[config]

    def _config_of(self, path: Path) -> Path | None:
        if self.request.isolated or self.request.config:
            return self.request.config
        start = Path(os.path.abspath(path))  # noqa: PTH100 (links stay as the user wrote them)
        folder = start if start.is_dir() else start.parent
        if folder not in self.configs:
            self.configs[folder] = find_config(folder)
        return self.configs[folder]

    def _make(self, config: Path | None) -> Linter | None:
        try:
            settings = Settings.load(config=config, isolated=config is None)
            linter = Linter(settings.with_options(**self.request.options))
        except UserError as err:
            self._tell(err)
            return None
        if linter.problems:
            # Broken rules are said and fail the run; the other rules still work.
            self.remarks.extend(problem.draw() for problem in linter.problems)
            self.codes.append(USAGE)
        return linter

    def _tell(self, err: UserError) -> None:
        self.remarks.extend(d.draw() for d in err.diagnostics)
        if not err.diagnostics:
            self.remarks.append(f"healthlint: {err}")
        self.codes.append(USAGE)

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
    # A part that a format could not read (broken JSON-LD, a malformed comment) is shown; the prose was checked.
    if result.status == "failed" or any(p.code != "format" for p in result.problems):
        return FAILED
    fails = any(f.severity.rank >= fail_on.rank and f.confidence is not Confidence.LOW for f in result.findings)
    return FINDINGS if fails else CLEAN


def _shown(path: Path) -> str:
    """Name a file relative to the working directory where that is possible, so that no report holds a home path."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
