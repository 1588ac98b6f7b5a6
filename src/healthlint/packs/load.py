"""All rules that exist: those of healthlint, of installed packs and of the folders that the settings name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from healthlint.diagnostics import Diagnostic
from healthlint.model.rule import Pack, Rule
from healthlint.packs import compiled
from healthlint.packs.digest import folder_digest, joined
from healthlint.packs.folders import built_in_folder, plugin_folders, shown

Packs = tuple[Pack, ...]
Problems = tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Catalog:
    """All rules that exist, by id, in order. `problems` are those of files that could not be used.

    `digest` is that of the files of all rules (see `digest.rules_digest`).
    """

    packs: Mapping[str, Pack]
    rules: Mapping[str, Rule]
    problems: Problems = ()
    digest: str = ""


def load_catalog(folders: tuple[Path, ...] = ()) -> Catalog:
    """Return the rules of healthlint, of installed packs (entry point group `healthlint.packs`) and of `folders`.

    Bad files are left out and reported in `Catalog.problems`; this never raises for them.
    """
    return _load((built_in_folder(), *plugin_folders(), *(f.resolve() for f in folders)))


def forget() -> None:
    """Read all folders again when they are next asked for: a process reads each only once by itself."""
    _load_folder.cache_clear()


def _load(folders: tuple[Path, ...]) -> Catalog:
    packs: dict[str, Pack] = {}
    rules: dict[str, Rule] = {}
    problems: list[Diagnostic] = []
    digests: list[str] = []
    for folder in folders:
        found, wrong, digest = _load_folder(folder)
        problems.extend(wrong)
        digests.append(digest)
        for pack in found:
            if pack.name in packs:
                message = f"there is a pack `{pack.name}` already; give yours another name"
                problems.append(Diagnostic(shown(folder / pack.name), 0, 0, message))
                continue
            packs[pack.name] = pack
            rules.update({rule.id: rule for rule in pack.rules})
    return Catalog(dict(sorted(packs.items())), dict(sorted(rules.items())), tuple(problems), joined(digests))


@lru_cache(maxsize=16)
def _load_folder(folder: Path) -> tuple[Packs, Problems, str]:
    """Return the packs of a folder, what is wrong in it, and the digest of its files.

    From what it was compiled to, if that is of the same files; a folder with mistakes is read from YAML every time.
    """
    digest = folder_digest(folder)
    packs = compiled.read(folder, digest)
    if packs is not None:
        return packs, (), digest
    from healthlint.packs.read import read_folder  # YAML and pydantic

    packs, problems = read_folder(folder)
    # Files that changed meanwhile would be kept under the wrong digest.
    if not problems and folder_digest(folder) == digest:
        compiled.keep(folder, digest, packs)
    return packs, problems, digest
