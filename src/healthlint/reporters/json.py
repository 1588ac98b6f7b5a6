"""The machine-readable report, schema version 1. Its contract is `data/healthlint-report.schema.json`.

Additions keep the version; a renamed or removed key is a new one. Offsets are half-open code points of the
decoded file without its byte-order mark; lines and columns are 1-based code points, 0 if unknown.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any

from healthlint.model.claim import Claim, Part
from healthlint.model.finding import FileResult, Finding, Fix, Problem, Report, Suppressed
from healthlint.model.source import LineIndex
from healthlint.model.span import Span
from healthlint.reporters.listing import is_unsourced, n_with_status, severity_counts
from healthlint.reporters.options import RenderOptions

SCHEMA_VERSION = 1

_SURROGATE = re.compile("[\ud800-\udfff]")


def render(report: Report, *, options: RenderOptions) -> str:
    """Return the whole report as JSON, whatever `report.show` is: a machine gets everything."""
    text = json.dumps(report_value(report), ensure_ascii=False, indent=2, allow_nan=False)
    # A file name that is not UTF-8 holds lone surrogates, which no encoder takes; JSON's escape keeps them.
    return _SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", text) + "\n"


def report_value(report: Report) -> dict[str, Any]:
    """Return the report as plain dicts and lists, in the order of the contract."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": _tool(report.tool),
        "files": [file_value(f) for f in report.files],
        "summary": _summary(report),
    }


def file_value(result: FileResult) -> dict[str, Any]:
    """Return one file of the report."""
    index = LineIndex.of(result.text)
    return {
        "path": result.path,
        "format": result.format,
        "status": result.status,
        "reason": result.reason,
        "context": plain(result.context),
        "context_origin": plain(result.context_origin),
        "notes": list(result.notes),
        "findings": [_finding(f) for f in result.findings],
        "suppressed": [_suppressed(s) for s in result.suppressed],
        "claims": [_claim(c, index) for c in result.claims],
        "metrics": plain(result.metrics),
        "skipped": [{**_place(s.span, index), "reason": s.reason} for s in result.skipped],
        "problems": [_problem(p) for p in result.problems],
    }


def plain(value: object) -> Any:
    """Return a value as JSON can hold it: mappings, lists, numbers, text; null for NaN and infinity."""
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, (bool, int)):
        return value
    return str(value)


def _tool(tool: Mapping[str, str]) -> dict[str, str]:
    first = {k: tool[k] for k in ("name", "version") if k in tool}
    return first | {k: tool[k] for k in sorted(tool)}


def _summary(report: Report) -> dict[str, Any]:
    files = report.files
    claims = [c for f in files for c in f.claims]
    return {
        "files": len(files),
        "checked": n_with_status(report, "checked"),
        "failed": n_with_status(report, "failed"),
        "skipped": n_with_status(report, "skipped"),
        "findings": severity_counts(x for f in files for x in f.findings),
        "suppressed": sum(len(f.suppressed) for f in files),
        "claims": len(claims),
        "claims_without_source": sum(map(is_unsourced, claims)),
        "problems": sum(len(f.problems) for f in files),
        "fail_on": report.fail_on.value,
    }


def _finding(f: Finding) -> dict[str, Any]:
    return {
        "rule": f.rule,
        "severity": f.severity.value,
        "confidence": f.confidence.value,
        "scope": f.scope,
        "message": f.message,
        "advice": f.advice,
        "text": f.text,
        **_range(f.span),
        "line": f.line,
        "column": f.column,
        "end_line": f.end_line,
        "end_column": f.end_column,
        "sentence": _range(f.sentence),
        "group": f.group,
        "related": [{**_range(span), "label": label} for span, label in f.related],
        "fix": _fix(f.fix),
        "fingerprint": f.fingerprint,
    }


def _fix(fix: Fix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    return {"safety": fix.safety.value, "edits": [{**_range(e.span), "text": e.text} for e in fix.edits]}


def _suppressed(s: Suppressed) -> dict[str, Any]:
    return {"reason": s.reason, "finding": _finding(s.finding)}


def _claim(c: Claim, index: LineIndex) -> dict[str, Any]:
    return {
        "claim_id": c.claim_id,
        "quote": c.quote,
        "subject": c.subject.text,
        "subject_class": c.subject_class,
        "verb": c.verb.text,
        "outcome": c.outcome.text,
        "outcome_class": c.outcome_class,
        "condition": c.condition,
        "tier": c.tier,
        "strength": c.strength,
        "polarity": c.polarity,
        "direction": c.direction,
        "hedges": list(c.hedges),
        "boosters": list(c.boosters),
        "citations": list(c.citations),
        "headline": c.headline,
        "established": c.established,
        "unsourced": is_unsourced(c),
        **_place(c.span, index),
        "parts": {"subject": _part(c.subject), "verb": _part(c.verb), "outcome": _part(c.outcome)},
    }


def _part(part: Part) -> dict[str, int] | None:
    return _range(part.span) if part.span else None


def _problem(p: Problem) -> dict[str, Any]:
    return {
        "code": p.code,
        "severity": p.severity.value,
        "message": p.message,
        "hint": p.hint,
        "path": p.path,
        "start": p.span.start if p.span else None,
        "end": p.span.end if p.span else None,
        "line": p.line,
        "column": p.column,
    }


def _range(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _place(span: Span, index: LineIndex) -> dict[str, int]:
    """Return range and position; 0:0 when the result came without its text (a file that failed)."""
    line, column = index.position(span.start) if span.end <= index.length else (0, 0)
    return {**_range(span), "line": line, "column": column}
