"""Checkstyle XML: what reviewdog, Jenkins and many editors read.

Source of the format: Checkstyle's XMLLogger (version 4.3 of its output), which other linters write too.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from healthlint.model.finding import FileResult, Report
from healthlint.reporters.listing import Line, lines_of, merged
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.parts import FilePart
from healthlint.reporters.xml_text import HEAD, attributes


def part(result: FileResult, head: Report, options: RenderOptions) -> FilePart:
    """Return one file's lines, as facts."""
    return FilePart("", lines_of(result, head))


def join(parts: Sequence[FilePart], head: Report, options: RenderOptions) -> str:
    """Return the document. Files without a line are left out, as Checkstyle's readers expect."""
    listed = merged(p.facts for p in parts)
    out = [HEAD, '<checkstyle version="4.3">\n']
    for path, lines in groupby(listed, key=lambda x: x.path):
        out += [f"  <file{attributes(name=path)}>\n", *map(_error, lines), "  </file>\n"]
    return "".join((*out, "</checkstyle>\n"))


def _error(x: Line) -> str:
    said = attributes(line=x.line, column=x.column, severity=x.level, message=x.message, source=f"healthlint.{x.rule}")
    return f"    <error{said}/>\n"
