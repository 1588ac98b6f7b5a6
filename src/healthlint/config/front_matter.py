"""The `healthlint:` keys of an article's front matter as a layer of settings."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from healthlint.config.layer import Layer
from healthlint.config.schema import Checker, KeyPath, read_context, read_severities, shown
from healthlint.config.settings import Settings
from healthlint.diagnostics import Diagnostic, did_you_mean, locate
from healthlint.errors import ConfigError
from healthlint.model.context import CONTEXT_VALUES
from healthlint.model.document import Document, Meta
from healthlint.model.span import Span

_BLOCK = "healthlint"
PREFIX = f"{_BLOCK}."
# One letter missing, doubled or out of place (`healtlint`, `health-lints`: 0.95); `healthline` (0.90) is somebody else.
_SAME_WORD = 0.92
# `disable` and `ignore` are suppressions: the formats make directives of them, so that what they waive stays in the
# report.
_KEYS = ("context", "severity", "disable", "ignore", *CONTEXT_VALUES)


def front_matter_layer(metadata: Mapping[str, Meta], path: str, text: str = "") -> Layer | None:
    """Return what the front matter asks of healthlint, or None when it asks nothing.

    Keys: `healthlint.context.<key>` (or shorter `healthlint.<key>`) and `healthlint.severity.<rule>`.
    `text` is the article's source, for the places. Raises ConfigError with every problem.
    """
    own = {k.removeprefix(PREFIX): m for k, m in metadata.items() if k.startswith(PREFIX)}
    if not own:
        return None
    check = _checker(own, path, text)
    strangers: set[str] = set()
    raw: dict[str, dict[str, Any]] = {"context": {}, "severity": {}}
    for key, meta in own.items():
        head, _, rest = key.partition(".")
        if head not in _KEYS:
            if head not in strangers:  # once, however many keys it holds
                strangers.add(head)
                hint = did_you_mean(head, _KEYS) or f"the keys are {', '.join(_KEYS)}"
                check.complain((head,), f"unknown key `{head}` under `healthlint`", hint, at_value=False)
        elif head in CONTEXT_VALUES:
            if not rest:
                raw["context"][head] = meta.value
        elif isinstance(meta.value, Mapping) or key.rpartition(".")[2].isdigit():
            continue  # its parts, or the list that it is an item of, stand there too
        elif head in raw and rest:
            # Formats write keys with underscores; a rule id has hyphens only.
            raw[head][rest.replace("_", "-") if head == "severity" else rest] = meta.value
        elif head in raw:
            check.complain((key,), f"`{head}` must hold keys and values; got {shown(meta.value)}")
    values = {
        "context": read_context(check, "context", raw["context"], ("context",)),
        "severity": read_severities(check, "severity", raw["severity"], ("severity",)),
    }
    given = {k: v for k, v in values.items() if v}
    layer = Layer(given, check.origins, check.places, tuple(check.references))
    if check.problems:
        problems = sorted(check.problems, key=lambda p: (p.line, p.column))
        raise ConfigError("; ".join(p.message for p in problems), tuple(problems), Settings().apply(layer))
    return layer


def front_matter_notes(document: Document) -> tuple[str, ...]:
    """Return notes on keys of the front matter that were meant for us and that nobody reads.

    They are the misspelt name of our own block, and context keys that stand beside it. Such a key may as well be the
    site's own, so nothing is assumed: only a value that is one of ours is spoken of.
    """
    matter = next((s.span for s in document.skipped if s.reason == "front matter"), None)
    if matter is None:
        return ()  # what an HTML page says in its own <meta> was never meant for us
    metadata = {k: m for k, m in document.metadata.items() if m.source_span and m.source_span.end <= matter.end}
    return (*_misspelt_blocks(metadata), *_keys_outside(metadata))


def _misspelt_blocks(metadata: Mapping[str, Meta]) -> Iterator[str]:
    for key in metadata:
        if "." in key or key == _BLOCK:
            continue
        if difflib.SequenceMatcher(None, key.replace("_", ""), _BLOCK).ratio() >= _SAME_WORD:
            yield f"`{key}` in the front matter is not read: did you mean `{_BLOCK}`?"


def _keys_outside(metadata: Mapping[str, Meta]) -> Iterator[str]:
    for key, allowed in CONTEXT_VALUES.items():
        meta = metadata.get(key)
        said = PREFIX + key in metadata or f"{PREFIX}context.{key}" in metadata
        if meta is None or said:
            continue
        given = meta.value if isinstance(meta.value, list) else [meta.value]
        if given and all(isinstance(v, str) and v in allowed for v in given):
            value = f"[{', '.join(given)}]" if isinstance(meta.value, list) else meta.value
            yield (
                f"`{key}: {value}` in the front matter is not read: healthlint reads its own block only, "
                f"`healthlint: {{context: {{{key}: {value}}}}}`"
            )


def _checker(own: Mapping[str, Meta], path: str, text: str) -> Checker:
    def where(key: KeyPath, at_value: bool) -> Diagnostic:
        words = [str(k) for k in key if isinstance(k, str)]
        value = _value_span(own, words) if text else None
        if value is None:
            return Diagnostic(path, 0, 0, "")
        written = None if at_value else _key_span(text, words[-1], value)
        span = written or value
        first_line = span.of(text).split("\n", 1)[0].rstrip("\r")
        return locate(path, text, span.start, span.start + len(first_line), "")

    def origin(place: Diagnostic) -> str:
        return f"front matter:{place.line}" if place.line else "front matter"

    return Checker(where, origin, Path())


def _value_span(own: Mapping[str, Meta], words: list[str]) -> Span | None:
    """Return where the value of a key stands: its own place, or that of the first value below it."""
    dotted = ".".join(words)
    for name in (dotted, dotted.replace("-", "_"), words[-1]):
        meta = own.get(name) or next((m for k, m in own.items() if k.startswith(f"{name}.")), None)
        if meta is not None and meta.source_span is not None:
            return meta.source_span
    return None


def _key_span(text: str, key: str, value: Span) -> Span | None:
    """Return where a key is written: formats keep the places of values only, and the key stands before its own."""
    letters = r"[\s_-]+".join(re.escape(part) for part in re.split(r"[\s_-]+", key))
    # The whole key, maybe in quotes: what `publisher` is called must not be found in `old-publisher:`.
    pattern = re.compile(rf"(?<![\w-])({letters})[\"']?[ \t]*[:=]", re.IGNORECASE)
    found = [Span(*m.span(1)) for m in pattern.finditer(text, 0, value.start)]
    return found[-1] if found else None
