"""Which reader takes which file. Readers are named by string and imported when they are first used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import PurePosixPath
from types import MappingProxyType

from healthlint.diagnostics import did_you_mean
from healthlint.errors import SourceError
from healthlint.model.document import Document
from healthlint.model.source import Source

ENTRY_POINT_GROUP = "healthlint.formats"

# name -> module with `extract(source) -> Document`
FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "markdown": "healthlint.formats.markdown",
        "html": "healthlint.formats.html",
        "text": "healthlint.formats.plaintext",
    }
)
SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        ".md": "markdown",
        ".markdown": "markdown",
        ".mdx": "markdown",
        ".qmd": "markdown",
        ".rmd": "markdown",
        ".html": "html",
        ".htm": "html",
        ".xhtml": "html",
        ".txt": "text",
        ".text": "text",
    }
)


def detect(path: str, text: str = "") -> str:
    """Return the format of a file by its suffix; one that nobody knows is read as text.

    A third party's format named as the suffix (an entry point "rst" for ".rst") takes its files. Without a suffix
    the text decides: a page that starts with a doctype or `<html` is HTML.
    """
    suffix = PurePosixPath(path.replace("\\", "/")).suffix.lower()
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    if suffix and suffix[1:] in _third_party():
        return suffix[1:]
    head = text[:200].lstrip().lower()
    if not suffix and head.startswith(("<!doctype html", "<html")):
        return "html"
    return "text"


def names() -> tuple[str, ...]:
    """Return the names of all formats, third parties' included."""
    return tuple(sorted({*FORMATS, *_third_party()}))


def extract(source: Source, format: str | None = None) -> Document:
    """Return the document of a source. Raises SourceError for a format that does not exist."""
    return _reader(format or detect(source.path, source.text))(source)


def _reader(name: str) -> Callable[[Source], Document]:
    if name in FORMATS:
        return import_module(FORMATS[name]).extract
    third_party = _third_party()
    if name not in third_party:
        hint = did_you_mean(name, names())
        raise SourceError(f"unknown format `{name}`; use one of {', '.join(names())}" + (f" ({hint})" if hint else ""))
    loaded = third_party[name].load()
    return getattr(loaded, "extract", loaded)


def _third_party() -> dict:
    return {e.name: e for e in entry_points(group=ENTRY_POINT_GROUP)}
