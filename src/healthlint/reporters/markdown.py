"""A report for an editor, as GitHub-flavoured Markdown: tables, and nothing of the article that could run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from healthlint.model.claim import Claim
from healthlint.model.finding import FileResult, Finding, Report
from healthlint.model.source import LineIndex
from healthlint.reporters.listing import (
    DISCLAIMER,
    IN_BASELINE,
    LISTED,
    is_unsourced,
    lines_by_reason,
    plural,
    severity_counts,
    shown,
    waivers,
)
from healthlint.reporters.markdown_text import code, escape, quoted, shortened, table
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.parts import FilePart
from healthlint.reporters.readings import adjusted, counts, readings, too_short

_QUOTE = 160  # characters of a claim or a finding's words that a cell shows


def part(result: FileResult, head: Report, options: RenderOptions) -> FilePart:
    """Return the section of one file (nothing if `options.quiet` and nothing was found), and its summary row."""
    numbers = severity_counts(result.findings)
    n_open = sum(map(is_unsourced, result.claims))
    cells = [str(n) for n in (*(numbers[s.value] for s in LISTED), len(result.claims), n_open)]
    row = [escape(result.path), escape(result.status), *cells]
    return FilePart("\n\n".join(_file(result, head, options)), row)


def join(parts: Sequence[FilePart], head: Report, options: RenderOptions) -> str:
    """Return the report: a summary table, then a section for each file.

    Findings below `head.show` are counted, not listed. With `options.quiet` only the tables of findings remain.
    """
    said = ["# Content check", *([] if options.quiet else _summary(parts, head))]
    said += [p.text for p in parts if p.text]
    said.append(f"_{DISCLAIMER}_")
    return "\n\n".join(said) + "\n"


def _summary(parts: Sequence[FilePart], head: Report) -> Iterator[str]:
    columns = ["Article", "Status", "Errors", "Warnings", "Info", "Claims", "Without a source"]
    yield table(columns, [p.facts for p in parts], numbers=range(2, 7))
    tool = ", ".join(f"{escape(k)} {escape(str(v))}" for k, v in sorted(head.tool.items()) if k != "name" and v)
    yield f"Made by {escape(head.tool.get('name', 'healthlint'))}" + (f": {tool}." if tool else ".")


def _file(result: FileResult, report: Report, options: RenderOptions) -> Iterator[str]:
    listed = shown(result, report)
    if options.quiet and not listed and not result.problems and result.status != "failed":
        return
    yield f"## {escape(result.path)}"
    if result.status != "checked":
        said_below = any(p.message == result.reason for p in result.problems)
        reason = "" if said_below or not result.reason else f": {escape(result.reason)}"
        yield f"**{escape(result.status)}**{reason}"
    if result.problems:
        yield _bullets(_problems(result))
    if result.status != "checked":
        return
    if not options.quiet:
        yield from _context(result)
    yield _findings(listed) if listed else "No findings to list."
    if options.quiet:
        return
    hidden = len(result.findings) - len(listed)
    if hidden:
        yield f"{plural(hidden, 'finding')} below `{report.show.value}` counted, not listed."
    yield from _readability(result)
    yield from _claims(result)
    yield from _left_out(result)


def _problems(result: FileResult) -> Iterator[str]:
    for p in result.problems:
        place = f"line {p.line}, column {p.column}: " if p.line else ""
        where = f"{code(p.path)}, " if p.path else ""
        hint = f" ({escape(p.hint)})" if p.hint else ""
        yield f"**problem/{escape(p.code)}** {where}{place}{escape(p.message)}{hint}"


def _context(result: FileResult) -> Iterator[str]:
    said = []
    for key, value in result.context.items():
        text = " ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
        origin = result.context_origin.get(key)
        said.append(f"{escape(key)} **{escape(text)}**" + (f" ({escape(origin)})" if origin else ""))
    yield f"Context: {', '.join(said) or 'nothing is known of it'}."
    if result.notes:
        yield _bullets(f"Note: {escape(n)}" for n in result.notes)


def _findings(listed: Sequence[Finding]) -> str:
    return table(["Place", "Severity", "Rule", "Words", "What", "Advice"], [_finding(f) for f in listed])


def _finding(f: Finding) -> list[str]:
    place = "article" if f.scope == "document" else f"{f.line}:{f.column}"
    severity = f"**{f.severity.value}**" if f.severity.value == "error" else f.severity.value
    if f.confidence.value == "low":
        severity += " (low confidence)"
    advice = escape(f.advice)
    if f.fix and len(f.fix.edits) == 1 and f.fix.edits[0].span == f.span:
        new = f.fix.edits[0].text
        advice = f"{advice} Fix: {f'“{escape(new)}”' if new else 'take it out'} ({f.fix.safety.value}).".lstrip()
    words = "" if f.scope == "document" else quoted(shortened(f.text, _QUOTE))
    what = escape(f.message) + (f" **{escape(f.approval.said())}**" if f.approval else "")
    return [place, severity, code(f.rule), words, what, advice]


def _readability(result: FileResult) -> Iterator[str]:
    rows = readings(result)
    numbers = counts(result)
    if rows or numbers:
        yield "### Readability"
    if numbers:
        yield f"{numbers}."
    if too_short(result):
        yield f"{escape(too_short(result))}."
    if rows:
        cells = [[r.name, r.score, r.target or "none", r.remark, r.formula, r.working] for r in rows]
        head = ["Formula", "Score", "Target", "Remark", "How it is computed", "Working"]
        yield table(head, [[escape(c) for c in row] for row in cells], numbers=(1,))
    if adjusted(result):
        yield f"{escape(adjusted(result))}."


def _claims(result: FileResult) -> Iterator[str]:
    if not result.claims:
        return
    yield "### Claims"
    n_open = sum(map(is_unsourced, result.claims))
    yield f"{plural(len(result.claims), 'claim')}, {n_open:,} without a source in reach."
    index = LineIndex.of(result.text)
    ordered = sorted(result.claims, key=lambda c: c.span)
    head = ["Place", "Claim", "Subject", "Effect", "On", "Strength", "Polarity", "Source"]
    yield table(head, [_claim(c, index) for c in ordered])


def _claim(c: Claim, index: LineIndex) -> list[str]:
    line, column = index.position(c.span.start)
    source = ", ".join(c.citations) or ("settled knowledge" if c.established else "none")
    cells = [shortened(c.quote, _QUOTE), c.subject.text, c.verb.text, c.outcome.text, c.strength, c.polarity, source]
    return [f"{line}:{column}", *map(escape, cells)]


def _left_out(result: FileResult) -> Iterator[str]:
    regions = [f"{escape(reason)}: {plural(n, 'line')}" for reason, n in lines_by_reason(result)]
    if regions:
        yield "### Not checked"
        yield _bullets(regions)
    if result.suppressed:
        yield "### Suppressed"
        rows = [[code(rule), str(n), escape(why)] for rule, why, n in waivers(result.suppressed)]
        known = sum(s.reason == IN_BASELINE for s in result.suppressed)
        rows += [["all rules", str(known), IN_BASELINE]] if known else []
        yield table(["Rule", "Findings", "Reason"], rows, numbers=(1,))


def _bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)
