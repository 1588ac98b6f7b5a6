"""The linter of each article: one for each configuration file; the mistakes of a wrong one, all at once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from healthlint.config.load import find_config, show_path
from healthlint.config.settings import Settings
from healthlint.diagnostics import Diagnostic
from healthlint.errors import ConfigError, UserError
from healthlint.packs.load import load_catalog
from healthlint.packs.mistakes import in_order, settings_problems
from healthlint.pipeline import Linter


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why articles cannot be checked: `diagnostics`, or `message` where no place is known."""

    message: str
    diagnostics: tuple[Diagnostic, ...] = ()

    def drawn(self) -> tuple[str, ...]:
        """Return what people are told."""
        return tuple(d.draw() for d in self.diagnostics) or (f"healthlint: {self.message}",)


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a configuration file gives: a linter, or why there is none and the settings that can be read all the same.

    `first` is the file or folder that it was first looked for.
    """

    linter: Linter | None
    settings: Settings | None
    refusal: Refusal | None
    first: Path


class Linters:
    """Linters by configuration file. `options` are the keyword arguments of `Settings.with_options`."""

    def __init__(self, *, config: Path | None, isolated: bool, options: Mapping[str, Any]) -> None:
        self._config = config
        self._isolated = isolated
        self._options = options
        self._entries: dict[Path | None, _Entry] = {}
        self._configs: dict[Path, Path | None] = {}
        self._used: dict[Path | None, Path] = {}

    def of(self, path: Path) -> Linter | None:
        """Return the linter for an article; None when its configuration is wrong: see `refusal_of`."""
        self._used.setdefault(self._config_of(path), path)
        return self._entry(path).linter

    def settings_of(self, path: Path) -> Settings | None:
        """Return the settings for a file or folder, even if they are wrong in part."""
        return self._entry(path).settings

    def refusal_of(self, path: Path) -> Refusal:
        """Return why an article has no linter. Ask when all articles are known: only then it can tell them apart."""
        refusal = self._refusal(self._config_of(path))
        if refusal is None:
            raise KeyError(path)
        return refusal

    def any_usable(self) -> Linter | None:
        """Return a linter, if there is one."""
        return next((e.linter for e in self._entries.values() if e.linter), None)

    def remarks(self) -> tuple[str, ...]:
        """Return what people are told about configurations and rules that are wrong, if any article meets them."""
        out: list[str] = []
        for config in self._used or self._entries:
            entry = self._entries[config]
            refusal = self._refusal(config)
            out.extend(refusal.drawn() if refusal else ())
            # Broken rules are said and fail the run; the other rules still work.
            out.extend(problem.draw() for problem in (entry.linter.problems if entry.linter else ()))
        return tuple(dict.fromkeys(out))

    def _refusal(self, config: Path | None) -> Refusal | None:
        refusal = self._entries[config].refusal
        if refusal is None or len(self._used) < 2:
            return refusal
        # An option can be right for one configuration and wrong for another, so the message says for which.
        which = f"the configuration {show_path(config)}" if config else "no configuration"
        where = f"with {which}, which holds for {show_path(self._used.get(config, self._entries[config].first))}"
        named = tuple(
            replace(d, message=f"{d.message} {where}") if d.path.startswith("--") else d for d in refusal.diagnostics
        )
        return replace(refusal, diagnostics=named)

    def _entry(self, path: Path) -> _Entry:
        config = self._config_of(path)
        if config not in self._entries:
            self._entries[config] = self._make(config, path)
        return self._entries[config]

    def _config_of(self, path: Path) -> Path | None:
        if self._isolated or self._config:
            return self._config
        start = Path(os.path.abspath(path))  # noqa: PTH100 (links stay as the user wrote them)
        folder = start if start.is_dir() else start.parent
        if folder not in self._configs:
            self._configs[folder] = find_config(folder)
        return self._configs[folder]

    def _make(self, config: Path | None, path: Path) -> _Entry:
        try:
            linter = load_linter(config=config, isolated=config is None, options=self._options)
        except UserError as err:
            partial = err.partial if isinstance(err, ConfigError) else None
            return _Entry(None, partial, Refusal(str(err), err.diagnostics), path)
        return _Entry(linter, linter.settings, None, path)


def load_linter(*, config: Path | None = None, isolated: bool = False, options: Mapping[str, Any]) -> Linter:
    """Return the linter for a configuration file (see `Settings.load`) and options of the command line.

    Raises ConfigError with the problems of the file and with those of the rules that it names.
    """
    problems: tuple[Diagnostic, ...] = ()
    try:
        settings = Settings.load(config=config, isolated=isolated)
    except ConfigError as err:
        if err.partial is None:
            raise
        problems, settings = err.diagnostics, err.partial
    settings = settings.with_options(**options)
    if not problems:
        try:
            return Linter(settings)
        except ConfigError as err:
            raise ConfigError(str(err), err.diagnostics, settings) from err
    found = in_order((*problems, *settings_problems(load_catalog(settings.packs), _known_part(settings))))
    raise ConfigError(found[0].message, found, settings)


def _known_part(settings: Settings) -> Settings:
    """Return the settings without the names that only a missing folder of rules could explain."""
    if all(folder.is_dir() for folder in settings.packs):
        return settings
    return replace(settings, references=(), overrides=())
