"""`healthlint links`: look up where links and identifiers lead. The one command that uses the network."""

from __future__ import annotations

import glob
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from healthlint.cli.completion import LINK_LEVELS, complete_link_formats, complete_link_levels
from healthlint.cli.shared_options import ConfigOption, IsolatedOption

if TYPE_CHECKING:
    from healthlint.config.settings import Settings
    from healthlint.links.report import Row
    from healthlint.links.targets import Target
    from healthlint.links.verdict import Verdict


def links(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="PATHS", help="Files, folders or globs. [default: .]")
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="How to report: table, jsonl, csv or markdown.",
            autocompletion=complete_link_formats,
        ),
    ] = "table",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the report to a file.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", "-a", help="List what is fine too (table, markdown).")] = False,
    fail_on: Annotated[
        str,
        typer.Option(
            metavar="STATUS",
            help="Exit with 1 from this status on: broken, unknown, redirected or never.",
            autocompletion=complete_link_levels,
        ),
    ] = "broken",
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.1, max=120, help="How long to wait for an answer.")
    ] = 10.0,
    retries: Annotated[
        int, typer.Option(metavar="N", min=0, max=5, help="More tries where a server is busy or silent, further apart.")
    ] = 2,
    delay: Annotated[
        float, typer.Option(metavar="SECONDS", min=0, max=60, help="The pause between two requests to one host.")
    ] = 0.2,
    max_age: Annotated[
        float, typer.Option(metavar="HOURS", min=0, help="Take what was found so long ago from the cache.")
    ] = 24.0,
    private: Annotated[bool, typer.Option("--private", help="Ask hosts of private networks too.")] = False,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
    cache_dir: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Keep what was found here. [default: the user's cache folder]")
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Neither use nor keep earlier answers.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no remarks.")] = False,
) -> None:
    """Look up whether links, DOIs, PubMed numbers and trial numbers lead anywhere.

    The only command that uses the network. One request at a time goes to a host. `broken` means 404, 410 or a
    host that does not exist; `unknown` is no verdict: the server refuses programs (403), is busy or did not answer.

    \b
    Examples:
      healthlint links content/
      healthlint links page.md --all
      healthlint links content/ --format csv -o links.csv --fail-on never
    """
    from healthlint.cli.cache import open_store
    from healthlint.cli.exit_codes import CLEAN, FINDINGS, USAGE, worst
    from healthlint.cli.output import note, write_text
    from healthlint.diagnostics import did_you_mean
    from healthlint.errors import UserError
    from healthlint.links.fetch import Fetcher, Manners
    from healthlint.links.report import FORMATS, render, summary
    from healthlint.links.run import look_up
    from healthlint.links.verdict import Status

    for option, value, allowed in (("--format", format, FORMATS), ("--fail-on", fail_on, LINK_LEVELS)):
        if value not in allowed:
            hint = did_you_mean(value, allowed) or f"one of {', '.join(allowed)}"
            raise UserError(f"unknown {option} `{value}`: {hint}")
    arguments = tuple(paths or (".",))
    read = _read(arguments, config, isolated=isolated)
    for remark in read.remarks:
        note(remark)
    if not read.articles:
        if not read.codes:
            note(f"no articles found in {', '.join(arguments)}")
        raise typer.Exit(worst(read.codes or [USAGE]))
    store = None if no_cache else open_store(cache_dir)
    verdicts = look_up(
        (target for article in read.articles for target, _, _ in article.found),
        Fetcher(Manners(timeout, retries, delay, private)),
        store=store,
        max_age=max_age * 3600,
        on_done=None if quiet or not sys.stderr.isatty() else _progress(),
    )
    rows = [row for article in read.articles for row in article.rows(verdicts)]
    text = render(format, rows, everything=everything)
    if output is None:
        typer.echo(text, nl=False)
    else:
        write_text(output, text)
        if not quiet:
            note(f"{summary(rows)}; report written to {output.as_posix()}")
    failing = fail_on != "never" and any(Status(r.status).rank >= Status(fail_on).rank for r in rows)
    raise typer.Exit(worst([*read.codes, FINDINGS if failing else CLEAN]))


@dataclass(frozen=True, slots=True)
class _Article:
    """An article: what it refers to, each with line and column."""

    shown: str
    found: tuple[tuple[Target, int, int], ...]

    def rows(self, verdicts: dict[Target, Verdict]) -> list[Row]:
        from healthlint.links.report import Row

        out: list[Row] = []
        for target, line, column in self.found:
            v = verdicts[target]
            out.append(
                Row(self.shown, line, column, target.kind, target.shown, str(v.status), v.code, v.reason, v.final)
            )
        return out


@dataclass(slots=True)
class _Read:
    articles: list[_Article] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)


def _read(arguments: tuple[str, ...], config: Path | None, *, isolated: bool) -> _Read:
    """Return the articles that the arguments name; what cannot be read is remarked, and the others go on."""
    from healthlint.cli.exit_codes import FAILED, USAGE
    from healthlint.config.load import show_path
    from healthlint.config.settings import Settings
    from healthlint.discover import discover
    from healthlint.errors import SourceError, UserError

    if isolated and config is not None:
        raise UserError("--isolated and --config exclude each other")
    if "-" in arguments:
        raise UserError("links reads files: `-` is none (name the article, or save what is piped in)")
    out = _Read()
    files: dict[Path, Settings] = {}
    for argument in dict.fromkeys(arguments):
        settings = Settings.load(Path(argument), config=config, isolated=isolated)
        found = discover((argument,), include=settings.include, exclude=settings.exclude, root=settings.root)
        for path in found.files:
            files.setdefault(path, settings)
        for name in found.missing:
            pattern = glob.has_magic(name)  # a question, not a promise that something is there
            out.remarks.append(f"{name}: {'no file matches this pattern' if pattern else 'no such file or folder'}")
            out.codes.append(USAGE if pattern else FAILED)
        out.remarks += [f"{name}: {reason.lower()}" for name, reason in found.unreadable]
        out.codes += [FAILED] * len(found.unreadable)
    for path in sorted(files, key=lambda p: p.as_posix()):
        try:
            out.articles.append(_article(path, show_path(path), files[path]))
        except SourceError as err:
            out.remarks.append(f"{show_path(path)}: {err}")
            out.codes.append(FAILED)
    return out


def _article(path: Path, shown: str, settings: Settings) -> _Article:
    from healthlint.formats.registry import extract
    from healthlint.language.analysis import Analysis
    from healthlint.language.engine import shared_engine
    from healthlint.links.targets import resolvers, targets
    from healthlint.model.context import Context
    from healthlint.model.source import LineIndex
    from healthlint.source import read

    source = read(path, shown=shown, max_bytes=settings.max_file_size)
    analysis = Analysis(extract(source), Context(), shared_engine(settings.model))
    lines = LineIndex.of(source.text)
    found = targets(analysis, resolvers())
    return _Article(shown, tuple((target, *lines.position(place.start)) for target, place in found))


def _progress() -> Callable[[int, int], None]:
    def show(done: int, of: int) -> None:
        end = "\r\x1b[K" if done == of else ""
        sys.stderr.write(f"\r{done} of {of} addresses{end}")
        sys.stderr.flush()

    return show
