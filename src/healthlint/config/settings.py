"""What a run is asked to do, with the place that each wish came from."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from healthlint.config.layer import Layer, RuleReference
from healthlint.diagnostics import Diagnostic
from healthlint.globs import matches
from healthlint.model.document import Meta
from healthlint.model.finding import Severity

__all__ = ["Override", "RuleReference", "Settings"]


@dataclass(frozen=True, slots=True)
class Override:
    """Settings for some files: `files` are globs relative to `root`; `layer` holds what changes for them."""

    files: tuple[str, ...]
    root: Path
    layer: Layer

    def applies(self, path: Path) -> bool:
        """Tell whether the file `path` (absolute, or relative to the working directory) is meant."""
        try:
            relative = os.path.relpath(path, self.root)
        except ValueError:  # another drive, on Windows
            return False
        return matches(self.files, Path(relative).as_posix())


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a run can be asked for.

    `select`: rule ids, pack names or "all"; empty means the recommended rules. `severity`: rule id or pack
    name to level. `rules`: rule id to the options that replace the rule's own. `packs`: folders of further
    rules, absolute. `include` and `exclude`: globs relative to `root`, the folder of the configuration
    file. `max_file_size` is in bytes, `max_seconds` the time for one article. `citation_reach`: how near a source must
    stand, "" for what each rule says. `own_sites`: hosts that are the publisher's own. `source_tiers`: host to tier.
    `retractions`: a list in the format of Retraction Watch. `register`: a claims register, which need not be there.
    `baseline`: the findings that are known.
    `claims` asks for the claims of an article even where no rule needs them. `origins` says where each value came from
    ("context.publisher" -> "healthlint.toml:12", "--context"); what is absent is a default. `references` are the rule
    and pack names that people wrote, each with its place. `places` are those of all values, by the same keys as
    `origins`.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    fail_on: Severity = Severity.ERROR
    show: Severity = Severity.WARNING
    context: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    packs: tuple[Path, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    max_file_size: int = 2_000_000
    max_seconds: int = 120
    model: str | None = None
    claims: bool = False
    citation_reach: str = ""
    own_sites: tuple[str, ...] = ()
    source_tiers: Mapping[str, str] = field(default_factory=dict)
    retractions: Path | None = None
    register: Path | None = None
    baseline: Path | None = None
    overrides: tuple[Override, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)
    references: tuple[RuleReference, ...] = ()
    places: Mapping[str, Diagnostic] = field(default_factory=dict)
    root: Path = field(default_factory=Path.cwd)
    path: Path | None = None

    @classmethod
    def load(cls, start: Path | None = None, *, config: Path | None = None, isolated: bool = False) -> Settings:
        """Return the settings for `start`, a file or folder (default: the working directory).

        They come from `config`, or else from the nearest `healthlint.toml` or `pyproject.toml` with a
        `[tool.healthlint]` table, in the folder of `start` or above it. `isolated` reads no file at all.
        Raises ConfigError with every problem of the files.
        """
        from healthlint.config.load import find_config, load_file

        here = Path(os.path.abspath(start or Path.cwd()))  # noqa: PTH100 (links stay as the user wrote them)
        path = None if isolated else config or find_config(here)
        if path is None:
            return cls(root=here if here.is_dir() else here.parent)
        return load_file(path)

    def apply(self, layer: Layer) -> Settings:
        """Return the settings with a layer's values on top; what an option of the command line set stays."""
        from healthlint.config.merge import merged

        return merged(self, layer)

    def for_path(self, path: str | Path) -> Settings:
        """Return the settings for one file: the overrides that match it, in their order, later ones winning."""
        settings = self
        for override in self.overrides:
            if override.applies(Path(path)):
                settings = settings.apply(override.layer)
        return replace(settings, overrides=()) if self.overrides else settings

    def with_options(
        self,
        *,
        select: Sequence[str] | None = None,
        ignore: Sequence[str] = (),
        severity: Mapping[str, Severity | str] | None = None,
        fail_on: Severity | str | None = None,
        show: Severity | str | None = None,
        context: Mapping[str, str | Sequence[str]] | None = None,
        claims: bool | None = None,
        retractions: Path | None = None,
        register: Path | None = None,
        baseline: Path | None = None,
    ) -> Settings:
        """Return the settings with options of the command line. They win over the file and the front matter.

        `ignore` adds to what is ignored already. Raises ConfigError on an unknown context key or value.
        """
        from healthlint.config.options import option_layer

        wanted = self if claims is None else replace(self, claims=claims)
        return wanted.apply(
            option_layer(
                select=select,
                ignore=ignore,
                severity=severity or {},
                fail_on=fail_on,
                show=show,
                context=context or {},
                retractions=retractions,
                register=register,
                baseline=baseline,
            )
        )

    def with_front_matter(self, metadata: Mapping[str, Meta], path: str, *, text: str = "") -> Settings:
        """Return the settings with the `healthlint:` keys of an article's front matter on top.

        `text` is the article's source text: with it, problems get their line and caret. Raises ConfigError.
        """
        from healthlint.config.front_matter import front_matter_layer

        layer = front_matter_layer(metadata, path, text)
        return self.apply(layer) if layer is not None else self

    def registers(self) -> tuple[Path, ...]:
        """Return the claims registers that these settings and their overrides name."""
        named = (self.register, *(override.layer.values.get("register") for override in self.overrides))
        return tuple(dict.fromkeys(path for path in named if path is not None))

    def evidence_logs(self) -> tuple[Path, ...]:
        """Return the registers that articles are known to need as evidence logs, before any article is read."""
        every = (self, *(self.apply(override.layer) for override in self.overrides))
        named = (one.register for one in every if one.context.get("citation_policy") == "evidence-log")
        return tuple(dict.fromkeys(path for path in named if path is not None))

    def origin(self, key: str) -> str:
        """Return where a value came from: "healthlint.toml:12", "--context" or "default"."""
        return self.origins.get(key, "default")
