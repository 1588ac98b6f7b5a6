"""Values of a row that are lists: numbers, sources, flags; as text for a cell and back, exactly.

An item is its first field and, in square brackets, the others: in order (`claims/cure [error, uk gb]`), or by name
where most are empty as a rule (`c3 [distance: 1, year: 2021]`). A backslash stands before a character that would
mean something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the claim (see `model.claim.Number`)."""

    text: str
    kind: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A source in reach of the claim (see `model.claim.Evidence`). `distance` is in sentences, "" if unknown."""

    id: str
    distance: str = ""
    tier: str = ""
    year: str = ""
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """A rule that has a finding on the claim's sentence.

    `severity` is "suppressed" where the author waived it in the article. `jurisdiction` is where the rule holds, with
    spaces between.
    """

    rule: str
    severity: str = ""
    jurisdiction: str = ""


@dataclass(frozen=True, slots=True)
class Tier:
    """What a jurisdiction asks of a condition of the claim (see `model.claim.ConditionTier`).

    `jurisdiction` is "" for the default list; `condition` is that which is in the tier, "" where it is the row's own.
    """

    tier: str
    jurisdiction: str = ""
    condition: str = ""


Item = Figure | Source | Flag | Tier
_T = TypeVar("_T", bound=Item)
_BY_NAME = (Source,)
_MAIN = re.compile(r"[\\\[;]")
_VALUE = re.compile(r"[\\\],;]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class BadItem(ValueError):
    """A text that is no item: `word` is the unknown name, or empty."""

    def __init__(self, message: str, word: str = "") -> None:
        super().__init__(message)
        self.word = word


def names_of(kind: type[Item]) -> tuple[str, ...]:
    """Return the names of the fields of an item, the main one first."""
    return tuple(f.name for f in fields(kind))


def item_text(item: Item) -> str:
    """Return an item as text."""
    first, *rest = names_of(type(item))
    main = _MAIN.sub(r"\\\g<0>", getattr(item, first))
    values = [_VALUE.sub(r"\\\g<0>", getattr(item, name)) for name in rest]
    if isinstance(item, _BY_NAME):
        said = ", ".join(f"{name}: {value}" for name, value in zip(rest, values, strict=True) if value)
    else:
        while values and not values[-1]:
            values.pop()
        said = ", ".join(values)
    return f"{main} [{said}]".lstrip() if said else main


def item_of(text: str, kind: type[_T]) -> _T:
    """Return the item that a text stands for. Raises BadItem."""
    first, *rest = names_of(kind)
    opening = next(_unescaped(text, "["), None)
    if opening is None:
        return kind(_plain(text))
    closing = next(_unescaped(text, "]", opening + 1), None)
    if closing is None or text[closing + 1 :].strip():
        raise BadItem("`[` without a `]` at the end; write `\\[` for a bracket in the text")
    parts = _split(text[opening + 1 : closing], ",")
    if not issubclass(kind, _BY_NAME):
        if len(parts) > len(rest):
            raise BadItem(f"in brackets stand {', '.join(rest)}, and no more")
        return kind(_plain(text[:opening]), *map(_plain, parts))
    values = {first: _plain(text[:opening])}
    for part in parts:
        name, colon, value = part.partition(":")
        name = name.strip()
        if not colon or name not in rest:
            raise BadItem(f"no `{name}` here: {', '.join(rest)}", name)
        values[name] = _plain(value)
    return kind(**values)


def list_text(items: Iterable[Item | str], separator: str) -> str:
    """Return a list as the text of a cell; `separator` is `; ` or a line end."""
    return separator.join(_MAIN.sub(r"\\\g<0>", i) if isinstance(i, str) else item_text(i) for i in items)


def parts_of(text: str) -> list[str]:
    """Return the items of a cell, still as text: between semicolons or on lines of their own."""
    found = (part.strip() for line in text.splitlines() for part in _split(line, ";"))
    return [part for part in found if part]


def word_of(text: str) -> str:
    """Return an item that is nothing but text."""
    return _plain(text)


def item_value(item: Item) -> dict[str, str]:
    """Return an item as a mapping without its empty fields."""
    first, *rest = names_of(type(item))
    return {first: getattr(item, first)} | {name: getattr(item, name) for name in rest if getattr(item, name)}


def item_from(value: Mapping[str, Any], kind: type[_T]) -> _T:
    """Return the item of a mapping. Raises BadItem for a name that it does not have, or a value that is no text."""
    known = names_of(kind)
    for name, own in value.items():
        if name not in known:
            raise BadItem(f"no `{name}` here: {', '.join(known)}", name)
        if not isinstance(own, (str, int)) or isinstance(own, bool):
            raise BadItem(f"`{name}` must be text", name)
    if known[0] not in value:
        raise BadItem(f"`{known[0]}` is missing")
    return kind(**{name: str(own) for name, own in value.items()})


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text.strip())


def _unescaped(text: str, char: str, start: int = 0) -> Iterator[int]:
    """Yield the places of a character that no backslash stands before."""
    at = start
    while at < len(text):
        if text[at] == "\\":
            at += 2
            continue
        if text[at] == char:
            yield at
        at += 1


def _split(text: str, char: str) -> list[str]:
    ends = [*_unescaped(text, char), len(text)]
    return [text[a:b] for a, b in zip([0, *(e + 1 for e in ends[:-1])], ends, strict=True)]
