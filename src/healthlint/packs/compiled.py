"""Folders of rules, compiled: one file of JSON in place of hundreds of YAML that are parsed and validated.

That of healthlint's own rules ships with it (see `hatch_build.py` of the source); those of other folders, and of a
source checkout, are kept in the user's cache directory. A file is used only if it was made of the same rule files by
the same code, whole; else the YAML is read and the file made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from healthlint import __version__
from healthlint.model.rule import Pack
from healthlint.packs.folders import built_in_folder
from healthlint.packs.registry import is_built_in
from healthlint.packs.stored import pack_value, packs_of
from healthlint.paths import cache_dir

_PACKAGE = Path(__file__).resolve().parents[1]
SHIPPED = _PACKAGE / "data" / "catalog.json"
MOST_KEPT = 20  # folders; healthlint's own rules take 0.7 MB
# The code that says what a compiled rule holds. It changes without a new version in a source checkout.
_CODE = ("packs", "kinds")


def read(folder: Path, digest: str) -> tuple[Pack, ...] | None:
    """Return the packs of a folder whose files have this digest, or None when no file has them whole."""
    places = [SHIPPED] if folder == built_in_folder() else []
    for place in (*places, _kept(folder)):
        packs = _read(place, digest)
        if packs is not None:
            return packs
    return None


def keep(folder: Path, digest: str, packs: tuple[Pack, ...]) -> None:
    """Keep the packs of a folder in the user's cache directory, if they can be kept and it can be written."""
    text = encoded(packs, digest)
    if text is None:
        return
    place = _kept(folder)
    part = place.with_name(f"{place.name}.{os.getpid()}.part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8")
        part.replace(place)
        _prune(place.parent)
    except OSError:  # the next run reads YAML again
        with suppress(OSError):
            part.unlink(missing_ok=True)


def encoded(packs: tuple[Pack, ...], digest: str) -> str | None:
    """Return the text of a compiled file, or None for packs that cannot be kept or would not come back the same."""
    if not all(is_built_in(rule.kind) for pack in packs for rule in pack.rules):
        return None  # the code of a plug-in's kind may change without our noticing
    body = json.dumps([pack_value(pack) for pack in packs], ensure_ascii=False, separators=(",", ":"))
    if packs_of(json.loads(body)) != packs:
        return None
    return f"{_seal(digest, body)}\n{body}"


def _read(place: Path, digest: str) -> tuple[Pack, ...] | None:
    try:
        seal, _, body = place.read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return None
    return packs_of(json.loads(body)) if seal == _seal(digest, body) else None


def _seal(digest: str, body: str) -> str:
    """Return the first line of a file: it tells a stale, foreign or damaged one."""
    return hashlib.blake2b("\n".join((digest, _code_digest(), body)).encode(), digest_size=32).hexdigest()


@lru_cache(maxsize=1)
def _code_digest() -> str:
    digest = hashlib.blake2b(__version__.encode(), digest_size=16)
    for part in _CODE:
        for path in sorted((_PACKAGE / part).glob("*.py")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _prune(home: Path) -> None:
    """Delete the files that were written first, of folders that may be gone."""
    for old in sorted(home.glob("*.json"), key=lambda p: p.stat().st_mtime)[:-MOST_KEPT]:
        old.unlink(missing_ok=True)


def _kept(folder: Path) -> Path:
    name = hashlib.blake2b(os.fsencode(folder), digest_size=16).hexdigest()
    return cache_dir() / "catalogs" / f"{name}.json"
