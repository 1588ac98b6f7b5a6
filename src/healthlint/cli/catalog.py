"""The rules that a command talks about: ours, those of plug-ins, and the folders of the configuration."""

from __future__ import annotations

from pathlib import Path

from healthlint.config.settings import Settings
from healthlint.diagnostics import did_you_mean
from healthlint.errors import UserError
from healthlint.packs.load import Catalog, load_catalog


def known_catalog(config: Path | None = None) -> Catalog:
    """Return the rules for the configuration file, or for the nearest one. Raises ConfigError."""
    return load_catalog(Settings.load(config=config).packs)


def unknown_name(name: str, catalog: Catalog) -> UserError:
    """Return the error for a name that is neither a rule nor a pack."""
    known = [*catalog.rules, *catalog.packs]
    # People remember the part after the slash.
    same_end = [rule for rule in catalog.rules if rule.partition("/")[2] == name]
    hint = f"did you mean `{same_end[0]}`?" if same_end else did_you_mean(name, known)
    return UserError(f"no rule or pack `{name}`: {hint or '`healthlint rules list` shows them all'}")
