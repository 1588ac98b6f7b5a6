"""The register as YAML: a list of rows, easy to read in a review of changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from healthlint.diagnostics import locate
from healthlint.packs.yaml_nodes import YamlFile, read_yaml
from healthlint.register.records import Cell, Reading, Record, rows_from
from healthlint.register.row import BY_NAME, Holds, Row, plain

_WIDE = 1_000_000  # a sentence stays on its line


def written(rows: Sequence[Row]) -> str:
    """Return the rows as YAML. Fields that are empty are left out."""
    import yaml

    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    values = [{name: value for name, value in plain(row).items() if value not in ("", [], None)} for row in rows]
    return yaml.dump(values, Dumper=dumper, sort_keys=False, allow_unicode=True, width=_WIDE)


def read(path: str, text: str) -> tuple[Row, ...]:
    """Return the rows of a YAML text. Raises RegisterError with every mistake."""
    file = read_yaml(path, text)
    reading = Reading(
        lambda cell, message, hint: locate(path, text, cell.start, cell.end, message, hint=hint),
        problems=list(file.problems),
    )
    if file.value is not None and not isinstance(file.value, list):
        reading.problem(Cell("", 0, 1), "a register is a list of rows: `- claim_id: …`")
        return rows_from(reading, path)
    for number, value in enumerate(file.value or ()):
        _read_row(file, number, value, reading)
    return rows_from(reading, path)


def _read_row(file: YamlFile, number: int, value: Any, reading: Reading) -> None:
    start, end = file.values.get((number,), (0, 1))
    whole = Cell("", start, min(end, _line_end(file.text, start)))
    if not isinstance(value, dict):
        reading.problem(whole, "a row must be a mapping: `claim_id: …`")
        return
    cells: dict[str, Cell] = {}
    for key, own in value.items():
        name = reading.column(Cell(key, *file.keys[(number, key)]))
        if name is None:
            continue
        first, last = file.values[(number, key)]
        if not isinstance(own, (str, list, dict)) and own is not None and BY_NAME[name].holds is not Holds.NUMBER:
            own = file.text[first:last]  # 1.50 is text as it is written
        cells[name] = Cell(own, first, min(last, _line_end(file.text, first)))
    reading.records.append(Record(cells, whole))


def _line_end(text: str, start: int) -> int:
    found = text.find("\n", start)
    return len(text) if found < 0 else found
