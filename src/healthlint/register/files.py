"""Registers as files: which format a name means, reading and writing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import cast

from healthlint.config.load import show_path
from healthlint.diagnostics import Diagnostic
from healthlint.errors import UserError
from healthlint.register.records import RegisterError
from healthlint.register.row import Row

FORMATS = ("table", "jsonl", "csv", "xlsx", "markdown", "yaml")
READABLE = ("jsonl", "csv", "xlsx", "yaml")
_SUFFIXES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".md": "markdown",
    ".markdown": "markdown",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".txt": "table",
}


def format_of(path: Path) -> str | None:
    """Return the format that a file's name means, None for an unknown suffix."""
    return _SUFFIXES.get(path.suffix.lower())


def read_bytes(path: Path) -> bytes:
    """Return the content of a register. Raises UserError."""
    try:
        return path.read_bytes()
    except OSError as err:
        raise UserError(f"cannot read {show_path(path)}: {(err.strerror or str(err)).lower()}") from err


def rows_in(path: Path, data: bytes, format: str) -> tuple[Row, ...]:
    """Return the rows of a register. Raises RegisterError with every mistake, each with its place."""
    shown = show_path(path)
    if format == "xlsx":
        from healthlint.register import xlsx_read

        return xlsx_read.read(shown, data)
    read = cast("Callable[[str, str], tuple[Row, ...]]", import_module(f"healthlint.register.{format}_file").read)
    return read(shown, _text(shown, data))


def written(rows: Sequence[Row], format: str) -> bytes:
    """Return rows as the content of a file in one of the formats that can be read back. Raises UserError."""
    if format == "xlsx":
        from healthlint.register import xlsx_write

        return xlsx_write.written(rows)
    return cast("str", import_module(f"healthlint.register.{format}_file").written(rows)).encode()


def readable_format(path: Path) -> str:
    """Return the format of a register that is to be read. Raises UserError for one that cannot be."""
    format = format_of(path)
    if format not in READABLE:
        raise UserError(
            f"cannot read {show_path(path)} as a register: its name must end in .jsonl, .csv, .xlsx, .yaml or .yml"
        )
    return format


def _text(shown: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        line = data[: err.start].count(b"\n") + 1
        message = f"not UTF-8 at byte {err.start} (line {line}): save it as UTF-8"
        found = Diagnostic(shown, line, 1, message)
        raise RegisterError(f"{shown}: {message}; it was left as it is", (found,)) from err
