"""Suppressions that the author wrote: findings waived, and findings about the suppressions themselves.

`disable-line` covers the line that it stands on; `disable-next-line` the next line that is not blank and holds no
other directive; `disable` what follows it, up to `enable` of the same rules (or of all); `disable-file` and the front
matter the file. A rule is named by its id or its pack; no name means all. The rules `suppressions/unknown-rule` and
`suppressions/unused` speak of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from healthlint.diagnostics import did_you_mean
from healthlint.engine import Compiled, fill
from healthlint.language.analysis import Analysis
from healthlint.model.document import Directive, Document
from healthlint.model.finding import Finding, Suppressed
from healthlint.model.source import LineIndex
from healthlint.model.span import Span
from healthlint.packs.load import Catalog

UNKNOWN = "suppressions/unknown-rule"
UNUSED = "suppressions/unused"


@dataclass(slots=True)
class _Waiver:
    """One rule name of one directive ("" for all rules), the source range that it covers, and what it caught."""

    directive: Directive
    name: str
    name_span: Span
    covers: Span
    caught: list[Finding] = field(default_factory=list)

    def applies(self, finding: Finding) -> bool:
        if self.name not in ("", finding.rule, finding.rule.partition("/")[0]):
            return False
        if finding.scope == "document":
            return self.directive.action == "disable-file"
        return self.covers.start <= finding.span.start < self.covers.end


def suppress(
    analysis: Analysis, findings: Sequence[Finding], catalog: Catalog, compiled: Sequence[Compiled]
) -> tuple[list[Finding], list[Suppressed]]:
    """Return the findings that stay (with those about suppressions), in order, and those that were waived."""
    document = analysis.document
    directives = (*_front_matter(document), *document.directives)
    if not directives:
        return list(findings), []
    text = document.source.text
    waivers = _waivers(text, directives)
    kept: list[Finding] = []
    waived: list[Suppressed] = []
    for finding in findings:
        used = next((w for w in waivers if w.applies(finding)), None)
        if used is None:
            kept.append(finding)
        else:
            used.caught.append(finding)
            directive = used.directive
            waived.append(Suppressed(finding, directive.reason, directive.until, directive.by))
    running = {entry.rule.id: entry for entry in compiled}
    kept.extend(_about(text, waivers, catalog, running))
    kept.sort(key=lambda f: (f.scope != "document", f.span.start, -f.severity.rank, f.span.end, f.rule))
    return kept, waived


def _front_matter(document: Document) -> tuple[Directive, ...]:
    """Return the waivers of `healthlint: {disable: {rule: reason}}`; the formats read the forms without reasons."""
    whole = document.metadata.get("healthlint.disable")
    if whole is None or not isinstance(whole.value, Mapping):
        return ()
    out: list[Directive] = []
    for name, reason in whole.value.items():
        meta = document.metadata.get(f"healthlint.disable.{name}")
        span = (meta.source_span if meta else None) or whole.source_span or Span(0, 0)
        out.append(Directive("disable-file", (str(name),), span, (span,), str(reason or "")))
    return tuple(out)


def _waivers(text: str, directives: Sequence[Directive]) -> list[_Waiver]:
    lines = LineIndex.of(text)
    out: list[_Waiver] = []
    for i, directive in enumerate(directives):
        if directive.action == "enable":
            continue
        for name, span in zip(directive.rules or ("",), directive.rule_spans or (directive.source_span,), strict=True):
            covers = _covered(text, lines, directives, i, name)
            out.append(_Waiver(directive, name, span, covers))
    return out


def _covered(text: str, lines: LineIndex, directives: Sequence[Directive], index: int, name: str) -> Span:
    directive = directives[index]
    if directive.action == "disable-file":
        return Span(0, len(text) + 1)
    start = directive.source_span.end
    if directive.action == "disable-line":
        return _lines_of(text, lines, directive.source_span)
    if directive.action == "disable-next-line":
        return _next_line(text, lines, directives, start)
    for later in directives[index + 1 :]:
        if later.action == "enable" and (not later.rules or name in later.rules):
            return Span(start, later.source_span.start)
    return Span(start, len(text) + 1)


def _lines_of(text: str, lines: LineIndex, span: Span) -> Span:
    """Return the whole lines that a comment stands on."""
    first, last = lines.position(span.start)[0], lines.position(span.end)[0]
    return Span(lines.starts[first - 1], lines.starts[last - 1] + len(lines.line_text(text, last)) + 1)


def _next_line(text: str, lines: LineIndex, directives: Sequence[Directive], start: int) -> Span:
    taken = {lines.position(d.source_span.start)[0] for d in directives if d.action != "disable-line"}
    line = lines.position(start)[0] + 1
    while line <= len(lines.starts):
        body = lines.line_text(text, line)
        if body.strip() and line not in taken:
            begin = lines.starts[line - 1]
            return Span(begin, begin + len(body) + 1)
        line += 1
    return Span(len(text), len(text))


def _about(text: str, waivers: Sequence[_Waiver], catalog: Catalog, running: dict[str, Compiled]) -> list[Finding]:
    known = {*catalog.rules, *catalog.packs}
    lines = LineIndex.of(text)
    out: list[Finding] = []
    for waiver in waivers:
        if waiver.name and waiver.name not in known:
            entry = running.get(UNKNOWN)
            close = did_you_mean(waiver.name, known)
            hint = f"; {close}" if close else ""
        elif not waiver.caught:
            entry = running.get(UNUSED)
            hint = ""
        else:
            continue
        if entry is not None:
            out.append(_finding(text, lines, entry, waiver, hint))
    return out


def _finding(text: str, lines: LineIndex, entry: Compiled, waiver: _Waiver, hint: str) -> Finding:
    span = waiver.name_span
    line, column = lines.position(span.start)
    end_line, end_column = lines.position(span.end)
    values = {"match": waiver.name or "all rules", "hint": hint}
    return Finding(
        rule=entry.rule.id,
        severity=entry.severity,
        confidence=entry.rule.confidence,
        message=fill(entry.rule.message, values).strip(),
        advice=fill(entry.rule.advice, values).strip(),
        span=span,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        text=span.of(text),
        sentence=span,
        group=1_000_000 + span.start,
    )
