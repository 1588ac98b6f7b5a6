"""The exception tree.

    HealthlintError
    ├── UserError            something a person can mend; shown without a traceback
    │   ├── ConfigError      a configuration file or option (exit code 2)
    │   ├── RuleError        a rule or pack file (exit code 2)
    │   ├── SourceError      an article that cannot be read (exit code 3)
    │   └── ModelMissing     the language model is not installed (exit code 2)
    └── InternalError        a defect of healthlint

Findings are returned, never raised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from healthlint.config.settings import Settings
    from healthlint.diagnostics import Diagnostic


class HealthlintError(Exception):
    """Any error that healthlint raises on purpose."""


class UserError(HealthlintError):
    """An error that the person who runs healthlint can mend.

    `diagnostics` holds every problem that was found, each with its place; the message says them in short.
    """

    def __init__(self, message: str, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(message)
        self.diagnostics = diagnostics


class ConfigError(UserError):
    """A configuration file or an option is wrong.

    `partial` are the Settings without the wrong parts, where there are any: with them other problems can be found, so
    that a person hears of all of them at once.
    """

    def __init__(self, message: str, diagnostics: tuple[Diagnostic, ...] = (), partial: Settings | None = None) -> None:
        super().__init__(message, diagnostics)
        self.partial = partial


class RuleError(UserError):
    """A rule or pack file is wrong."""


class SourceError(UserError):
    """An article cannot be read or decoded."""


class ModelMissing(UserError):
    """A rule needs the language model and none is installed."""


class InternalError(HealthlintError):
    """A promise of healthlint's own code is broken."""
