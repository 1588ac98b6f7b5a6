"""Strict YAML with the place of every value: what rule and pack files are read with.

Only what a person means: `true`, `false`, `null` and JSON numbers are such values, everything else is text (`no`,
`on`, `1.10`, `12:30` stay as written). Duplicate keys, tags, aliases and unknown structures are errors, all of them
collected. Nothing is executed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from healthlint.diagnostics import Diagnostic, locate

Path = tuple[str | int, ...]

_INT = re.compile(r"-?(?:0|[1-9]\d*)\Z")
_FLOAT = re.compile(r"-?(?:0|[1-9]\d*)\.\d+(?:[eE][-+]?\d+)?\Z")
_WORDS = {"true": True, "false": False, "null": None}
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "seq", "map", "timestamp", "merge", "value")
)
_DEEPEST = 30


@dataclass(slots=True)
class YamlFile:
    """A file's value and where each part stands.

    `keys` and `values` map a path such as ("examples", "bad", 0) to (start, end) offsets in `text`.
    """

    path: str
    text: str
    value: Any = None
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)

    def problem(self, path: Path, message: str, *, hint: str = "", key: bool = False) -> None:
        """Note an error at a value (or at its key); at the nearest parent that exists when it is missing."""
        where = self.keys if key else self.values
        place: tuple[int, int] | None = where.get(path)
        parent = path
        while place is None and parent:
            parent = parent[:-1]
            place = self.keys.get(parent) or self.values.get(parent)
        start, end = place or (0, 0)
        first_line_end = self.text.find("\n", start)
        if first_line_end >= 0:
            end = min(end, first_line_end)
        self.problems.append(locate(self.path, self.text, start, max(end, start), message, hint=hint))


def read_yaml(path: str, text: str) -> YamlFile:
    """Return the value of a YAML text with positions. Never raises for bad YAML: see `problems`."""
    import yaml

    out = YamlFile(path, text)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as err:
        mark = getattr(err, "problem_mark", None) or getattr(err, "context_mark", None)
        # The parser often notices an error only past the end of the text: show the last line that has any.
        at = min(mark.index, max(0, len(text.rstrip()) - 1)) if mark else 0
        reason = getattr(err, "problem", None) or str(err).splitlines()[0]
        out.problems.append(
            locate(path, text, at, at + 1, f"not valid YAML: {reason}", hint=_yaml_hint(text, at, reason))
        )
        return out
    if node is not None:
        out.value = _Builder(out).build(node, ())
    return out


def _yaml_hint(text: str, at: int, reason: str) -> str:
    """Return what to do about the mistakes that people make who write rules: a list's `@name`, a colon, a tab."""
    if "tab character" in reason or text[at : at + 1] == "\t":
        return "indent with spaces"
    if "cannot start any token" in reason:
        word = re.match(r"[^\s,\]}]+", text[at:])
        return f'put it in quotation marks: "{word[0]}"' if word else ""
    if "mapping values are not allowed" in reason:
        return "a text that holds a colon and a space needs quotation marks around it"
    return ""


class _Builder:
    def __init__(self, out: YamlFile) -> None:
        self.out = out
        self.seen: set[int] = set()

    def build(self, node: Any, path: Path) -> Any:
        if id(node) in self.seen:
            # The node's own marks are those of its anchor: the key above is the nearest place that is told.
            self.out.problem(path, "aliases (`*name`) are not allowed here: write the value out", key=True)
            return None
        self.out.values[path] = (node.start_mark.index, node.end_mark.index)
        self.seen.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            self.out.problem(path, f"tags are not allowed here: {node.tag!r}")
            return None
        if len(path) > _DEEPEST:
            self.out.problem(path, "nested too deeply")
            return None
        build: Callable[[Any, Path], Any] = {
            "ScalarNode": self.scalar,
            "SequenceNode": self.sequence,
            "MappingNode": self.mapping,
        }[type(node).__name__]
        return build(node, path)

    def scalar(self, node: Any, path: Path) -> Any:
        text = node.value
        if node.style:  # quoted or block: always text (plain is "" or None)
            return text
        if text in _WORDS:
            return _WORDS[text]
        if text in ("", "~"):
            return None
        if _INT.match(text):
            return int(text)
        if _FLOAT.match(text) and not text.endswith("0"):  # 1.10 is a version or a section, not 1.1
            return float(text)
        return text

    def sequence(self, node: Any, path: Path) -> list[Any]:
        return [self.build(child, (*path, i)) for i, child in enumerate(node.value)]

    def mapping(self, node: Any, path: Path) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value if type(key_node).__name__ == "ScalarNode" else None
            if key is None:
                self.out.problem(path, "a key must be plain text")
                continue
            here = (*path, key)
            if key in out:
                self.out.values.setdefault(here, (key_node.start_mark.index, key_node.end_mark.index))
                start, end = key_node.start_mark.index, key_node.end_mark.index
                self.out.problems.append(
                    locate(self.out.path, self.out.text, start, end, f"`{key}` stands here a second time")
                )
                continue
            self.out.keys[here] = (key_node.start_mark.index, key_node.end_mark.index)
            out[key] = self.build(value_node, here)
        return out
