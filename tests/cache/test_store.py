"""The store gives back what it was given, or nothing; it never fails, whatever happens to its file."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from healthlint.cache.store import FILE_NAME, Store

VALUES = {bytes([n]) * 16: bytes([n]) * n for n in range(1, 40)}


def filled(folder: Path) -> Store:
    store = Store(folder)
    store.put_many(VALUES)
    store.release()
    return store


def test_values_come_back_in_this_run_and_the_next(tmp_path: Path) -> None:
    store = filled(tmp_path / "cache")

    assert store.get_many([*VALUES, b"other"]) == VALUES
    assert Store(tmp_path / "cache").get_many(list(VALUES)) == VALUES
    assert store.trouble == ""


def test_more_keys_than_one_query_takes(tmp_path: Path) -> None:
    many = {n.to_bytes(16, "big"): b"x" for n in range(2500)}
    store = Store(tmp_path)
    store.put_many(many)

    assert store.get_many(list(many)) == many
    assert store.info().entries == 2500


@pytest.mark.skipif(os.name == "nt", reason="permissions differ there")
def test_nobody_else_may_read_the_texts(tmp_path: Path) -> None:
    store = Store(tmp_path / "new" / "cache")
    store.put_many(VALUES)  # the file is open: its companions are there too

    files = [f for f in store.path.parent.iterdir() if f.name.startswith(FILE_NAME)]
    assert len(files) == 3
    assert {stat.S_IMODE(f.stat().st_mode) for f in files} == {0o600}
    assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700
    assert (store.path.parent / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize("place", [0, 20, 5000, -3000])
def test_a_damaged_file_is_a_miss_and_made_anew(tmp_path: Path, place: int) -> None:
    store = filled(tmp_path)
    data = bytearray(store.path.read_bytes())
    data[place : place + 2000] = b"\xa5" * len(data[place : place + 2000])
    store.path.write_bytes(data)

    broken = Store(tmp_path)
    got = broken.get_many(list(VALUES))
    assert got.items() <= VALUES.items()
    broken.put_many({b"k" * 16: b"v"})
    # At the latest the run after the one that met the damage works again.
    again = Store(tmp_path)
    again.get_many(list(VALUES))
    again.put_many({b"k" * 16: b"v"})
    last = Store(tmp_path)
    last.put_many({b"k" * 16: b"v"})
    assert last.get_many([b"k" * 16]) == {b"k" * 16: b"v"}


def test_a_file_that_is_no_database_says_so_once(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"This is an article about tea. " * 200)
    store = Store(tmp_path)

    assert store.get_many(list(VALUES)) == {}
    assert store.trouble == f"the cache {(tmp_path / FILE_NAME).as_posix()} was damaged and will be made anew"
    assert Store(tmp_path).get_many([b"k"]) == {}
    assert Store(tmp_path).trouble == ""


def test_a_changed_byte_in_a_value_is_a_miss(tmp_path: Path) -> None:
    store = filled(tmp_path)
    key = bytes([7]) * 16
    with sqlite3.connect(store.path) as file:
        file.execute("UPDATE entries SET value = CAST(value || x'00' AS BLOB) WHERE key = ?", (key,))
    file.close()

    assert Store(tmp_path).get_many(list(VALUES)) == {k: v for k, v in VALUES.items() if k != key}


def test_values_that_changed_places_are_misses(tmp_path: Path) -> None:
    store = filled(tmp_path)
    with sqlite3.connect(store.path) as file:
        file.execute("UPDATE entries SET value = (SELECT value FROM entries WHERE number = 1)")
    file.close()

    assert len(Store(tmp_path).get_many(list(VALUES))) == 1


def test_what_another_version_wrote_is_dropped(tmp_path: Path) -> None:
    store = filled(tmp_path)
    with sqlite3.connect(store.path) as file:
        file.execute("PRAGMA user_version = 99")
        file.execute("CREATE TABLE more (a)")
    file.close()

    other = Store(tmp_path)
    assert other.get_many(list(VALUES)) == {}
    assert other.trouble == ""
    other.put_many(VALUES)
    assert Store(tmp_path).get_many(list(VALUES)) == VALUES


def test_a_locked_file_is_a_miss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("healthlint.cache.store._PATIENCE", 0.05)
    filled(tmp_path)
    other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    store = Store(tmp_path)

    assert store.get_many([b"x"]) == {}  # readers are not kept out
    store.put_many({b"x": b"y"})
    assert "cannot be used: database is locked" in store.trouble
    other.close()
    assert Store(tmp_path).get_many(list(VALUES)) == VALUES


def test_a_folder_that_cannot_be_made_is_a_miss(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = Store(tmp_path / "file" / "cache")
    store.put_many(VALUES)

    assert store.get_many(list(VALUES)) == {}
    assert "cannot be used" in store.trouble


def test_the_longest_unused_values_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limit = 400_000
    days = iter([10, 20, 30])
    old, new = ({n.to_bytes(16, "big"): os.urandom(2000) for n in range(a, a + 80)} for a in (0, 1000))

    def on_the_next_day() -> Store:
        store = Store(tmp_path, max_bytes=limit)
        store._today = next(days)
        return store

    first = on_the_next_day()
    first.put_many(old)
    first.put_many(new)
    second = on_the_next_day()
    second.get_many(list(old))  # used again, so the others are now the oldest
    third = on_the_next_day()
    third.put_many({n.to_bytes(16, "big"): os.urandom(2000) for n in range(2000, 2060)})

    assert third.get_many(list(old)) == old
    assert len(third.get_many(list(new))) < len(new) / 2
    third.release()
    assert (tmp_path / FILE_NAME).stat().st_size <= limit


def test_the_file_stays_within_its_size(tmp_path: Path) -> None:
    store = Store(tmp_path, max_bytes=1_000_000)
    for n in range(40):
        store.put_many({os.urandom(16): os.urandom(3000) for _ in range(30)})
        assert store.path.stat().st_size < 1_300_000, n
    assert store.info().size < 12_000_000  # with the log, which is cut back when it is closed
    store.release()
    assert store.info().size < 1_300_000


def test_clearing_leaves_no_file(tmp_path: Path) -> None:
    store = filled(tmp_path)
    store.clear()

    assert [f.name for f in tmp_path.iterdir() if f.name.startswith(FILE_NAME)] == []
    assert store.get_many(list(VALUES)) == {}


WRITER = """
import os, sys
from pathlib import Path
from healthlint.cache.store import Store
store = Store(Path(sys.argv[1]))
for n in range(60):
    keys = [bytes([k]) * 16 for k in range(50)]
    got = store.get_many(keys)
    assert all(set(v) == {k[0] + 1} for k, v in got.items()), "torn"
    store.put_many({k: bytes([k[0] + 1]) * (500 + n) for k in keys[n % 7 :: 3]})
    if n % 20 == 0:
        store.release()
assert store.trouble == "", store.trouble
"""


def test_processes_read_and_write_at_once(tmp_path: Path) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stderr=subprocess.PIPE) for _ in range(4)
    ]
    errors = [process.communicate()[1].decode() for process in running]

    assert errors == [""] * 4
    assert len(Store(tmp_path).get_many([bytes([k]) * 16 for k in range(50)])) == 50


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no such thing there")
def test_a_copied_process_opens_the_file_for_itself(tmp_path: Path) -> None:
    store = filled(tmp_path)
    assert store.get_many(list(VALUES)) == VALUES
    child = os.fork()
    if not child:
        store.put_many({b"child": b"1"})
        os._exit(0 if store.get_many([b"child"]) else 1)
    _, code = os.waitpid(child, 0)

    assert code == 0
    assert store.get_many([b"child"]) == {b"child": b"1"}
