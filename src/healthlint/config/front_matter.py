"""The `healthlint:` keys of an article's front matter as a layer of settings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from healthlint.config.layer import Layer
from healthlint.config.schema import Checker, KeyPath, read_context, read_severities, shown
from healthlint.diagnostics import Diagnostic, did_you_mean, locate
from healthlint.errors import ConfigError
from healthlint.model.context import CONTEXT_VALUES
from healthlint.model.document import Meta

PREFIX = "healthlint."
_KEYS = ("context", "severity", "disable", "ignore", *CONTEXT_VALUES)
# Suppressions: the formats make directives of them, so that what they waive stays in the report.
_SUPPRESSIONS = ("disable", "ignore")


def front_matter_layer(metadata: Mapping[str, Meta], path: str, text: str = "") -> Layer | None:
    """Return what the front matter asks of healthlint, or None when it asks nothing.

    Keys: `healthlint.context.<key>` (or shorter `healthlint.<key>`) and `healthlint.severity.<rule>`.
    `text` is the article's source, for the places. Raises ConfigError with every problem.
    """
    own = {k.removeprefix(PREFIX): m for k, m in metadata.items() if k.startswith(PREFIX)}
    if not own:
        return None
    check = _checker(own, path, text)
    raw: dict[str, dict[str, Any]] = {"context": {}, "severity": {}}
    for key, meta in own.items():
        head, _, rest = key.partition(".")
        if isinstance(meta.value, Mapping) or key.rpartition(".")[2].isdigit():
            continue  # its parts, or the list that it is an item of, stand there too
        if head in raw and rest:
            # Formats write keys with underscores; a rule id has hyphens only.
            raw[head][rest.replace("_", "-") if head == "severity" else rest] = meta.value
        elif head in CONTEXT_VALUES and not rest:
            raw["context"][head] = meta.value
        elif head in raw:
            check.complain((key,), f"`{head}` must hold keys and values; got {shown(meta.value)}")
        elif head not in _SUPPRESSIONS:
            hint = did_you_mean(head, _KEYS) or f"the keys are {', '.join(_KEYS)}"
            check.complain((key,), f"unknown key `{head}` under `healthlint`", hint)
    values = {
        "context": read_context(check, "context", raw["context"], ("context",)),
        "severity": read_severities(check, "severity", raw["severity"], ("severity",)),
    }
    if check.problems:
        problems = sorted(check.problems, key=lambda p: (p.line, p.column))
        raise ConfigError("; ".join(p.message for p in problems), tuple(problems))
    given = {k: v for k, v in values.items() if v}
    return Layer(given, check.origins, check.places, tuple(check.references))


def _checker(own: Mapping[str, Meta], path: str, text: str) -> Checker:
    def where(key: KeyPath, at_value: bool) -> Diagnostic:
        words = [str(k) for k in key if isinstance(k, str)]
        dotted = ".".join(words)
        for name in (dotted, dotted.replace("-", "_"), words[-1]):
            meta = own.get(name)
            if meta is not None and meta.source_span is not None and text:
                start = meta.source_span.start
                first_line = text[start : meta.source_span.end].split("\n", 1)[0].rstrip("\r")
                return locate(path, text, start, start + len(first_line), "")
        return Diagnostic(path, 0, 0, "")

    def origin(place: Diagnostic) -> str:
        return f"front matter:{place.line}" if place.line else "front matter"

    return Checker(where, origin, Path())
