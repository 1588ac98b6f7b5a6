"""`healthlint check`: lint articles and report what an editor would say."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from healthlint.cli.completion import complete_formats, complete_levels, complete_rules, complete_severities
from healthlint.cli.shared_options import (
    REPEAT,
    CacheDirOption,
    ConfigOption,
    ContextOption,
    IsolatedOption,
    JobsOption,
    NoCacheOption,
    NoColorOption,
    StdinOption,
)

if TYPE_CHECKING:
    from healthlint.cli.run import Outcome, Request
    from healthlint.model.finding import Report
    from healthlint.reporters.options import RenderOptions

# Formats that list findings and say nothing where there are none: stderr says how many files that was.
_LISTS = ("concise", "github", "diff")


def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATHS", help="Files, folders or globs; - reads stdin. [default: .]"),
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="How to report: terminal, concise, json, markdown, github, sarif, gitlab, junit, checkstyle or diff.",
            autocompletion=complete_formats,
        ),
    ] = "terminal",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the report to a file.")
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RULES",
            help=f"Run only these rules or packs (all: every rule). {REPEAT}",
            autocompletion=complete_rules,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RULES",
            help=f"Leave out these rules or packs too. {REPEAT}",
            autocompletion=complete_rules,
        ),
    ] = None,
    severity: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RULE=LEVEL",
            help=f"Set a rule's or pack's level: error, warning, info, off. {REPEAT}",
            autocompletion=complete_levels,
        ),
    ] = None,
    context: ContextOption = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            metavar="LEVEL",
            help="Exit with 1 from this level up: error, warning or info. [default: error]",
            autocompletion=complete_severities,
        ),
    ] = None,
    show: Annotated[
        str | None,
        typer.Option(
            metavar="LEVEL",
            help="List findings from this level up: error, warning or info. [default: warning]",
            autocompletion=complete_severities,
        ),
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="The same as --show info.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Findings only: no summary, no progress.")] = False,
    retractions: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.csv", help="Look sources up in this list, which has the format of Retraction Watch."
        ),
    ] = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
    stdin_filename: StdinOption = None,
    no_color: NoColorOption = False,
    jobs: JobsOption = None,
    cache_dir: CacheDirOption = None,
    register: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="A claims register: what it approves stays in the report and does not fail the run."
        ),
    ] = None,
    today: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="The day that decides which approvals and suppressions have ended. [default: today]"
        ),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Leave out the findings that this file knows; only others are reported."),
    ] = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write all present findings to this file: from now on they are known."),
    ] = None,
    changed_since: Annotated[
        str | None,
        typer.Option(
            metavar="COMMIT", help="Of what is named, look only at files that differ from this commit or branch (Git)."
        ),
    ] = None,
    no_cache: NoCacheOption = False,
    watch: Annotated[bool, typer.Option("--watch", "-w", help="Go on, and check again whatever is saved.")] = False,
    profile: Annotated[bool, typer.Option("--profile", help="Say where the time went; one process.")] = False,
) -> None:
    """Lint articles: Markdown, HTML or plain text.

    Settings come from the nearest healthlint.toml (or [tool.healthlint] in pyproject.toml) above each
    article.

    \b
    Examples:
      healthlint check                              everything below this folder
      healthlint check blog/ --show info            suggestions too
      healthlint check page.md --context publisher=commercial,jurisdiction=uk
      healthlint check --select claims,citations --fail-on warning content/
      healthlint check --format json -o report.json content/
      healthlint check content/ --register claims.xlsx
      healthlint check content/ --write-baseline known.json
      healthlint check content/ --changed-since origin/main
      pandoc page.docx -t markdown | healthlint check - --stdin-filename page.md
    """
    from healthlint.cli.cache import open_store
    from healthlint.cli.changed import changed_since as changed_files
    from healthlint.cli.days import day
    from healthlint.cli.exit_codes import USAGE
    from healthlint.cli.output import note, show_error
    from healthlint.cli.run import Request, check_all, refuse_all
    from healthlint.config.options import read_options
    from healthlint.errors import UserError
    from healthlint.profiling import Profile
    from healthlint.reporters.listing import plural
    from healthlint.reporters.registry import NAMES, names
    from healthlint.workers.plan import usable_cores

    if format not in NAMES and format not in names():  # to ask for plug-ins takes as long as a small article
        _unknown_format(format, names())
    arguments = tuple(paths or (("-",) if stdin_filename else (".",)))
    write = _Writer(format, output, quiet=quiet, color=not no_color)
    try:
        refuse_contradictions(arguments, stdin_filename, config, isolated=isolated)
        if baseline and write_baseline:
            raise UserError("--baseline and --write-baseline exclude each other")
        if watch:
            _refuse_to_watch(arguments, format, output, profile=profile)
            if write_baseline or changed_since:
                option = "--write-baseline" if write_baseline else "--changed-since"
                raise UserError(f"--watch and {option} exclude each other")
        if write_baseline and changed_since:
            raise UserError("--write-baseline needs all articles: leave out --changed-since")
        only = changed_files(changed_since, Path.cwd()) if changed_since else None
        store = None if no_cache else open_store(cache_dir)
        when = day(today)
        options = read_options(
            select=select or (),
            ignore=ignore or (),
            severity=severity or (),
            context=context or (),
            fail_on=fail_on,
            show=show or ("info" if verbose else None),
            retractions=retractions,
            register=register,
            baseline=baseline,
        )
    except UserError as err:
        show_error(err)
        if not write.for_people:
            write.report(refuse_all([stdin_filename or "<stdin>" if a == "-" else a for a in arguments], err))
        raise typer.Exit(USAGE) from err
    request = Request(
        arguments,
        stdin_filename,
        config,
        isolated,
        options,
        progress=not quiet and sys.stderr.isatty(),
        jobs=1 if profile else jobs or usable_cores(),
        format=format,
        drawn=write.options,
        store=store,
        profile=Profile() if profile else None,
        today=when,
        baselines=write_baseline is None,
        only=only,
    )
    if write_baseline is not None:
        raise typer.Exit(_write_baseline(request, write_baseline, quiet=quiet))
    if watch:
        from healthlint.cli.watch import watch as keep_checking

        raise typer.Exit(keep_checking(request, write.outcome))
    outcome = check_all(request)
    if changed_since and not quiet:
        note(f"{plural(outcome.left_out, 'file')} left out: not changed since {changed_since}")
    write.outcome(outcome)
    if verbose and store is not None and store.trouble:
        note(store.trouble)
    if request.profile is not None:
        typer.echo("\n".join(request.profile.lines()), err=True)
    raise typer.Exit(outcome.exit_code)


def _write_baseline(request: Request, path: Path, *, quiet: bool) -> int:
    """Write what is found as a baseline, if everything could be checked, and return the exit code."""
    from healthlint.baseline import Writer, counted
    from healthlint.cli.exit_codes import CLEAN, FINDINGS
    from healthlint.cli.output import note, write_text
    from healthlint.cli.run import check_all

    writer = Writer(path.absolute().parent)
    outcome = check_all(replace(request, format="baseline", reporter=writer))
    for remark in outcome.remarks:
        typer.echo(remark, err=True)
    for failure in writer.failures:
        note(failure)
    if outcome.exit_code not in (CLEAN, FINDINGS):
        note(f"{path.as_posix()} is not written: not everything could be checked")
        return outcome.exit_code
    write_text(path, outcome.text)
    if not quiet:
        note(f"{counted(outcome.text)} are known from now on; written to {path.as_posix()}")
    return CLEAN


@dataclass(frozen=True, slots=True)
class _Writer:
    """Where the report goes, and how. `for_people`: they read stderr too; a program gets a valid report instead."""

    format: str
    output: Path | None
    quiet: bool
    color: bool

    @property
    def for_people(self) -> bool:
        return self.format in ("terminal", "concise")

    @property
    def options(self) -> RenderOptions:
        from healthlint.cli.output import wants_color, width
        from healthlint.reporters.options import RenderOptions

        to_screen = self.output is None
        return RenderOptions(
            color=to_screen and wants_color(sys.stdout, no_color=not self.color),
            width=width(),
            quiet=self.quiet,
            wrap=to_screen and sys.stdout.isatty(),
        )

    def outcome(self, outcome: Outcome) -> None:
        from healthlint.cli.output import note

        # What a person reads in the report on the same screen need not be said twice.
        said_there = outcome.worth_reading and self.for_people and self.output is None
        for remark in (*(() if said_there else outcome.repeated), *outcome.remarks):
            typer.echo(remark, err=True)
        if outcome.worth_reading or not self.for_people:
            self.text(outcome.text, outcome.total)
        if outcome.worth_reading and self.format in _LISTS and self.output is None and not self.quiet:
            note(outcome.total)

    def report(self, report: Report) -> None:
        from healthlint.reporters.registry import render

        self.text(render(self.format, report, options=self.options))

    def text(self, text: str, total: str = "") -> None:
        from healthlint.cli.output import note, write_text

        if self.output is None:
            typer.echo(text, nl=False, color=True)
            return
        write_text(self.output, text)
        if not self.quiet:
            note(f"{f'{total}; ' if total else ''}report written to {self.output.as_posix()}")


def refuse_contradictions(
    arguments: tuple[str, ...], stdin_filename: str | None, config: Path | None, *, isolated: bool
) -> None:
    """Raise UserError for options that exclude each other."""
    from healthlint.errors import UserError

    if isolated and config is not None:
        raise UserError("--isolated and --config exclude each other")
    if stdin_filename and "-" not in arguments:
        raise UserError("--stdin-filename names what `-` reads; add - to the paths")


def _refuse_to_watch(arguments: tuple[str, ...], format: str, output: Path | None, *, profile: bool) -> None:
    from healthlint.errors import UserError

    if profile:
        raise UserError("--watch has no end at which --profile could speak; leave out one of them")
    if format not in ("terminal", "concise"):
        raise UserError(f"--watch writes for people: --format terminal or concise, not {format}")
    if output is not None:
        raise UserError("--watch writes to the screen; leave out --output")
    if "-" in arguments:
        raise UserError("--watch needs files: stdin is read once")


def _unknown_format(format: str, known: tuple[str, ...]) -> None:
    """Raise UserError for a format that nobody offers."""
    from healthlint.diagnostics import did_you_mean
    from healthlint.errors import UserError

    hint = did_you_mean(format, known) or f"one of {', '.join(known)}"
    raise UserError(f"unknown --format `{format}`: {hint}")
