"""What a person reads in a terminal: each file's findings by sentence, its tables, then what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from healthlint.model.finding import FileResult, Problem, Report
from healthlint.reporters.listing import shown
from healthlint.reporters.neutral import neutral
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.paint import StyledLine, line, paint
from healthlint.reporters.parts import FilePart
from healthlint.reporters.terminal_end import Facts, end_lines, facts, is_left_out
from healthlint.reporters.terminal_findings import finding_lines
from healthlint.reporters.terminal_tables import table_lines
from healthlint.reporters.wrap import flow


def part(result: FileResult, head: Report, options: RenderOptions) -> FilePart:
    """Return what is said of one file, wrapped at `options.width` if `options.wrap`."""
    return FilePart(paint(_file_lines(result, head, options), color=options.color), facts(result, head, options))


def join(parts: Sequence[FilePart], head: Report, options: RenderOptions) -> str:
    """Return the report as text. With `options.quiet` only findings and problems are said."""
    said = "".join(p.text for p in parts)
    if options.quiet:
        return said
    return said + paint(end_lines([Facts.of(p.facts) for p in parts], options), color=options.color)


def _file_lines(result: FileResult, report: Report, options: RenderOptions) -> Iterator[StyledLine]:
    listed = shown(result, report)
    if is_left_out(result, report, options):
        return
    yield line((neutral(result.path), "path"), *_status(result))
    if not options.quiet and result.status == "checked":
        yield from flow(options, 4, "  context: ", (_context(result), "dim"))
        for note in result.notes:
            yield from flow(options, 8, "  ", ("note", "info"), f": {neutral(note)}")
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
    if problem.path:
        place = f"{neutral(problem.path)}:{place or ' '}"
    level = problem.severity.value
    first, *rest = problem.message.splitlines() or [""]
    yield line(f"  {place}", (level, level), f" problem/{problem.code}  {neutral(first)}")
    for more in (*rest, *problem.excerpt, *([f"  = {problem.hint}"] if problem.hint else [])):
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
