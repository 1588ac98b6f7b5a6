"""GitLab's Code Quality report: one JSON array, shown beside the lines of a merge request.

Source of the format: GitLab's documentation, "Code Quality report format" (a subset of Code Climate's).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from healthlint.model.finding import FileResult, Report
from healthlint.reporters.listing import Line, lines_of, merged
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.parts import FilePart

_LEVELS = {"error": "major", "warning": "minor", "info": "info"}


def part(result: FileResult, head: Report, options: RenderOptions) -> FilePart:
    """Return one file's lines, as facts."""
    return FilePart("", lines_of(result, head))


def join(parts: Sequence[FilePart], head: Report, options: RenderOptions) -> str:
    """Return the array. Fingerprints are of file, rule and message, so that findings keep theirs when lines move."""
    seen: Counter[tuple[str, str, str]] = Counter()
    out: list[dict[str, Any]] = []
    for x in merged(p.facts for p in parts):
        about = (x.path, x.rule, x.message)
        out.append(_entry(x, _fingerprint(*about, str(seen[about]))))
        seen[about] += 1
    return json.dumps(out, ensure_ascii=True, indent=2) + "\n"


def _entry(x: Line, fingerprint: str) -> dict[str, Any]:
    return {
        "description": x.message,
        "check_name": x.rule,
        "fingerprint": fingerprint,
        "severity": _LEVELS[x.level],
        "location": {"path": x.path, "lines": {"begin": x.line, "end": max(x.line, x.end_line)}},
    }


def _fingerprint(*parts: str) -> str:
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
