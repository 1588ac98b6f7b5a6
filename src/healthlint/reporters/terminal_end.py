"""The end of the terminal report: totals, what to mend first, what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from healthlint.model.finding import FileResult, Finding, Report, Severity
from healthlint.reporters.listing import DISCLAIMER, LISTED, plural, severity_counts, shown
from healthlint.reporters.neutral import neutral
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.paint import StyledLine, line
from healthlint.reporters.tally import is_blank
from healthlint.reporters.wrap import flow

_FIRST_THINGS = 3
_PEOPLES = "register/"  # decisions of people are no rules: there is nothing to explain
_SUREST = ("high", "medium", "low")

NO_PUBLISHER = "No publisher is set: rules for sellers are lenient. Add --context publisher=… (see the user guide)"


class Telling(NamedTuple):
    """One of the worst findings of a file."""

    severity: str
    confidence: str
    line: int
    column: int
    message: str
    rule: str

    @property
    def order(self) -> tuple[int, int]:
        """The worst first, then the surest."""
        return -Severity(self.severity).rank, _SUREST.index(self.confidence)


class Facts(NamedTuple):
    """What the end needs to know of one file. `numbers` are those of `LISTED`; `failure` is empty if it did not fail.

    `fixable` counts the safe fixes of what is listed, `worst` holds the first things to fix of this file.
    """

    path: str
    status: str
    failure: str
    numbers: Sequence[int]
    fixable: int
    looks_commercial: bool
    lacks_publisher: bool
    blank: bool
    left_out: bool
    worst: Sequence[Telling]

    @classmethod
    def of(cls, values: Sequence[Any]) -> Facts:
        """Return the facts that JSON gave back as lists."""
        *others, worst = values
        return cls(*others, worst=[Telling(*w) for w in worst])


def is_left_out(result: FileResult, head: Report, options: RenderOptions) -> bool:
    """Tell whether a file has nothing to list where only what is listed is shown."""
    nothing = not shown(result, head) and not result.problems and result.status != "failed"
    return nothing and (options.quiet or options.brief)


def facts(result: FileResult, head: Report, options: RenderOptions) -> Facts:
    """Return what the end of the report needs to know of a file."""
    numbers = severity_counts(result.findings)
    return Facts(
        path=result.path,
        status=result.status,
        failure=_failure(result) + _why(result) if result.status == "failed" else "",
        numbers=[numbers[s.value] for s in LISTED],
        fixable=sum(f.fix is not None and f.fix.safety == "safe" and not f.passes for f in shown(result, head)),
        looks_commercial=any("commercial" in note for note in result.notes),
        lacks_publisher=result.status == "checked" and not result.context.get("publisher"),
        blank=is_blank(result),
        left_out=is_left_out(result, head, options),
        worst=sorted((_telling(f) for f in shown(result, head) if not f.passes), key=lambda t: t.order)[:_FIRST_THINGS],
    )


def end_lines(files: Sequence[Facts], options: RenderOptions) -> Iterator[StyledLine]:
    """Return the summary of the run, the first things to fix, hints, and the disclaimer as the last line."""
    yield line(("Summary", "title"))
    parts: list[str | tuple[str, str]] = ["  "]
    for number, severity in enumerate(LISTED):
        n = sum(f.numbers[number] for f in files)
        said = plural(n, severity.value) if severity.value != "info" else f"{n:,} info"
        parts += [(said, severity.value) if n else said, ", "]
    yield from flow(options, 4, *parts[:-1], f" in {plural(len(files), 'file')}: {_statuses(files)}")
    left_out = sum(f.left_out for f in files)
    if left_out:
        yield line(f"  {plural(left_out, 'file')} without a finding to list not shown: -v shows all")
    worst = _worst(files)
    yield from _first_things(files, worst, options)
    hints = tuple(_hints(files, worst))
    if hints:
        yield line()
        yield line(("Next", "title"))
    for hint in hints:
        yield from flow(options, 4, "  ", hint)
    yield line()
    yield line((DISCLAIMER, "dim"))


def _statuses(files: Sequence[Facts]) -> str:
    statuses = [f.status for f in files]
    blank = sum(f.blank for f in files)
    without = [f"{blank:,} without running text"] if blank else []
    return ", ".join([*(f"{statuses.count(s):,} {s}" for s in ("checked", "failed", "skipped")), *without])


def _first_things(
    files: Sequence[Facts], worst: Sequence[tuple[Facts, Telling]], options: RenderOptions
) -> Iterator[StyledLine]:
    """Return the files that nobody could check, which hide what is in them, and then the worst findings."""
    broken = [f for f in files if f.status == "failed"]
    if broken or worst:
        yield line()
        yield line(("Fix first", "title"))
    for file in broken[:_FIRST_THINGS]:
        failure, colon, why = file.failure.partition(": ")
        yield from flow(options, 4, "  ", (neutral(file.path), "dim"), " ", (failure, "error"), colon + why)
    if len(broken) > _FIRST_THINGS:
        yield line("  ", (f"+{plural(len(broken) - _FIRST_THINGS, 'more file')} not checked", "dim"))
    for file, t in worst:
        place = (f"{neutral(file.path)}:{t.line}:{t.column}", "dim")
        yield from flow(options, 4, "  ", place, " ", (t.severity, t.severity), f" {neutral(t.message)}")


def _failure(result: FileResult) -> str:
    unread = any(p.code == "source" for p in result.problems)
    return "could not be read" if unread or not result.problems else "could not be checked"


def _why(result: FileResult) -> str:
    """Return the reason in its first line: a drawn one goes on with the place, which stands above."""
    said = result.reason or (result.problems[0].message if result.problems else "")
    return f": {neutral(said.splitlines()[0])}" if said else ""


def _telling(f: Finding) -> Telling:
    return Telling(f.severity.value, f.confidence.value, f.line, f.column, f.message, f.rule)


def _worst(files: Sequence[Facts]) -> list[tuple[Facts, Telling]]:
    """Return the first things to fix: the worst, the surest, then by place."""
    found = [(file, telling) for file in files for telling in file.worst]
    return sorted(found, key=lambda x: x[1].order)[:_FIRST_THINGS]


def _hints(files: Sequence[Facts], worst: Sequence[tuple[Facts, Telling]]) -> Iterator[str]:
    broken = sum(f.status == "failed" for f in files)
    if broken:
        yield f"{plural(broken, 'file')} not checked: mend what is said above and run again"
    explained = next((t.rule for _, t in worst if not t.rule.startswith(_PEOPLES)), "")
    if explained:
        yield f"healthlint explain {explained}   why the rule exists, and how to turn it off"
    fixable = sum(f.fixable for f in files)
    if fixable:
        yield f"{plural(fixable, 'finding')} can be mended safely: --format diff is what `git apply` takes"
    if any(f.looks_commercial for f in files):
        yield "healthlint check --context publisher=commercial   if a company publishes the page"
    if any(f.lacks_publisher for f in files):
        yield NO_PUBLISHER
