"""A register as a run finds it: its bytes at once, its rows when they are needed, and what can be kept of it."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from healthlint.register.files import read_bytes, readable_format, rows_in

if TYPE_CHECKING:
    from healthlint.register.evidence import FiledEvidence
    from healthlint.register.row import Row


@dataclass(frozen=True, slots=True)
class Digest:
    """What a run must know of a register even where all results are known: enough to tell that nothing has changed.

    `files` are the articles that have rows, `last_days` the days on which decisions expire (ISO, in order), `evidence`
    digests of the evidence on file by article.
    """

    files: frozenset[str]
    last_days: tuple[str, ...]
    evidence: Mapping[str, str]

    def ended(self, today: date) -> int:
        """Return on how many different days decisions have expired before today: what changes only when one does."""
        return bisect_left(self.last_days, today.isoformat())

    def as_bytes(self) -> bytes:
        """Return it for a cache."""
        return json.dumps([sorted(self.files), self.last_days, dict(sorted(self.evidence.items()))]).encode()

    @classmethod
    def of_bytes(cls, data: bytes) -> Digest:
        """Return what `as_bytes` was given. Raises ValueError for other bytes."""
        try:
            files, days, evidence = json.loads(data)
            return cls(frozenset(files), tuple(days), dict(evidence))
        except TypeError as err:
            raise ValueError("no digest of a register") from err


class OpenRegister:
    """A register file with the content that it had when it was opened. Raises UserError where it cannot be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.format = readable_format(path)
        self._data = read_bytes(path)
        self.sha256 = hashlib.sha256(self._data).hexdigest()

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows. Raises RegisterError with every mistake."""
        return rows_in(self.path, self._data, self.format)

    @cached_property
    def evidence(self) -> Mapping[str, FiledEvidence]:
        """The evidence on file by article. Raises RegisterError."""
        from healthlint.register.evidence import evidence_by_file

        return evidence_by_file(self.rows)

    def digest(self) -> Digest:
        """Return what a run must know of it. Raises RegisterError."""
        days = sorted({row.expires for row in self.rows if row.expires})
        logged: dict[str, Any] = {file: evidence.digest() for file, evidence in self.evidence.items()}
        return Digest(frozenset(row.file for row in self.rows), tuple(days), logged)
