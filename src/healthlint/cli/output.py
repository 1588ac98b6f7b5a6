"""Where text goes: stdout for results, stderr for remarks, colour only where it can be seen."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO

import typer

from healthlint.errors import UserError

DEFAULT_WIDTH = 100
_NARROWEST = 40
_PIECE = 2**20  # characters that are encoded at a time: a report may be a hundred megabytes


def use_utf8() -> None:
    """Make piped output UTF-8 on every system, and let no odd character stop a terminal's."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def drop_stdout() -> None:
    """Let what still waits to be written go nowhere: when Python ends it would try, fail and complain again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)


def wants_color(stream: IO[str], *, no_color: bool = False) -> bool:
    """Tell whether ANSI colours may be used: never with --no-color or NO_COLOR, always with FORCE_COLOR.

    Source: no-color.org and force-color.org; an empty variable counts as unset.
    """
    if no_color or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Return how many cells a line of text may take."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS"):
        return max(_NARROWEST, shutil.get_terminal_size((DEFAULT_WIDTH, 24)).columns)
    return DEFAULT_WIDTH


def note(message: str) -> None:
    """Write a remark to stderr."""
    typer.echo(f"healthlint: {message}", err=True)


def show_error(err: UserError) -> None:
    """Write an error and every place that it knows to stderr."""
    if not err.diagnostics:
        note(str(err))
    for diagnostic in err.diagnostics:
        typer.echo(diagnostic.draw(), err=True)


def write_text(path: Path, text: str) -> None:
    """Write a result to a file, whole or not at all: UTF-8, line ends as they are. Raises UserError."""
    write_bytes(path, (text[start : start + _PIECE].encode() for start in range(0, len(text), _PIECE)))


def write_bytes(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file, whole or not at all. Raises UserError."""
    part = path.with_name(f".{path.name}.part")
    try:
        if path.exists() and not path.is_file():  # /dev/stdout, a pipe: nothing to replace
            _write(path, pieces)
            return
        _write(part, pieces)
        part.replace(path)
    except OSError as err:
        part.unlink(missing_ok=True)
        raise UserError(f"cannot write {path.as_posix()}: {(err.strerror or str(err)).lower()}") from err


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        file.writelines(pieces)
