"""The rules that a command talks about: ours, those of plug-ins, and the folders of the configuration."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from healthlint.config.load import show_path
from healthlint.config.settings import Settings
from healthlint.diagnostics import did_you_mean
from healthlint.errors import UserError
from healthlint.packs.load import Catalog, built_in_folder, load_catalog

if TYPE_CHECKING:
    from healthlint.model.rule import Rule


def known_catalog(config: Path | None = None) -> Catalog:
    """Return the rules for the configuration file, or for the nearest one. Raises ConfigError."""
    return load_catalog(pack_folders(config))


def pack_folders(config: Path | None = None) -> tuple[Path, ...]:
    """Return the folders of further rules of the configuration file, or of the nearest one. Raises ConfigError."""
    return Settings.load(config=config).packs


def rule_file(rule: Rule, folders: Iterable[Path]) -> str:
    """Return the file of a rule as an editor can open it, or its name within its pack when it is not there."""
    for folder in (*folders, built_in_folder()):
        if (folder / rule.path).is_file():
            return show_path(folder / rule.path)
    return rule.path


def named_rule(name: str, catalog: Catalog) -> str:
    """Return the rule or pack that a name means: itself, or the one rule that has it after the slash.

    Raises UserError.
    """
    if name in catalog.rules or name in catalog.packs:
        return name
    same_end = [rule for rule in catalog.rules if rule.partition("/")[2] == name]
    if len(same_end) != 1:
        raise unknown_name(name, catalog)
    return same_end[0]


def unknown_name(name: str, catalog: Catalog) -> UserError:
    """Return the error for a name that is neither a rule nor a pack."""
    known = [*catalog.rules, *catalog.packs]
    # People remember the part after the slash.
    same_end = [rule for rule in catalog.rules if rule.partition("/")[2] == name]
    hint = f"did you mean {' or '.join(f'`{rule}`' for rule in same_end)}?" if same_end else did_you_mean(name, known)
    return UserError(f"no rule or pack `{name}`: {hint or '`healthlint rules list` shows them all'}")
