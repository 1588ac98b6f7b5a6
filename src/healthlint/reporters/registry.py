"""Reporters by name. A reporter's module is imported when it is asked for, and not before."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

from healthlint.diagnostics import did_you_mean
from healthlint.errors import UserError
from healthlint.model.finding import Report
from healthlint.reporters.options import RenderOptions

GROUP = "healthlint.reporters"  # a plug-in's entry point names a function `(report, *, options) -> str`

_MODULES = {
    "terminal": "healthlint.reporters.terminal",
    "concise": "healthlint.reporters.concise",
    "json": "healthlint.reporters.json",
    "markdown": "healthlint.reporters.markdown",
    "github": "healthlint.reporters.github",
}

NAMES: tuple[str, ...] = tuple(_MODULES)

Renderer = Callable[..., str]


def names() -> tuple[str, ...]:
    """Return the names of our reporters, in order, then those of plug-ins, sorted."""
    return (*NAMES, *sorted({p.name for p in entry_points(group=GROUP)} - set(NAMES)))


def render(name: str, report: Report, *, options: RenderOptions | None = None) -> str:
    """Return the report in the named format; every line ends in a newline.

    A plug-in cannot take the name of one of ours. Raises UserError for an unknown name.
    """
    return _renderer(name)(report, options=options or RenderOptions())


def _renderer(name: str) -> Renderer:
    if name in _MODULES:
        return import_module(_MODULES[name]).render
    found = sorted(entry_points(group=GROUP, name=name), key=_origin)
    if not found:
        known = names()
        hint = did_you_mean(name, known) or f"one of {', '.join(known)}"
        raise UserError(f"unknown output format `{name}`: {hint}")
    if len(found) > 1:
        homes = ", ".join(p.value for p in found)
        raise UserError(f"two plug-ins offer the output format `{name}`: {homes}; uninstall one")
    return found[0].load()


def _origin(point: EntryPoint) -> str:
    return point.value
