"""A linter whose settings were tried out before any article is read."""

from __future__ import annotations

from healthlint.config.settings import Settings
from healthlint.packs.select import candidates, check_references
from healthlint.pipeline import Linter


def usable_linter(settings: Settings) -> Linter:
    """Return the linter for settings whose rule names and options all fit, those of the overrides too.

    Raises ConfigError: a wrong option is a mistake in the configuration (exit code 2), not in the first article
    that it would have met.
    """
    linter = Linter(settings)
    for variant in (settings, *(settings.apply(override.layer) for override in settings.overrides)):
        check_references(linter.catalog, variant)
        candidates(linter.catalog, variant)
    return linter
