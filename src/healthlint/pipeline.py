"""The whole flow on one screen: source, document, analysis, findings, result."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress as suppress_errors
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from healthlint import __version__
from healthlint.config.context import resolve_context
from healthlint.config.front_matter import front_matter_notes
from healthlint.config.load import show_path
from healthlint.config.registers import register_problems
from healthlint.config.settings import Settings
from healthlint.cues import context_notes
from healthlint.diagnostics import Diagnostic
from healthlint.engine import Compiled, RuleSet, compile_rule, run
from healthlint.errors import ConfigError, SourceError, UserError
from healthlint.formats.registry import extract
from healthlint.kinds.base import Check
from healthlint.language.analysis import Analysis
from healthlint.language.deadline import Deadline
from healthlint.language.engine import shared_engine, versions
from healthlint.model.context import Context
from healthlint.model.document import Document
from healthlint.model.finding import FileResult, Problem, Report
from healthlint.model.house import EvidenceLog, House
from healthlint.model.rule import Rule
from healthlint.model.source import LineIndex, Source
from healthlint.packs.load import Catalog, load_catalog
from healthlint.packs.mistakes import in_order, settings_problems
from healthlint.packs.select import candidates, select
from healthlint.profiling import STAGE, Profile, timed
from healthlint.readability.report import metrics
from healthlint.source import read
from healthlint.suppress import suppress

if TYPE_CHECKING:
    from healthlint.citations.retractions import NoticeList
    from healthlint.model.claim import Claim
    from healthlint.register.opened import OpenRegister

# Characters of articles that go through the parser together: enough for full batches, few enough to stay small.
_WINDOW = 64_000


@dataclass(frozen=True, slots=True)
class Job:
    """An article that is ready for the rules, with its settings and those rules."""

    analysis: Analysis
    settings: Settings
    rules: RuleSet
    origins: Mapping[str, str]

    @property
    def document(self) -> Document:
        """The article."""
        return self.analysis.document


class Linter:
    """Checks articles with one set of settings.

    Raises ConfigError when the settings (those of the overrides too) name rules or options that do not exist: that is
    a mistake in the configuration, not in the first article that would meet it. Broken rule files do not stop it:
    see `problems`. `profile` counts where the time goes.
    """

    def __init__(self, settings: Settings | None = None, *, profile: Profile | None = None) -> None:
        self.profile = profile
        self.settings = settings if settings is not None else Settings()
        self.catalog: Catalog = load_catalog(self.settings.packs)
        if found := settings_problems(self.catalog, self.settings):
            raise ConfigError(found[0].message, found)
        self.problems = self.catalog.problems
        self.engine = shared_engine(self.settings.model)
        self._checks: dict[tuple[str, str], Check] = {}
        self._rule_sets: dict[tuple[Any, ...], RuleSet] = {}
        self.retractions = _notices(self.settings)
        self._registers: dict[Path, OpenRegister] = {}
        self._read_evidence_logs()

    def check_text(
        self,
        text: str,
        *,
        path: str = "<text>",
        format: str | None = None,
        context: Mapping[str, str | tuple[str, ...]] | None = None,
    ) -> FileResult:
        """Return the result for an article given as text. `format` is told from `path` and the text if not given."""
        return self.check_source(_source(text, path), format=format, context=context)

    def check_texts(
        self,
        texts: Iterable[tuple[str, str]],
        *,
        format: str | None = None,
        context: Mapping[str, str | tuple[str, ...]] | None = None,
    ) -> Iterator[FileResult]:
        """Yield the result for each (text, path to show), in order: `check_text` for many, parsed together."""
        return self._in_windows(self._prepare(_source(text, path), Path(path), format, context) for text, path in texts)

    def check_path(self, path: Path | str, *, shown: str | None = None) -> FileResult:
        """Return the result for a file. One that cannot be read gives a failed result, not an exception."""
        name = shown if shown is not None else Path(path).as_posix()
        return next(self.check_paths([(Path(path), name)]))

    def check_paths(self, items: Iterable[tuple[Path, str]]) -> Iterator[FileResult]:
        """Yield the result for each (file, name to show), in order.

        The prose of several articles goes through the parser together; the results are those of `check_path`.
        """
        return self._in_windows(self._read(path, name) for path, name in items)

    def _in_windows(self, jobs: Iterable[Job | FileResult]) -> Iterator[FileResult]:
        window: list[Job | FileResult] = []
        size = 0
        for job in jobs:
            length = len(job.document.source.text) if isinstance(job, Job) else 0
            if window and size + length > _WINDOW:
                yield from self._check_window(window)
                window, size = [], 0
            window.append(job)
            size += length
        yield from self._check_window(window)

    def check_source(
        self,
        source: Source,
        *,
        format: str | None = None,
        context: Mapping[str, str | tuple[str, ...]] | None = None,
        file: Path | None = None,
    ) -> FileResult:
        """Return the result for a source that was read already."""
        return self._check_window([self._prepare(source, file or Path(source.path), format, context)])[0]

    def _read(self, path: Path, name: str) -> Job | FileResult:
        try:
            with timed(self.profile, STAGE, "read"):
                source = read(path, shown=name, max_bytes=self.settings.max_file_size)
        except SourceError as err:
            return failed(name, "source", str(err))
        return self._prepare(source, path)

    def _prepare(
        self,
        source: Source,
        file: Path,
        format: str | None = None,
        context: Mapping[str, str | tuple[str, ...]] | None = None,
    ) -> Job | FileResult:
        """Return what is needed to run the rules on a source, or the result of one that cannot be checked."""
        try:
            with timed(self.profile, STAGE, "extract"):
                document = extract(source, format)
            settings = self._settings_of(document, file)
            if context:
                settings = settings.with_options(context=context)
                if problems := tuple(register_problems(settings)):
                    raise ConfigError(problems[0].message, problems)
            seen, origins = resolve_context(settings)
            with timed(self.profile, STAGE, "choose and compile rules"):
                rules = self._rule_set(settings, seen)
            house = self._house(settings, seen, source.path)
            analysis = Analysis(document, seen, self.engine, house)
            analysis.profile = self.profile
            return Job(analysis, settings, rules, origins)
        except SourceError as err:
            return failed(source.path, "source", str(err))
        except UserError as err:
            return refused(source.path, err.diagnostics, str(err))

    def _check_window(self, window: Sequence[Job | FileResult]) -> list[FileResult]:
        # A long article is parsed while its time is counted.
        jobs = [j for j in window if isinstance(j, Job) and len(j.document.source.text) <= _WINDOW]
        with self.engine.window():
            _parse_together([job.analysis for job in jobs if job.rules.needs_parse or job.settings.claims])
            return [self._check(job) if isinstance(job, Job) else job for job in window]

    def _settings_of(self, document: Document, file: Path) -> Settings:
        """Return the settings of an article. Raises ConfigError with every problem of its front matter."""
        source = document.source
        outside = self.settings.for_path(file)
        problems: tuple[Diagnostic, ...] = ()
        try:
            settings = outside.with_front_matter(document.metadata, source.path, text=source.text)
        except ConfigError as err:
            problems, settings = err.diagnostics, err.partial or outside
        if settings is not outside:  # all others were looked at when this linter was made
            problems = in_order((*problems, *settings_problems(self.catalog, settings)))
        elif self.settings.overrides:  # which may set the policy that needs a register, and no register
            problems = tuple(register_problems(settings))
        if problems:
            raise ConfigError(problems[0].message, problems)
        return settings

    def report(self, results: Iterable[FileResult]) -> Report:
        """Return the report of a run."""
        return Report(tuple(results), self.tool(), self.settings.fail_on, self.settings.show)

    def tool(self) -> dict[str, str]:
        """Return what made the findings: versions, a digest of the files of all rules, the list of retractions."""
        path = self.settings.retractions
        return {
            "name": "healthlint",
            "version": __version__,
            **versions(self.settings.model),
            "rules": str(len(self.catalog.rules)),
            "rules_digest": self.catalog.digest,
            **({"retractions": self.retractions.summary(path.name)} if self.retractions and path else {}),
        }

    def _check(self, job: Job) -> FileResult:
        try:
            return self._run(job)
        except SourceError as err:
            return failed(job.document.source.path, "source", str(err))
        except UserError as err:
            return refused(job.document.source.path, err.diagnostics, str(err))

    def _run(self, job: Job) -> FileResult:
        analysis, document = job.analysis, job.document
        analysis.deadline = Deadline(job.settings.max_seconds)
        with timed(self.profile, STAGE, "rules: search, findings"):
            outcome = run(analysis, job.rules)
        kept, waived = suppress(analysis, outcome.findings, self.catalog, job.rules.compiled)
        lines = LineIndex.of(document.source.text)
        problems = [*outcome.problems]
        for span, message in document.problems:
            line, column = lines.position(span.start)
            problems.append(Problem("format", message, span, line, column))
        context = analysis.context
        with timed(self.profile, STAGE, "claims register"):
            register = _claims(analysis) if job.rules.needs_parse or job.settings.claims else ()
        with timed(self.profile, STAGE, "readability"):
            measured = metrics(analysis)
        if self.profile is not None:
            self.profile.words += int(str(measured["words"]))
        return FileResult(
            path=document.source.path,
            format=document.format,
            text=document.source.text,
            findings=tuple(kept),
            claims=register,
            metrics=measured,
            context=context.as_dict(),
            context_origin=job.origins,
            skipped=tuple(dict.fromkeys((*document.skipped, *outcome.skipped))),
            suppressed=tuple(waived),
            problems=tuple(problems),
            notes=(*front_matter_notes(document), *context_notes(document, job.settings, context)),
        )

    def _read_evidence_logs(self) -> None:
        """Read the registers that articles are known to need. Raises ConfigError with every mistake of them."""
        problems: list[Diagnostic] = []
        for register in self.settings.evidence_logs():
            try:
                self._evidence(register, "")
            except UserError as err:
                problems += err.diagnostics or [Diagnostic(show_path(register), 0, 0, str(err))]
        if problems:
            raise ConfigError(problems[0].message, in_order(problems), self.settings)

    def _evidence(self, register: Path, path: str) -> EvidenceLog | None:
        """Return the evidence that a register has on file for an article; None where it has none. Raises UserError."""
        if self.settings.claims and not register.is_file():
            return None  # it is about to be made
        from healthlint.register.opened import OpenRegister
        from healthlint.register.row import fit_name

        if register not in self._registers:
            self._registers[register] = OpenRegister(register)
        return self._registers[register].evidence.get(fit_name(path))

    def _house(self, settings: Settings, context: Context, path: str) -> House:
        log = settings.register if context.citation_policy == "evidence-log" else None
        known = self.retractions
        return House(
            settings.own_sites,
            settings.source_tiers,
            settings.citation_reach,
            known.notices if known else {},
            known.until if known else "",
            self._evidence(log, path) if log is not None else None,
        )

    def _rule_set(self, settings: Settings, context: Context) -> RuleSet:
        said = settings.severity
        # All that selects rules, and all that changes them.
        key = (settings.select, settings.ignore, repr(sorted(said.items())), repr(settings.rules), context)
        if key not in self._rule_sets:
            chosen = select(candidates(self.catalog, settings), settings, context)
            self._rule_sets[key] = RuleSet(
                [
                    Compiled(s.rule, s.severity, self._compile(s.rule), s.rule.id in said or s.rule.pack in said)
                    for s in chosen
                ]
            )
        return self._rule_sets[key]

    def _compile(self, rule: Rule) -> Check:
        key = (rule.id, repr(rule.options))
        if key not in self._checks:
            self._checks[key] = compile_rule(rule)
        return self._checks[key]


def _source(text: str, path: str) -> Source:
    bom = text.startswith("\ufeff")
    body = text[1:] if bom else text
    return Source(path, body, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), bom=bom)


def _notices(settings: Settings) -> NoticeList | None:
    """Return the list of retractions that the settings name, if they name one. Raises ConfigError."""
    if settings.retractions is None:
        return None
    from healthlint.citations.retractions import read_notices

    return read_notices(settings.retractions, show_path(settings.retractions))


def _parse_together(analyses: Sequence[Analysis]) -> None:
    # What goes wrong here goes wrong again for the one article that it is about, and is reported there.
    with suppress_errors(Exception):
        Analysis.parse_together(analyses)


def failed(path: str, code: str, message: str) -> FileResult:
    """Return the result of a file that could not be checked."""
    return FileResult(path, status="failed", reason=message, problems=(Problem(code, message),))


def refused(path: str, problems: Sequence[Diagnostic], message: str = "") -> FileResult:
    """Return the result of a file whose settings cannot be used; `message` is for when no place is known."""
    if not problems:
        return failed(path, "settings", message)
    count = "a mistake in its settings" if len(problems) == 1 else f"{len(problems)} mistakes in its settings"
    return FileResult(path, status="failed", reason=count, problems=tuple(_as_problem(d, path) for d in problems))


def _as_problem(found: Diagnostic, article: str) -> Problem:
    # An option of the command line is no file that a line could be in.
    option = found.path.startswith("--")
    message = f"{found.path}: {found.message}" if option else found.message
    elsewhere = "" if option or found.path == article else found.path
    return Problem(
        "settings",
        message,
        line=found.line,
        column=found.column,
        path=elsewhere,
        hint=found.hint,
        excerpt=found.excerpt(),
    )


def _claims(analysis: Analysis) -> tuple[Claim, ...]:
    # Claims need the parse: when nobody asks for them and no enabled rule needs it, the model stays unloaded.
    from healthlint.citations.sourced import sourced_claims
    from healthlint.claims.extract import located
    from healthlint.claims.tiers import with_tiers

    return sourced_claims(analysis, with_tiers(analysis, analysis.once(located)))
