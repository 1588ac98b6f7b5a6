"""The names of kinds and where their code is: strings only, so that nothing is imported until it is used."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import Any

# Given to a kind's model, as the context of its validation, with options that were validated when they were compiled.
PROVEN = "proven"

_BUILT_IN = (
    "phrase",
    "substitute",
    "regex",
    "tokens",
    "dependency",
    "repetition",
    "length",
    "density",
    "determiner",
    "readability",
    "consistency",
    "acronym",
    "agreement",
    "article",
    "claim",
    "citation",
    "reference",
    "structure",
    "checklist",
    "link",
    "metadata",
    "percentage",
    "spelling",
    "table",
    "suppression",
)


@lru_cache(maxsize=1)
def kind_homes() -> dict[str, str]:
    """Return kind name to module name: those of healthlint, then those of plug-ins (group `healthlint.kinds`)."""
    from importlib.metadata import entry_points  # 40 ms, only to be paid where a kind is not ours

    homes = {name: f"healthlint.kinds.{name}" for name in _BUILT_IN}
    for point in entry_points(group="healthlint.kinds"):
        homes.setdefault(point.name, point.value)
    return homes


def is_built_in(name: str) -> bool:
    """Tell whether a kind is healthlint's own."""
    return name in _BUILT_IN


@lru_cache(maxsize=64)
def kind(name: str) -> Any:
    """Return the module of a kind: it has `Options` and `compile_rule`. Raises KeyError."""
    return import_module(f"healthlint.kinds.{name}" if is_built_in(name) else kind_homes()[name])
