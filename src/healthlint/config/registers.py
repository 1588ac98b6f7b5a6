"""Claims registers that settings need or name: what is wrong with them before any is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from healthlint.config.load import show_path
from healthlint.config.schema import REGISTER_SUFFIXES
from healthlint.config.settings import Settings
from healthlint.diagnostics import Diagnostic, did_you_mean

_KEY = "context.citation_policy"


def register_problems(settings: Settings) -> Iterator[Diagnostic]:
    """Yield what is wrong: a register that is not there, evidence that is said to be on file without a file.

    `healthlint claims` needs none: it makes them. Where overrides name a register, whether an article lacks one is only
    told by the settings that hold for it.
    """
    if settings.claims:
        return
    if settings.register is not None and not settings.register.is_file():
        hint = _near(settings.register) or f"`healthlint claims PATHS -o {settings.register.name}` makes it"
        yield _placed(settings, "register", f"there is no register `{show_path(settings.register)}`", hint)
    if not settings.registers() and settings.context.get("citation_policy") == "evidence-log":
        hint = (
            _there(settings.root) or 'add register = "claims.yaml"; `healthlint claims PATHS -o claims.yaml` makes one'
        )
        yield _placed(settings, _KEY, "the evidence log of `evidence-log` is a claims register, and none is set", hint)


def _placed(settings: Settings, key: str, message: str, hint: str) -> Diagnostic:
    place = settings.places.get(key) or Diagnostic("settings", 0, 0, "")
    return replace(place, message=message, hint=hint)


def _near(missing: Path) -> str:
    return did_you_mean(missing.name, _registers_in(missing.parent))


def _there(folder: Path) -> str:
    """Return the register to set, if the folder has one that is called as our examples call it."""
    named = next((name for name in _registers_in(folder) if name.startswith("claims.")), None)
    return f'did you mean register = "{named}"?' if named else ""


def _registers_in(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if path.suffix.lower() in REGISTER_SUFFIXES)
