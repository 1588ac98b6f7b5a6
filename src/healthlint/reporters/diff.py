"""The safe fixes as a unified diff: what `git apply` and `patch` take. healthlint itself changes no article.

Of two fixes that meet, the first is taken; the other comes up in the next run.
Source of the form: Git's documentation, "Generating patch text with -p", for names with odd characters too.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator, Sequence

from healthlint.model.finding import Edit, FileResult, Report, Safety
from healthlint.reporters.listing import shown
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.parts import FilePart

_NO_END = "\\ No newline at end of file\n"


def part(result: FileResult, head: Report, options: RenderOptions) -> FilePart:
    """Return the diff of one file; nothing if it has no safe fix among the findings that are listed."""
    fixes = (f.fix for f in shown(result, head) if f.fix and f.fix.safety is Safety.SAFE and not f.passes)
    mended = applied(result.text, (edit for fix in fixes for edit in fix.edits))
    return FilePart("".join(_diff(result.path, result.text, mended)), None)


def join(parts: Sequence[FilePart], head: Report, options: RenderOptions) -> str:
    """Return the diffs of all files."""
    return "".join(p.text for p in parts)


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with the edits made, in order; one that overlaps or touches an earlier one is left out."""
    out: list[str] = []
    at = 0
    for edit in sorted(set(edits), key=lambda e: (e.span.start, e.span.end, e.text)):
        if edit.span.start < at or (out and edit.span.start == at):
            continue
        out += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join((*out, text[at:]))


def _diff(path: str, before: str, after: str) -> Iterator[str]:
    if before == after:
        return
    lines = difflib.unified_diff(_lines(before), _lines(after), _name("a", path), _name("b", path))
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n{_NO_END}"


def _lines(text: str) -> list[str]:
    r"""Return the lines with their ends; only `\n` ends one, as Git has it."""
    *whole, last = text.split("\n")
    return [f"{line}\n" for line in whole] + ([last] if last else [])


def _name(side: str, path: str) -> str:
    name = f"{side}/{path}"
    if any(c < " " or c in '"\\\x7f' for c in name):
        return json.dumps(name, ensure_ascii=False)
    return f"{name}\t" if " " in name else name
