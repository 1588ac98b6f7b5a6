"""The claims register of `check --register`: its decisions, laid over the results of a run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from healthlint.cache import keys

if TYPE_CHECKING:
    from healthlint.model.finding import FileResult
    from healthlint.register.approvals import Approvals
    from healthlint.register.extract import Rulebook


class Registered:
    """An overlay of approvals (see `drawing.Overlay`). `unknown` is said when no file of the run is in the register."""

    def __init__(self, key: bytes, approvals: Approvals, unknown: str) -> None:
        self.key = key
        self.unknown = unknown
        self._approvals = approvals

    @classmethod
    def read(cls, path: Path, packs: Sequence[tuple[Path, ...]], today: date) -> Registered:
        """Return the register of a file; `packs` are the folders of rules that may run.

        Raises UserError with every mistake of the register.
        """
        from healthlint.register.approvals import Approvals
        from healthlint.register.files import read_bytes, readable_format, rows_in

        format = readable_format(path)
        data = read_bytes(path)
        rows = rows_in(path, data, format)
        # The day only counts where something can expire; without it, what is kept of reports lasts.
        day = today.isoformat() if any(row.expires for row in rows) else ""
        unknown = (
            f"healthlint: {path.as_posix()} has no row of the articles that were checked; "
            "its files are named as seen from the folder in which it was made"
        )
        return cls(keys.key_of(b"register", data, format, day), Approvals(rows, rulebook(packs), today), unknown)

    def apply(self, result: FileResult) -> FileResult:
        """Return the result with the approvals of its findings."""
        return self._approvals.apply(result)

    def knows_any(self, files: Iterable[str]) -> bool:
        """Tell whether the register has a row of one of the files."""
        return any(map(self._approvals.knows, files))


def rulebook(packs: Sequence[tuple[Path, ...]]) -> Rulebook:
    """Return which of the rules of some configurations speak of claims."""
    from healthlint.packs.load import load_catalog
    from healthlint.register.extract import Rulebook

    return Rulebook([load_catalog(folders) for folders in packs or [()]])
