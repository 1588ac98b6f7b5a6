"""What `--watch` looks at: the state of the articles and of what decides how they are checked."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from healthlint.cli.linters import Linters
from healthlint.config.load import OWN_NAME, PROJECT_NAME
from healthlint.config.settings import Settings
from healthlint.discover import discover

# Time of the last change in ns, size in bytes, number of the file: another one of them is another file.
Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened between two states. `settings`: all articles must be checked again."""

    new: tuple[Path, ...]
    changed: tuple[Path, ...]
    gone: tuple[Path, ...]
    settings: tuple[Path, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone or self.settings)


@dataclass(frozen=True, slots=True)
class State:
    """The articles and the files of settings and rules, as they are at one time.

    `folders` are those in which articles come and go, `others` the files elsewhere that would count if they were there;
    all are absolute.
    """

    articles: Mapping[Path, Stamp]
    settings: Mapping[Path, Stamp]
    folders: frozenset[str]
    others: frozenset[str]

    def places(self) -> frozenset[str]:
        """Return the folders in which a change can be seen; a folder stands for itself, not for those in it."""
        around = {os.path.dirname(file) for file in self.others}  # noqa: PTH120 (hundreds, at every look)
        return frozenset(folder for folder in {*self.folders, *around} if os.path.isdir(folder))  # noqa: PTH112

    def concerns(self, file: str) -> bool:
        """Tell whether a change of this file (absolute) may matter."""
        return file in self.others or file in self.folders or os.path.dirname(file) in self.folders  # noqa: PTH120

    def since(self, before: State) -> Changes:
        """Return what has changed since an earlier state."""
        was, now = before.articles, self.articles
        return Changes(
            new=tuple(path for path in now if path not in was),
            changed=tuple(path for path in now if path in was and now[path] != was[path]),
            gone=tuple(path for path in was if path not in now),
            settings=tuple(
                path
                for path in sorted({*before.settings, *self.settings})
                if before.settings.get(path) != self.settings.get(path)
            ),
        )


def look(arguments: Iterable[str], linters: Linters) -> State:
    """Return the present state of what the arguments of a command name."""
    articles: dict[Path, Stamp] = {}
    folders: set[Path] = set()
    files: set[Path] = set()
    for argument in arguments:
        settings = linters.settings_of(Path(argument))
        found = discover(
            (argument,),
            include=settings.include if settings else (),
            exclude=settings.exclude if settings else (),
            root=settings.root if settings else None,
        )
        articles.update(_stamps(found.files))
        folders.update(found.folders)
        for folder in {path.parent for path in found.files} or {Path(argument)}:
            files.update(_configurations(folder))
            settings = linters.settings_of(folder)
            if settings:
                files.update(_files_of(settings))
                for pack in settings.packs:
                    folders.update((pack, *pack.glob("*/")))
    return State(
        dict(sorted(articles.items())),
        _stamps(files),
        frozenset(os.path.abspath(folder) for folder in folders),  # noqa: PTH100
        frozenset(str(file) for file in files),
    )


def _stamps(paths: Iterable[Path]) -> dict[Path, Stamp]:
    stamps: dict[Path, Stamp] = {}
    for path in paths:
        try:
            stat = os.stat(path)  # noqa: PTH116 (half the time of Path.stat, for each of thousands)
        except OSError:
            continue  # it has gone meanwhile
        stamps[path] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
    return stamps


def _configurations(folder: Path) -> Iterator[Path]:
    """Yield the files that could be the configuration of a folder, whether they are there or not."""
    here = Path(os.path.abspath(folder))  # noqa: PTH100 (links stay as the user wrote them)
    for above in (here, *here.parents):
        yield above / OWN_NAME
        yield above / PROJECT_NAME


def _files_of(settings: Settings) -> Iterator[Path]:
    """Yield the files that settings come from, and those that they name: rules, lists, registers."""
    if settings.path:
        yield settings.path
    yield from (path.absolute() for path in (settings.retractions, settings.baseline, *settings.registers()) if path)
    for place in settings.places.values():
        if not place.path.startswith("--"):  # an option of the command line is no file
            yield Path(place.path).absolute()
    for folder in settings.packs:
        for home in folder.glob("*/"):
            yield from home.glob("*.y*ml")
