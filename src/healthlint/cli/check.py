"""`healthlint check`: lint articles and report what an editor would say."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from healthlint.cli.completion import complete_contexts, complete_formats, complete_rules, complete_severities

_REPEAT = "Repeatable; commas separate."


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
            help="How to report: terminal, concise, json, markdown or github.",
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
            help=f"Run only these rules or packs (all: every rule). {_REPEAT}",
            autocompletion=complete_rules,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RULES",
            help=f"Leave out these rules or packs too. {_REPEAT}",
            autocompletion=complete_rules,
        ),
    ] = None,
    severity: Annotated[
        list[str] | None,
        typer.Option(metavar="RULE=LEVEL", help=f"Set a rule's or pack's level: error, warning, info, off. {_REPEAT}"),
    ] = None,
    context: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY=VALUE",
            help=f"Who publishes, about what, where, for whom: publisher=charity. {_REPEAT}",
            autocompletion=complete_contexts,
        ),
    ] = None,
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
    config: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Use this configuration file instead of the nearest one."),
    ] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="Read no configuration file.")] = False,
    stdin_filename: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="What to call stdin; it decides format and configuration."),
    ] = None,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colours (as does NO_COLOR).")] = False,
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
      pandoc page.docx -t markdown | healthlint check - --stdin-filename page.md
    """
    from healthlint.cli.output import note, wants_color, width, write_text
    from healthlint.cli.run import Request, check_all
    from healthlint.config.options import parse_context, parse_severities, split_commas
    from healthlint.errors import UserError
    from healthlint.reporters.options import RenderOptions
    from healthlint.reporters.registry import names, render

    if format not in names():
        _unknown_format(format, names())
    if isolated and config is not None:
        raise UserError("--isolated and --config exclude each other")
    arguments = tuple(paths or (("-",) if stdin_filename else (".",)))
    if stdin_filename and "-" not in arguments:
        raise UserError("--stdin-filename names what `-` reads; add - to the paths")
    request = Request(
        arguments=arguments,
        stdin_filename=stdin_filename,
        config=config,
        isolated=isolated,
        options={
            "select": split_commas(select or ()),
            "ignore": split_commas(ignore or ()),
            "severity": parse_severities(severity or ()),
            "context": parse_context(context or ()),
            "fail_on": fail_on,
            "show": show or ("info" if verbose else None),
        },
        progress=not quiet and sys.stderr.isatty(),
    )
    outcome = check_all(request)
    for remark in outcome.remarks:
        typer.echo(remark, err=True)
    to_screen = output is None
    options = RenderOptions(
        color=to_screen and wants_color(sys.stdout, no_color=no_color),
        width=width(),
        quiet=quiet,
        wrap=to_screen and sys.stdout.isatty(),
    )
    # People are told on stderr; a program still gets its valid report.
    if outcome.worth_reading or format not in ("terminal", "concise"):
        text = render(format, outcome.report, options=options)
        if output is None:
            typer.echo(text, nl=False, color=True)
        else:
            write_text(output, text)
            if not quiet:
                note(f"report written to {output.as_posix()}")
    raise typer.Exit(outcome.exit_code)


def _unknown_format(format: str, known: tuple[str, ...]) -> None:
    """Raise UserError for a format that nobody offers."""
    from healthlint.diagnostics import did_you_mean
    from healthlint.errors import UserError

    hint = did_you_mean(format, known) or f"one of {', '.join(known)}"
    raise UserError(f"unknown --format `{format}`: {hint}")
