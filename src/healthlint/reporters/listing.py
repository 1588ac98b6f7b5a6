"""What every reporter counts and lists: shown findings in order, totals, claims without a source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from healthlint.model.finding import FileResult, Finding, Problem, Report, Severity, Suppressed
from healthlint.model.source import LineIndex

if TYPE_CHECKING:
    from healthlint.model.claim import Claim

LISTED = (Severity.ERROR, Severity.WARNING, Severity.INFO)

# Why a finding that a baseline knows is not reported.
IN_BASELINE = "in the baseline"

DISCLAIMER = "An automated aid; absence of findings is not approval."


class Line(NamedTuple):
    """One thing that a line-based format says; `end_line` is 0 where only a point is known.

    `common` names a problem that other files may have too (a mistake in their configuration); else it is empty.
    """

    path: str
    line: int
    column: int
    level: str  # error | warning | info
    rule: str
    message: str
    end_line: int = 0
    end_column: int = 0
    common: str = ""


def shown(result: FileResult, report: Report) -> tuple[Finding, ...]:
    """Return the findings that are listed for people, by place, then the worst, then by rule."""
    listed = (f for f in result.findings if f.severity.rank >= report.show.rank)
    return tuple(sorted(listed, key=finding_order))


def finding_order(finding: Finding) -> tuple[int, int, int, str]:
    """Return the sorting key of findings: place, worst first, rule."""
    return finding.span.start, finding.span.end, -finding.severity.rank, finding.rule


def lines_of(result: FileResult, head: Report) -> list[Line]:
    """Return everything that a line-based format lists of one file: findings, problems, that it failed or was skipped.

    By line, column, level, rule; an unknown place is 1:1.
    """
    own = [_finding_line(result.path, f) for f in shown(result, head)]
    own += [_problem_line(result.path, p) for p in result.problems]
    if result.status == "failed" and not result.problems:
        own.append(Line(result.path, 1, 1, "error", "problem/failed", result.reason or "could not be checked"))
    if result.status == "skipped":
        own.append(Line(result.path, 1, 1, "info", "file/skipped", result.reason or "not an article"))
    return sorted(own, key=_line_order)


def merged(lines_of_files: Iterable[Iterable[Sequence[Any]]]) -> tuple[Line, ...]:
    """Return the lines of all files, in the files' order; what several of them have in common is said once."""
    out: list[Line] = []
    said: set[str] = set()
    for lines in lines_of_files:
        own = [Line(*values) for values in lines]
        out += (x for x in own if x.common not in said)
        said.update(x.common for x in own if x.common)
    return tuple(out)


def is_unsourced(claim: Claim) -> bool:
    """Tell whether a claim states something that has no source in reach or on file and is not settled knowledge."""
    sourced = claim.citations or claim.on_file or claim.established
    return claim.polarity in ("asserted", "reported") and not sourced


def plural(n: int, noun: str) -> str:
    """Return "1 finding", "2 findings"."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def waivers(suppressed: Iterable[Suppressed]) -> list[tuple[str, str, int]]:
    """Return (rule, why, number) of what authors waived, sorted; what a baseline knows is left out."""
    counted = Counter((s.finding.rule, _waiver(s)) for s in suppressed if s.reason != IN_BASELINE)
    return [(rule, why, n) for (rule, why), n in sorted(counted.items())]


def _waiver(s: Suppressed) -> str:
    said = [s.reason, f"until {s.until}" if s.until else "", f"by {s.by}" if s.by else ""]
    return ", ".join(filter(None, said)) or "no reason given"


def severity_counts(findings: Iterable[Finding]) -> dict[str, int]:
    """Return the number of findings of each severity, worst first."""
    kept = [f.severity for f in findings]
    return {s.value: kept.count(s) for s in LISTED}


def _finding_line(path: str, f: Finding) -> Line:
    message = f"{f.message} ({f.approval.said()})" if f.approval else f.message
    return Line(path, f.line, f.column, f.severity.value, f.rule, message, f.end_line, f.end_column)


def _problem_line(path: str, p: Problem) -> Line:
    # The first line only: what follows is drawn for people who read it in a terminal.
    message = p.message.partition("\n")[0] + (f"; {p.hint}" if p.hint else "")
    common = repr(p) if p.path else ""
    return Line(
        p.path or path, p.line or 1, p.column or 1, p.severity.value, f"problem/{p.code}", message, common=common
    )


def _line_order(line: Line) -> tuple[int, int, int, str, str]:
    level = ("error", "warning", "info").index(line.level)
    return line.line, line.column, level, line.rule, line.message


def lines_by_reason(result: FileResult) -> tuple[tuple[str, int], ...]:
    """Return (reason, number of lines) of the regions that were not checked, in the order of the text."""
    index = LineIndex.of(result.text)
    rows: dict[str, set[int]] = {}
    for s in result.skipped:
        first = index.position(s.span.start)[0]
        last = index.position(max(s.span.start, s.span.end - 1))[0]
        rows.setdefault(s.reason, set()).update(range(first, last + 1))
    return tuple((reason, len(own)) for reason, own in rows.items())
