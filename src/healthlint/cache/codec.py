"""The result of one file as bytes and back, exactly: what is decoded equals what was encoded.

The fields of the result's types are followed as they are declared, so that a new one is kept without a change here.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
import zlib
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any

from healthlint.model.claim import Claim
from healthlint.model.finding import FileResult

Converter = Callable[[Any], Any]

_LEVEL = 1  # of compression: five times smaller for a quarter of a millisecond


def encode(result: FileResult) -> bytes:
    """Return a result as bytes. Raises TypeError for metrics that hold other things than plain values."""
    values = _writer(FileResult)(result)
    return zlib.compress(json.dumps(values, ensure_ascii=True, separators=(",", ":")).encode("ascii"), _LEVEL)


def decode(data: bytes) -> FileResult:
    """Return the result that `encode` was given. Raises ValueError for other bytes."""
    try:
        return _reader(FileResult)(json.loads(zlib.decompress(data)))
    except (ValueError, TypeError, LookupError, AttributeError, zlib.error) as err:
        raise ValueError("no result of a file") from err


@cache
def _writer(declared: Any) -> Converter:
    """Return the function that turns a value of a declared type into JSON values."""
    if declared in (str, int, float, bool):
        return _same
    if isinstance(declared, type) and issubclass(declared, StrEnum):
        return _same  # it is written as the text that it is
    if dataclasses.is_dataclass(declared):
        fields = _fields(declared)
        # Twice the first name: with a single one `attrgetter` gives the value itself, not a tuple of it.
        values_of = attrgetter(*(name for name, _ in (*fields, fields[0])))
        return _changing(lambda value: values_of(value)[:-1], [_writer(kind) for _, kind in fields])
    origin, given = typing.get_origin(declared), typing.get_args(declared)
    if origin in (types.UnionType, typing.Union):
        inner = _writer(_but_none(given))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        if given[-1] is Ellipsis:
            item = _writer(given[0])
            return lambda value: [item(v) for v in value]
        items = [_writer(kind) for kind in given]
        return lambda value: [write(v) for write, v in zip(items, value, strict=True)]
    if origin is Mapping:
        return _plain_written
    raise TypeError(f"a result holds {declared}, which no file can")


@cache
def _reader(declared: Any) -> Converter:
    """Return the function that makes a value of a declared type from the JSON values of `_writer`."""
    if declared in (str, int, float, bool):
        return _same
    if isinstance(declared, type) and issubclass(declared, StrEnum):
        return {member.value: member for member in declared}.__getitem__
    if dataclasses.is_dataclass(declared):
        read = _changing(tuple, [_reader(kind) for _, kind in _fields(declared)])
        make: Any = declared
        return lambda values: make(*read(values))
    origin, given = typing.get_origin(declared), typing.get_args(declared)
    if origin in (types.UnionType, typing.Union):
        inner = _reader(_but_none(given))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        if given[-1] is Ellipsis:
            item = _reader(given[0])
            return lambda values: tuple([item(v) for v in values])
        items = [_reader(kind) for kind in given]
        return lambda values: tuple([read(v) for read, v in zip(items, values, strict=True)])
    if origin is Mapping:
        return _plain_read
    raise TypeError(f"a result holds {declared}, which no file can")


def _same(value: Any) -> Any:
    return value


def _changing(values_of: Converter, changes: list[Converter]) -> Converter:
    """Return the function that gives the values of something as a list, those changed that JSON holds differently."""
    n = len(changes)
    needed = [(place, change) for place, change in enumerate(changes) if change is not _same]

    def convert(value: Any) -> list[Any]:
        values = list(values_of(value))
        if len(values) != n:
            raise ValueError("another number of fields")
        for place, change in needed:
            values[place] = change(values[place])
        return values

    return convert


def _fields(declared: Any) -> list[tuple[str, Any]]:
    hints = typing.get_type_hints(declared, localns={"Claim": Claim})  # which a result names and does not import
    return [(field.name, hints[field.name]) for field in dataclasses.fields(declared)]


def _but_none(given: tuple[Any, ...]) -> Any:
    (kind,) = (k for k in given if k is not type(None))
    return kind


def _plain_written(value: Any) -> Any:
    """Return a plain value for JSON: in a list, with its sort where JSON would lose it."""
    if value is None or type(value) in (str, int, float, bool):
        return value
    if isinstance(value, Mapping):
        return {_key(k): _plain_written(v) for k, v in value.items()}
    if isinstance(value, list):
        return ["list", *map(_plain_written, value)]
    if isinstance(value, tuple):
        return ["tuple", *map(_plain_written, value)]
    raise TypeError(f"a result holds a {type(value).__name__}, which no file can")


def _key(key: Any) -> str:
    """Return a key of a mapping, which is text. Raises TypeError for others: JSON would make text of them."""
    if type(key) is not str:
        raise TypeError(f"a key of a result is a {type(key).__name__}")
    return key


def _plain_read(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _plain_read(v) for k, v in value.items()}
    if isinstance(value, list):
        sort, *items = value
        return tuple(map(_plain_read, items)) if sort == "tuple" else list(map(_plain_read, items))
    return value
