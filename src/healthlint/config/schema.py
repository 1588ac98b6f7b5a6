"""What a configuration table may hold: every key checked, every mistake reported with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from healthlint.config.layer import Files, Layer, RuleReference
from healthlint.diagnostics import Diagnostic, did_you_mean
from healthlint.model.context import CONTEXT_VALUES
from healthlint.model.finding import Severity

KeyPath = tuple[str | int, ...]

LEVELS = tuple(s.value for s in Severity)
THRESHOLDS = ("error", "warning", "info")
REACHES = ("sentence", "next-sentence", "paragraph", "section", "document")
# The tiers of `data/sources/tiers.yaml`.
TIERS = ("T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T8S", "T9", "TX")
# Of the registers that can be read (see `register.files`).
REGISTER_SUFFIXES = (".jsonl", ".ndjson", ".csv", ".xlsx", ".yaml", ".yml")
# A host name with a dot, and maybe the first part of a path.
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,62})\.)+[a-z0-9-]{2,63}(?:/[^/\s]+)?", re.IGNORECASE)


@dataclass(slots=True)
class Checker:
    """Collects values and problems of one file.

    `locate(path, at_value)` gives the place of a key or of its value as a diagnostic without a message;
    `name_origin(place)` the words that say where a value came from.
    """

    locate: Callable[[KeyPath, bool], Diagnostic]
    name_origin: Callable[[Diagnostic], str]
    folder: Path
    problems: list[Diagnostic] = field(default_factory=list)
    references: list[RuleReference] = field(default_factory=list)
    origins: dict[str, str] = field(default_factory=dict)
    places: dict[str, Diagnostic] = field(default_factory=dict)

    def complain(self, path: KeyPath, message: str, hint: str = "", *, at_value: bool = True) -> None:
        """Record a problem with the key or value at `path`."""
        place = self.locate(path, at_value)
        self.problems.append(replace(place, message=message, hint=hint))

    def record(self, key: str, path: KeyPath) -> None:
        """Record where the value with the dotted name `key` stands."""
        place = self.locate(path, False)
        self.places[key] = place
        self.origins[key] = self.name_origin(place)

    def refer(self, name: str, path: KeyPath, *, at_value: bool) -> None:
        """Record that a rule or pack is named at `path`."""
        self.references.append(RuleReference(name, self.locate(path, at_value)))

    def fork(self) -> Checker:
        """Return a checker for a part of the file that keeps its own values and shares the problems."""
        return Checker(self.locate, self.name_origin, self.folder, self.problems)


Reader = Callable[[Checker, str, Any, KeyPath], Any]


def read_table(check: Checker, table: Any, at: KeyPath) -> Layer:
    """Return the layer of a whole configuration table that stands at the path `at`."""
    if not isinstance(table, Mapping):
        check.complain(at, "the configuration must be a table")
        return Layer({})
    rest = dict(table)
    extends = _extends(check, rest.pop("extends", None), (*at, "extends"))
    files = _overrides(check, rest.pop("overrides", []), (*at, "overrides"))
    values = _fields(check, rest, at, FIELDS, also=("extends", "overrides"))
    return Layer(values, check.origins, check.places, tuple(check.references), files, extends)


def _fields(
    check: Checker,
    table: Mapping[str, Any],
    at: KeyPath,
    known: Mapping[str, Reader],
    also: Iterable[str] = (),
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for written, value in table.items():
        key = written.replace("-", "_")
        path = (*at, written)
        if key not in known:
            check.complain(path, f"unknown key `{written}`", _suggest(written, (*known, *also)), at_value=False)
        elif key in values:
            check.complain(path, f"`{written}` is given twice, once with hyphens", at_value=False)
        else:
            before = len(check.problems)
            read = known[key](check, key, value, path)
            # What is right in a table or a list counts even beside a mistake: other problems are looked for with it.
            if len(check.problems) == before or (read and isinstance(read, Mapping | tuple)):
                values[key] = read
    return values


def _suggest(written: str, known: Iterable[str]) -> str:
    names = sorted(k.replace("_", "-") for k in known)
    return did_you_mean(written.replace("_", "-"), names) or f"the keys are {', '.join(names)}"


def _extends(check: Checker, value: Any, path: KeyPath) -> Path | None:
    if value is None:
        return None
    if not isinstance(value, str) or not value:
        check.complain(path, f"`extends` must be the path of a configuration file; got {shown(value)}")
        return None
    if "://" in value:
        hint = "healthlint fetches nothing: save a copy beside this file and name that"
        check.complain(path, f"`extends` takes a local file only; got {shown(value)}", hint)
        return None
    check.record("extends", path)
    return check.folder / value


def _overrides(check: Checker, value: Any, path: KeyPath) -> tuple[Files, ...]:
    if not isinstance(value, list):
        check.complain(path, "`overrides` must be a list of tables, each under `[[overrides]]`", at_value=False)
        return ()
    kept = []
    for number, table in enumerate(value):
        at = (*path, number)
        if not isinstance(table, Mapping):
            check.complain(at, f"an override must be a table with `files`; got {shown(table)}")
            continue
        own = check.fork()
        values = _fields(own, table, at, OVERRIDE_FIELDS)
        globs = values.pop("files", ())
        if "files" not in table:
            check.complain(at, "this override has no `files`", 'add, for example, files = ["blog/**"]')
        elif not globs and isinstance(table["files"], list) and not table["files"]:
            check.complain((*at, "files"), "`files` is empty, so this override never applies")
        # Not "files" itself: it is no setting of the article.
        own.origins.pop("files", None)
        own.places.pop("files", None)
        layer = Layer(values, own.origins, own.places, tuple(own.references), adds_ignore=True)
        kept.append(Files(globs, layer))
    return tuple(kept)


def read_strings(check: Checker, key: str, value: Any, path: KeyPath) -> tuple[str, ...]:
    """Return a list of strings."""
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        check.complain(path, f'`{_kebab(key)}` must be a list of strings, like ["…"]; got {shown(value)}')
        return ()
    for number, item in enumerate(value):
        if not item.strip():
            check.complain((*path, number), f"an empty string in `{_kebab(key)}`")
    check.record(key, path)
    return tuple(value)


def read_names(check: Checker, key: str, value: Any, path: KeyPath) -> tuple[str, ...]:
    """Return a list of rule ids and pack names, each recorded as a reference ("all" is none)."""
    names = read_strings(check, key, value, path)
    for number, name in enumerate(names):
        if name != "all" and name.strip():
            check.refer(name, (*path, number), at_value=True)
    return names


def read_severities(check: Checker, key: str, value: Any, path: KeyPath) -> dict[str, Severity]:
    """Return a table of rule id or pack name to level."""
    if not isinstance(value, Mapping):
        check.complain(path, f'`{key}` must be a table, like {{ "rule/name" = "warning" }}; got {shown(value)}')
        return {}
    out: dict[str, Severity] = {}
    for name, level in value.items():
        at = (*path, name)
        check.refer(name, at, at_value=False)
        if choice(check, f"the severity of `{name}`", level, LEVELS, at):
            out[name] = Severity(level)
            check.record(f"{key}.{name}", at)
    return out


def read_rules(check: Checker, key: str, value: Any, path: KeyPath) -> dict[str, dict[str, Any]]:
    """Return a table of rule id to a table of options; the options are checked by the rule's kind."""
    if not isinstance(value, Mapping):
        check.complain(path, f"`{key}` must hold one table for each rule; got {shown(value)}")
        return {}
    out: dict[str, dict[str, Any]] = {}
    for name, options in value.items():
        at = (*path, name)
        check.refer(name, at, at_value=False)
        if not isinstance(options, Mapping):
            hint = f'write [rules."{name}"] and the options below it'
            check.complain(at, f"the options of `{name}` must be a table; got {shown(options)}", hint)
            continue
        if "severity" in options:
            hint = f'write [severity] and below it "{name}" = {shown(options["severity"]).strip("`")}'
            check.complain((*at, "severity"), "`severity` is no option of a rule", hint, at_value=False)
        out[name] = {k: v for k, v in options.items() if k != "severity"}
        for option in options:
            check.record(f"{key}.{name}.{option}", (*at, option))
    return out


