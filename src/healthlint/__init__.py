"""Lint health articles: readability, grammar slips, unsupported claims, missing citations.

from healthlint import Linter, Settings

result = Linter(Settings.load()).check_text("# Garlic cures colds", format="markdown")
for finding in result.findings:
    print(finding.line, finding.rule, finding.message)
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = ["Claim", "FileResult", "Finding", "Linter", "Report", "Settings", "__version__"]

if TYPE_CHECKING:
    from healthlint.config.settings import Settings
    from healthlint.model.claim import Claim
    from healthlint.model.finding import FileResult, Finding, Report
    from healthlint.pipeline import Linter

_HOMES = {
    "Claim": "healthlint.model.claim",
    "FileResult": "healthlint.model.finding",
    "Finding": "healthlint.model.finding",
    "Linter": "healthlint.pipeline",
    "Report": "healthlint.model.finding",
    "Settings": "healthlint.config.settings",
}


def __getattr__(name: str) -> Any:
    """Import a public name on first use, so that `import healthlint` stays instant."""
    if name not in _HOMES:
        raise AttributeError(f"module 'healthlint' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
