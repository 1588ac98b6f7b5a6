"""Imports point one way: a module imports only from the rows below its own (docs/architecture.md)."""

from __future__ import annotations

import ast
from pathlib import Path

import healthlint

ROWS = (
    ("cli",),
    ("workers", "links"),
    ("pipeline", "testing"),
    ("cache",),
    ("register", "baseline"),
    ("reporters",),
    ("engine", "suppress", "cues"),
    ("kinds",),
    ("claims", "citations", "readability"),
    ("packs",),
    ("language",),
    ("formats",),
    ("config", "discover", "source", "globs", "paths", "sealed"),
    ("model", "diagnostics"),
    ("errors", "profiling"),
)
# Inside a row of several, those to the left may use those to the right.
SIDEWAYS = {
    ("suppress", "engine"),
    ("testing", "pipeline"),
    ("config", "globs"),
    ("discover", "globs"),
    ("diagnostics", "model"),
}
SLOW = (
    "spacy", "textstat", "lemminflect", "pysbd", "turbohtml", "pyromark", "rich", "nltk", "xlsxwriter", "openpyxl",
    "urllib3",
)  # fmt: skip
ROOT = Path(healthlint.__file__).parent


def _row(part: str) -> int:
    return next(i for i, row in enumerate(ROWS) if part in row)


def _part(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def _imports(path: Path, *, everywhere: bool) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    found: set[str] = set()
    for node in ast.walk(tree) if everywhere else tree.body:
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def _modules() -> list[Path]:
    return sorted(p for p in ROOT.rglob("*.py") if p.parent != ROOT or p.stem not in ("__init__", "__main__"))


def test_every_part_has_a_row() -> None:
    rows = {part for row in ROWS for part in row}
    assert {_part(p) for p in _modules()} == rows


def test_a_module_imports_only_from_rows_below() -> None:
    wrong: list[str] = []
    for path in _modules():
        own = _part(path)
        for name in _imports(path, everywhere=True):
            if not name.startswith("healthlint."):
                continue
            other = name.split(".")[1]
            if other == own or (own, other) in SIDEWAYS:
                continue
            if _row(other) <= _row(own):
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    # Diagnostics are carried by errors, for typing only; everything else points down.
    assert wrong == []


def test_slow_packages_are_imported_inside_functions_only() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name} at the top"
        for path in _modules()
        for name in _imports(path, everywhere=False)
        if name.split(".")[0] in SLOW
    ]
    assert wrong == []


def test_only_the_engine_and_what_loads_it_import_spacy() -> None:
    users = {
        path.relative_to(ROOT).as_posix()
        for path in _modules()
        if any(n.split(".")[0] == "spacy" for n in _imports(path, everywhere=True))
    }
    assert users == {"language/engine.py", "language/loading.py"}
