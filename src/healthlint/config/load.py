"""Find and read configuration files: TOML, `extends`, every problem with its place."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from healthlint.config.layer import Layer
from healthlint.config.merge import merged
from healthlint.config.schema import Checker, KeyPath, read_table
from healthlint.config.settings import Override, Settings
from healthlint.config.toml_places import places
from healthlint.diagnostics import Diagnostic, locate
from healthlint.errors import ConfigError
from healthlint.model.source import LineIndex

OWN_NAME = "healthlint.toml"
PROJECT_NAME = "pyproject.toml"

# tomllib says where only in words until Python 3.14.
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def find_config(start: Path) -> Path | None:
    """Return the nearest configuration file of `start` (absolute; a file or folder), or None.

    In one folder `healthlint.toml` wins over `pyproject.toml`, which only counts with a `[tool.healthlint]`
    table.
    """
    for folder in (start, *start.parents):
        own = folder / OWN_NAME
        if own.is_file():
            return own
        project = folder / PROJECT_NAME
        if project.is_file() and _has_table(project):
            return project
    return None


def load_file(path: Path) -> Settings:
    """Return the settings of a configuration file and of the files that it extends.

    Raises ConfigError with every problem, and with the settings that the rest of the files gives.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100 (links stay as the user wrote them)
    problems: list[Diagnostic] = []
    settings = _put_together(path, _chain(path, problems))
    if problems:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise ConfigError(f"{show_path(path)}: {count} in the configuration", tuple(problems), settings)
    return settings


def _put_together(path: Path, chain: list[tuple[Path, Layer]]) -> Settings:
    settings = Settings(root=path.parent, path=path)
    for file, layer in chain:
        overrides = tuple(Override(f.files, file.parent, f.layer) for f in layer.files)
        settings = merged(settings, _relative_origins(layer, path.parent))
        within = tuple(r for f in layer.files for r in f.layer.references)
        settings = replace(
            settings,
            overrides=(
                *settings.overrides,
                *(replace(o, layer=_relative_origins(o.layer, path.parent)) for o in overrides),
            ),
            references=(*settings.references, *within),
        )
    return settings


def show_path(path: Path) -> str:
    """Return a path for people: relative to the working directory when it lies below it, forward slashes."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def _chain(path: Path, problems: list[Diagnostic]) -> list[tuple[Path, Layer]]:
    """Return the files from the base to `path`, each with its layer."""
    chain: list[tuple[Path, Layer]] = []
    seen: list[str] = []
    asker: Diagnostic | None = None
    while True:
        seen.append(os.path.realpath(path))
        layer = _read(path, asker, problems)
        if layer is None:
            return chain
        chain.insert(0, (path, layer))
        if layer.extends is None:
            return chain
        asker = layer.places["extends"]
        path = Path(os.path.normpath(layer.extends))
        if os.path.realpath(path) in seen:
            ring = " -> ".join(show_path(Path(p)) for p in (*seen, os.path.realpath(path)))
            problems.append(replace(asker, message=f"`extends` goes in a circle: {ring}"))
            return chain


def _read(path: Path, asker: Diagnostic | None, problems: list[Diagnostic]) -> Layer | None:
    name = show_path(path)
    place = asker or Diagnostic(name, 0, 0, "")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as err:
        reason = "no such file" if isinstance(err, FileNotFoundError) else (err.strerror or "cannot be read")
        problems.append(replace(place, message=f"cannot read the configuration {name}: {reason.lower()}"))
        return None
    except UnicodeDecodeError as err:
        problems.append(Diagnostic(name, 0, 0, f"not UTF-8 at byte {err.start}", "save it as UTF-8"))
        return None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as err:
        problems.append(_syntax(name, text, err))
        return None
    except RecursionError:
        problems.append(Diagnostic(name, 0, 0, "is nested too deeply"))
        return None
    at: KeyPath = ()
    if path.name == PROJECT_NAME:
        at = ("tool", "healthlint")
        data = _tool_table(data)
        if data is None:
            problems.append(replace(place, message=f"{name} has no [tool.healthlint] table"))
            return None
    check = _checker(path, name, text)
    layer = read_table(check, data, at)
    problems.extend(sorted(check.problems, key=lambda d: (d.line, d.column)))
    return layer


def _checker(path: Path, name: str, text: str) -> Checker:
    known = places(text)

    def where(key: KeyPath, at_value: bool) -> Diagnostic:
        for length in range(len(key), 0, -1):
            place = known.get(key[:length])
            if place is not None:
                # Only the thing itself can be underlined at its value; for a table above it, its key will do.
                span = place.value if at_value and length == len(key) else place.key
                span = span if len(span) else place.value
                first_line = text[span.start : span.end].split("\n", 1)[0].rstrip("\r")
                return locate(name, text, span.start, span.start + len(first_line), "")
        return Diagnostic(name, 0, 0, "")

    def origin(place: Diagnostic) -> str:
        return f"{path.as_posix()}:{place.line}" if place.line else path.as_posix()

    return Checker(where, origin, path.parent)


def _relative_origins(layer: Layer, root: Path) -> Layer:
    """Name files relative to the folder of the configuration in use, so that no report depends on the machine."""

    def relative(origin: str) -> str:
        file, colon, line = origin.rpartition(":")
        return Path(os.path.relpath(file, root)).as_posix() + colon + line if colon and line.isdigit() else origin

    return replace(layer, origins={k: relative(v) for k, v in layer.origins.items()})


def _syntax(name: str, text: str, err: tomllib.TOMLDecodeError) -> Diagnostic:
    match = _AT.search(str(err))
    message = "TOML: " + _AT.sub("", str(err)).lower()
    index = LineIndex.of(text)
    if match is None:
        return Diagnostic(name, 0, 0, message)
    if match[1] is None:
        end = len(text.rstrip())
        line, column = index.position(end)
    else:
        line, column = int(match[1]), int(match[2])
    return Diagnostic(name, line, column, message, "", index.line_text(text, line))


def _has_table(project: Path) -> bool:
    try:
        text = project.read_bytes()
    except OSError:
        return False
    if b"healthlint" not in text:
        return False
    try:
        return _tool_table(tomllib.loads(text.decode("utf-8-sig"))) is not None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        # It may be meant for us: let the reading of it say what is wrong, if it names our table at all.
        return re.search(rb"tool\s*\.\s*\"?healthlint", text) is not None


def _tool_table(data: Mapping[str, Any]) -> Any:
    tool = data.get("tool")
    return tool.get("healthlint") if isinstance(tool, Mapping) else None
