"""GitHub workflow commands: annotations on the lines of a pull request.

GitHub keeps ten annotations of each level for a step and drops the rest in silence. So when a level has more,
the tenth says how many there are, and a group in the log lists them all.
Source of the syntax and its escapes: GitHub's documentation, "Workflow commands for GitHub Actions".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from healthlint.model.finding import FileResult, Report
from healthlint.reporters.listing import Line, lines_of, merged, plural
from healthlint.reporters.neutral import neutral
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.parts import FilePart

LIMIT = 10

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def part(result: FileResult, head: Report, options: RenderOptions) -> FilePart:
    """Return one file's lines, as facts: which of them are annotated depends on the other files."""
    return FilePart("", lines_of(result, head))


def join(parts: Sequence[FilePart], head: Report, options: RenderOptions) -> str:
    """Return the commands, errors first; then a group with the other lines of each level over the limit."""
    listed = merged(p.facts for p in parts)
    out: list[str] = []
    groups: list[str] = []
    for level in _COMMANDS:
        own = [x for x in listed if x.level == level]
        if len(own) <= LIMIT:
            out += map(_annotation, own)
            continue
        kept, rest = own[: LIMIT - 1], own[LIMIT - 1 :]
        out += map(_annotation, kept)
        out.append(_summary(level, rest))
        groups += _group(level, rest)
    return "".join(f"{line}\n" for line in (*out, *groups))


def _annotation(x: Line) -> str:
    place = f"file={_property(x.path)},line={x.line}"
    # The Checks API refuses columns on an annotation of several lines.
    if x.end_line > x.line:
        place += f",endLine={x.end_line}"
    else:
        place += f",col={x.column}"
        if x.end_line:
            place += f",endLine={x.end_line},endColumn={x.end_column}"
    return f"::{_COMMANDS[x.level]} {place},title={_property(x.rule)}::{_data(x.message)}"


def _summary(level: str, rest: list[Line]) -> str:
    """Return the annotation that stands for the others; it has no file, so GitHub shows it with the run."""
    files = ", ".join(f"{path} ({len(list(own))})" for path, own in groupby(rest, key=lambda x: x.path))
    message = f"{plural(len(rest), f'more {level}')}: {files}. They are listed in the log of this step."
    return f"::{_COMMANDS[level]} title=healthlint::{_data(message)}"


def _group(level: str, rest: list[Line]) -> list[str]:
    lines = [f"{x.path}:{x.line}:{x.column}: {x.level} {x.rule} {x.message}" for x in rest]
    return [f"::group::healthlint: {plural(len(rest), f'more {level}')}", *map(_log, lines), "::endgroup::"]


def _log(line: str) -> str:
    """Return a log line that the runner takes for no command: neither `::name` first nor `##[name]`."""
    safe = neutral(line).replace("##[", "## [")
    return f"- {safe}" if safe.lstrip().startswith("::") else safe


def _data(text: str) -> str:
    return _scalar(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _scalar(text: str) -> str:
    """Return the text without control characters other than line ends, which the runner's escapes carry."""
    return "".join(c if c in "\r\n" else neutral(c) for c in text)
