"""What each article is checked with: one linter for each configuration file; the mistakes of a wrong one, all at once.

A linter reads all rules, so it is made when an article must be checked, and not when results are known already.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from healthlint.cache.results import Results
from healthlint.config.load import find_config, show_path
from healthlint.config.settings import Settings
from healthlint.diagnostics import Diagnostic
from healthlint.errors import ConfigError, UserError
from healthlint.profiling import STAGE, Profile, timed

if TYPE_CHECKING:
    from healthlint.pipeline import Linter


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why articles cannot be checked: `diagnostics`, or `message` where no place is known."""

    message: str
    diagnostics: tuple[Diagnostic, ...] = ()

    def drawn(self) -> tuple[str, ...]:
        """Return what people are told."""
        return tuple(d.draw() for d in self.diagnostics) or (f"healthlint: {self.message}",)


class Configured:
    """Settings that can be used, and the linter that is made of them when it is needed."""

    def __init__(self, settings: Settings, results: Results, profile: Profile | None = None) -> None:
        self.settings = settings
        self._profile = profile
        self.problems: tuple[Diagnostic, ...] = ()
        self.lasting = True  # false when rules were changed while they were read: what they find has no name
        self._results = results
        self._linter: Linter | None = None
        self._keys: dict[tuple[bool, ...], tuple[bytes, Path | None]] = {}
        self._known = results.tool(settings)
        if self._known is None:
            self._check()

    @property
    def linter(self) -> Linter:
        """The linter. Raises ConfigError for settings that only the rules show to be wrong."""
        if self._linter is None:
            from healthlint.pipeline import Linter

            try:
                with timed(self._profile, STAGE, "load rules"):
                    self._linter = Linter(self.settings, profile=self._profile)
            except ConfigError as err:
                raise ConfigError(str(err), err.diagnostics, self.settings) from err
            self._linter.engine.store = self._results.store
            if self._results.store is not None:
                self.lasting = self._linter.catalog.digest == self._results.rules_digest(self.settings) and (
                    self._results.are_as_before(self.settings)
                )
        return self._linter

    @property
    def tool(self) -> Mapping[str, str]:
        """What makes the findings (see `Linter.tool`)."""
        return self._known if self._known is not None else self.linter.tool()

    def settings_key(self, path: Path) -> bytes:
        """Return the key of the settings that hold for an article, without those of its front matter."""
        return self._for_path(path)[0]

    def register_of(self, path: Path) -> Path | None:
        """Return the claims register that holds for an article."""
        return self._for_path(path)[1]

    def evidence_key(self, path: Path, shown: str) -> str:
        """Return the digest of what the register of an article has on file for it; "" without a register."""
        register = self.register_of(path)
        if register is None:
            return ""
        from healthlint.register.row import fit_name

        digest = self._results.register_digest(register)
        return digest.evidence.get(fit_name(shown), "nothing") if digest else "unreadable"

    def _for_path(self, path: Path) -> tuple[bytes, Path | None]:
        which = tuple(override.applies(path) for override in self.settings.overrides)
        if which not in self._keys:
            settings = self.settings.for_path(path)
            self._keys[which] = self._results.settings_key(settings), settings.register
        return self._keys[which]

    def _check(self) -> None:
        """Look for mistakes that only the rules show; settings without any need not be looked at again."""
        self.problems = self.linter.problems
        if self.lasting and not self.problems:
            self._results.keep_tool(self.settings, self.linter.tool())


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a configuration file gives: something to check with, or why not and what can be read all the same.

    `first` is the file or folder that it was first looked for.
    """

    usable: Configured | None
    settings: Settings | None
    refusal: Refusal | None
    first: Path


class Linters:
    """What to check with, by configuration file. `options` are the keyword arguments of `Settings.with_options`.

    `results` are those that are kept, with what was read to make their keys.
    """

    def __init__(
        self,
        *,
        config: Path | None,
        isolated: bool,
        options: Mapping[str, Any],
        results: Results | None = None,
        profile: Profile | None = None,
    ) -> None:
        self._profile = profile
        self._config = config
        self._isolated = isolated
        self._options = options
        self.results = results or Results(None)
        self._entries: dict[Path | None, _Entry] = {}
        self._configs: dict[str, Path | None] = {}
        self._used: dict[Path | None, Path] = {}

    def of(self, path: Path) -> Configured | None:
        """Return what an article is checked with; None when its configuration is wrong: see `refusal_of`."""
        config = self._config_of(path, is_file=True)
        self._used.setdefault(config, path)
        return self._entry(config, path).usable

    def settings_of(self, path: Path) -> Settings | None:
        """Return the settings for a file or folder, even if they are wrong in part."""
        return self._entry(self._config_of(path), path).settings

    def refusal_of(self, path: Path) -> Refusal:
        """Return why an article cannot be checked. Ask when all are known: only then it can tell them apart."""
        refusal = self._refusal(self._config_of(path, is_file=True))
        if refusal is None:
            raise KeyError(path)
        return refusal

    def any_usable(self) -> Configured | None:
        """Return something to check with, if there is anything."""
        return next((e.usable for e in self._entries.values() if e.usable), None)

    def name_baselines(self) -> bool:
        """Tell whether any configuration that can be used names a baseline."""
        return any(e.usable is not None and e.usable.settings.baseline for e in self._entries.values())

    def packs(self) -> tuple[tuple[Path, ...], ...]:
        """Return the folders of further rules of each configuration that can be used."""
        return tuple(dict.fromkeys(e.usable.settings.packs for e in self._entries.values() if e.usable))

    def remarks(self) -> tuple[str, ...]:
        """Return what people are told about configurations and rules that are wrong, if any article meets them."""
        out: list[str] = []
        for config in self._used or self._entries:
            entry = self._entries[config]
            refusal = self._refusal(config)
            out.extend(refusal.drawn() if refusal else ())
            # Broken rules are said and fail the run; the other rules still work.
            out.extend(problem.draw() for problem in (entry.usable.problems if entry.usable else ()))
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

    def _entry(self, config: Path | None, path: Path) -> _Entry:
        if config not in self._entries:
            self._entries[config] = self._make(config, path)
        return self._entries[config]

    def _config_of(self, path: Path, *, is_file: bool = False) -> Path | None:
        if self._isolated or self._config:
            return self._config
        # Text, not paths: this is asked of each of thousands of articles, and they stand in a few folders.
        folder = os.fspath(path) if not is_file and path.is_dir() else os.path.dirname(path)  # noqa: PTH120
        if folder not in self._configs:
            self._configs[folder] = find_config(Path(os.path.abspath(folder)))  # noqa: PTH100 (links stay as written)
        return self._configs[folder]

    def _make(self, config: Path | None, path: Path) -> _Entry:
        try:
            settings = load_settings(config=config, isolated=config is None, options=self._options)
            usable = Configured(settings, self.results, self._profile)
        except UserError as err:
            partial = err.partial if isinstance(err, ConfigError) else None
            return _Entry(None, partial, Refusal(str(err), err.diagnostics), path)
        return _Entry(usable, settings, None, path)


def load_settings(*, config: Path | None = None, isolated: bool = False, options: Mapping[str, Any]) -> Settings:
    """Return the settings of a configuration file (see `Settings.load`) and of options of the command line.

    Raises ConfigError with the problems of the file, and then with those of the rules that it names too.
    """
    try:
        return Settings.load(config=config, isolated=isolated).with_options(**options)
    except ConfigError as err:
        if err.partial is None:
            raise
        problems, settings = err.diagnostics, err.partial.with_options(**options)
    from healthlint.packs.load import load_catalog
    from healthlint.packs.mistakes import in_order, settings_problems

    found = in_order((*problems, *settings_problems(load_catalog(settings.packs), _known_part(settings))))
    raise ConfigError(found[0].message, found, settings)


def _known_part(settings: Settings) -> Settings:
    """Return the settings without the names that only a missing folder of rules could explain."""
    if all(folder.is_dir() for folder in settings.packs):
        return settings
    return replace(settings, references=(), overrides=())
