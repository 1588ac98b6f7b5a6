"""Decisions of the register on the findings of an article: what is approved stays in the report and fails no run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from healthlint.model.approval import Approval
from healthlint.model.finding import FileResult, Finding
from healthlint.register.extract import Rulebook, meant, rows_of
from healthlint.register.merge import merge
from healthlint.register.row import Row


class Approvals:
    """Applies a register to results. `today` decides what has expired; `rulebook` which findings a decision covers."""

    def __init__(self, rows: Sequence[Row], rulebook: Rulebook, today: date) -> None:
        self._rulebook = rulebook
        self._today = today
        self._rows: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            self._rows[row.file].append(row)

    def knows(self, path: str) -> bool:
        """Tell whether the register has rows of a file."""
        return path in self._rows

    def apply(self, result: FileResult) -> FileResult:
        """Return the result with the approvals of its findings: see `Finding.approval`.

        A finding on several claims (see `meant`) passes only if each of them does.
        """
        known = self._rows.get(result.path)
        if not known or not result.claims:
            return result
        fresh = rows_of(result)
        now = {row.claim_id: row for row in merge(known, fresh, checked={result.path}, today=self._today)}
        decided = [_approval(now[row.claim_id]) for row in fresh]

        def judged(finding: Finding) -> Finding:
            if not self._rulebook.covers(finding.rule):
                return finding
            approval = _together([decided[place] for place in meant(finding, result.claims)])
            return replace(finding, approval=approval) if approval else finding

        return replace(result, findings=tuple(map(judged, result.findings)))


def _approval(row: Row) -> Approval | None:
    """Return a row's decision to let the claim pass; None where there is none."""
    if row.status not in ("approved", "waived") and not (row.status == "reworded" and row.match):
        return None
    return Approval(row.claim_id, row.status, row.reviewer, row.role, row.expires, _ended(row))


def _ended(row: Row) -> str:
    if row.match in ("near", "drifted"):
        if row.status == "reworded":
            return "the sentence is not worded as agreed"
        return "the sentence has changed since"
    if row.state == "expired":
        return f"it expired on {row.expires}"
    if row.status == "waived" and not (row.note and row.expires):
        return "a waiver needs a note with its reason and a date on which it expires"
    return ""


def _together(approvals: Sequence[Approval | None]) -> Approval | None:
    """Return what holds for a finding on several claims: the first decision to end; nothing if one has none."""
    given = [a for a in approvals if a is not None]
    ended = [a for a in given if a.ended]
    if ended:
        return ended[0]
    if not given or len(given) < len(approvals):
        return None
    return min(given, key=lambda a: (a.expires or "9999", a.claim_id))
