"""TOML front matter to nodes; the library gives no positions, so plain strings are found on their own lines."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from healthlint.formats.matter_nodes import Node
from healthlint.model.span import Span

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_TABLE = re.compile(r"^[ \t]*\[([^\[\]\r\n]+)\][ \t]*(?:#.*)?$")
_KEY = re.compile(r"^[ \t]*([\w-]+(?:\.[\w-]+)*|\"[^\"\r\n]*\")[ \t]*=[ \t]*")
_STRING = re.compile(r"\"([^\"\\\r\n]*)\"|'([^'\r\n]*)'")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")

_Places = dict[str, list[tuple[Span, str]]]  # dotted key -> the simple strings in its value


def compose(text: str, start: int, end: int) -> tuple[Node | None, list[tuple[Span, str]]]:
    """Return the root node of `text[start:end]` and what is wrong with it, both placed in `text`."""
    body = text[start:end]
    try:
        data = tomllib.loads(body.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        return None, [
            (_error_span(str(error), text, start, end), f"front matter: {_PLACE.sub('', str(error)).strip()}")
        ]
    strings = _strings(body, start)
    return _tree(data, strings, Span(start, end)), []


def _error_span(message: str, text: str, start: int, end: int) -> Span:
    match = _PLACE.search(message)
    if match is None:
        return Span(start, end)
    lines = [m.start() for m in _LINE.finditer(text, start, end)]
    line = min(int(match[1]), len(lines)) - 1
    first = min(lines[line] + int(match[2]) - 1, end)
    stop = first
    while stop < end and text[stop] not in "\r\n":
        stop += 1
    return Span(first, stop)


def _strings(body: str, start: int) -> _Places:
    """Return, for each dotted key, the places of the simple strings in its value."""
    found: _Places = {}
    table, key = "", ""
    for match in _LINE.finditer(body):
        line = match[0].rstrip("\r\n")
        header = _TABLE.match(line)
        if header:
            table, key = header[1].strip().replace('"', "") + ".", ""
            continue
        named = _KEY.match(line)
        at = 0
        if named:
            key, at = table + named[1].strip('"'), named.end()
        for string in _STRING.finditer(line, at) if key else ():
            group = 1 if string[1] is not None else 2
            place = start + match.start()
            found.setdefault(key, []).append(
                (Span(place + string.start(group), place + string.end(group)), string[group])
            )
    return found


def _tree(data: dict[str, Any], strings: _Places, whole: Span) -> Node:
    root = Node("map", whole)
    waiting: list[tuple[Node, str, Any]] = [(root, "", data)]
    while waiting:
        node, path, value = waiting.pop()
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for name, child in pairs:
            dotted = f"{path}.{name}" if path else str(name)
            owner = path if isinstance(value, list) else dotted
            if isinstance(child, dict | list):
                inner = Node("map" if isinstance(child, dict) else "list", whole)
                waiting.append((inner, dotted if isinstance(child, dict) else owner, child))
            else:
                inner = _scalar(child, strings.get(owner, []), whole)
            node.children.append((str(name), inner))
    return root


def _scalar(value: Any, places: list[tuple[Span, str]], whole: Span) -> Node:
    if isinstance(value, str):
        place = next((span for span, written in places if written == value), None)
        return Node("scalar", place or whole, value, place)
    if isinstance(value, bool):
        return Node("scalar", whole, str(value).lower(), plain=True)
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return Node("scalar", whole, text, plain=True)
