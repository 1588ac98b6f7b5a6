"""Options of the command line as a layer of settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from healthlint.config.layer import Layer, RuleReference
from healthlint.config.schema import LEVELS, THRESHOLDS, Checker, KeyPath, choice, read_context
from healthlint.diagnostics import Diagnostic
from healthlint.errors import ConfigError
from healthlint.model.finding import Severity


def option_layer(
    *,
    select: Sequence[str] | None,
    ignore: Sequence[str],
    severity: Mapping[str, Severity | str],
    fail_on: Severity | str | None,
    show: Severity | str | None,
    context: Mapping[str, str | Sequence[str]],
) -> Layer:
    """Return the layer of the options that are given. Raises ConfigError with every problem."""
    check = Checker(_place, lambda place: place.path, Path())
    values: dict[str, Any] = {}
    names = {"select": select or (), "ignore": ignore}
    for key, given in names.items():
        if given:
            values[key] = tuple(given)
            check.record(key, (key,))
            check.references.extend(RuleReference(n, _place((key,), True)) for n in given if n != "all")
    for key, level in (("fail_on", fail_on), ("show", show)):
        if level is not None and choice(check, f"--{key.replace('_', '-')}", str(level), THRESHOLDS, (key,)):
            values[key] = Severity(level)
            check.record(key, (key,))
    if severity:
        values["severity"] = _severities(check, severity)
    if context:
        given = {k: v if isinstance(v, str) else list(v) for k, v in context.items()}
        values["context"] = read_context(check, "context", given, ("context",))
    if check.problems:
        raise ConfigError("; ".join(p.message for p in check.problems), tuple(check.problems))
    return Layer(values, check.origins, check.places, tuple(check.references), from_options=True, adds_ignore=True)


def parse_pairs(option: str, items: Iterable[str]) -> dict[str, list[str]]:
    """Return `key=value[,key=value]` items as lists by key, in the order given. Raises ConfigError."""
    out: dict[str, list[str]] = {}
    problems = []
    for part in split_commas(items):
        key, equals, value = (p.strip() for p in part.partition("="))
        if not (key and equals and value):
            message = f"expected KEY=VALUE, got `{part}`"
            problems.append(Diagnostic(option, 0, 0, message))
            continue
        out.setdefault(key, []).append(value)
    if problems:
        raise ConfigError("; ".join(p.message for p in problems), tuple(problems))
    return out


def parse_context(items: Iterable[str], *, option: str = "--context") -> dict[str, str | list[str]]:
    """Return `--context` items by key: `jurisdiction` may repeat, of any other key the last one counts."""
    pairs = parse_pairs(option, items)
    return {k: v if k == "jurisdiction" else v[-1] for k, v in pairs.items()}


def parse_severities(items: Iterable[str], *, option: str = "--severity") -> dict[str, str]:
    """Return `--severity RULE=LEVEL` items by rule; the last one counts."""
    return {k: v[-1] for k, v in parse_pairs(option, items).items()}


def split_commas(items: Iterable[str]) -> list[str]:
    """Return the parts of repeated, comma-separated option values, without empty ones."""
    return [part.strip() for item in items for part in item.split(",") if part.strip()]


def _severities(check: Checker, severity: Mapping[str, Severity | str]) -> dict[str, Severity]:
    out: dict[str, Severity] = {}
    for name, level in severity.items():
        check.references.append(RuleReference(name, _place(("severity",), True)))
        if choice(check, f"the severity of `{name}`", str(level), LEVELS, ("severity",)):
            out[name] = Severity(level)
            check.record(f"severity.{name}", ("severity",))
    return out


def _place(path: KeyPath, at_value: bool) -> Diagnostic:
    return Diagnostic(f"--{str(path[0]).replace('_', '-')}", 0, 0, "")
