"""The end of the terminal report: totals, what to mend first, what to do next."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.model.finding import FileResult, Finding, Report
from healthlint.reporters.listing import DISCLAIMER, LISTED, n_with_status, plural, severity_counts, shown
from healthlint.reporters.neutral import neutral
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.paint import StyledLine, line
from healthlint.reporters.wrap import flow

_FIRST_THINGS = 3

NO_PUBLISHER = "No publisher is set: rules for sellers are lenient. Add --context publisher=… (see the user guide)"


def end_lines(report: Report, options: RenderOptions) -> Iterator[StyledLine]:
    """Return the summary of the run, the first things to fix, hints, and the disclaimer as the last line."""
    yield line(("Summary", "title"))
    numbers = severity_counts(f for r in report.files for f in r.findings)
    parts: list[str | tuple[str, str]] = ["  "]
    for severity in LISTED:
        n = numbers[severity.value]
        said = plural(n, severity.value) if severity.value != "info" else f"{n:,} info"
        parts += [(said, severity.value) if n else said, ", "]
    yield from flow(options, 4, *parts[:-1], f" in {plural(len(report.files), 'file')}: {_statuses(report)}")
    yield from _first_things(report, options)
    hints = tuple(_hints(report))
    if hints:
        yield line()
        yield line(("Next", "title"))
    for hint in hints:
        yield from flow(options, 4, "  ", hint)
    yield line()
    yield line((DISCLAIMER, "dim"))


def _statuses(report: Report) -> str:
    return ", ".join(f"{n_with_status(report, s):,} {s}" for s in ("checked", "failed", "skipped"))


def _first_things(report: Report, options: RenderOptions) -> Iterator[StyledLine]:
    """Return the files that nobody could check, which hide what is in them, and then the worst findings."""
    broken = [r for r in report.files if r.status == "failed"]
    worst = _worst(report)
    if broken or worst:
        yield line()
        yield line(("Fix first", "title"))
    for result in broken[:_FIRST_THINGS]:
        yield from flow(options, 4, "  ", (neutral(result.path), "dim"), " ", (_failure(result), "error"), _why(result))
    if len(broken) > _FIRST_THINGS:
        yield line("  ", (f"+{plural(len(broken) - _FIRST_THINGS, 'more file')} not checked", "dim"))
    for result, f in worst:
        place = (f"{neutral(result.path)}:{f.line}:{f.column}", "dim")
        yield from flow(options, 4, "  ", place, " ", (f.severity.value, f.severity.value), f" {neutral(f.message)}")


def _failure(result: FileResult) -> str:
    unread = any(p.code == "source" for p in result.problems)
    return "could not be read" if unread or not result.problems else "could not be checked"


def _why(result: FileResult) -> str:
    """Return the reason in its first line: a drawn one goes on with the place, which stands above."""
    said = result.reason or (result.problems[0].message if result.problems else "")
    return f": {neutral(said.splitlines()[0])}" if said else ""


def _worst(report: Report) -> list[tuple[FileResult, Finding]]:
    """Return the first things to fix: the worst, the surest, then by place."""
    sure = ("high", "medium", "low")
    found = [(r, f) for r in report.files for f in shown(r, report)]
    return sorted(found, key=lambda x: (-x[1].severity.rank, sure.index(x[1].confidence)))[:_FIRST_THINGS]


def _hints(report: Report) -> Iterator[str]:
    broken = n_with_status(report, "failed")
    if broken:
        yield f"{plural(broken, 'file')} not checked: mend what is said above and run again"
    worst = _worst(report)
    if worst:
        yield f"healthlint explain {worst[0][1].rule}   why the rule exists, and how to turn it off"
    fixable = sum(f.fix is not None and f.fix.safety == "safe" for r in report.files for f in r.findings)
    if fixable:
        yield f"{plural(fixable, 'finding')} can be mended safely; the fixes are shown above and in --format json"
    if any("commercial" in note for r in report.files for note in r.notes):
        yield "healthlint check --context publisher=commercial   if a company publishes the page"
    if any(r.status == "checked" and not r.context.get("publisher") for r in report.files):
        yield NO_PUBLISHER