def read_context(check: Checker, key: str, value: Any, path: KeyPath) -> dict[str, str | tuple[str, ...]]:
    """Return a table of context key to value; `jurisdiction` may be a list."""
    if not isinstance(value, Mapping):
        check.complain(path, f'`{key}` must be a table, like {{ publisher = "charity" }}; got {shown(value)}')
        return {}
    out: dict[str, str | tuple[str, ...]] = {}
    for written, wanted in value.items():
        at = (*path, written)
        name = written.replace("-", "_")
        if name not in CONTEXT_VALUES:
            check.complain(at, f"unknown context key `{written}`", _context_hint(written), at_value=False)
            continue
        read = read_context_value(check, name, wanted, at)
        if read is not None:
            out[name] = read
            check.record(f"{key}.{name}", at)
    return out


def _context_hint(written: str) -> str:
    return did_you_mean(written, CONTEXT_VALUES) or f"the keys are {', '.join(sorted(CONTEXT_VALUES))}"


def read_context_value(check: Checker, name: str, wanted: Any, at: KeyPath) -> str | tuple[str, ...] | None:
    """Return one checked context value, always a tuple for `jurisdiction`; None after a problem."""
    if name == "jurisdiction" and isinstance(wanted, list | tuple):
        good = [choice(check, f"`{name}`", v, CONTEXT_VALUES[name], (*at, n)) for n, v in enumerate(wanted)]
        return tuple(dict.fromkeys(wanted)) if all(good) else None
    if not choice(check, f"`{name}`", wanted, CONTEXT_VALUES[name], at):
        return None
    return (wanted,) if name == "jurisdiction" else wanted


