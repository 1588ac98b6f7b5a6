"""Put one layer of settings on top of others: the later one wins, and the command line wins over all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from healthlint.config.layer import Layer

if TYPE_CHECKING:
    from healthlint.config.settings import Settings

_MAPPINGS = ("severity", "context", "rules", "source_tiers")
_ADDITIONS = {"extend_ignore": "ignore", "extend_exclude": "exclude"}


def merged(settings: Settings, layer: Layer) -> Settings:
    """Return the settings with the layer's values on top.

    Tables merge key by key (`rules` option by option), `packs` add up, other values replace; `extend_…`
    adds, and so does `ignore` where the layer says so. A value that the command line gave stays, whatever
    the layer says.
    """
    origins = dict(settings.origins)
    places = dict(settings.places)
    changes: dict[str, Any] = {}

    def note(key: str, written: str = "") -> None:
        origin = layer.origins.get(written or key)
        if origin is not None:
            origins[key] = origin
        place = layer.places.get(written or key)
        if place is not None:
            places[key] = place

    def locked(key: str) -> bool:
        return origins.get(key, "").startswith("--") and not layer.from_options

    for name, value in layer.values.items():
        target = _ADDITIONS.get(name, name)
        before = changes.get(target, getattr(settings, target))
        if name in _MAPPINGS:
            changes[name] = _table(name, before, value, locked, note)
        elif name == "packs":
            changes[name] = tuple(dict.fromkeys((*before, *value)))
            note(name)
        elif target == "ignore" and (name != target or layer.adds_ignore):
            # An addition takes nothing away from the command line, so it needs no lock.
            changes[target] = tuple(dict.fromkeys((*before, *value)))
            note(target, name)
        elif not locked(target):
            changes[target] = tuple(dict.fromkeys((*before, *value))) if name != target else value
            note(target, name)
    return replace(
        settings,
        **changes,
        origins=origins,
        places=places,
        references=(*settings.references, *layer.references),
    )


def _table(
    name: str,
    before: Mapping[str, Any],
    value: Mapping[str, Any],
    locked: Callable[[str], bool],
    note: Callable[[str], None],
) -> dict[str, Any]:
    out = dict(before)
    for key, item in value.items():
        if name == "rules":
            out[key] = {**out.get(key, {}), **item}
            for option in item:
                note(f"{name}.{key}.{option}")
        elif not locked(f"{name}.{key}"):
            out[key] = item
            note(f"{name}.{key}")
    return out
