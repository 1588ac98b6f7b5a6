"""What a person reads in a terminal: each file's findings by sentence, its tables, then what to do next."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.model.finding import FileResult, Finding, Problem, Report
from healthlint.reporters.listing import DISCLAIMER, LISTED, n_with_status, plural, severity_counts, shown
from healthlint.reporters.neutral import neutral
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.paint import StyledLine, line, paint
from healthlint.reporters.terminal_findings import finding_lines
from healthlint.reporters.terminal_tables import table_lines

_FIRST_THINGS = 3


def render(report: Report, *, options: RenderOptions) -> str:
    """Return the report as text. Lines are not wrapped; only excerpts and tables look at `options.width`.

    With `options.quiet` only findings and problems are said.
    """
    return paint(_report_lines(report, options), color=options.color)


def _report_lines(report: Report, options: RenderOptions) -> Iterator[StyledLine]:
    for result in report.files:
        yield from _file_lines(result, report, options)
    if not options.quiet:
        yield from _end_lines(report)


def _file_lines(result: FileResult, report: Report, options: RenderOptions) -> Iterator[StyledLine]:
    listed = shown(result, report)
    if options.quiet and not listed and not result.problems and result.status != "failed":
        return
    yield line((neutral(result.path), "path"), *_status(result))
    if not options.quiet and result.status == "checked":
        yield line("  context: ", (_context(result), "dim"))
        for note in result.notes:
            yield line("  ", ("note", "info"), f": {neutral(note)}")
    yield line()
    yield from finding_lines(result, listed, options)
    for problem in result.problems:
        yield from _problem_lines(problem)
    if result.problems:
        yield line()
    if not options.quiet and result.status == "checked":
        yield from table_lines(result, listed, report, options)


def _problem_lines(problem: Problem) -> Iterator[StyledLine]:
    """Return the problem; a message of several lines is a drawn one, with a caret, and keeps its lines."""
    place = f"{problem.line}:{problem.column} " if problem.line else ""
    first, *rest = problem.message.splitlines() or [""]
    yield line(f"  {place}", ("error", "error"), f" problem/{problem.code}  {neutral(first)}")
    for more in rest:
        yield line(f"    {neutral(more)}")


def _status(result: FileResult) -> tuple[str | tuple[str, str], ...]:
    if result.status == "checked":
        return ()
    role = "error" if result.status == "failed" else "dim"
    said_below = any(p.message == result.reason for p in result.problems)
    reason = "" if said_below or not result.reason else f": {neutral(result.reason)}"
    return ("  ", (result.status, role), reason)


def _context(result: FileResult) -> str:
    """Return "publisher charity (front matter), audience public (default)"."""
    if not result.context:
        return "nothing is known of it"
    return ", ".join(_context_value(result, key) for key in result.context)


def _context_value(result: FileResult, key: str) -> str:
    value = result.context[key]
    text = " ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    origin = result.context_origin.get(key)
    return neutral(f"{key} {text} ({origin})" if origin else f"{key} {text}")


def _end_lines(report: Report) -> Iterator[StyledLine]:
    yield line(("Summary", "title"))
    numbers = severity_counts(f for r in report.files for f in r.findings)
    parts: list[str | tuple[str, str]] = ["  "]
    for severity in LISTED:
        n = numbers[severity.value]
        said = plural(n, severity.value) if severity.value != "info" else f"{n:,} info"
        parts += [(said, severity.value) if n else said, ", "]
    yield line(*parts[:-1], f" in {plural(len(report.files), 'file')}: {_statuses(report)}")
    yield from _next_steps(report)
    yield line()
    yield line((DISCLAIMER, "dim"))


def _statuses(report: Report) -> str:
    return ", ".join(f"{n_with_status(report, s):,} {s}" for s in ("checked", "failed", "skipped"))


def _next_steps(report: Report) -> Iterator[StyledLine]:
    first = _worst(report)
    if first:
        yield line()
        yield line(("Fix first", "title"))
    for result, f in first:
        place = (f"{neutral(result.path)}:{f.line}:{f.column}", "dim")
        yield line("  ", place, " ", (f.severity.value, f.severity.value), f" {neutral(f.message)}")
    hints = tuple(_hints(report, first))
    if hints:
        yield line()
        yield line(("Next", "title"))
    for hint in hints:
        yield line("  ", hint)


def _worst(report: Report) -> list[tuple[FileResult, Finding]]:
    """Return the first things to fix: the worst, the surest, then by place."""
    sure = ("high", "medium", "low")
    found = [(r, f) for r in report.files for f in shown(r, report)]
    return sorted(found, key=lambda x: (-x[1].severity.rank, sure.index(x[1].confidence)))[:_FIRST_THINGS]


def _hints(report: Report, first: list[tuple[FileResult, Finding]]) -> Iterator[str]:
    if first:
        yield f"healthlint explain {first[0][1].rule}   why the rule exists, and how to turn it off"
    fixable = sum(f.fix is not None and f.fix.safety == "safe" for r in report.files for f in r.findings)
    if fixable:
        yield f"{plural(fixable, 'finding')} can be mended safely; the fixes are shown above and in --format json"
    if any("commercial" in note for r in report.files for note in r.notes):
        yield "healthlint check --context publisher=commercial   if a company publishes the page"
