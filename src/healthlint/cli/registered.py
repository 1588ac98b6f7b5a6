"""The claims registers of a run of `check`: their decisions, laid over its results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from healthlint.cache import keys
from healthlint.cache.results import Results
from healthlint.config.load import show_path
from healthlint.errors import UserError

if TYPE_CHECKING:
    from healthlint.cli.linters import Configured
    from healthlint.model.finding import FileResult
    from healthlint.register.approvals import Approvals
    from healthlint.register.extract import Rulebook

Packs = Sequence[tuple[Path, ...]]  # the folders of further rules, of each configuration


class Registered:
    """An overlay of approvals (see `drawing.Overlay`).

    `problems` are what is wrong with registers, drawn: those approve nothing. No register is read before a result needs
    it, or it is not known from earlier runs.
    """

    def __init__(
        self, holds: Mapping[str, Path], by: Sequence[Configured], results: Results, packs: Packs, today: date
    ) -> None:
        """`holds` has the register of each article that has one, `by` all that the articles are checked with."""
        self._holds = holds
        self._packs = packs
        self._today = today
        self._results = results
        self._approvals: dict[Path, Approvals] = {}
        self.problems: list[str] = []
        self._unread: set[Path] = set()
        for path in dict.fromkeys(holds.values()):
            if results.register_digest(path) is None:
                self._unread.add(path)
                self.problems += _mistakes(path)
        # Which register holds for an article is the configurations' to say, not that of a list of articles.
        self.key = keys.key_of(b"registered", [self._key(settings) for settings in by])

    def _key(self, by: Configured) -> list[object]:
        settings = by.settings
        layers = ((o.files, o.layer.values["register"]) for o in settings.overrides if "register" in o.layer.values)
        rules = [("", settings.register), *layers]
        return [[str(settings.root), files, self._state(path) if path else ""] for files, path in rules]

    def _state(self, path: Path) -> list[object]:
        """Return what tells a register with its decisions of today from another."""
        opened, digest = self._results.register(path), self._results.register_digest(path)
        return [opened.sha256, opened.format, digest.ended(self._today)] if opened and digest else ["unread"]

    def apply(self, result: FileResult) -> FileResult:
        """Return the result with the approvals of its findings."""
        path = self._holds.get(result.path)
        opened = self._results.register(path) if path and path not in self._unread else None
        if path is None or opened is None or not result.findings:
            return result
        if path not in self._approvals:
            from healthlint.register.approvals import Approvals

            self._approvals[path] = Approvals(opened.rows, rulebook(self._packs), self._today)
        return self._approvals[path].apply(result)

    def unused(self) -> Iterable[str]:
        """Yield what people are told of registers that have no row of any article that they hold for."""
        for path in dict.fromkeys(self._holds.values()):
            digest = self._results.register_digest(path)
            if digest and not any(shown in digest.files for shown, own in self._holds.items() if own == path):
                yield (
                    f"healthlint: {show_path(path)} has no row of the articles that were checked; "
                    "its files are named as seen from the folder in which it was made"
                )


def _mistakes(path: Path) -> list[str]:
    from healthlint.register.opened import OpenRegister

    try:
        OpenRegister(path).digest()
    except UserError as err:
        return [d.draw() for d in err.diagnostics] or [f"healthlint: {err}"]
    return []  # somebody has mended it meanwhile; the next run reads it


def rulebook(packs: Packs) -> Rulebook:
    """Return which of the rules of some configurations speak of claims."""
    from healthlint.packs.load import load_catalog
    from healthlint.register.extract import Rulebook

    return Rulebook([load_catalog(folders) for folders in packs or [()]])
