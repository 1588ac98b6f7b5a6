"""`healthlint claims`: the claims of articles as a register, merged with what people decided on them."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from healthlint.cli.completion import complete_register_formats
from healthlint.cli.shared_options import (
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
    from healthlint.register.row import Row


def claims(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATHS", help="Files, folders or globs; - reads stdin. [default: .]"),
    ] = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="table, jsonl, csv, xlsx, markdown or yaml. [default: what FILE ends in; else table]",
            autocompletion=complete_register_formats,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write the register here. One that is there is merged, not lost."
        ),
    ] = None,
    merge: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Keep what people decided in this register; it is not changed.")
    ] = None,
    remove_gone: Annotated[
        bool, typer.Option("--remove-gone", help="Leave out claims that are no longer in the articles.")
    ] = False,
    today: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day that decides which decisions have expired. [default: today]"),
    ] = None,
    context: ContextOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="The register only: no counts, no progress.")] = False,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
    stdin_filename: StdinOption = None,
    no_color: NoColorOption = False,
    jobs: JobsOption = None,
    cache_dir: CacheDirOption = None,
    no_cache: NoCacheOption = False,
) -> None:
    """List the claims of articles, one row each: who says that what does what, how strongly, with which source.

    Kept in a file, it is a register: people enter decisions, and the next run keeps them and marks what is
    new, changed, gone or expired. `check --register FILE` lets approved claims pass.

    \b
    Examples:
      healthlint claims article.md
      healthlint claims content/ -o claims.xlsx
      healthlint claims content/ --merge claims.xlsx --format markdown
      healthlint claims content/ -o claims.csv --remove-gone
    """
    from healthlint.cli.cache import open_store
    from healthlint.cli.check import refuse_contradictions
    from healthlint.cli.days import day
    from healthlint.cli.register_run import Existing, found_claims
    from healthlint.cli.run import Request
    from healthlint.config.options import read_options
    from healthlint.workers.plan import usable_cores

    arguments = tuple(paths or (("-",) if stdin_filename else (".",)))
    refuse_contradictions(arguments, stdin_filename, config, isolated=isolated)
    form = _Form.of(format, output, merge)
    if form.is_for_reading and form.base is None:
        form = replace(form, base=_configured(arguments, config, isolated=isolated))
    when = day(today)
    existing = Existing.read(form.base) if form.base else None
    # What the register has on file counts in it too, before that which the configuration names.
    options = read_options(
        select=(), ignore=(), severity=(), context=context or (), fail_on=None, show=None, register=form.base
    )
    found = found_claims(
        Request(
            arguments,
            stdin_filename,
            config,
            isolated,
            {**options, "claims": True},
            progress=not quiet and sys.stderr.isatty(),
            jobs=jobs or usable_cores(),
            store=None if no_cache else open_store(cache_dir),
        )
    )
    for remark in found.remarks:
        typer.echo(remark, err=True)
    if found.complete:
        # A page that an earlier run wrote among the articles is none of them.
        rows = (found.without(output) if output else found).merged(existing, when)
        form.write(tuple(r for r in rows if not remove_gone or r.state != "gone"), quiet=quiet, color=not no_color)
    raise typer.Exit(found.exit_code)


@dataclass(frozen=True, slots=True)
class _Form:
    """In which format the register goes where, and `base`, the register that it continues, if there is one."""

    format: str
    output: Path | None
    base: Path | None

    @classmethod
    def of(cls, format: str | None, output: Path | None, merge: Path | None) -> _Form:
        """Return the form that the options ask for. Raises UserError for those that would lose something."""
        from healthlint.diagnostics import did_you_mean
        from healthlint.errors import UserError
        from healthlint.register.files import FORMATS, READABLE, format_of

        meant = format_of(output) if output else None
        chosen = format or meant or ("table" if output is None else None)
        if chosen is None:
            raise UserError(f"which format is {output}? Add --format {'|'.join(FORMATS)}")
        if chosen not in FORMATS:
            raise UserError(
                f"unknown --format `{chosen}`: {did_you_mean(chosen, FORMATS) or 'one of ' + ', '.join(FORMATS)}"
            )
        if output is not None and meant and meant != chosen:
            raise UserError(f"{output.as_posix()} is named like {meant}, and --format says {chosen}")
        if output is None:
            if chosen == "xlsx":
                raise UserError("a workbook needs a file: add -o claims.xlsx")
            return cls(chosen, None, merge)
        if not output.is_file():
            return cls(chosen, output, merge)
        if chosen not in READABLE:
            _refuse_what_is_no_page(output, chosen)
            return cls(chosen, output, merge)
        if merge is not None and merge.resolve() != output.resolve():
            raise UserError(
                f"{output.as_posix()} is there already: leave out --merge to continue it, or name a new file"
            )
        return cls(chosen, output, output)

    @property
    def is_for_reading(self) -> bool:
        """Whether no register is written: it goes to the screen or another program, or is a page."""
        return self.output is None or self.format in ("table", "markdown")

    def write(self, rows: tuple[Row, ...], *, quiet: bool, color: bool) -> None:
        """Write the register. Raises UserError."""
        from healthlint.cli.output import note, write_bytes
        from healthlint.register.summary import counted

        data = self._drawn(rows, quiet=quiet, color=color)
        if self.output is None:
            # What programs read is bytes, whatever line ends and encoding a terminal has.
            for_people = self.format in ("table", "markdown")
            typer.echo(data.decode() if for_people else data, nl=False, color=True)
            return
        write_bytes(self.output, [data])
        if not quiet:
            note(f"{counted(rows)}; written to {self.output.as_posix()}")

    def _drawn(self, rows: tuple[Row, ...], *, quiet: bool, color: bool) -> bytes:
        from healthlint.cli.output import wants_color, width
        from healthlint.register import files
        from healthlint.reporters.options import RenderOptions

        if self.format == "markdown":
            from healthlint.register import markdown_page

            return markdown_page.written(rows).encode()
        if self.format == "table":
            from healthlint.register import table

            to_screen = self.output is None
            colored = to_screen and wants_color(sys.stdout, no_color=not color)
            return table.written(rows, RenderOptions(color=colored, width=width(), quiet=quiet)).encode()
        return files.written(rows, self.format)


def _configured(arguments: tuple[str, ...], config: Path | None, *, isolated: bool) -> Path | None:
    """Return the register that the settings name, if they name one only and it is there."""
    from healthlint.config.settings import Settings
    from healthlint.errors import ConfigError

    here = Path(arguments[0])
    try:
        named = Settings.load(here if here.exists() else None, config=config, isolated=isolated).registers()
    except ConfigError:
        return None  # the run says what is wrong
    return named[0] if len(named) == 1 and named[0].is_file() else None


def _refuse_what_is_no_page(output: Path, format: str) -> None:
    """Raise UserError if a file that is there was not written by this command: it could be an article."""
    from healthlint.errors import UserError
    from healthlint.register.markdown_page import HEAD

    with output.open("rb") as file:
        ours = file.read(len(HEAD)) == HEAD.encode()
    if format != "markdown" or not ours:
        raise UserError(f"{output.as_posix()} is there already and no register page: name a new file")