def choice(check: Checker, what: str, value: Any, allowed: Iterable[str], path: KeyPath) -> bool:
    """Tell whether `value` is one of `allowed`; complain with a suggestion when it is not."""
    names = tuple(allowed)
    if isinstance(value, str) and value in names:
        return True
    hint = did_you_mean(value.lower(), names) if isinstance(value, str) else ""
    check.complain(path, f"{what} must be one of {', '.join(names)}; got {shown(value)}", hint)
    return False


def _read_threshold(check: Checker, key: str, value: Any, path: KeyPath) -> Severity:
    if not choice(check, f"`{_kebab(key)}`", value, THRESHOLDS, path):
        return Severity.ERROR
    check.record(key, path)
    return Severity(value)


def _read_amount(unit: str) -> Reader:
    def read(check: Checker, key: str, value: Any, path: KeyPath) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or value <= 0:
            check.complain(path, f"`{_kebab(key)}` must be a number of {unit} above 0; got {shown(value)}")
            return 0
        check.record(key, path)
        return value

    return read


def _read_string(check: Checker, key: str, value: Any, path: KeyPath) -> str:
    if not isinstance(value, str) or not value.strip():
        check.complain(path, f"`{_kebab(key)}` must be a string; got {shown(value)}")
        return ""
    check.record(key, path)
    return value


def _read_folders(check: Checker, key: str, value: Any, path: KeyPath) -> tuple[Path, ...]:
    names = read_strings(check, key, value, path)
    for number, name in enumerate(names):
        if name.strip() and not (check.folder / name).is_dir():
            hint = "a pack folder is given relative to the configuration file"
            check.complain((*path, number), f"there is no folder `{name}`", hint)
    return tuple(check.folder / name for name in names)


def _read_file(check: Checker, key: str, value: Any, path: KeyPath) -> Path | None:
    name = _read_string(check, key, value, path)
    if name and not (check.folder / name).is_file():
        check.complain(path, f"there is no file `{name}`", "it is looked for relative to the configuration file")
    return check.folder / name if name else None


