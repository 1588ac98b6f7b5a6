"""`healthlint rules`: list the rules, prove their examples, write their manual."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from healthlint.cli.completion import complete_packs, complete_rules

if TYPE_CHECKING:
    from healthlint.model.rule import Rule
    from healthlint.packs.load import Catalog

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="List the rules, prove their examples, write their manual."
)

Config = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="The configuration file that names further packs.")
]


@app.command("list", short_help="List the rules with severity, confidence and kind.")
def list_rules(
    pack: Annotated[
        list[str] | None,
        typer.Option("--pack", "-p", metavar="PACK", help="Only this pack. Repeatable.", autocompletion=complete_packs),
    ] = None,
    format: Annotated[str, typer.Option("--format", "-f", help="table or json.")] = "table",
    config: Config = None,
) -> None:
    """List the rules: id, severity, confidence, kind, message.

    \b
    Examples:
      healthlint rules list --pack claims
      healthlint rules list --format json
    """
    from healthlint.cli.catalog import known_catalog, unknown_name
    from healthlint.errors import UserError

    if format not in ("table", "json"):
        raise UserError(f"--format must be table or json; got `{format}`")
    catalog = known_catalog(config)
    for name in pack or ():
        if name not in catalog.packs:
            raise unknown_name(name, catalog)
    rules = [r for r in catalog.rules.values() if not pack or r.pack in pack]
    typer.echo(_as_json(rules) if format == "json" else "\n".join(_as_table(rules)))
    _stop_on_problems(catalog)


@app.command("test", short_help="Prove the examples of the rules.")
def test(
    rules: Annotated[
        list[str] | None,
        typer.Argument(metavar="RULES", help="Rule ids or pack names.", autocompletion=complete_rules),
    ] = None,
    config: Config = None,
) -> None:
    """Prove the examples of the rules: each bad one gives exactly its marked words, each good one nothing.

    \b
    Examples:
      healthlint rules test
      healthlint rules test claims/cure
      healthlint rules test --config house/healthlint.toml house-style
    """
    from healthlint.cli.catalog import pack_folders, rule_file, unknown_name
    from healthlint.errors import UserError
    from healthlint.packs.load import load_catalog
    from healthlint.reporters.listing import plural
    from healthlint.testing import test_rules

    folders = pack_folders(config)
    catalog = load_catalog(folders)
    for name in rules or ():
        if name not in catalog.rules and name not in catalog.packs:
            raise unknown_name(name, catalog)
    report = test_rules(catalog, tuple(rules or ()))
    for failure in report.failures:
        place = rule_file(catalog.rules[failure.rule], folders)
        line = f":{failure.line}" if failure.line else ""
        typer.echo(f"{place}{line}: {failure.rule} ({failure.format}): {failure.message}")
        typer.echo(f"    {failure.example!r}")
    bad = len(report.failures)
    tried = f"{plural(report.rules, 'rule')}, {plural(report.checked, 'example')} tried"
    typer.echo(f"{tried}, {bad or 'none'} failed")
    _stop_on_problems(catalog)
    if bad:
        raise typer.Exit(1)
    if not report.rules:
        raise UserError("no rule was tried: a pack without rules proves nothing")


@app.command("docs", short_help="Write the manual of the rules as Markdown.")
def docs(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the pages go.")],
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 when a page is out of date.")
    ] = False,
    config: Config = None,
) -> None:
    """Write the manual of the rules as Markdown: an index and a page for each pack.

    \b
    Examples:
      healthlint rules docs docs/rules
      healthlint rules docs docs/rules --check
    """
    from healthlint.cli.catalog import known_catalog
    from healthlint.packs.docs import pages

    catalog = known_catalog(config)
    wanted = pages(catalog)
    stale = _stale(folder, wanted)
    if check:
        for name, what in stale.items():
            typer.echo(f"{(folder / name).as_posix()}: {what}")
    else:
        _write_pages(folder, wanted, stale)
    _stop_on_problems(catalog)
    if check and stale:
        raise typer.Exit(1)


def _write_pages(folder: Path, wanted: dict[str, str], stale: dict[str, str]) -> None:
    from healthlint.cli.output import write_text
    from healthlint.errors import UserError

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in stale.keys() - wanted.keys():
            (folder / name).unlink()
    except OSError as err:
        raise UserError(f"cannot write to {folder.as_posix()}: {(err.strerror or str(err)).lower()}") from err
    for name in stale:
        if name in wanted:
            write_text(folder / name, wanted[name])
        typer.echo(f"{'wrote' if name in wanted else 'removed'} {(folder / name).as_posix()}")


def _stale(folder: Path, wanted: dict[str, str]) -> dict[str, str]:
    """Return the pages that differ from what the rules say, with how. Pages that we did not write are left alone."""
    out: dict[str, str] = {}
    for name, text in wanted.items():
        page = folder / name
        if not page.is_file():
            out[name] = "missing"
        elif page.read_bytes() != text.encode():
            out[name] = "out of date"
    for page in sorted(folder.glob("*.md")):
        if page.name not in wanted and b"Made by `healthlint rules docs`" in page.read_bytes():
            out[page.name] = "no such pack"
    return out


def _as_table(rules: list[Rule]) -> list[str]:
    from healthlint.packs.docs import said

    head = ("rule", "severity", "confidence", "kind", "message")
    rows = [(r.id, str(r.severity), str(r.confidence), r.kind, said(r.message)) for r in rules]
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(4)]
    return [
        "  ".join((*(cell.ljust(n) for cell, n in zip(row[:4], widths, strict=True)), row[4])).rstrip()
        for row in (head, *rows)
    ]


def _as_json(rules: list[Rule]) -> str:
    import json

    listed = [
        {
            "id": r.id,
            "pack": r.pack,
            "kind": r.kind,
            "severity": r.severity.value,
            "severity_by": {k: {v: s.value for v, s in by.items()} for k, by in sorted(r.severity_by.items())},
            "confidence": r.confidence.value,
            "when": {k: list(v) for k, v in sorted(r.when.items())},
            "preview": r.preview,
            "default_in": {k: list(v) for k, v in sorted(r.default_in.items())},
            "fix": r.fix.value if r.fix else None,
            "message": r.message,
            "why": r.why,
            "advice": r.advice,
            "references": list(r.references),
            "tags": list(r.tags),
        }
        for r in rules
    ]
    return json.dumps({"schema_version": 1, "rules": listed}, ensure_ascii=False, indent=2)


def _stop_on_problems(catalog: Catalog) -> None:
    """Show the rule files that could not be used, and stop with the exit code of a rule error."""
    from healthlint.cli.exit_codes import USAGE

    for problem in catalog.problems:
        typer.echo(problem.draw(), err=True)
    if catalog.problems:
        raise typer.Exit(USAGE)
