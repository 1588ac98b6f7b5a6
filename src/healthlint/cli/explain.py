"""`healthlint explain`: the manual page of a rule or a pack."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from healthlint.cli.completion import complete_rules

if TYPE_CHECKING:
    from healthlint.model.rule import Pack, Rule
    from healthlint.packs.docs import Section


def explain(
    name: Annotated[
        str, typer.Argument(metavar="RULE", help="A rule id, or a pack's name.", autocompletion=complete_rules)
    ],
    config: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The configuration file that names further packs.")
    ] = None,
) -> None:
    """Show what a rule is about, why, what to write instead, and how to turn it off.

    \b
    Examples:
      healthlint explain claims/cure
      healthlint explain claims            the rules of a pack
    """
    from healthlint.cli.catalog import known_catalog, named_rule
    from healthlint.cli.output import wants_color

    catalog = known_catalog(config)
    found = named_rule(name, catalog)
    lines = _rule_page(catalog.rules[found]) if found in catalog.rules else _pack_page(catalog.packs[found])
    typer.echo("\n".join(lines), color=wants_color(sys.stdout))


def _rule_page(rule: Rule) -> list[str]:
    from healthlint.packs.docs import sections

    lines = [typer.style(rule.id, bold=True), f"  a {rule.kind} rule of the pack {rule.pack}"]
    for section in sections(rule):
        lines += ["", typer.style(section.title, bold=True), *_body(section)]
    return lines


def _body(section: Section) -> list[str]:
    lines = _wrapped(section.prose, "  ", "  ") if section.prose else []
    for item in section.items:
        # An example may hold line breaks that matter: it is shown as it is, indented.
        parts = item.rstrip("\n").split("\n") if section.kind == "example" else [item]
        lines += _wrapped(parts[0], "  - ", "    ")
        for part in parts[1:]:
            lines += _wrapped(part, "    ", "    ") or [""]
    return lines


def _pack_page(pack: Pack) -> list[str]:
    lines = [typer.style(f"{pack.name}: {pack.title}", bold=True), *_wrapped(pack.description, "  ", "  "), ""]
    longest = max((len(rule.id) for rule in pack.rules), default=0)
    return lines + [f"  {r.id:<{longest}}  {r.severity:<7}  {_message(r)}" for r in pack.rules]


def _message(rule: Rule) -> str:
    from healthlint.packs.docs import said

    return said(rule.message)


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    import textwrap

    from healthlint.cli.output import width

    return textwrap.wrap(
        text,
        min(width(), 100),
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
