"""The digest of rule files changes with them, and with nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from healthlint.packs.digest import rules_digest
from healthlint.packs.folders import built_in_folder, rule_folders


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "rules" / "tea"
    home.mkdir(parents=True)
    (home / "pack.yaml").write_text("title: Tea\n", encoding="utf-8")
    (home / "green.yaml").write_text("kind: phrase\n", encoding="utf-8")
    return tmp_path / "rules"


def test_it_depends_on_neither_place_nor_time(folder: Path, tmp_path: Path) -> None:
    before = rules_digest([folder])
    for file in folder.rglob("*.yaml"):
        file.write_bytes(file.read_bytes())
    folder.rename(tmp_path / "elsewhere")

    assert rules_digest([tmp_path / "elsewhere"]) == before
    assert len(before) == 32


@pytest.mark.parametrize("change", ["text", "name", "new", "gone", "moved", "yml", "loose"])
def test_every_change_of_the_rules_changes_it(folder: Path, change: str) -> None:
    before = rules_digest([folder])
    file = folder / "tea" / "green.yaml"
    match change:
        case "text":
            file.write_text("kind: regex\n", encoding="utf-8")
        case "name":
            file.rename(file.with_name("black.yaml"))
        case "new":
            (folder / "tea" / "black.yaml").write_text("", encoding="utf-8")
        case "gone":
            file.unlink()
        case "moved":
            (folder / "tea").rename(folder / "herbs")
        case "yml":
            (folder / "tea" / "black.yml").write_text("kind: phrase\n", encoding="utf-8")
        case "loose":
            (folder / "pack.yaml").write_text("title: Tea\n", encoding="utf-8")

    assert rules_digest([folder]) != before


def test_other_files_do_not_count(folder: Path) -> None:
    before = rules_digest([folder])
    (folder / "tea" / "notes.txt").write_text("not a rule", encoding="utf-8")

    assert rules_digest([folder]) == before


def test_what_cannot_be_read_has_a_digest_too(folder: Path) -> None:
    missing = rules_digest([folder / "no-such-folder"])
    (folder / "tea" / "broken.yaml").mkdir()

    assert missing != rules_digest([])
    assert rules_digest([folder]) != missing


def test_the_order_of_folders_counts(folder: Path) -> None:
    assert rules_digest([folder, built_in_folder()]) != rules_digest([built_in_folder(), folder])


def test_the_rules_that_ship_are_the_first_folder() -> None:
    assert rule_folders()[0] == built_in_folder()


def test_it_imports_nothing_slow() -> None:
    code = "import sys\nimport healthlint.packs.digest\nprint(len(sys.modules), 'pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.split()[1] == "False"
