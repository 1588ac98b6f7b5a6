"""Read an article's bytes into a Source: strict about the encoding, faithful to every character."""

from __future__ import annotations

import codecs
import hashlib
import shlex
import stat
from pathlib import Path, PurePosixPath

from healthlint.diagnostics import Diagnostic
from healthlint.errors import SourceError
from healthlint.model.source import Source

DEFAULT_MAX_BYTES = 2_000_000

# UTF-32 is not among them: its little-endian mark begins with UTF-16's, and nobody writes articles in it.
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

# Formats that people have and that we do not read, by their first bytes.
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Archives, told apart by their names only: the first bytes are the same. All are formats that pandoc reads.
_PANDOC = {".docx": "a Word document", ".odt": "an OpenDocument text", ".epub": "an e-book"}


def read(path: Path, *, shown: str = "", max_bytes: int = DEFAULT_MAX_BYTES) -> Source:
    """Return the file's Source. `shown` is the name that reports give it (default: the path as it is).

    Raises SourceError when the file is missing, no regular file, not readable, too large, binary or not
    Unicode.
    """
    name = _named(path, shown)
    return decode(read_bytes(path, shown=name, max_bytes=max_bytes), name, max_bytes=max_bytes)


def read_bytes(path: Path, *, shown: str = "", max_bytes: int = DEFAULT_MAX_BYTES) -> bytes:
    """Return the file's bytes, more than allowed only if it grew meanwhile. Raises SourceError."""
    name = _named(path, shown)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise _error(name, "is a directory")
        if not stat.S_ISREG(status.st_mode):
            # A named pipe without a writer would block for ever.
            raise _error(name, "is not a regular file; pipe its text in and name it `-`")
        with path.open("rb") as file:
            if status.st_size > max_bytes:
                # A Word document with pictures is large, and no limit makes it readable.
                other = _other_format(file.read(8), name)
                raise _error(name, other) if other else _too_large(name, status.st_size, max_bytes)
            return file.read()  # with a limit Python would set aside as many bytes for each file
    except FileNotFoundError as err:
        raise _error(name, "no such file") from err
    except PermissionError as err:
        raise _error(name, "permission denied") from err
    except (OSError, ValueError) as err:  # ValueError: a NUL in the path
        reason = getattr(err, "strerror", None) or str(err)
        raise _error(name, f"cannot be read: {reason.lower()}") from err


def _named(path: Path, shown: str) -> str:
    return (shown or str(path)).replace("\\", "/")


def decode(data: bytes, path: str, *, max_bytes: int = DEFAULT_MAX_BYTES) -> Source:
    """Return the Source of an article's bytes: UTF-8 with or without a mark, or UTF-16 with one.

    Raises SourceError when they are too many, binary or not Unicode.
    """
    if len(data) > max_bytes:
        raise _too_large(path, len(data), max_bytes)
    if other := _other_format(data, path):
        raise _error(path, other)
    mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", "utf-8"))
    body = data[len(mark) :]
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as err:
        raise _not_unicode(data, body, path, encoding, err) from err
    if "\x00" in text:
        raise _error(path, "looks like a binary file")
    return Source(
        path=path,
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=encoding,
        newline=_newline(text),
        bom=bool(mark),
    )


def _other_format(data: bytes, path: str) -> str | None:
    """Return what a file is and how to convert it, or None when its first bytes are none of a known format's."""
    name = path.replace("\\", "/")
    suffix = PurePosixPath(name).suffix.lower()
    if data.startswith(b"%PDF-"):
        # pandoc writes PDF and does not read it.
        return f"is a PDF: convert it first, for example `pdftotext {shlex.quote(name)} - | healthlint check -`"
    if data.startswith(_OLD_OFFICE):
        return "is an old Office file (.doc): save it as .docx, then convert that with pandoc"
    if data.startswith(b"{\\rtf"):
        return f"is a rich-text file: {_pandoc(name)}"
    if data.startswith(_ZIP):
        what = _PANDOC.get(suffix)
        return f"is {what}: {_pandoc(name)}" if what else "is an archive (zip): unpack it and name the articles"
    return None


def _pandoc(name: str) -> str:
    page = shlex.quote(PurePosixPath(name).with_suffix(".md").name)
    command = f"pandoc {shlex.quote(name)} -t markdown | healthlint check - --stdin-filename {page}"
    return f"convert it first, for example `{command}`"


def _newline(text: str) -> str:
    windows = text.count("\r\n")
    counts = {"\n": text.count("\n") - windows, "\r\n": windows, "\r": text.count("\r") - windows}
    return max(counts, key=lambda end: counts[end])


def _error(path: str, message: str) -> SourceError:
    return SourceError(message, (Diagnostic(path, 0, 0, message),))


def _too_large(path: str, size: int, limit: int) -> SourceError:
    # Of a pipe we read one byte too many and no more, so its whole size is not known.
    known = f" ({size:,})" if size > limit + 1 else ""
    return _error(path, f"is larger than {limit:,} bytes{known}; raise `max-file-size` to check it")


def _not_unicode(data: bytes, body: bytes, path: str, encoding: str, err: UnicodeDecodeError) -> SourceError:
    if encoding == "utf-8" and b"\x00" in body:
        return _error(path, "looks like a binary file")
    before = body[: err.start].decode(encoding)
    line = before.count("\n") + before.count("\r") - before.count("\r\n") + 1
    offset = len(data) - len(body) + err.start
    wanted = "UTF-8" if encoding == "utf-8" else "UTF-16, which its first bytes promise,"
    return _error(path, f"not {wanted} at byte {offset} (line {line}): save it as UTF-8")
