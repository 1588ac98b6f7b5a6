"""The baselines of a run of `check`, laid over its results: what they know is no finding any more."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from healthlint.baseline import Baseline
from healthlint.cache import keys
from healthlint.errors import UserError
from healthlint.model.finding import FileResult

if TYPE_CHECKING:
    from collections.abc import Sequence

    from healthlint.cli.linters import Configured


class Baselined:
    """An overlay (see `drawing.Overlay`). `problems` are what is wrong with baselines, drawn: those know nothing."""

    def __init__(self, holds: Mapping[str, tuple[Path, Path]], by: Sequence[Configured]) -> None:
        """`holds` has, for each article by its shown name, its path and its baseline; `by` all settings of the run."""
        self.problems: list[str] = []
        self._holds = holds
        self._read: dict[Path, Baseline | None] = {path: self._opened(path) for _, path in holds.values()}
        # An article's name in a baseline depends on the folder that it is named from, besides how it is shown.
        here = os.fspath(Path.cwd())
        self.key = keys.key_of(b"baselined", here, [self._key(settings) for settings in by])

    def apply(self, result: FileResult) -> FileResult:
        """Return the result without the findings that are known."""
        if result.path not in self._holds:
            return result
        file, path = self._holds[result.path]
        baseline = self._read[path]
        return baseline.apply(result, baseline.name_of(file)) if baseline else result

    def _opened(self, path: Path) -> Baseline | None:
        try:
            return Baseline.read(path)
        except UserError as err:
            self.problems += [d.draw() for d in err.diagnostics]
            return None

    def _key(self, by: Configured) -> list[str]:
        path = by.settings.baseline
        baseline = self._read.get(path) if path else None
        state = baseline.digest.hex() if baseline else ""
        return [str(by.settings.root), str(path) if path else "", state]
