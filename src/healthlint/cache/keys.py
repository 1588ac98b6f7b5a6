"""Keys: digests of all that can change what is kept. No time stamp is part of any.

Code and word lists count by their bytes, so that a changed source file is never answered with what an older one said.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from healthlint.config.settings import Settings
from healthlint.language.engine import versions

_SIZE = 16
_PLUGINS = ("healthlint.formats", "healthlint.kinds", "healthlint.packs", "healthlint.reporters")
# Not our own dependencies, but what the model's decisions are computed with.
_ALSO = ("numpy", "thinc")
# Settings that say which files are checked, when to stop, and what to report of the results.
_AROUND = frozenset({"fail_on", "show", "include", "exclude", "max_file_size", "max_seconds", "places", "baseline"})
_NOT_OF_RESULTS = _AROUND | {"root", "path", "references"}
# Files that count by content: `packs` by the digest of the rules, `retractions` by the one that is given, `register` by
# what it has of each article (see `of_file`).
_BY_CONTENT = frozenset({"packs", "retractions", "register"})


def key_of(*parts: object) -> bytes:
    """Return the digest of some values: bytes, or what `canonical` takes."""
    digest = hashlib.blake2b(digest_size=_SIZE)
    for part in parts:
        data = part if isinstance(part, bytes) else json.dumps(canonical(part), sort_keys=True).encode()
        digest.update(b"%d:" % len(data))  # so that no two lists of parts run into the same bytes
        digest.update(data)
    return digest.digest()


def canonical(value: Any) -> Any:
    """Return a value as JSON can hold it, the same for the same value in every process."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, Mapping):
        return {str(k): canonical(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [canonical(v) for v in value]
    if isinstance(value, (set, frozenset)):
        return sorted(map(canonical, value), key=repr)
    if is_dataclass(value):
        return [type(value).__name__, *(canonical(getattr(value, f.name)) for f in fields(value))]
    return [type(value).__name__, str(value)]  # a path; a date in a rule's option


def of_file(data: bytes, path: str, settings: bytes, evidence: str = "") -> bytes:
    """Return the key of the result of an article: its bytes, its suffix (which tells its format), its settings.

    `evidence` is the digest of the evidence that a register has on file for it, "" without a register.
    """
    suffix = PurePosixPath(path.replace("\\", "/")).suffix.lower()
    return key_of(b"result", data, os.fsencode(suffix), settings, evidence)


def of_part(result: bytes, shown: str, how: bytes) -> bytes:
    """Return the key of what a report says of a result: the name that it is shown by, and how the report is drawn."""
    return key_of(b"part", result, os.fsencode(shown), how)


def of_settings(settings: Settings, base: bytes, retractions: str = "") -> bytes:
    """Return the digest of the settings that hold for one article.

    `base` is that of the installation and rules (see `of_rules`), `retractions` that of the file of that name.
    """
    left_out = _NOT_OF_RESULTS | _BY_CONTENT
    values = {f.name: getattr(settings, f.name) for f in fields(settings) if f.name not in left_out}
    # Of where values came from, results repeat that of the context.
    values["origins"] = {k: v for k, v in settings.origins.items() if k.startswith("context.")}
    return key_of(b"settings", base, values, retractions)


def of_configuration(settings: Settings, base: bytes, *contents: str) -> bytes:
    """Return the digest of everything that a configuration can be wrong in.

    `contents` are digests of the files that it names, but those of rules.
    """
    values = {f.name: getattr(settings, f.name) for f in fields(settings) if f.name not in {*_AROUND, "origins"}}
    return key_of(b"configuration", base, values, *contents)


def of_register(sha256: str, format: str) -> bytes:
    """Return the key of what a run must know of a register with this content."""
    return key_of(b"register", installation(), sha256, format)


def of_rules(digest: str, model: str | None) -> bytes:
    """Return the digest of the installation, the rules (by theirs) and the language model: the base of other keys."""
    return key_of(b"base", installation(), digest, versions(model))


@lru_cache(maxsize=1)
def installation() -> bytes:
    """Return the digest of our own files, of Python, and of the libraries and plug-ins by their versions."""
    from importlib.metadata import PackageNotFoundError, requires, version

    try:
        wanted = requires("healthlint") or []
    except PackageNotFoundError:  # run from its sources
        wanted = []
    names = {m[0] for r in wanted if "extra ==" not in r and (m := re.match(r"[\w.-]+", r))}
    versions: dict[str, str] = {}
    for name in sorted({*names, *_ALSO}):
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            versions[name] = ""
    return key_of(sys.version, versions, list(_plugins()), b"".join(_own_files()))


def _plugins() -> Iterator[tuple[str, ...]]:
    from importlib.metadata import entry_points

    points = entry_points()
    for group in _PLUGINS:
        for point in sorted(points.select(group=group), key=lambda p: (p.name, p.value)):
            yield group, point.name, point.value, point.dist.version if point.dist else ""


def _own_files() -> Iterator[bytes]:
    """Yield the names and digests of the files of this package, but not of its rules: they have their own digest."""
    root = Path(__file__).resolve().parents[1]
    waiting = [str(root)]
    while waiting:
        folder = waiting.pop()
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda e: e.name):
                if entry.is_dir():
                    if entry.name != "__pycache__" and not (entry.name == "rules" and folder == str(root)):
                        waiting.append(entry.path)
                else:
                    with open(entry.path, "rb") as file:  # noqa: PTH123 (hundreds of them)
                        yield key_of(os.fsencode(os.path.relpath(entry.path, root)), file.read())
