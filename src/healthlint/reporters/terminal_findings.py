"""The findings of one file: those about the whole article, then sentence by sentence with the words underlined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from healthlint.model.finding import FileResult, Finding, Fix
from healthlint.model.source import LineIndex
from healthlint.model.span import Span
from healthlint.reporters.cells import shorten
from healthlint.reporters.excerpt import INNER, Mark, Row, excerpt
from healthlint.reporters.listing import finding_order, plural
from healthlint.reporters.neutral import neutral
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.paint import StyledLine, line
from healthlint.reporters.wrap import flow

MOST_PER_SENTENCE = 3
_MIN_EXCERPT = 20
_MAX_FIX = 60  # cells of each side of a fix that is shown


def finding_lines(result: FileResult, listed: Sequence[Finding], options: RenderOptions) -> Iterator[StyledLine]:
    """Return the lines for the findings that are listed, each block followed by an empty line."""
    index = LineIndex.of(result.text)
    whole = [f for f in listed if f.scope == "document"]
    if whole:
        yield line("  ", ("The whole article", "title"))
        yield from _messages(whole, index, options)
        yield line()
    for group in _groups([f for f in listed if f.scope != "document"]):
        yield from _sentence_lines(result.text, index, group, options)
        yield line()


def _groups(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Return the findings by sentence, in the order of the text."""
    groups: dict[tuple[int, int], list[Finding]] = {}
    for f in findings:
        groups.setdefault((f.group, f.sentence.start), []).append(f)
    return list(groups.values())


def _sentence_lines(text: str, index: LineIndex, group: list[Finding], options: RenderOptions) -> Iterator[StyledLine]:
    kept = _most_telling(group)
    # A finding on the whole paragraph begins where its first sentence does: show the longest that is spoken of.
    sentence = Span(kept[0].sentence.start, max(f.sentence.end for f in kept))
    margin = len(str(index.position(sentence.end)[0]))
    width = max(_MIN_EXCERPT, options.width - margin - 5) if options.wrap else None
    # Rows of signs under all of a long sentence point at nothing, and hide the marks inside it.
    long = width or options.width
    marks = [Mark(f.span, f.severity.value) for f in kept if len(f.span) <= long or not f.span.covers(sentence)]
    last_number = 0
    for row in excerpt(text, sentence, marks, width=width):
        number = index.position(row.source_start)[0]
        yield from _row_lines(row, str(number) if number != last_number else "", margin)
        last_number = number
    yield from _messages(kept, index, options)
    rest = len(group) - len(kept)
    if rest:
        yield line("    ", (f"+{rest} more on this sentence (--format json lists all)", "dim"))


def _most_telling(group: Sequence[Finding]) -> list[Finding]:
    """Return the worst findings of a sentence, then the surest; of equals those of packs and rules not yet there.

    Three findings of one sort would hide a fourth of another sort that is as bad. In the order of the text.
    """
    sure = ("high", "medium", "low")
    left, kept = sorted(group, key=finding_order), []
    while left and len(kept) < MOST_PER_SENTENCE:
        packs = [_pack(f) for f in kept]
        rules = [f.rule for f in kept]
        best = min(
            left,
            key=lambda f: (-f.severity.rank, sure.index(f.confidence), packs.count(_pack(f)), rules.count(f.rule)),
        )
        left.remove(best)
        kept.append(best)
    return sorted(kept, key=finding_order)


def _pack(finding: Finding) -> str:
    return finding.rule.partition("/")[0]


def _row_lines(row: Row, number: str, margin: int) -> Iterator[StyledLine]:
    # Words inside an outer mark keep their plain colour, so that the inner ones stand out.
    words = ((p.text, p.role if p.underline.startswith(INNER) else "") for p in row.pieces)
    yield line((f"  {number:>{margin}} │ ", "dim"), *words)
    if row.underline.strip():
        yield line((f"  {'':>{margin}} │ ", "dim"), *((p.underline, p.role) for p in row.pieces))


def _messages(findings: Sequence[Finding], index: LineIndex, options: RenderOptions) -> Iterator[StyledLine]:
    places = [f"{f.line}:{f.column}" for f in findings]
    wide = max(map(len, places))
    names = max(len(f.severity.value) for f in findings)
    for f, place in zip(findings, places, strict=True):
        severity = (f.severity.value, f.severity.value)
        gap = " " * (names - len(f.severity.value))
        hang = wide + names + 6
        indent = " " * hang
        head = (f"    {place:<{wide}} ", severity, gap, " ", (f.rule, "rule"))
        yield from flow(options, hang, *head, f"  {neutral(f.message)}")
        if f.confidence == "low":
            yield from flow(options, hang, indent, ("low confidence: it never fails a run by itself", "dim"))
        if f.advice:
            yield from flow(options, hang, indent, neutral(f.advice))
        if f.approval:
            role = "good" if f.approval.in_force else "warning"
            yield from flow(options, hang, indent, (neutral(f.approval.said()), role))
        if f.fix:
            yield from flow(options, hang, indent, (f"fix ({f.fix.safety.value}): ", "good"), _fix(f, f.fix))
        for span, label in f.related:
            row, column = index.position(span.start)
            said = f"see also {row}:{column} {neutral(label)}".rstrip()
            yield from flow(options, hang, indent, (said, "dim"))


def _fix(finding: Finding, fix: Fix) -> str:
    """Return "“eases” → “ease”" for the common fix, the number of edits for others."""
    if len(fix.edits) == 1 and fix.edits[0].span == finding.span:
        old, new = (shorten(neutral(t), _MAX_FIX) for t in (finding.text, fix.edits[0].text))
        return f"“{old}” → “{new}”" if new else f"take out “{old}”"
    return plural(len(fix.edits), "edit")
