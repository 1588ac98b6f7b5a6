"""Decisions of the register on the findings of an article: what is approved fails no run, what is rejected does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from healthlint.model.approval import Approval
from healthlint.model.finding import Confidence, FileResult, Finding, Severity
from healthlint.model.source import LineIndex
from healthlint.register.extract import Rulebook, meant, rows_of
from healthlint.register.merge import merge
from healthlint.register.row import Row

# The name of findings that are people's, not a rule's: no rule of the packs has it.
REJECTED = "register/rejected-claim"
_GROUP = 2_000_000  # beyond those of sentences and suppressions


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
        """Return the result with the approvals of its findings, and with claims that were rejected as findings.

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

        findings = list(map(judged, result.findings))
        if rejected := list(_rejected(result, [now[row.claim_id] for row in fresh])):
            findings += rejected
            findings.sort(key=lambda f: (f.scope != "document", f.span.start, -f.severity.rank, f.span.end, f.rule))
        return replace(result, findings=tuple(findings))


def _rejected(result: FileResult, rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield a finding for each claim that somebody rejected as it stands; `rows` are those of the result's claims."""
    lines = LineIndex.of(result.text)
    for claim, row in zip(result.claims, rows, strict=True):
        if row.status != "rejected" or row.state in ("changed", "gone", "expired"):
            continue
        line, column = lines.position(claim.span.start)
        end_line, end_column = lines.position(claim.span.end)
        who = f" by {row.reviewer}" if row.reviewer else ""
        when = f" on {row.decision_date}" if row.decision_date else ""
        why = f" The reason given: {row.note}" if row.note else ""
        yield Finding(
            rule=REJECTED,
            severity=Severity.ERROR,
            confidence=Confidence.HIGH,
            message=f"This claim was rejected{who}{when} and still stands",
            advice=f"Take it out or change it; if it may stand after all, enter that in the register.{why}",
            span=claim.span,
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            text=claim.span.of(result.text),
            sentence=claim.span,
            group=_GROUP + claim.span.start,
            fingerprint=row.claim_id,
        )


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
