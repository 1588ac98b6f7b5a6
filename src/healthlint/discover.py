"""Find the articles that the arguments of a command name: files, folders, globs."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from healthlint.globs import matches

DEFAULT_INCLUDE = ("*.md", "*.markdown", "*.mdx", "*.html", "*.htm", "*.txt")

# Folders that hold other people's text. Hidden ones (.git, .venv, .tox) are skipped by their first character.
_FOREIGN = frozenset({"node_modules", "bower_components", "__pycache__", "site-packages", "venv"})
# Files of a repository or web server that are text and no articles, by their names.
_NO_ARTICLE = re.compile(
    r"(?:(?:requirements|constraints)[\w.-]*|robots|humans|(?:app-)?ads|security|llms(?:-full)?|cmakelists)\.txt"
    r"|(?:licen[cs]e|copying|changelog|contributing|code_of_conduct)\.(?:txt|md)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Discovery:
    """What the arguments named.

    `files` are in the order of their paths, each file once. `missing` are arguments that name nothing.
    `unreadable` are (folder, reason) pairs for folders that could not be listed. `folders` are those in which a further
    file would be found: a change of what is named shows in one of them.
    """

    files: tuple[Path, ...]
    missing: tuple[str, ...] = ()
    unreadable: tuple[tuple[str, str], ...] = ()
    folders: tuple[Path, ...] = ()


def discover(
    arguments: Sequence[str],
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    root: Path | None = None,
    cwd: Path | None = None,
) -> Discovery:
    """Return the articles that `arguments` name.

    A file that is named, by itself or by a glob, is always taken. Of a folder, everything below it that
    matches `include` (default: the formats that we read) and not `exclude`; hidden files and folders,
    virtual environments and `node_modules` are left out, and so are files such as `robots.txt` and `LICENSE.md` that
    `include` does not name; links to folders are not followed. `include` and
    `exclude` are globs relative to `root` (default: `cwd`); see `healthlint.globs`.
    """
    walk = _Walk(tuple(include) or DEFAULT_INCLUDE, tuple(exclude), str(root or cwd or Path()), [], [])
    here = cwd or Path()
    found: list[Path] = []
    missing: list[str] = []
    for argument in arguments:
        paths = _expand(argument, here)
        walk.folders.extend(_around(argument, paths, here))
        if not paths:
            missing.append(argument)
        for path in paths:
            found.extend(walk.below(path) if path.is_dir() else (path,))
    return Discovery(
        _unique(found),
        tuple(dict.fromkeys(missing)),
        tuple(sorted(set(walk.unreadable))),
        tuple(sorted(set(walk.folders))),
    )


def _expand(argument: str, here: Path) -> list[Path]:
    path = here / argument
    # A name that exists is that name, even when it looks like a pattern: `what [now].md`.
    if argument and (path.exists() or path.is_symlink()):
        return [path]
    if not glob.has_magic(argument):
        return []
    # Not Path.glob: it takes no absolute pattern.
    hits = glob.glob(argument, root_dir=here, recursive=True)  # noqa: PTH207
    return [here / hit for hit in hits]


def _around(argument: str, paths: Sequence[Path], here: Path) -> Iterator[Path]:
    """Yield the folders that hold what an argument names, or would hold it."""
    yield from (path.parent for path in paths if not path.is_dir())
    parts = Path(argument).parts[:-1]
    prefixes = [str(Path(*parts[: n + 1])) for n in range(len(parts))]
    plain = [prefix for prefix in prefixes if not glob.has_magic(prefix)]
    there = [folder for folder in (here, *(here / prefix for prefix in plain)) if folder.is_dir()]
    yield there[-1] if there else here
    for prefix in prefixes[len(plain) :]:
        yield from (path for path in _expand(prefix, here) if path.is_dir())


class RealPaths:
    """Tells which file a path is, without looking at a folder that holds many of them more than once."""

    def __init__(self) -> None:
        self._folders: dict[str, str] = {}

    def of(self, path: Path) -> str:
        """Return what `os.path.realpath` does."""
        folder, name = os.path.split(path)
        if name in ("", ".", ".."):
            return os.path.realpath(path)
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(folder)
        here = os.path.join(self._folders[folder], name)  # noqa: PTH118 (thousands of them)
        return os.path.realpath(here) if os.path.islink(here) else here  # noqa: PTH114


def _unique(paths: Sequence[Path]) -> tuple[Path, ...]:
    kept: dict[str, Path] = {}
    real = RealPaths()
    for path in sorted(paths, key=lambda p: p.as_posix()):
        target = real.of(path)
        # The file itself is what people edit, not a link to it, whichever name comes first.
        if target not in kept or (os.path.islink(kept[target]) and not os.path.islink(path)):  # noqa: PTH114
            kept[target] = path
    return tuple(sorted(kept.values(), key=lambda p: p.as_posix()))


@dataclass(frozen=True, slots=True)
class _Walk:
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    root: str
    unreadable: list[tuple[str, str]]
    folders: list[Path]

    def below(self, folder: Path) -> Iterator[Path]:
        waiting = [folder]
        while waiting:
            here = waiting.pop()
            self.folders.append(here)
            where = self._relative(here)
            for entry in self._entries(here):
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    path = Path(entry.path)
                    if not matches(self.exclude, self._relative(path)) and not _foreign(path):
                        waiting.append(path)
                elif not entry.is_dir():
                    name = entry.name if where == "." else f"{where}/{entry.name}"
                    if self._is_article(entry.name) and matches(self.include, name) and not matches(self.exclude, name):
                        yield Path(entry.path)

    def _is_article(self, name: str) -> bool:
        return not _NO_ARTICLE.fullmatch(name) or name in self.include

    def _entries(self, folder: Path) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as entries:
                return list(entries)
        except OSError as err:
            self.unreadable.append((folder.as_posix(), err.strerror or "cannot be listed"))
            return []

    def _relative(self, path: Path) -> str:
        try:
            return Path(os.path.relpath(path, self.root)).as_posix()
        except ValueError:  # another drive, on Windows
            return path.as_posix()


def _foreign(folder: Path) -> bool:
    return folder.name in _FOREIGN or (folder / "pyvenv.cfg").exists()
