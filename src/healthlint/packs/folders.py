"""Which folders hold rules: healthlint's own, those of installed packs, those that the settings name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path


def rule_folders(named: Sequence[Path] = ()) -> tuple[Path, ...]:
    """Return all folders of rules in the order in which they are read; `named` are those of the settings."""
    return (built_in_folder(), *plugin_folders(), *(folder.resolve() for folder in named))


@lru_cache(maxsize=1)
def built_in_folder() -> Path:
    """Return the folder of the rules that ship with healthlint (in a source checkout: `rules/`)."""
    package = Path(__file__).resolve().parents[1]
    shipped = package / "rules"
    return shipped if shipped.is_dir() else package.parents[1] / "rules"


@lru_cache(maxsize=1)  # to look through all that is installed takes as long as to check a short article
def plugin_folders() -> tuple[Path, ...]:
    """Return the folders of installed packs (entry point group `healthlint.packs`), by name."""
    from importlib.metadata import entry_points
    from importlib.util import find_spec

    named = sorted(entry_points(group="healthlint.packs"), key=lambda p: p.name)
    specs = [find_spec(point.value) for point in named]
    places = (spec.submodule_search_locations for spec in specs if spec is not None)
    return tuple(Path(next(iter(place))) for place in places if place)


def shown(path: Path) -> str:
    """Return a path as a person would type it: relative to the working directory where it lies below it.

    The rules that ship are shown as `<pack>/<rule>.yaml`.
    """
    for base in (built_in_folder(), Path.cwd()):
        if path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return path.as_posix()
