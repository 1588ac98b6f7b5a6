"""A run of `check`: find the articles, lint each with its own settings, work out the exit code."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from healthlint.cache.results import Kept, Results
from healthlint.cli.articles import Article, Lookup
from healthlint.cli.drawing import Drawing, Several
from healthlint.cli.exit_codes import CLEAN, FAILED, FINDINGS, USAGE, worst
from healthlint.cli.interrupts import Interrupted, interruptible
from healthlint.cli.linters import Linters
from healthlint.cli.registered import Registered
from healthlint.config.settings import Settings
from healthlint.discover import RealPaths, discover
from healthlint.errors import SourceError, UserError
from healthlint.model.finding import FileResult, Report, Severity
from healthlint.profiling import STAGE, Profile, timed
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.parts import FilePart, Reporter
from healthlint.reporters.tally import Tally, total
from healthlint.source import decode

if TYPE_CHECKING:
    from healthlint.cache.store import Store
    from healthlint.cli.baselined import Baselined
    from healthlint.cli.lapsed import Lapsed

_SHOWN = 20  # articles that are shown each, with or without findings


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for. `options` are the keyword arguments of `Settings.with_options`.

    `jobs` is how many processes may be used. `format` and `drawn` say how to report; `store` holds what earlier runs
    found, if it may be used. `profile` counts where the time of this process goes. `reporter` draws in a format that is
    none of the registry. `today` is the day that decides which decisions of a register and which suppressions have
    ended. `baselines` tells whether findings that a baseline knows are left out. `only`
    are the real paths of the files to look at, of those that are found; None: all.
    """

    arguments: tuple[str, ...]
    stdin_filename: str | None = None
    config: Path | None = None
    isolated: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)
    progress: bool = False
    jobs: int = 1
    format: str = "terminal"
    drawn: RenderOptions = field(default_factory=RenderOptions)
    store: Store | None = None
    profile: Profile | None = None
    reporter: Reporter | None = None
    today: date | None = None
    baselines: bool = False
    only: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A run's report as text, its exit code, and what people are told on stderr besides.

    `repeated` are remarks that the report makes too. `worth_reading` is false when the remarks say all that there is:
    nothing matched, or no configuration was usable. `total` says in one line what was found. `left_out` is
    how many files were found and not looked at. `stopped`: somebody ended
    it half-way.
    """

    text: str
    exit_code: int
    remarks: tuple[str, ...]
    repeated: tuple[str, ...]
    worth_reading: bool
    total: str = ""
    left_out: int = 0
    stopped: bool = False


def check_all(request: Request, linters: Linters | None = None) -> Outcome:
    """Check everything that the request names. A wrong file or configuration never stops it.

    `linters` are those of an earlier run for the same request, if nothing that they were made of has changed.
    """
    return _Run(request, linters).outcome()


def refuse_all(arguments: Iterable[str], err: UserError) -> Report:
    """Return the report of a run that a wrong option stopped: a program gets a valid one, with the reason."""
    from healthlint.pipeline import Linter, refused

    return Linter(Settings()).report(refused(name, err.diagnostics, str(err)) for name in arguments)


class _Run:
    """What the report says of each file, the codes of the results, and what went wrong on the way."""

    def __init__(self, request: Request, linters: Linters | None) -> None:
        self.request = request
        self.linters = linters or Linters(
            config=request.config,
            isolated=request.isolated,
            options=request.options,
            results=Results(request.store),
            profile=request.profile,
        )
        self.results = self.linters.results
        self.parts: list[tuple[str, FilePart]] = []
        self.tallies: list[Tally] = []
        self.repeated: list[str] = []
        self.codes: list[int] = []
        self.stopped: Interrupted | None = None
        self.unchecked = 0
        self.left_out = 0

    def outcome(self) -> Outcome:
        with timed(self.request.profile, STAGE, "find files, read settings"):
            files, failures = self._discover()
        stdin = self._stdin_path() if "-" in self.request.arguments else None
        for path in (*files, *([stdin] if stdin else [])):
            self.linters.of(path)  # all of them first: what a refusal says depends on how many there are
        registered = self._registered(files, stdin)
        baselined = self._baselined(files, stdin)
        overlays = [overlay for overlay in (self._lapsed(), registered, baselined) if overlay]
        head = self._head()
        drawing = Drawing(
            self.request.format,
            replace(self.request.drawn, brief=len(files) > _SHOWN and head.show is not Severity.INFO),
            head,
            self.request.profile,
            reporter=self.request.reporter,
            overlay=Several(overlays) if overlays else None,
        )
        for result in (*failures, *self._refusals(files)):
            self._say(result.path, drawing.draw(result))
        self._check(files, stdin, drawing)
        remarks = list(self.linters.remarks())
        for overlay in overlays:
            remarks += [p for p in overlay.problems if p not in remarks]
        if remarks:
            self.codes.append(USAGE)
        remarks += registered.unused() if registered else ()
        if self.stopped:
            remarks.append(self._interruption())
        elif not remarks and not self.parts and not self.left_out:
            remarks.append(f"healthlint: no articles found in {', '.join(self.request.arguments)}")
            self.codes.append(USAGE)
        code = self.stopped.exit_code if self.stopped else worst(self.codes)
        with timed(self.request.profile, STAGE, "report"):
            text = drawing.text(part for _, part in sorted(self.parts, key=lambda x: x[0]))
        worth_reading = bool(self.linters.any_usable() and self.parts)
        said = tuple(remarks), tuple(self.repeated)
        return Outcome(text, code, *said, worth_reading, total(self.tallies), self.left_out, bool(self.stopped))

    def _registered(self, files: Sequence[Path], stdin: Path | None) -> Registered | None:
        """Return the registers that hold for articles; a wrong one is said, fails the run, and approves nothing."""
        if self.request.today is None:
            return None
        here = Path.cwd()
        named = [(path, _shown(path, here)) for path in files]
        named += [(stdin, self._stdin_name())] if stdin else []
        by = {path: usable for path, _ in named if (usable := self.linters.of(path))}
        holds = {shown: r for path, shown in named if path in by and (r := by[path].register_of(path))}
        if not holds:
            return None
        return Registered(
            holds, tuple(dict.fromkeys(by.values())), self.results, self.linters.packs(), self.request.today
        )

    def _lapsed(self) -> Lapsed | None:
        if self.request.today is None:
            return None
        from healthlint.cli.lapsed import Lapsed

        return Lapsed(self.request.today)

    def _baselined(self, files: Sequence[Path], stdin: Path | None) -> Baselined | None:
        """Return the baselines that hold for articles; a wrong one is said, fails the run, and knows nothing."""
        if not self.request.baselines or not self.linters.name_baselines():
            return None
        from healthlint.cli.baselined import Baselined

        here = Path.cwd()
        by = {path: usable for path in (*files, *([stdin] if stdin else [])) if (usable := self.linters.of(path))}
        holds = {
            self._stdin_name() if path is stdin else _shown(path, here): (path, usable.settings.baseline)
            for path, usable in by.items()
            if usable.settings.baseline is not None
        }
        return Baselined(holds, tuple(dict.fromkeys(by.values()))) if holds else None

    def _head(self) -> Report:
        """Return the report without its files: those of several configurations share that of the first."""
        usable = self.linters.any_usable()
        if usable is None:
            from healthlint.pipeline import Linter

            return Linter(Settings()).report(())
        return Report((), usable.tool, usable.settings.fail_on, usable.settings.show)

    def _check(self, files: Sequence[Path], stdin: Path | None, drawing: Drawing) -> None:
        """Say of each article what is known of it, and check the others, until somebody stops the run."""
        lookup = Lookup(self.results, drawing, jobs=self.request.jobs, progress=self.request.progress)
        here = Path.cwd()
        articles = [Article(path, _shown(path, here), by) for path in files if (by := self.linters.of(path))]
        self.unchecked = len(articles) + (stdin is not None)
        unknown: list[Article] = []
        try:
            with interruptible():
                with timed(self.request.profile, STAGE, "look for known results"):
                    for article, kept in lookup.known(articles, unknown):
                        self._done(article, kept)
                for article, kept in lookup.checked(unknown):
                    self._done(article, kept)
                if stdin:
                    self._check_stdin(stdin, lookup, drawing)
        except Interrupted as stop:
            # Its traceback would keep the workers at work: they are ended when nothing holds their results any more.
            self.stopped = stop.with_traceback(None)
        self.results.close()

    def _done(self, article: Article, kept: Kept) -> None:
        self._say(article.shown, kept)
        if kept.failure:
            self.codes.append(USAGE if kept.failure == "settings" else FAILED)
        else:
            self.codes.append(FINDINGS if kept.worst >= article.by.settings.fail_on.rank else CLEAN)

    def _say(self, shown: str, kept: Kept) -> None:
        self.parts.append((shown, kept.part))
        self.tallies.append(kept.tally)
        self.unchecked -= 1

    def _interruption(self) -> str:
        count = "1 file was" if self.unchecked == 1 else f"{self.unchecked} files were"
        return f"healthlint: interrupted: {count} not checked"

    def _discover(self) -> tuple[list[Path], list[FileResult]]:
        """Return the files, and a failed result for each argument or folder that cannot be read."""
        files: dict[str, Path] = {}
        real = RealPaths()
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
                files.setdefault(real.of(path), path)
            results.extend(self._missing(name) for name in found.missing)
            results.extend(self._unread(name, reason.lower()) for name, reason in found.unreadable)
        only = self.request.only
        kept = [path for name, path in files.items() if only is None or name in only]
        self.left_out = len(files) - len(kept)
        return sorted(kept, key=lambda p: p.as_posix()), results

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
        from healthlint.pipeline import failed

        return failed(_shown(Path(name), Path.cwd()), code, reason)

    def _stdin_path(self) -> Path:
        return Path(self.request.stdin_filename or "stdin")

    def _stdin_name(self) -> str:
        return self.request.stdin_filename or "<stdin>"

    def _check_stdin(self, path: Path, lookup: Lookup, drawing: Drawing) -> None:
        shown = self._stdin_name()
        by = self.linters.of(path)
        if by is None:
            self._say(shown, drawing.draw(self._refused(path, shown)))
            return
        limit = by.settings.max_file_size
        data = sys.stdin.buffer.read(limit + 1)
        article, kept = lookup.known_by(Article(path, shown, by), data)
        if kept is None:
            kept = lookup.drawn(article, _checked_data(article, data))
        self._done(article, kept)

    def _refusals(self, files: Iterable[Path]) -> Iterable[FileResult]:
        here = Path.cwd()
        return (self._refused(path, _shown(path, here)) for path in files if self.linters.of(path) is None)

    def _refused(self, path: Path, shown: str) -> FileResult:
        from healthlint.pipeline import refused

        why = self.linters.refusal_of(path)
        return refused(shown, why.diagnostics, why.message)


def _checked_data(article: Article, data: bytes) -> FileResult:
    from healthlint.pipeline import failed

    try:
        source = decode(data, article.shown, max_bytes=article.by.settings.max_file_size)
    except SourceError as err:
        return failed(article.shown, "source", str(err))
    return article.by.linter.check_source(source, file=article.path)


def _shown(path: Path, here: Path) -> str:
    """Name a file relative to the working directory where that is possible, so that no report holds a home path."""
    if not path.is_absolute():
        return path.as_posix()
    try:
        return path.relative_to(here).as_posix()
    except ValueError:
        return path.as_posix()
