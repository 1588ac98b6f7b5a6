"""What tells one state of the rules from another: a digest of their files, made without reading any YAML."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

_SUFFIXES = (".yaml", ".yml")  # the latter are not read, but reported


def rules_digest(folders: Sequence[Path]) -> str:
    """Return a digest (32 hex digits) of the names and bytes of all rule files of `folders`, in that order.

    It changes whenever the rules or their problems may, and does not depend on where the folders are or when their
    files were written. Of files and folders that cannot be read it takes the error. For all rules of a run, ask with
    `folders.rule_folders(settings.packs)`.
    """
    return joined([folder_digest(folder) for folder in folders])


def folder_digest(folder: Path) -> str:
    """Return the digest of one folder of rules."""
    return _digest(_parts(folder))


def joined(digests: Sequence[str]) -> str:
    """Return the digest of folders, in order, of which each has its own."""
    return _digest(digest.encode() for digest in digests)


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(b"%d:" % len(part))  # so that no two lists of parts run into the same bytes
        digest.update(part)
    return digest.hexdigest()


def _parts(folder: Path) -> Iterator[bytes]:
    """Yield what a folder of rules consists of: pack, file name and content, in order."""
    for home in _entries(folder):
        if isinstance(home, bytes):
            yield home
        elif home.is_dir():
            yield os.fsencode(home.name)
            for entry in _entries(home):
                if isinstance(entry, bytes):
                    yield entry
                elif entry.name.endswith(_SUFFIXES):
                    yield os.fsencode(entry.name)
                    yield _content(entry.path)
        elif home.name.endswith(_SUFFIXES):  # such as a `pack.yaml` one folder too high: a problem that is told
            yield os.fsencode(home.name)


def _entries(folder: str | os.PathLike[str]) -> list[os.DirEntry[str]] | list[bytes]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda e: e.name)
    except OSError as err:
        return [type(err).__name__.encode()]


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 (400 files in 5 ms: a Path for each costs as much again)
            return file.read()
    except OSError as err:
        return type(err).__name__.encode()
