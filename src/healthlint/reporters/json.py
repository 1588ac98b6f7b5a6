"""The machine-readable report, schema version 1. Its contract is `data/healthlint-report.schema.json`.

Additions keep the version; a renamed or removed key is a new one. Offsets are half-open code points of the
decoded file without its byte-order mark; lines and columns are 1-based code points, 0 if unknown.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from json.encoder import encode_basestring as _quoted
from typing import Any

from healthlint.model.approval import Approval
from healthlint.model.claim import NO_STUDY, Claim, ConditionTier, Evidence, Number, Part, Study
from healthlint.model.finding import FileResult, Finding, Fix, Problem, Report, Suppressed
from healthlint.model.source import LineIndex
from healthlint.model.span import Span
from healthlint.reporters.listing import LISTED, is_unsourced, severity_counts
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.parts import FilePart

SCHEMA_VERSION = 1

_PARTS = ("subject", "verb", "outcome", "population", "reporter")

_SURROGATE = re.compile("[\ud800-\udfff]")
_SIMPLE = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def part(result: FileResult, head: Report, options: RenderOptions) -> FilePart:
    """Return one file of the report, everything, whatever `head.show` is, and the numbers that the summary adds up."""
    facts = [
        result.status,
        severity_counts(result.findings),
        len(result.suppressed),
        len(result.claims),
        sum(map(is_unsourced, result.claims)),
        len(result.problems),
        sum(f.passes for f in result.findings),
    ]
    return FilePart(_written(file_value(result), indent=4), facts)


def join(parts: Sequence[FilePart], head: Report, options: RenderOptions) -> str:
    """Return the whole report as JSON, in the order of the contract."""
    files = [piece for part in parts for piece in (",\n    ", part.text)]
    if files:
        files[0] = "\n    "
        files.append("\n  ")
    tool = _written(_tool(head.tool), indent=2)
    summary = _written(_summary([p.facts for p in parts], head), indent=2)
    before = f'{{\n  "schema_version": {SCHEMA_VERSION},\n  "tool": {tool},\n  "files": ['
    # One join: the files may be a hundred megabytes, and each further step would copy them.
    return "".join((before, *files, f'],\n  "summary": {summary}\n}}\n'))


def _written(value: Any, *, indent: int) -> str:
    """Return a value as JSON whose lines, but the first, stand `indent` further in."""
    text = _lines(value, "\n" + " " * indent)
    try:
        text.encode()  # a third of the time of a search for them
    except UnicodeEncodeError:
        # A file name that is not UTF-8 holds lone surrogates, which no encoder takes; JSON's escape keeps them.
        return _SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)
    return text


def _lines(value: Any, line: str) -> str:
    """Return what `json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)` does, in half the time.

    `value` is made of dicts with text for keys, lists, text, numbers, booleans and None. `line` is a line's end and
    the indentation of the lines after it.
    """
    kind = type(value)
    if kind is str:
        return _quoted(value)
    if kind is int:
        return str(value)
    if value is None:
        return "null"
    inner = line + "  "
    if kind is dict and value:
        rows: list[str] = []
        for key, own in value.items():  # text and numbers here: half of the values
            of = type(own)
            written = _quoted(own) if of is str else own if of is int else _lines(own, inner)
            rows.append(f"{_quoted(key)}: {written}")
        return f"{{{inner}{f',{inner}'.join(rows)}{line}}}"
    if kind is list and value:
        return f"[{inner}{f',{inner}'.join([_lines(own, inner) for own in value])}{line}]"
    return _SIMPLE.encode(value)


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


def _summary(files: Sequence[Sequence[Any]], head: Report) -> dict[str, Any]:
    statuses = [status for status, *_ in files]
    findings, suppressed, claims, unsourced, problems, approved = ([f[i] for f in files] for i in range(1, 7))
    return {
        "files": len(files),
        "checked": statuses.count("checked"),
        "failed": statuses.count("failed"),
        "skipped": statuses.count("skipped"),
        "findings": {s.value: sum(numbers[s.value] for numbers in findings) for s in LISTED},
        "approved": sum(approved),
        "suppressed": sum(suppressed),
        "claims": sum(claims),
        "claims_without_source": sum(unsourced),
        "problems": sum(problems),
        "fail_on": head.fail_on.value,
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
        "approval": _approval(f.approval),
    }


def _approval(approval: Approval | None) -> dict[str, Any] | None:
    if approval is None:
        return None
    return {
        "claim_id": approval.claim_id,
        "status": approval.status,
        "reviewer": approval.reviewer,
        "role": approval.role,
        "expires": approval.expires,
        "in_force": approval.in_force,
        "ended": approval.ended,
    }


def _fix(fix: Fix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    return {"safety": fix.safety.value, "edits": [{**_range(e.span), "text": e.text} for e in fix.edits]}


def _suppressed(s: Suppressed) -> dict[str, Any]:
    return {"reason": s.reason, "until": s.until, "by": s.by, "finding": _finding(s.finding)}


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
        "tiers": [_condition_tier(t) for t in c.tiers],
        "strength": c.strength,
        "polarity": c.polarity,
        "direction": c.direction,
        "hedges": list(c.hedges),
        "boosters": list(c.boosters),
        "citations": list(c.citations),
        "headline": c.headline,
        "established": c.established,
        "unsourced": is_unsourced(c),
        "on_file": c.on_file,
        "claim_type": c.claim_type,
        "population": c.population.text,
        "reporter": c.reporter.text,
        "strength_words": [{"text": part.text, "range": _part(part)} for part in c.strength_words],
        "certainty": c.certainty,
        "advice": c.advice,
        "numbers": [_number(n) for n in c.numbers],
        "study": _study(c.study) if c.study != NO_STUDY else None,
        "evidence": [_evidence(e) for e in c.evidence],
        "reasons": list(c.reasons),
        **_place(c.span, index),
        "parts": {name: _part(getattr(c, name)) for name in _PARTS},
    }


def _condition_tier(tier: ConditionTier) -> dict[str, Any]:
    return {
        "jurisdiction": tier.jurisdiction,
        "tier": tier.tier,
        "supervision": tier.supervision,
        "condition": tier.condition,
    }


def _number(number: Number) -> dict[str, Any]:
    where = _part(Part(number.text, number.span))
    return {"text": number.text, "kind": number.kind, "unit": number.unit, "range": where}


def _study(study: Study) -> dict[str, Any]:
    return {
        "design": study.design,
        "n": study.n,
        "population": study.population,
        "comparator": study.comparator,
        "duration": study.duration,
        "animal_or_lab": study.animal_or_lab,
        "surrogate": study.surrogate,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "id": evidence.id,
        "distance": evidence.distance,
        "tier": evidence.tier,
        "year": evidence.year,
        "identifier": evidence.identifier,
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
