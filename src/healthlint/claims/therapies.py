"""What advertising rules let a therapy claim for which condition, and with which qualifier: `data/therapies`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from healthlint.language.lexicon import phrases
from healthlint.language.phrases import PhraseSet

# “Relieves symptoms” names nothing that a table could list.
_NO_CONDITION = frozenset({"symptom", "symptoms"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a table: conditions, the words one of which must stand by them (none: no condition), the source."""

    conditions: frozenset[str]
    qualifiers: tuple[str, ...]
    accepted: bool
    source: str


@dataclass(frozen=True, slots=True)
class TherapyTable:
    """The table of one therapy."""

    name: str
    title: str
    source: str
    names: frozenset[str]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`kind`: accepted, unqualified, unaccepted, unknown or unnamed (no condition).

    `qualifiers` are the words of which one is missing.
    """

    kind: str
    qualifiers: tuple[str, ...] = ()
    source: str = ""


@lru_cache(maxsize=1)
def table_names() -> tuple[str, ...]:
    """Return the names of the tables that ship with healthlint."""
    folder = files("healthlint") / "data" / "therapies"
    return tuple(sorted(f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.endswith(".yaml")))


@lru_cache(maxsize=64)
def therapy_table(name: str) -> TherapyTable:
    """Return a table. Raises KeyError for an unknown name."""
    if name not in table_names():
        raise KeyError(name)
    import yaml

    text = (files("healthlint") / "data" / "therapies" / f"{name}.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return TherapyTable(
        name,
        data["title"],
        data["source"],
        frozenset(phrases(data["therapy"])),
        (*_entries(data["accepted"], accepted=True), *_entries(data["not_accepted"], accepted=False)),
    )


def _entries(rows: list[dict[str, Any]], *, accepted: bool) -> tuple[Entry, ...]:
    return tuple(
        Entry(frozenset(phrases(row["condition"])), phrases(row.get("qualifier") or ()), accepted, row["source"])
        for row in rows
    )


@lru_cache(maxsize=64)
def condition_set(name: str) -> PhraseSet:
    """Return all conditions that a table names, to be searched for together."""
    return PhraseSet(tuple(dict.fromkeys(c for e in therapy_table(name).entries for c in sorted(e.conditions))))


def judge(table: TherapyTable, condition: str, sentence: str) -> Verdict:
    """Return what the table says of a condition in a sentence (both folded)."""
    if condition in _NO_CONDITION:
        return Verdict("unnamed")
    for entry in table.entries:
        if condition not in entry.conditions:
            continue
        if not entry.accepted:
            return Verdict("unaccepted", (), entry.source)
        if not entry.qualifiers or any(q in sentence for q in entry.qualifiers):
            return Verdict("accepted", entry.qualifiers, entry.source)
        return Verdict("unqualified", entry.qualifiers, entry.source)
    return Verdict("unknown", (), table.source)
