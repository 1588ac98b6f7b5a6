"""The labelled sets: any TASK/NAME.*.jsonl.gz below a folder, told apart by the fields of their rows."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DataSet:
    """One set: its folder, its name (`NAME` of `NAME.dev.jsonl.gz`), its rows, and the shape that they have.

    Shapes: `edits` (a text, the edits of each annotator, the corrected texts), `pairs` (a bad text and a good one),
    `articles` (whole texts, plain or Markdown, with nothing marked), "" for one that nothing here can score.
    """

    task: str
    name: str
    rows: Sequence[Row]
    shape: str


def read(folder: Path, tasks: Sequence[str]) -> Iterator[DataSet]:
    """Yield the sets of some tasks (all where none is named), in order. Files of one name are one set."""
    files: dict[tuple[str, str], list[Path]] = {}
    for file in sorted(folder.glob("*/*.jsonl.gz")):
        task, name = file.parent.name, file.name.partition(".")[0]
        if not tasks or task in tasks or f"{task}/{name}" in tasks:
            files.setdefault((task, name), []).append(file)
    for (task, name), paths in files.items():
        rows = [row for path in paths for row in _rows(path)]
        if rows:
            yield DataSet(task, name, rows, shape(rows[0]))


def _rows(path: Path) -> Iterator[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def shape(row: Row) -> str:
    """Return the shape of a set by one of its rows.

    >>> shape({"text_bad": "", "text_good": ""}), shape({"text": "", "label": 1})
    ('pairs', '')
    """
    fields = row.keys()
    if {"text", "edits", "corrected"} <= fields:
        return "edits"
    if {"text_bad", "text_good"} <= fields:
        return "pairs"
    if ("text" in fields and "label" not in fields) or "markdown" in fields:
        return "articles"
    return ""
