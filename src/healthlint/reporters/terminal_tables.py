"""What follows the findings of a file: counts, readability, claims, what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from healthlint.model.finding import FileResult, Finding, Report
from healthlint.model.source import LineIndex
from healthlint.reporters.cells import shorten
from healthlint.reporters.listing import IN_BASELINE, is_unsourced, lines_by_reason, plural, severity_counts, waivers
from healthlint.reporters.neutral import neutral
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.paint import StyledLine, line
from healthlint.reporters.terminal_readability import reading_lines
from healthlint.reporters.wrap import flow

if TYPE_CHECKING:
    from healthlint.model.claim import Claim

_CLAIMS_SHOWN = 3


def table_lines(
    result: FileResult, listed: Sequence[Finding], report: Report, options: RenderOptions
) -> Iterator[StyledLine]:
    """Return the lines of every table that has something to say, and an empty line after them."""
    yield from _count_lines(result, listed, report, options)
    yield from reading_lines(result, report, options)
    yield from _claim_lines(result, options)
    yield from _skipped_lines(result, options)
    yield from _suppressed_lines(result, options)
    yield line()


def _count_lines(
    result: FileResult, listed: Sequence[Finding], report: Report, options: RenderOptions
) -> Iterator[StyledLine]:
    numbers = severity_counts(result.findings)
    said = [f"{n} {name}" if name == "info" else plural(n, name) for name, n in numbers.items() if n]
    hidden = len(result.findings) - len(listed)
    approved = sum(f.passes for f in result.findings)
    if approved:
        said.append(f"{approved:,} of them approved in the register")
    note = f" ({hidden} below `{report.show.value}` counted, not listed: --show info)" if hidden else ""
    yield from flow(options, 4, "  ", ("Findings", "title"), f"  {', '.join(said) or 'none'}{note}")


def _claim_lines(result: FileResult, options: RenderOptions) -> Iterator[StyledLine]:
    """Return the first claims that nobody backed, in columns: place, strength, who does what to what."""
    if not result.claims:
        return
    open_claims = sorted((c for c in result.claims if is_unsourced(c)), key=lambda c: c.span)
    said = f"{plural(len(result.claims), 'claim')}, {len(open_claims):,} without a source in reach"
    yield line("  ", ("Claims", "title"), f"  {said}")
    if not open_claims:
        return
    index = LineIndex.of(result.text)
    listed = open_claims[:_CLAIMS_SHOWN]
    places = ["{}:{}".format(*index.position(c.span.start)) for c in listed]
    place = max(map(len, ("place", *places)))
    strength = max(len(s) for s in ("strength", *(c.strength for c in listed)))
    yield line("    ", (f"{'place':<{place}}  {'strength':<{strength}}  who → does → what", "dim"))
    for c, at in zip(listed, places, strict=True):
        text = f"    {at:<{place}}  {c.strength:<{strength}}  {neutral(_claim(c))}"
        yield line(shorten(text, options.width) if options.wrap else text)
    rest = len(open_claims) - len(listed)
    if rest:
        yield line("    ", (f"+{rest} more (--format json lists all claims)", "dim"))


def _skipped_lines(result: FileResult, options: RenderOptions) -> Iterator[StyledLine]:
    """Return the regions that were not checked, one line for each family of reasons ("boilerplate: footer")."""
    families: dict[str, list[str]] = {}
    for reason, n in lines_by_reason(result):
        family, _, rest = reason.partition(": ")
        families.setdefault(family, []).append(f"{rest} {plural(n, 'line')}".lstrip())
    if families:
        yield line("  ", ("Not checked", "title"))
    for family, own in families.items():
        yield from flow(options, 6, f"    {neutral(family)}: {neutral(', '.join(own))}")


def _suppressed_lines(result: FileResult, options: RenderOptions) -> Iterator[StyledLine]:
    waived = waivers(result.suppressed)
    if result.suppressed:
        yield line("  ", ("Suppressed", "title"), f"  {plural(len(result.suppressed), 'finding')}")
    if known := len(result.suppressed) - sum(n for _, _, n in waived):
        yield line(f"    {known:,} {IN_BASELINE}")
    for rule, why, n in waived:
        yield from flow(options, 6, f"    {n} × ", (rule, "rule"), f": {neutral(why)}")


def _claim(c: Claim) -> str:
    return " → ".join(p.text or "(not said)" for p in (c.subject, c.verb, c.outcome))
