"""Folders of rules, compiled: one file of JSON in place of hundreds of YAML that are parsed and validated.

That of healthlint's own rules ships with it (see `hatch_build.py` of the source); those of other folders, and of a
source checkout, are kept in the user's cache directory. A file is used only if it was made of the same rule files by
the same code, whole (see `sealed`); else the YAML is read and the file made anew.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from healthlint import __version__, sealed
from healthlint.language.required import know, required
from healthlint.model.rule import Pack
from healthlint.packs.folders import built_in_folder
from healthlint.packs.registry import is_built_in
from healthlint.packs.stored import pack_value, packs_of
from healthlint.paths import cache_dir

_PACKAGE = Path(__file__).resolve().parents[1]
SHIPPED = _PACKAGE / "data" / "catalog.json"
MOST_KEPT = 20  # folders; healthlint's own rules take 1 MB
# The code that says what a compiled rule holds. It changes without a new version in a source checkout.
_CODE = (
    *("packs/*.py", "kinds/*.py"),
    *(f"language/{name}.py" for name in ("required", "pattern_syntax", "needs", "terms")),  # gates
)


def read(folder: Path, digest: str) -> tuple[Pack, ...] | None:
    """Return the packs of a folder whose files have this digest, or None when no file has them whole."""
    places = [SHIPPED] if folder == built_in_folder() else []
    for place in (*places, _kept(folder)):
        values = sealed.read(place, _origin(digest))
        if values is not None:
            know(values["gates"])
            return packs_of(values["packs"])
    return None


def keep(folder: Path, digest: str, packs: tuple[Pack, ...]) -> None:
    """Keep the packs of a folder in the user's cache directory, if they can be kept and it can be written."""
    text = encoded(packs, digest)
    if text is not None:
        place = _kept(folder)
        sealed.write(place, text)
        _prune(place.parent)


def encoded(packs: tuple[Pack, ...], digest: str) -> str | None:
    """Return the text of a compiled file, or None for packs that cannot be kept or would not come back the same."""
    if not all(is_built_in(rule.kind) for pack in packs for rule in pack.rules):
        return None  # the code of a plug-in's kind may change without our noticing
    values = {"packs": [pack_value(pack) for pack in packs], "gates": _gates(packs)}
    text = sealed.text_of(values, _origin(digest))
    return text if packs_of(sealed.value_of(text)["packs"]) == packs else None


def _gates(packs: tuple[Pack, ...]) -> dict[str, list[list[str]]]:
    """Return what the patterns of rules require, for `required.know`. Token patterns are dicts and have no gates."""
    listed = (getattr(rule.options, "patterns", ()) for pack in packs for rule in pack.rules)
    patterns = {pattern for given in listed if isinstance(given, list) for pattern in given if isinstance(pattern, str)}
    return {pattern: [sorted(clause) for clause in required(pattern)] for pattern in sorted(patterns)}


def _origin(digest: str) -> str:
    return sealed.origin(digest, _code_digest())


@lru_cache(maxsize=1)
def _code_digest() -> str:
    return sealed.origin(__version__, files=(p for part in _CODE for p in sorted(_PACKAGE.glob(part))))


def _prune(home: Path) -> None:
    """Delete the files that were written first, of folders that may be gone."""
    with suppress(OSError):
        for old in sorted(home.glob("*.json"), key=lambda p: p.stat().st_mtime)[:-MOST_KEPT]:
            old.unlink(missing_ok=True)


def _kept(folder: Path) -> Path:
    name = hashlib.blake2b(os.fsencode(folder), digest_size=16).hexdigest()
    return cache_dir() / "catalogs" / f"{name}.json"
