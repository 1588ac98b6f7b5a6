"""YAML front matter to nodes with places: no aliases, no tags, no duplicate keys; never raises."""

from __future__ import annotations

from typing import Any

from healthlint.formats.matter_nodes import Node
from healthlint.model.span import Span

_DEPTH = 50
Problem = tuple[Span, str]


def compose(text: str, start: int, end: int) -> tuple[Node | None, list[Problem]]:
    """Return the root node of `text[start:end]` and what is wrong with it, both placed in `text`.

    What stands before an error is kept.
    """
    import yaml

    builder = _Builder(text, start, end)
    try:
        for event in yaml.parse(text[start:end], Loader=yaml.CSafeLoader):
            builder.take(event)
            if builder.stopped:
                break
    except yaml.YAMLError as error:
        builder.problem(getattr(getattr(error, "problem_mark", None), "index", None), _message(error))
        builder.drop_unfinished()
    except ValueError:  # a lone surrogate, which no encoding holds
        builder.problem(None, "has a character that cannot be encoded")
    return builder.root, builder.problems


def _message(error: Any) -> str:
    return str(getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be read")


def _same(written: str, value: str) -> bool:
    """Tell whether a value reads as it is written: a folded line is a space either way."""
    return written == value or written.split() == value.split()


class _Builder:
    """Builds the tree from events on a stack of its own: depth costs no recursion."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.stopped = False
        self._open: list[tuple[Node, list[Node]]] = []  # a collection and, for a map, its waiting key
        self._keys: list[set[str]] = []

    def problem(self, index: int | None, message: str, length: int = 0) -> None:
        """Record what is wrong at a character of the body, to the end of its line when no length is given."""
        first = self.start + min(index or 0, max(0, self.end - self.start - 1))
        stop = first + length if length else first
        while not length and stop < self.end and self.text[stop] not in "\r\n":
            stop += 1
        self.problems.append((Span(first, max(stop, first)), f"front matter: {message}"))

    def drop_unfinished(self) -> None:
        """Forget the top-level value that an error cut short: half a value is worse than none."""
        if len(self._open) > 1 and self._open[0][0].children:
            self._open[0][0].children.pop()

    def take(self, event: Any) -> None:
        """Take one event of the YAML parser."""
        import yaml

        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._refuse(event, "anchors and aliases are not allowed")
        elif getattr(event, "tag", None):
            self._refuse(event, f"the tag {event.tag} is not allowed")
        elif isinstance(event, yaml.ScalarEvent):
            self._add(self._scalar(event))
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            kind = "map" if isinstance(event, yaml.MappingStartEvent) else "list"
            node = Node(kind, self._span(event))
            if len(self._open) >= _DEPTH:
                self._refuse(event, f"is nested deeper than {_DEPTH} levels")
                return
            self._add(node)
            self._open.append((node, []))
            self._keys.append(set())
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            node, _ = self._open.pop()
            self._keys.pop()
            node.span = Span(node.span.start, max(node.span.start, self._trimmed(self.start + event.end_mark.index)))

    def _refuse(self, event: Any, message: str) -> None:
        self.problem(event.start_mark.index, message, max(1, event.end_mark.index - event.start_mark.index))
        self.stopped = True

    def _span(self, event: Any) -> Span:
        return Span(self.start + event.start_mark.index, self.start + max(event.start_mark.index, event.end_mark.index))

    def _trimmed(self, end: int) -> int:
        while end > self.start and self.text[end - 1].isspace():
            end -= 1
        return end

    def _scalar(self, event: Any) -> Node:
        span = self._span(event)
        value = event.value
        plain = event.style is None or event.style == ""
        if event.style in ("|", ">"):
            inner = self._block_scalar(span, value)
        else:
            inside = span if plain else Span(span.start + 1, max(span.start + 1, span.end - 1))
            inner = inside if _same(inside.of(self.text), value) else None
        return Node("scalar", span, value, inner, plain)

    def _block_scalar(self, span: Span, value: str) -> Span | None:
        """Return the place of a block scalar's lines, without its `|` or `>`."""
        written = span.of(self.text)
        _, newline, lines = written.partition("\n")
        if not newline or not lines.strip() or not _same(lines, value):
            return None
        end = span.end - (len(lines) - len(lines.rstrip()))
        return Span(end - len(lines.strip()), end)

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = self.root or node
            return
        parent, key = self._open[-1]
        if parent.kind == "list":
            parent.children.append((str(len(parent.children)), node))
        elif not key:
            key.append(node)
        else:
            name = key.pop()
            if name.text in self._keys[-1]:
                self.problems.append((name.span, f"front matter: the key `{name.text}` is given twice"))
            else:
                self._keys[-1].add(name.text)
                parent.children.append((name.text, node))