def _read_path(check: Checker, key: str, value: Any, path: KeyPath) -> Path | None:
    """Return the path of a file that need not be there yet."""
    name = _read_string(check, key, value, path)
    return check.folder / name if name else None


def _read_register(check: Checker, key: str, value: Any, path: KeyPath) -> Path | None:
    """Return the path of a claims register. That it is there is asked where it is used: `claims` makes it."""
    name = _read_string(check, key, value, path)
    if not name:
        return None
    if Path(name).suffix.lower() not in REGISTER_SUFFIXES:
        hint = did_you_mean(Path(name).suffix.lower(), REGISTER_SUFFIXES)
        message = f"`{_kebab(key)}` must end in {', '.join(REGISTER_SUFFIXES)}; got {shown(name)}"
        check.complain(path, message, hint)
        return None
    return check.folder / name


def _read_reach(check: Checker, key: str, value: Any, path: KeyPath) -> str:
    if not choice(check, f"`{_kebab(key)}`", value, REACHES, path):
        return ""
    check.record(key, path)
    return value


def _read_hosts(check: Checker, key: str, value: Any, path: KeyPath) -> tuple[str, ...]:
    names = read_strings(check, key, value, path)
    good = [_is_host(check, name, (*path, n), at_value=True) for n, name in enumerate(names) if name.strip()]
    return tuple(_host(name) for name in names) if all(good) else ()


def read_tiers(check: Checker, key: str, value: Any, path: KeyPath) -> dict[str, str]:
    """Return a table of host (or host and first part of the path) to source tier."""
    if not isinstance(value, Mapping):
        check.complain(path, f'`{_kebab(key)}` must be a table, like {{ "example.org" = "T4" }}; got {shown(value)}')
        return {}
    out: dict[str, str] = {}
    for name, tier in value.items():
        at = (*path, name)
        if _is_host(check, name, at, at_value=False) and choice(check, f"the tier of `{name}`", tier, TIERS, at):
            out[_host(name)] = tier
            check.record(f"{key}.{_host(name)}", at)
    return out


def _is_host(check: Checker, name: str, path: KeyPath, *, at_value: bool) -> bool:
    if _HOST.fullmatch(name.strip()):
        return True
    bare = re.sub(r"^[a-z]+://", "", name.strip(), flags=re.IGNORECASE).rstrip("/")
    hint = f"write `{bare}`" if _HOST.fullmatch(bare) else "write it without the scheme, like `example.org`"
    check.complain(path, f"{shown(name)} is no host name", hint, at_value=at_value)
    return False


def _host(name: str) -> str:
    return name.strip().lower().removeprefix("www.")


def shown(value: Any) -> str:
    """Return a value as TOML and YAML write it, in backticks, short."""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return f"`{text[:37]}…`" if len(text) > 38 else f"`{text}`"


def _kebab(key: str) -> str:
    return key.replace("_", "-")


OVERRIDE_FIELDS: Mapping[str, Reader] = {
    "files": read_strings,
    "select": read_names,
    "ignore": read_names,
    "severity": read_severities,
    "rules": read_rules,
    "context": read_context,
    "citation_reach": _read_reach,
    "own_sites": _read_hosts,
    "source_tiers": read_tiers,
    "register": _read_register,
}

FIELDS: Mapping[str, Reader] = {
    **{k: v for k, v in OVERRIDE_FIELDS.items() if k != "files"},
    "extend_ignore": read_names,
    "fail_on": _read_threshold,
    "show": _read_threshold,
    "packs": _read_folders,
    "include": read_strings,
    "exclude": read_strings,
    "extend_exclude": read_strings,
    "max_file_size": _read_amount("bytes"),
    "max_seconds": _read_amount("seconds"),
    "model": _read_string,
    "retractions": _read_file,
    "baseline": _read_path,
}
