"""One source of settings, checked: only what it says, with the place of everything it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from healthlint.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class RuleReference:
    """A rule id or pack name as somebody wrote it. `place` has no message yet: who knows the rules adds it."""

    name: str
    place: Diagnostic


@dataclass(frozen=True, slots=True)
class Files:
    """A layer for some files only: `files` are globs."""

    files: tuple[str, ...]
    layer: Layer


@dataclass(frozen=True, slots=True)
class Layer:
    """The values that one file, one front matter or one command line gives.

    `values` has the fields of Settings that are given, and `extend_ignore` and `extend_exclude` for additions.
    `origins` and `places` have the same dotted keys ("context.publisher"). `from_options` marks the command
    line, whose values no later layer changes. `adds_ignore`: its `ignore` adds to what is ignored instead
    of replacing it.
    """

    values: Mapping[str, Any]
    origins: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Diagnostic] = field(default_factory=dict)
    references: tuple[RuleReference, ...] = ()
    files: tuple[Files, ...] = ()
    extends: Path | None = None
    from_options: bool = False
    adds_ignore: bool = False
