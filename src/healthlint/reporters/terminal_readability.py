"""The readability lines of one file: the formulas people ask for with their working, and the range over all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from healthlint.model.finding import FileResult, Report, Severity
from healthlint.reporters.cells import pad, pad_left, width_of
from healthlint.reporters.neutral import neutral
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.paint import StyledLine, line
from healthlint.reporters.readings import Reading, adjusted, counts, readings, too_short
from healthlint.reporters.wrap import flow

# The three that guides to health writing name (ease, grade, and SMOG as the strict one); the others say the same.
_EVERYDAY = ("flesch_reading_ease", "flesch_kincaid_grade", "smog_grade")
_EASE = "flesch_reading_ease"  # the one that is no school grade
_WORKING_BELOW = 6  # cells before a working that has no room beside its score


def reading_lines(result: FileResult, report: Report, options: RenderOptions) -> Iterator[StyledLine]:
    """Return one line for an article that is too short, else its scores; every formula when info is listed."""
    said = too_short(result) or counts(result)
    if not said:
        return
    yield from flow(options, 4, "  ", ("Readability", "title"), f"  {neutral(said)}")
    rows = readings(result)
    if too_short(result) or not rows:
        return
    everything = report.show is Severity.INFO
    listed = [r for r in rows if everything or r.key in _EVERYDAY] or list(rows)
    yield from _rows(listed, options)
    for r in listed:
        if r.note:
            yield from flow(options, 6, f"    {neutral(r.name)}: {neutral(r.note)}")
    yield from _range(rows, options, everything=len(listed) == len(rows))
    if adjusted(result):
        yield from flow(options, 6, f"    {neutral(adjusted(result))}")


def _rows(listed: Sequence[Reading], options: RenderOptions) -> Iterator[StyledLine]:
    """Return name, score, verdict and working of each; workings go below their scores when one has no room."""
    names = max(width_of(r.name) for r in listed)
    scores = max(width_of(r.score) for r in listed)
    verdicts = [_verdict(r) for r in listed]
    wide = max(map(width_of, verdicts))
    starts = [
        f"    {pad(neutral(r.name), names)}  {pad_left(r.score, scores)}  {pad(neutral(verdict), wide)}"
        for r, verdict in zip(listed, verdicts, strict=True)
    ]
    workings = [_working(r) for r in listed]
    widest = max(width_of(s) + 2 + width_of(w) for s, w in zip(starts, workings, strict=True))
    beside = not options.wrap or widest <= options.width
    for start, working in zip(starts, workings, strict=True):
        if beside or not working:
            yield line(start, (f"  {working}", "dim"))
            continue
        yield line(start)
        yield from flow(options, _WORKING_BELOW + 2, " " * _WORKING_BELOW, (working, "dim"))


def _verdict(r: Reading) -> str:
    """Return "misses grade 8 or lower"; the target alone where nobody judged, nothing without a target."""
    said = {"near": "just misses"}.get(r.verdict, r.verdict)
    if not r.target:
        return said
    return f"{said} {r.target}" if said else f"target {r.target}"


def _working(r: Reading) -> str:
    """Return "= 0.39 × 241/10 + …"; the result at its end stands before it already."""
    working = neutral(r.working).removesuffix(f" = {r.score}")
    return f"= {working}" if working else ""


def _range(rows: Sequence[Reading], options: RenderOptions, *, everything: bool) -> Iterator[StyledLine]:
    grades = [(_number(r.score), r) for r in rows if r.key != _EASE and _number(r.score) is not None]
    if len(grades) < 2:
        return
    low = min(grades, key=lambda g: g[0] or 0.0)[1]
    high = max(grades, key=lambda g: g[0] or 0.0)[1]
    more = "" if everything else "; all: --show info"
    said = f"{len(grades)} grade formulas: {low.score} ({low.name}) to {high.score} ({high.name}){more}"
    yield from flow(options, 6, f"    {neutral(said)}")


def _number(score: str) -> float | None:
    try:
        return float(score)
    except ValueError:
        return None
