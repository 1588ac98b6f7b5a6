"""Rules out of a compiled catalog are those of their files; a file that is not right in every way is not used."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from healthlint.language import required
from healthlint.model.rule import Pack, Rule
from healthlint.packs import compiled, load
from healthlint.packs.digest import folder_digest
from healthlint.packs.folders import built_in_folder
from healthlint.packs.read import read_folder
from healthlint.packs.stored import StoredRule
from healthlint.paths import CACHE_VARIABLE, cache_dir

PACK = "title: Tea\ndescription: About tea.\n"
RULE = """\
kind: regex
severity: warning
severity_by: {publisher: {commercial: error}}
when: {audience: public}
message: "“{match}” is big"
why: Because.
advice: Say how big.
in: [heading, paragraph]
fix: unsafe
patterns: ["hu(ge|mongous)"]
replace: big
references: ["our own"]
examples:
  bad: [{text: "# A <<huge>> gain", format: markdown, pad: 20, context: {publisher: commercial}, fixed: "A big gain"}]
  good: ["A small gain."]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    home = tmp_path / "rules" / "tea"
    home.mkdir(parents=True)
    (home / "pack.yaml").write_text(PACK, encoding="utf-8")
    (home / "big.yaml").write_text(RULE, encoding="utf-8")
    return tmp_path / "rules"


def packs_of(folder: Path) -> tuple[Pack, ...]:
    load._load_folder.cache_clear()  # one process reads a folder of rules once
    return load._load_folder(folder)[0]


def is_compiled(rule: Rule) -> bool:
    return isinstance(rule, StoredRule)


def kept_file() -> Path:
    (place,) = (cache_dir() / "catalogs").iterdir()
    return place


def test_every_rule_that_ships_comes_back_the_same() -> None:
    folder = built_in_folder()
    packs, problems = read_folder(folder)
    digest = folder_digest(folder)
    text = compiled.encoded(packs, digest)
    assert text is not None
    assert problems == ()

    compiled.keep(folder, digest, packs)
    again = compiled.read(folder, digest)

    assert again == packs
    assert again is not None
    for before, after in zip((r for p in packs for r in p.rules), (r for p in again for r in p.rules), strict=True):
        assert is_compiled(after)
        assert repr(after.options) == repr(before.options)
        assert after.options.model_fields_set == before.options.model_fields_set


def test_what_patterns_require_is_kept_with_their_rules(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packs_of(folder)
    monkeypatch.setattr(required, "_known", {})
    required.required.cache_clear()
    packs_of(folder)

    assert required._known == {"hu(ge|mongous)": [["huge", "humongous"]]}
    assert required.required("hu(ge|mongous)") == (frozenset({"huge", "humongous"}),)


def test_a_folder_is_read_from_yaml_once(folder: Path) -> None:
    (first,) = packs_of(folder)
    (second,) = packs_of(folder)

    assert not is_compiled(first.rules[0])
    assert is_compiled(second.rules[0])
    assert second == first


def test_a_compiled_rule_can_be_changed_and_sent_to_another_process(folder: Path) -> None:
    packs_of(folder)
    rule = packs_of(folder)[0].rules[0]

    assert replace(rule, why="Therefore.").options == rule.options
    assert replace(rule, options=None).options is None
    assert pickle.loads(pickle.dumps(rule)) == rule
    assert rule != replace(rule, why="Therefore.")
    assert rule != "a rule"


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "",
        lambda text: text[:-1],
        lambda text: text.replace("huge", "hug3"),
        lambda text: text.partition("\n")[2],
        lambda text: "0" + text[1:],
        lambda text: text.partition("\n")[0] + "\n[]",
    ],
)
def test_a_damaged_file_is_made_anew(folder: Path, damage: object) -> None:
    packs = packs_of(folder)
    whole = kept_file().read_text(encoding="utf-8")
    kept_file().write_text(damage(whole), encoding="utf-8")  # type: ignore[operator]

    assert packs_of(folder) == packs
    assert kept_file().read_text(encoding="utf-8") == whole


def test_bytes_that_are_no_text_are_no_catalog(folder: Path) -> None:
    packs = packs_of(folder)
    kept_file().write_bytes(b"\xff\xfe\x00")

    assert packs_of(folder) == packs


def test_a_changed_rule_is_seen_though_its_time_stamp_is_the_same(folder: Path) -> None:
    file = folder / "tea" / "big.yaml"
    packs_of(folder)
    before = file.stat()
    file.write_text(RULE.replace("is big", "is odd"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert packs_of(folder)[0].rules[0].message == "“{match}” is odd"


def test_a_file_of_other_code_is_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packs_of(folder)
    monkeypatch.setattr(compiled, "_code_digest", lambda: "other")

    assert not is_compiled(packs_of(folder)[0].rules[0])


def test_a_folder_with_mistakes_tells_them_every_time(folder: Path) -> None:
    (folder / "tea" / "bad.yaml").write_text("kind: [\n", encoding="utf-8")

    for _ in range(2):
        load._load_folder.cache_clear()
        packs, problems, _ = load._load_folder(folder)
        assert [rule.id for rule in packs[0].rules] == ["tea/big"]
        assert len(problems) == 1
    assert not (cache_dir() / "catalogs").exists()


def test_rules_of_a_plug_in_s_kind_are_not_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "is_built_in", lambda name: name != "regex")
    packs_of(folder)

    assert not (cache_dir() / "catalogs").exists()


def test_a_cache_that_cannot_be_written_is_no_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = folder.parent / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv(CACHE_VARIABLE, str(blocked))

    assert packs_of(folder) == packs_of(folder)


def test_so_many_folders_are_kept_and_no_more(folder: Path) -> None:
    packs = packs_of(folder)
    for i in range(compiled.MOST_KEPT + 3):
        compiled.keep(folder.parent / str(i), "0", packs)

    assert len(list((cache_dir() / "catalogs").iterdir())) == compiled.MOST_KEPT


def test_the_catalog_that_ships_is_used_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = folder.parent / "catalog.json"
    digest = folder_digest(folder)
    text = compiled.encoded(read_folder(folder)[0], digest)
    assert text is not None
    shipped.write_text(text, encoding="utf-8")
    monkeypatch.setattr(compiled, "SHIPPED", shipped)
    monkeypatch.setattr(compiled, "built_in_folder", lambda: folder)

    assert is_compiled(packs_of(folder)[0].rules[0])
    assert not (cache_dir() / "catalogs").exists()


def test_a_compiled_catalog_needs_neither_yaml_nor_pydantic() -> None:
    code = (
        "import json, sys\nfrom healthlint.packs.load import load_catalog\nload_catalog()\n"
        "print(json.dumps([m for m in ('yaml', 'pydantic', 'regex', 'spacy') if m in sys.modules]))"
    )
    run = [sys.executable, "-c", code]
    subprocess.run(run, check=True, capture_output=True)  # keeps it
    done = subprocess.run(run, check=True, capture_output=True, text=True)

    assert json.loads(done.stdout) == []
