"""Front matter: YAML between `---` lines, TOML between `+++` lines, published as metadata with places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from healthlint.formats.assembler import Assembler
from healthlint.formats.matter_nodes import Node, plain_value
from healthlint.formats.metadata import normal_key
from healthlint.model.document import BlockKind, Directive, Meta
from healthlint.model.span import Span

_OPEN = {"---": "yaml", "+++": "toml"}
_CLOSE = {
    "yaml": re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE),
    "toml": re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE),
}
_FIRST_LINE = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)")
# What people write by hand is far smaller; a larger one is data, and the YAML reader slows with nesting.
LIMIT = 64_000
_YAML_LINE = re.compile(r"^[ \t]*(?:#|[\w\"'{][^\n]*:)", re.MULTILINE)
_NAMES = ("author", "reviewed_by", "fact_checked_by", "editor")
_SOURCES = ("sources", "references", "bibliography", "citations")
_SUPPRESS = ("healthlint.disable", "healthlint.ignore")
_RULE = re.compile(r"[^\s,]+")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Where the front matter's text stands (`body_start`, `body_end`) and where it ends, its fence included."""

    language: str
    body_start: int
    body_end: int
    end: int


def split(text: str) -> FrontMatter | None:
    """Return the place of the front matter, or None when the text has none."""
    first = _FIRST_LINE.match(text)
    if first is None:
        return None
    language = _OPEN[first[1]]
    body = text[first.end() :].replace("\r\n", " \n").replace("\r", "\n")
    close = _CLOSE[language].search(body)
    # "---" as a rule at the top of an article is followed by text and no key.
    if close is None or (language == "yaml" and not _YAML_LINE.search(body, 0, close.start()) and close.start()):
        return None
    end = first.end() + close.end()
    while end < len(text) and text[end] in "\r\n":
        end += 1
        if text[end - 1] == "\n":
            break
    return FrontMatter(language, first.end(), first.end() + close.start(), end)


def read(matter: FrontMatter, assembler: Assembler) -> None:
    """Put the front matter's values into the document; a broken one becomes a problem and is never raised."""
    assembler.skip(0, matter.end, "front matter")
    if matter.body_end - matter.body_start > LIMIT:
        place = Span(matter.body_start, matter.body_start + 1)
        assembler.problems.append((place, f"the front matter is longer than {LIMIT} characters and was not read"))
        return
    if matter.language == "yaml":
        from healthlint.formats.matter_yaml import compose
    else:
        from healthlint.formats.matter_toml import compose
    root, problems = compose(assembler.text, matter.body_start, matter.body_end)
    assembler.problems.extend(problems)
    if root is None or root.kind != "map":
        return
    _publish(root, assembler)
    _suppressions(root, assembler)
    _blocks(root, assembler)


def _publish(root: Node, assembler: Assembler) -> None:
    """Write every value under its dotted key; a key spelled like the common name wins over its synonyms."""
    exact: set[str] = set()
    waiting: list[tuple[str, str, Node]] = [("", "", root)]
    while waiting:
        key, written, node = waiting.pop()
        if key:
            literal = key == written
            if key not in assembler.metadata or (literal and key not in exact) or _derived(assembler, key):
                assembler.metadata[key] = Meta(_value(key, node), node.inner or node.span)
            if literal:
                exact.add(key)
        for name, child in reversed(node.members()):
            inner = normal_key(name) if not key else _plain(name)
            dotted = f"{key}.{inner}" if key else inner
            waiting.append((dotted, dotted if inner == _plain(name) else "", child))


def _derived(assembler: Assembler, key: str) -> bool:
    """Tell whether a value came from the page's own markup: the front matter is nearer to the author."""
    span = assembler.metadata[key].source_span
    return span is None


def _plain(name: str) -> str:
    return re.sub(r"[\s\-]+", "_", name.strip()).lower()


def _value(key: str, node: Node) -> Any:
    value = plain_value(node, numbers=key.startswith("healthlint."))
    if key in _NAMES:
        return _names(value)
    return value


def _names(value: Any) -> Any:
    """Return people's names out of mappings: `{name: Ann, url: …}` is "Ann"."""
    if isinstance(value, dict):
        return value.get("name") or value
    if isinstance(value, list):
        return [one.get("name") or one if isinstance(one, dict) else one for one in value]
    return value


def _suppressions(root: Node, assembler: Assembler) -> None:
    """Turn `healthlint: {disable: [rules]}` (or `ignore`) into suppressions for the whole file."""
    for dotted in _SUPPRESS:
        node = root.find(dotted.split("."))
        if node is None or node.kind == "map":
            continue
        scalars = [child for _, child in node.members()] if node.kind == "list" else [node]
        rules: list[tuple[str, Span]] = []
        for scalar in scalars:
            text = scalar.text if scalar.kind == "scalar" else ""
            for match in _RULE.finditer(text):
                exact = scalar.inner
                place = exact and Span(exact.start + match.start(), exact.start + match.end())
                rules.append((match[0], place or scalar.span))
        if rules:
            spans = tuple(s for _, s in rules)
            assembler.directives.append(Directive("disable-file", tuple(r for r, _ in rules), node.span, spans))


def _blocks(root: Node, assembler: Assembler) -> None:
    """Make blocks of the title and the sources where they stand in the source as they are read."""
    before = len(assembler.drafts)
    for name, node in root.members():
        key = normal_key(name)
        if key == "title" and node.kind == "scalar" and not _same_heading(node.text, assembler):
            _open(BlockKind.TITLE, node, assembler)
        elif key in _SOURCES:
            for entry in _entries(node):
                _open(BlockKind.REFERENCE, entry, assembler)
    made = assembler.drafts[before:]
    del assembler.drafts[before:]
    assembler.drafts[:0] = made


def _entries(node: Node) -> list[Node]:
    """Return the scalars of a list of sources, those of its mappings included (title, url, doi …)."""
    found: list[Node] = []
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if one.kind == "scalar":
            found.append(one)
        waiting.extend(child for _, child in reversed(one.members()))
    return found


def _open(kind: BlockKind, node: Node, assembler: Assembler) -> None:
    if node.inner is None:
        if node.text.strip():
            assembler.skip(node.span.start, node.span.end, "cannot be mapped exactly")
        return
    assembler.open(kind)
    assembler.add(node.inner.of(assembler.text), node.inner.start, len(node.inner))
    assembler.close()


def _same_heading(title: str, assembler: Assembler) -> bool:
    """Tell whether the body's first top heading says the same: then only that one is linted."""
    tops = (d for d in assembler.drafts if d.kind is BlockKind.HEADING and d.level == 1 and not d.reason)
    first = next(tops, None)
    return first is not None and " ".join(first.builder.prose.split()).casefold() == " ".join(title.split()).casefold()
