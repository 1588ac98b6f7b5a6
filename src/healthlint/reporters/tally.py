"""What a run found, in one line, for formats that only list findings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from healthlint.model.finding import FileResult
from healthlint.reporters.listing import LISTED, plural, severity_counts


class Tally(NamedTuple):
    """The numbers of one file. `blank`: it was checked and has no running text (front matter only, code only)."""

    errors: int = 0
    warnings: int = 0
    infos: int = 0
    waived: int = 0
    blank: bool = False
    failed: bool = False

    @classmethod
    def of(cls, result: FileResult) -> Tally:
        """Return the numbers of a result."""
        numbers = severity_counts(result.findings)
        return cls(
            *(numbers[s.value] for s in LISTED),
            waived=len(result.suppressed),
            blank=is_blank(result),
            failed=result.status == "failed",
        )


def is_blank(result: FileResult) -> bool:
    """Tell whether a file was checked and has no running text."""
    return result.status == "checked" and result.metrics.get("words") == 0 and not result.findings


def total(tallies: Iterable[Tally]) -> str:
    """Return "2 errors, 1 warning, 4 info in 12 files (1 without running text); 3 suppressed; 1 file failed"."""
    every = tuple(tallies)
    errors, warnings, infos, waived, blank, failed = (sum(t[n] for t in every) for n in range(6))
    found = [plural(n, noun) for n, noun in ((errors, "error"), (warnings, "warning")) if n]
    found += [f"{infos:,} info"] if infos else []
    what = ", ".join(found) or "no findings"
    without = f" ({blank:,} without running text)" if blank else ""
    rest = [f"{waived:,} suppressed"] if waived else []
    rest += [f"{plural(failed, 'file')} could not be checked"] if failed else []
    return "; ".join((f"{what} in {plural(len(every) - failed, 'file')}{without}", *rest))
