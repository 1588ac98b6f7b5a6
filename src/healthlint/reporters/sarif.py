"""SARIF 2.1.0: what GitHub code scanning, Azure DevOps and many editors read.

Columns are code points, as `columnKind` says. What an author suppressed or a register approved is left out: code
scanning knows nothing of suppressions and would show it as open. It is in the JSON report.
Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from healthlint.model.finding import FileResult, Finding, Fix, Problem, Report, Safety
from healthlint.model.source import LineIndex
from healthlint.model.span import Span
from healthlint.reporters.listing import shown
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.parts import FilePart

if TYPE_CHECKING:
    from healthlint.model.rule import Rule

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_ROOT = "SRCROOT"  # relative paths are seen from the folder that the command ran in
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def part(result: FileResult, head: Report, options: RenderOptions) -> FilePart:
    """Return one file's results and notifications, as facts."""
    lines = LineIndex.of(result.text)
    results = [_result(result.path, f, lines) for f in shown(result, head) if not f.passes]
    notices = [_notification(result.path, p) for p in result.problems]
    if result.status == "failed" and not result.problems:
        notices.append(_notification(result.path, Problem("failed", result.reason or "could not be checked")))
    return FilePart("", [results, notices])


def join(parts: Sequence[FilePart], head: Report, options: RenderOptions) -> str:
    """Return the log: one run with the rules that have results."""
    results = [r for p in parts for r in p.facts[0]]
    said = {json.dumps(n): n for p in parts for n in p.facts[1]}  # a mistake in a configuration is told of each file
    notices = list(said.values())
    used = sorted({r["ruleId"] for r in results})
    places = {name: number for number, name in enumerate(used)}
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(used, head)},
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder that healthlint ran in."}}},
                "invocations": [
                    {
                        "executionSuccessful": all(n["level"] != "error" for n in notices),
                        "toolExecutionNotifications": notices,
                    }
                ],
                "results": [{**r, "ruleIndex": places[r["ruleId"]]} for r in results],
            }
        ],
    }
    # ASCII: a file name that is no Unicode stays a pair of escapes, which every parser takes.
    return json.dumps(log, ensure_ascii=True, indent=2) + "\n"


def _driver(used: Sequence[str], head: Report) -> dict[str, Any]:
    known = _known_rules() if used else {}
    version = head.tool.get("version", "")
    return {
        "name": "healthlint",
        **({"semanticVersion": version} if version else {}),
        "rules": [_descriptor(name, known.get(name)) for name in used],
    }


def _known_rules() -> dict[str, Rule]:
    from healthlint.packs.load import load_catalog

    return dict(load_catalog().rules)


def _descriptor(name: str, rule: Rule | None) -> dict[str, Any]:
    """Return what viewers show of a rule. Of a pack of one's own only its name is known here."""
    more = f"`healthlint explain {name}` shows examples, sources and how to turn it off."
    if rule is None:
        return {"id": name, "help": {"text": more}}
    from healthlint.packs.docs import said

    return {
        "id": name,
        "shortDescription": {"text": said(rule.message)},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{said(rule.advice)}\n{more}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity.value]},
        "properties": {"tags": [rule.pack, *rule.tags], "precision": rule.confidence.value},
    }


def _result(path: str, f: Finding, lines: LineIndex) -> dict[str, Any]:
    fix = _fix(path, f.fix, lines) if f.fix and f.fix.safety is not Safety.DISPLAY else None
    return {
        "ruleId": f.rule,
        "level": _LEVELS[f.severity.value],
        "message": {"text": f"{f.message}{'' if f.message.endswith(('.', '?', '!')) else '.'} {f.advice}".rstrip()},
        "locations": [{"physicalLocation": {**_artifact(path), "region": _region(f)}}],
        **({"relatedLocations": [_related(path, s, label, lines) for s, label in f.related]} if f.related else {}),
        "partialFingerprints": {"healthlint/v1": f.fingerprint},
        **({"fixes": [fix]} if fix else {}),
    }


def _region(f: Finding) -> dict[str, Any]:
    return {
        "startLine": f.line,
        "startColumn": f.column,
        "endLine": f.end_line,
        "endColumn": f.end_column,
        "snippet": {"text": f.text},
    }


def _region_of(span: Span, lines: LineIndex) -> dict[str, int]:
    (line, column), (end_line, end_column) = lines.position(span.start), lines.position(span.end)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _related(path: str, span: Span, label: str, lines: LineIndex) -> dict[str, Any]:
    where = {**_artifact(path), "region": _region_of(span, lines)}
    return {"physicalLocation": where, "message": {"text": label}}


def _fix(path: str, fix: Fix, lines: LineIndex) -> dict[str, Any]:
    edits = [{"deletedRegion": _region_of(e.span, lines), "insertedContent": {"text": e.text}} for e in fix.edits]
    return {
        "description": {"text": "There is one right form." if fix.safety is Safety.SAFE else "Look at it first."},
        "artifactChanges": [{**_artifact(path), "replacements": edits}],
    }


def _notification(path: str, p: Problem) -> dict[str, Any]:
    where = _artifact(p.path or path)
    region = {"region": {"startLine": p.line, "startColumn": max(1, p.column)}} if p.line else {}
    message = p.message.partition("\n")[0] + (f"; {p.hint}" if p.hint else "")
    return {
        "descriptor": {"id": f"problem/{p.code}"},
        "level": _LEVELS[p.severity.value],
        "message": {"text": message},
        "locations": [{"physicalLocation": {**where, **region}}],
    }


def _artifact(path: str) -> dict[str, Any]:
    """Return where a file is, as SARIF names it: a relative reference, or a `file:` URI."""
    uri = quote(path.encode("utf-8", "surrogateescape"), safe="/")
    if path.startswith("/"):
        return {"artifactLocation": {"uri": f"file://{uri}"}}
    if path[1:3] == ":/":  # a drive of Windows
        return {"artifactLocation": {"uri": f"file:///{path[:2]}{uri[4:]}"}}
    return {"artifactLocation": {"uri": uri, "uriBaseId": _ROOT}}
