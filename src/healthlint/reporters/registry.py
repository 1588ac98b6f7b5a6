"""Reporters by name. A reporter's module is imported when it is asked for, and not before."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import cast

from healthlint.diagnostics import did_you_mean
from healthlint.errors import UserError
from healthlint.model.finding import Report
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.parts import Renderer, Reporter, whole

GROUP = "healthlint.reporters"  # a plug-in's entry point names a function `(report, *, options) -> str`

_MODULES = {
    "terminal": "healthlint.reporters.terminal",
    "concise": "healthlint.reporters.concise",
    "json": "healthlint.reporters.json",
    "markdown": "healthlint.reporters.markdown",
    "github": "healthlint.reporters.github",
    "sarif": "healthlint.reporters.sarif",
    "gitlab": "healthlint.reporters.gitlab",
    "junit": "healthlint.reporters.junit",
    "checkstyle": "healthlint.reporters.checkstyle",
    "diff": "healthlint.reporters.diff",
}

NAMES: tuple[str, ...] = tuple(_MODULES)


def names() -> tuple[str, ...]:
    """Return the names of our reporters, in order, then those of plug-ins, sorted."""
    return (*NAMES, *sorted({p.name for p in entry_points(group=GROUP)} - set(NAMES)))


def render(name: str, report: Report, *, options: RenderOptions | None = None) -> str:
    """Return the report in the named format; every line ends in a newline.

    A plug-in cannot take the name of one of ours. Raises UserError for an unknown name.
    """
    return _renderer(name)(report, options=options or RenderOptions())


def in_parts(name: str) -> Reporter | None:
    """Return the reporter of a format of ours, which makes its report file by file; None for a plug-in's."""
    return cast("Reporter", import_module(_MODULES[name])) if name in _MODULES else None


def _renderer(name: str) -> Renderer:
    ours = in_parts(name)
    if ours is not None:
        return whole(ours)
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
