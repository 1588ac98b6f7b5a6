"""What runs keep for the next ones: that settings are right, results of files, and what reports say of them."""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from healthlint.cache import keys
from healthlint.config.settings import Settings
from healthlint.errors import UserError
from healthlint.model.finding import FileResult
from healthlint.packs.digest import rules_digest
from healthlint.packs.folders import rule_folders
from healthlint.reporters.parts import FilePart
from healthlint.reporters.tally import Tally

if TYPE_CHECKING:
    from healthlint.cache.store import Store
    from healthlint.register.opened import Digest, OpenRegister

_AT_ONCE = 64  # values that are written together
_LENGTH = struct.Struct("<I")
_LEVEL = 1  # of compression


@dataclass(frozen=True, slots=True)
class Kept:
    """What a report says of a file, and the rank of the worst that a run could fail for (see `Severity.rank`).

    `tally` are its numbers. `dated`: it is another one on another day, so it is not to be kept. `failure` is the code
    of the problem that kept it from being checked, or of a rule that crashed; of what was read from a store it is
    always empty.
    """

    part: FilePart
    worst: int
    tally: Tally
    dated: bool = False
    failure: str = ""


class Results:
    """The kept results, in a store; without one, nothing is known and nothing is kept."""

    def __init__(self, store: Store | None) -> None:
        self.store = store
        self._rules: dict[tuple[Path, ...], str] = {}
        self._lists: dict[Path, str] = {}
        self._registers: dict[Path, OpenRegister | None] = {}
        self._register_digests: dict[Path, Digest | None] = {}
        self._bases: dict[tuple[tuple[Path, ...], str | None], bytes] = {}
        self._waiting: dict[bytes, bytes] = {}

    def tool(self, settings: Settings) -> Mapping[str, str] | None:
        """Return what makes the findings, if these settings with these rules were found right before."""
        if self.store is None:
            return None
        key = keys.of_configuration(settings, self._base(settings), *self._contents(settings))
        try:
            return json.loads(self.store.get_many([key])[key])
        except (LookupError, ValueError):
            return None

    def keep_tool(self, settings: Settings, tool: Mapping[str, str]) -> None:
        """Keep that settings and rules are right, and what makes the findings."""
        if self.store is not None:
            key = keys.of_configuration(settings, self._base(settings), *self._contents(settings))
            self._put(key, json.dumps(dict(tool)).encode())

    def rules_digest(self, settings: Settings) -> str:
        """Return the digest of the rules that the settings know, as they were when it was first asked for."""
        if settings.packs not in self._rules:
            self._rules[settings.packs] = rules_digest(rule_folders(settings.packs))
        return self._rules[settings.packs]

    def settings_key(self, settings: Settings) -> bytes:
        """Return the key of the settings of an article."""
        if self.store is None:
            return b""
        return keys.of_settings(settings, self._base(settings), self.retractions_digest(settings))

    def retractions_digest(self, settings: Settings) -> str:
        """Return the digest of the list of retractions, as it was when it was first asked for; "" without one."""
        path = settings.retractions
        if path is None:
            return ""
        if path not in self._lists:
            self._lists[path] = digest_of(path)
        return self._lists[path]

    def register(self, path: Path) -> OpenRegister | None:
        """Return a register as it was when it was first asked for; None for one that cannot be read."""
        if path not in self._registers:
            from healthlint.register.opened import OpenRegister

            try:
                self._registers[path] = OpenRegister(path)
            except UserError:  # who reads it says why
                self._registers[path] = None
        return self._registers[path]

    def register_digest(self, path: Path) -> Digest | None:
        """Return what a run must know of a register; None for one that cannot be read or has mistakes.

        One whose content was read before is not read again: that takes openpyxl, or a parser of YAML.
        """
        opened = self.register(path)
        if opened is None:
            return None
        if path not in self._register_digests:
            self._register_digests[path] = self._digest_of(opened)
        return self._register_digests[path]

    def _digest_of(self, opened: OpenRegister) -> Digest | None:
        key = keys.of_register(opened.sha256, opened.format) if self.store is not None else b""
        if self.store is not None:
            from healthlint.register.opened import Digest

            with suppress(LookupError, ValueError):
                return Digest.of_bytes(self.store.get_many([key])[key])
        try:
            digest = opened.digest()
        except UserError:
            return None
        if self.store is not None:
            self._put(key, digest.as_bytes())
        return digest

    def are_as_before(self, settings: Settings) -> bool:
        """Tell whether the lists and registers that settings name are as they were when they were first asked for."""
        named = (settings.retractions, *settings.registers())
        before = (self.retractions_digest(settings), *map(self._sha256, settings.registers()))
        return before == tuple(digest_of(path) if path else "" for path in named)

    def _contents(self, settings: Settings) -> Iterator[str]:
        """Yield digests of what a configuration may be wrong in: lists read at once, missing files."""
        yield self.retractions_digest(settings)
        logs = settings.evidence_logs()
        for path in settings.registers():
            yield self._sha256(path) if path in logs else "there" if self.register(path) else "missing"

    def _sha256(self, register: Path) -> str:
        opened = self.register(register)
        return opened.sha256 if opened else "unreadable"

    def parts(self, wanted: Sequence[bytes]) -> dict[bytes, Kept]:
        """Return the parts of reports that are kept under these keys."""
        found = self.store.get_many(wanted) if self.store is not None and wanted else {}
        read = {key: _read_part(data) for key, data in found.items()}
        return {key: kept for key, kept in read.items() if kept is not None}

    def results(self, wanted: Sequence[bytes]) -> dict[bytes, FileResult]:
        """Return the results that are kept under these keys. Their `path` is empty: it is the caller's to say."""
        found = self.store.get_many(wanted) if self.store is not None and wanted else {}
        if not found:
            return {}
        from healthlint.cache.codec import decode

        out: dict[bytes, FileResult] = {}
        for key, data in found.items():
            try:
                out[key] = decode(data)
            except ValueError:
                continue  # damaged: a miss
        return out

    def keep_result(self, key: bytes, result: FileResult) -> None:
        """Keep a result, but for its path, if nothing but the article and its settings made it (see `is_lasting`)."""
        if self.store is not None and is_lasting(result):
            from dataclasses import replace

            from healthlint.cache.codec import encode

            self._put(key, encode(replace(result, path="")))

    def keep_part(self, key: bytes, kept: Kept) -> None:
        """Keep what a report says of a file."""
        if self.store is not None:
            self._put(key, _written_part(kept))

    def flush(self) -> None:
        """Write what waits."""
        if self.store is not None:
            self.store.put_many(self._waiting)
            self._waiting = {}

    def close(self) -> None:
        """Write what waits, and close the store: its log is put away. It may be used again."""
        self.flush()
        if self.store is not None:
            self.store.release()

    def _put(self, key: bytes, data: bytes) -> None:
        self._waiting[key] = data
        if len(self._waiting) >= _AT_ONCE:
            self.flush()

    def _base(self, settings: Settings) -> bytes:
        which = settings.packs, settings.model
        if which not in self._bases:
            self._bases[which] = keys.of_rules(self.rules_digest(settings), settings.model)
        return self._bases[which]


def digest_of(path: Path) -> str:
    """Return the digest of a file; one that cannot be read has one of its own, and the check says why."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return "unreadable"


def is_lasting(result: FileResult) -> bool:
    """Tell whether the same bytes with the same settings give this result again: no time-out, no crash, no bad disk."""
    return result.status == "checked" and all(p.code == "format" for p in result.problems)


def _written_part(kept: Kept) -> bytes:
    head = json.dumps([kept.worst, kept.tally, kept.part.facts], separators=(",", ":")).encode()
    text = kept.part.text.encode("utf-8", "surrogatepass")
    return zlib.compress(_LENGTH.pack(len(head)) + head + text, _LEVEL)


def _read_part(data: bytes) -> Kept | None:
    try:
        plain = zlib.decompress(data)
        (length,) = _LENGTH.unpack_from(plain)
        end = _LENGTH.size + length
        worst, tally, facts = json.loads(plain[_LENGTH.size : end])
        return Kept(FilePart(plain[end:].decode("utf-8", "surrogatepass"), facts), int(worst), Tally(*tally))
    except (ValueError, TypeError, struct.error, zlib.error):
        return None
