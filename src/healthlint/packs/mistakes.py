"""What settings get wrong about rules and registers: names, options and files that do not exist, all at once."""

from __future__ import annotations

from collections.abc import Iterable

from healthlint.config.registers import register_problems
from healthlint.config.settings import Settings
from healthlint.diagnostics import Diagnostic
from healthlint.errors import ConfigError
from healthlint.packs.load import Catalog
from healthlint.packs.select import candidates, check_references


def settings_problems(catalog: Catalog, settings: Settings) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the rules, options and files that settings (and their overrides) name, in order."""
    found: list[Diagnostic] = []
    for variant in (settings, *(settings.apply(o.layer) for o in settings.overrides)):
        for check in (check_references, candidates):
            try:
                check(catalog, variant)
            except ConfigError as err:
                found.extend(err.diagnostics)
        found.extend(register_problems(variant))
    return in_order(found)


def in_order(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return problems without repeats, by line; files stay in the order in which they are first spoken of."""
    unique = tuple(dict.fromkeys(problems))
    files = list(dict.fromkeys(d.path for d in unique))
    return tuple(sorted(unique, key=lambda d: (files.index(d.path), d.line, d.column)))
