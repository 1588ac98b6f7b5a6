"""A tree of front-matter values with their places, whatever the language they were written in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from healthlint.model.span import Span

_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?P<fraction>\.\d+)?(?:[eE][+-]?\d+)?")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(slots=True)
class Node:
    """`kind`: scalar, list or map. `span` is the whole value in the source.

    `inner` is the range whose source characters read as `text` (folded lines are spaces), or None where no range
    does (escapes).
    `plain` tells that a scalar has no quotes.
    """

    kind: str
    span: Span
    text: str = ""
    inner: Span | None = None
    plain: bool = False
    children: list[tuple[str, Node]] = field(default_factory=list)

    def members(self) -> Sequence[tuple[str, Node]]:
        """Return (key, node) pairs; the keys of a list are its indices."""
        return self.children

    def find(self, path: Sequence[str]) -> Node | None:
        """Return the node at a path of keys, or None."""
        node: Node | None = self
        for name in path:
            node = next((child for key, child in node.children if key == name), None) if node else None
        return node


def plain_value(node: Node, *, numbers: bool) -> Any:
    """Return strings, lists and dicts for a node; unquoted true, false and null are themselves, numbers if asked."""
    done: dict[int, Any] = {}
    waiting: list[tuple[Node, bool]] = [(node, False)]
    while waiting:
        one, ready = waiting.pop()
        if one.kind == "scalar":
            done[id(one)] = _scalar(one, numbers=numbers)
        elif not ready:
            waiting.append((one, True))
            waiting.extend((child, False) for _, child in one.children)
        elif one.kind == "list":
            done[id(one)] = [done[id(child)] for _, child in one.children]
        else:
            done[id(one)] = {key: done[id(child)] for key, child in one.children}
    return done[id(node)]


def _scalar(node: Node, *, numbers: bool) -> Any:
    if not node.plain:
        return node.text
    if node.text in _WORDS:
        return _WORDS[node.text]
    match = _NUMBER.fullmatch(node.text) if numbers else None
    if match:
        return int(node.text) if node.text.lstrip("-").isdigit() else float(node.text)
    return node.text
