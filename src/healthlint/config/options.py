"""Options of the command line as a layer of settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from healthlint.config.layer import Layer, RuleReference
from healthlint.config.schema import LEVELS, THRESHOLDS, Checker, KeyPath, choice, read_context
from healthlint.diagnostics import Diagnostic
from healthlint.errors import ConfigError
from healthlint.model.context import CONTEXT_VALUES
from healthlint.model.finding import Severity


def option_layer(
    *,
    select: Sequence[str] | None,
    ignore: Sequence[str],
    severity: Mapping[str, Severity | str],
    fail_on: Severity | str | None,
    show: Severity | str | None,
    context: Mapping[str, str | Sequence[str]],
    retractions: Path | None = None,
    register: Path | None = None,
    baseline: Path | None = None,
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
    for key, file in (("retractions", retractions), ("register", register), ("baseline", baseline)):
        if file is not None:
            values[key] = file
            check.record(key, (key,))
    if severity:
        values["severity"] = _severities(check, severity)
    if context:
        given = {k: v if isinstance(v, str) else list(v) for k, v in context.items()}
        values["context"] = read_context(check, "context", given, ("context",))
    if check.problems:
        raise ConfigError("; ".join(p.message for p in check.problems), tuple(check.problems))
    return Layer(values, check.origins, check.places, tuple(check.references), from_options=True, adds_ignore=True)


def read_options(
    *,
    select: Sequence[str],
    ignore: Sequence[str],
    severity: Sequence[str],
    context: Sequence[str],
    fail_on: str | None,
    show: str | None,
    retractions: Path | None = None,
    register: Path | None = None,
    baseline: Path | None = None,
) -> dict[str, Any]:
    """Return options as they are typed as the keyword arguments of `Settings.with_options`.

    Raises ConfigError with every problem that needs no rules to be found.
    """
    problems: list[Diagnostic] = []
    pairs: dict[str, Any] = {}
    for name, parse, items in (("severity", parse_severities, severity), ("context", parse_context, context)):
        try:
            pairs[name] = parse(items)
        except ConfigError as err:
            problems.extend(err.diagnostics)
            pairs[name] = {}
    options = {
        "select": split_commas(select),
        "ignore": split_commas(ignore),
        "fail_on": fail_on,
        "show": show,
        "retractions": retractions,
        "register": register,
        "baseline": baseline,
        **pairs,
    }
    try:
        option_layer(**options)
    except ConfigError as err:
        problems.extend(err.diagnostics)
    if problems:
        raise ConfigError("; ".join(p.message for p in problems), tuple(problems))
    return options


def parse_context(items: Iterable[str], *, option: str = "--context") -> dict[str, str | list[str]]:
    """Return `--context KEY=VALUE` items by key: `jurisdiction` may repeat, of any other key the last one counts.

    In `jurisdiction=uk,au` the second value belongs to the key before it. Raises ConfigError with every problem.
    """
    pairs = _parse_pairs(option, "KEY=VALUE", items, _context_hint, many=("jurisdiction",))
    return {k: v if k == "jurisdiction" else v[-1] for k, v in pairs.items()}


def parse_severities(items: Iterable[str], *, option: str = "--severity") -> dict[str, str]:
    """Return `--severity RULE=LEVEL` items by rule; the last one counts. Raises ConfigError with every problem."""
    return {k: v[-1] for k, v in _parse_pairs(option, "RULE=LEVEL", items, _severity_hint).items()}


def _parse_pairs(
    option: str, form: str, items: Iterable[str], hint: Callable[[str], str], *, many: Sequence[str] = ()
) -> dict[str, list[str]]:
    """Return `key=value,…` items as lists by key; a bare value belongs to the key before it if `many` has that."""
    out: dict[str, list[str]] = {}
    problems = []
    for item in items:
        before = ""
        for part in split_commas((item,)):
            key, equals, value = (p.strip() for p in part.partition("="))
            if not equals and before in many:
                out[before].append(key)
            elif key and value:
                out.setdefault(key, []).append(value)
                before = key
            else:
                problems.append(Diagnostic(option, 0, 0, f"expected {form}, got `{part}`", hint(part)))
    if problems:
        raise ConfigError("; ".join(p.message for p in problems), tuple(problems))
    return out


def _context_hint(part: str) -> str:
    """Return what to write for a part without a key or a value: the keys that have it as a value, or all keys."""
    word = part.strip("= ")
    if word in CONTEXT_VALUES:
        return f"its values are {', '.join(CONTEXT_VALUES[word])}"
    owners = [key for key, values in CONTEXT_VALUES.items() if word in values]
    if owners:
        return f"did you mean {' or '.join(f'`{key}={word}`' for key in owners)}?"
    return f"the keys are {', '.join(CONTEXT_VALUES)}: for example publisher=charity"


def _severity_hint(part: str) -> str:
    return f"write, for example, --severity {part.strip('= ') or 'RULE'}=warning"


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
