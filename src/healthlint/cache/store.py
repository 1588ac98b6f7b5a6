"""Bytes by key in one SQLite file, for several processes at once: bounded, and never a reason to fail.

Whatever goes wrong with the file (damaged, locked, read-only, no space) makes a miss; `Store.trouble` says what it was.
"""

from __future__ import annotations

import os
import sqlite3
import time
import weakref
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

FILE_NAME = "results.sqlite3"
DEFAULT_MAX_BYTES = 500_000_000
_SCHEMA_VERSION = 1
_PATIENCE = 5.0  # seconds to wait for another process that writes
_KEPT_WHEN_PRUNED = 0.8  # of the largest size: pruning a little each time would be pruning at every write
_AT_ONCE = 500  # keys in one query; old builds of SQLite allow 999 parameters
_CHECKSUM = 4  # bytes before every value
_DAY = 86_400
# No such table or column, malformed, not a database. Source: sqlite.org/rescode.html, primary result codes.
_DAMAGE = frozenset({sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

_SCHEMA = """
CREATE TABLE entries (number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, used INTEGER NOT NULL, value BLOB NOT NULL);
CREATE INDEX by_use ON entries (used);
"""


# SQLite's locks do not survive the copying of a process: files that are open then are closed first, and opened again.
_open_stores: weakref.WeakSet[Store] = weakref.WeakSet()


def _close_all() -> None:
    for store in list(_open_stores):
        store.release()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_close_all)


@dataclass(frozen=True, slots=True)
class Info:
    """What a store holds. `size` is that of its files, in bytes."""

    path: Path
    entries: int
    size: int
    max_bytes: int


class Store:
    """Values by key. `used` is a day, for dropping what nobody has asked for in the longest time; keys have no times.

    Opened at the first use, and again after `release`.
    """

    def __init__(self, folder: Path, *, max_bytes: int = DEFAULT_MAX_BYTES) -> None:
        self.path = folder / FILE_NAME
        self.max_bytes = max_bytes
        self.trouble = ""
        self._connection: sqlite3.Connection | None = None
        self._today = int(time.time() // _DAY)

    def get_many(self, keys: Sequence[bytes], /) -> dict[bytes, bytes]:
        """Return the values of those keys that are there and whole."""
        found: dict[bytes, bytes] = {}
        seldom: list[bytes] = []
        with self._in_use() as ready:
            if ready is None:
                return found
            for some in _batches(keys):
                marks = ",".join("?" * len(some))
                rows = ready.execute(f"SELECT key, used, value FROM entries WHERE key IN ({marks})", some)
                for key, used, value in rows:
                    data = _checked(key, value)
                    if data is not None:
                        found[key] = data
                        if used < self._today:
                            seldom.append(key)
            if seldom:
                self._touch(ready, seldom)
        return found

    def put_many(self, values: Mapping[bytes, bytes], /) -> None:
        """Keep values, if that is possible; drop the longest unused ones when there are too many."""
        if not values:
            return
        with self._in_use() as ready:
            if ready is None:
                return
            rows = [(key, self._today, _checksum(key, data) + data) for key, data in values.items()]
            with _transaction(ready):
                ready.executemany("INSERT OR REPLACE INTO entries (key, used, value) VALUES (?, ?, ?)", rows)
            if _used_bytes(ready) > self.max_bytes:
                _prune(ready, int(self.max_bytes * _KEPT_WHEN_PRUNED))

    def info(self) -> Info:
        """Return what the store holds."""
        entries = 0
        if self.path.exists():
            with self._in_use() as ready:
                if ready is not None:
                    (entries,) = ready.execute("SELECT count(*) FROM entries").fetchone()
        return Info(self.path, entries, sum(_size(file) for file in _files(self.path)), self.max_bytes)

    def clear(self) -> None:
        """Remove everything. Raises OSError when the files cannot be removed."""
        self.release()
        _remove(self.path)

    def release(self) -> None:
        """Close the file; the next use opens it again."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    @contextmanager
    def _in_use(self) -> Iterator[sqlite3.Connection | None]:
        """Give the open file, or None when it cannot be used. What goes wrong inside ends the use of it in this run."""
        try:
            if self._connection is None and not self.trouble:
                self._connection = _open(self.path)
                _open_stores.add(self)
        except (sqlite3.Error, OSError) as err:
            self._give_up(err)
        try:
            yield self._connection
        except (sqlite3.Error, OSError) as err:
            self._give_up(err)

    def _give_up(self, err: sqlite3.Error | OSError) -> None:
        self.release()
        damaged = getattr(err, "sqlite_errorcode", 0) & 0xFF in _DAMAGE
        if damaged:
            with suppress(OSError):
                _remove(self.path)
        what = "was damaged and will be made anew" if damaged else f"cannot be used: {_reason(err)}"
        self.trouble = f"the cache {self.path.as_posix()} {what}"

    def _touch(self, ready: sqlite3.Connection, keys: Sequence[bytes]) -> None:
        with _transaction(ready):
            for some in _batches(keys):
                marks = ",".join("?" * len(some))
                ready.execute(f"UPDATE entries SET used = ? WHERE key IN ({marks})", (self._today, *some))


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _open(path: Path) -> sqlite3.Connection:
    _make_private(path)
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version != _SCHEMA_VERSION:
            _make_anew(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA journal_size_limit = 8000000")
    except BaseException:
        connection.close()
        raise
    return connection


def _make_private(path: Path) -> None:
    """Make the file, and the folder if there is none, for the user alone: they hold the text of articles."""
    if not path.parent.is_dir():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Nobody wants it in a repository or a backup. Source of the tag: https://bford.info/cachedir/
        (path.parent / ".gitignore").write_text("*\n", encoding="utf-8")
        tag = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of healthlint.\n"
        (path.parent / "CACHEDIR.TAG").write_text(tag, encoding="utf-8")
    if not path.exists():
        # The files that SQLite makes beside it get the same permissions.
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _make_anew(connection: sqlite3.Connection) -> None:
    """Drop what another version wrote, and make the table."""
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    connection.execute("PRAGMA journal_mode = WAL")
    with _transaction(connection):
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == _SCHEMA_VERSION:
            return  # another process was quicker
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in names:
            connection.execute(f'DROP TABLE "{name}"')
        for statement in _SCHEMA.split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")


def _prune(connection: sqlite3.Connection, target: int) -> None:
    """Drop the longest unused entries until the rest takes `target` bytes."""
    with _transaction(connection):
        too_many = _used_bytes(connection) - target
        last = None
        rows = connection.execute("SELECT used, number, length(value) FROM entries ORDER BY used, number")
        with closing(rows):
            for used, number, size in rows:
                if too_many <= 0:
                    break
                too_many -= size + _ROW
                last = used, number
        if last is not None:
            connection.execute("DELETE FROM entries WHERE (used, number) <= (?, ?)", last)
    connection.execute("PRAGMA incremental_vacuum").fetchall()


_ROW = 60  # bytes that an entry takes besides its value: key, index, number


def _used_bytes(connection: sqlite3.Connection) -> int:
    """Return the size of the pages in use: known without looking at them."""
    pages, free, size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    return (pages - free) * size


def _batches(keys: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    return (keys[i : i + _AT_ONCE] for i in range(0, len(keys), _AT_ONCE))


def _checksum(key: bytes, data: bytes) -> bytes:
    return zlib.crc32(data, zlib.crc32(key)).to_bytes(_CHECKSUM, "big")


def _checked(key: object, value: object) -> bytes | None:
    """Return what was kept, or None when it is not what was kept."""
    if not isinstance(key, bytes) or not isinstance(value, bytes):
        return None
    data = value[_CHECKSUM:]
    return data if value[:_CHECKSUM] == _checksum(key, data) else None


def _files(path: Path) -> tuple[Path, ...]:
    return tuple(path.with_name(path.name + end) for end in ("", "-wal", "-shm"))


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _remove(path: Path) -> None:
    for file in _files(path):
        file.unlink(missing_ok=True)


def _reason(err: Exception) -> str:
    return str(getattr(err, "strerror", None) or err).lower()
