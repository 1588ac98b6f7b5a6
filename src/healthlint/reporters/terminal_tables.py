"""What follows the findings of a file: counts, readability with its working, claims, what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from healthlint.model.claim import Claim
from healthlint.model.finding import FileResult, Finding, Report
from healthlint.model.source import LineIndex
from healthlint.reporters.cells import pad, pad_left, shorten, width_of
from healthlint.reporters.listing import is_unsourced, lines_by_reason, plural, severity_counts
from healthlint.reporters.neutral import neutral
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.paint import StyledLine, line
from healthlint.reporters.readings import counts, readings

_CLAIMS_SHOWN = 3


def table_lines(
    result: FileResult, listed: Sequence[Finding], report: Report, options: RenderOptions
) -> Iterator[StyledLine]:
    """Return the lines of every table that has something to say, and an empty line after them."""
    yield from _count_lines(result, listed, report)
    yield from _reading_lines(result)
    yield from _claim_lines(result, options)
    yield from _skipped_lines(result)
    yield from _suppressed_lines(result)
    yield line()


def _count_lines(result: FileResult, listed: Sequence[Finding], report: Report) -> Iterator[StyledLine]:
    numbers = severity_counts(result.findings)
    said = [f"{n} {name}" if name == "info" else plural(n, name) for name, n in numbers.items() if n]
    hidden = len(result.findings) - len(listed)
    note = f" ({hidden} below `{report.show.value}` counted, not listed: --show info)" if hidden else ""
    yield line("  ", ("Findings", "title"), f"  {', '.join(said) or 'none'}{note}")


def _reading_lines(result: FileResult) -> Iterator[StyledLine]:
    numbers = counts(result)
    rows = readings(result)
    if not numbers and not rows:
        return
    yield line("  ", ("Readability", "title"), f"  {numbers}")
    if not rows:
        return
    names = max(width_of(r.name) for r in rows)
    scores = max(width_of(r.score) for r in rows)
    targets = [f"target {r.target}" if r.target else "no target" for r in rows]
    for r, target in zip(rows, targets, strict=True):
        start = f"    {pad(r.name, names)}  {pad_left(r.score, scores)}  "
        yield line(start, (pad(target, max(map(width_of, targets))), "dim"), f"  {neutral(r.remark)}")
        if r.working:
            yield line(f"      {' ' * names}", (neutral(r.working), "dim"))


def _claim_lines(result: FileResult, options: RenderOptions) -> Iterator[StyledLine]:
    if not result.claims:
        return
    open_claims = [c for c in result.claims if is_unsourced(c)]
    said = f"{plural(len(result.claims), 'claim')}, {len(open_claims):,} without a source in reach"
    yield line("  ", ("Claims", "title"), f"  {said}")
    index = LineIndex.of(result.text)
    for c in open_claims[:_CLAIMS_SHOWN]:
        row, column = index.position(c.span.start)
        text = f"    {row}:{column}  {c.strength}: {_claim(c)}"
        yield line(shorten(neutral(text), options.width))
    rest = len(open_claims) - _CLAIMS_SHOWN
    if rest > 0:
        yield line("    ", (f"+{rest} more (--format json lists all claims)", "dim"))


def _skipped_lines(result: FileResult) -> Iterator[StyledLine]:
    """Return the regions that were not checked, one line for each family of reasons ("boilerplate: footer")."""
    families: dict[str, list[str]] = {}
    for reason, n in lines_by_reason(result):
        family, _, rest = reason.partition(": ")
        families.setdefault(family, []).append(f"{rest} {plural(n, 'line')}".lstrip())
    if families:
        yield line("  ", ("Not checked", "title"))
    for family, own in families.items():
        yield line(f"    {neutral(family)}: {neutral(', '.join(own))}")


def _suppressed_lines(result: FileResult) -> Iterator[StyledLine]:
    waived = Counter((s.finding.rule, s.reason) for s in result.suppressed)
    if waived:
        yield line("  ", ("Suppressed", "title"), f"  {plural(len(result.suppressed), 'finding')}")
    for (rule, reason), n in sorted(waived.items()):
        yield line(f"    {n} × ", (rule, "rule"), f": {neutral(reason) or 'no reason given'}")


def _claim(c: Claim) -> str:
    parts = [p.text for p in (c.subject, c.verb, c.outcome) if p]
    return " | ".join(parts) or c.quote
