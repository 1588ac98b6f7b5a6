"""What a pack's record.yaml says of its rules, and every mistake in it."""

from __future__ import annotations

from pathlib import Path

from healthlint.model.rule import Record
from healthlint.packs import compiled
from healthlint.packs.docs import sections
from healthlint.packs.load import load_catalog
from healthlint.packs.read import read_folder

_RULE = """\
kind: phrase
severity: warning
message: "“{match}” is big"
why: Because.
advice: Say how big.
any: [huge]
references: ["our own"]
examples:
  bad: ["A <<huge>> gain."]
  good: ["A hugely odd gain."]
"""


def _folder(tmp_path: Path, record: str) -> Path:
    home = tmp_path / "mine"
    home.mkdir()
    (home / "pack.yaml").write_text("title: Mine\ndescription: Ours.\n", encoding="utf-8")
    (home / "big-word.yaml").write_text(_RULE, encoding="utf-8")
    (home / "record.yaml").write_text(record, encoding="utf-8")
    return tmp_path


def test_a_rule_has_its_record(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "big-word: {read: 50, right: 47, on: ten articles, date: 2026-11-28}\n")
    rule = load_catalog((folder,)).rules["mine/big-word"]
    assert rule.record == Record(50, 47, "ten articles", "2026-11-28")
    assert rule.record.precision == 0.94


def test_the_page_of_a_rule_shows_it(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "big-word: {read: 50, right: 47, on: ten articles, note: Mostly leaflets.}\n")
    (pack,), _ = read_folder(folder)
    said = {s.title: s.prose for s in sections(pack.rules[0])}
    assert said["How often it was right"] == ("47 of 50 findings were right (94%) in ten articles. Mostly leaflets.")


def test_nothing_found_is_no_precision(tmp_path: Path) -> None:
    (pack,), _ = read_folder(_folder(tmp_path, "big-word: {read: 0, right: 0, on: ten articles}\n"))
    assert pack.rules[0].record is not None
    assert pack.rules[0].record.precision is None
    assert "It found nothing to judge in ten articles." in [s.prose for s in sections(pack.rules[0])]


def test_every_mistake_in_a_record_is_told_with_its_place(tmp_path: Path) -> None:
    record = "big-wrd: {read: 1, right: 1, on: x}\nbig-word: {read: 2, right: 3, onn: x}\n"
    _, problems = read_folder(_folder(tmp_path, record))
    drawn = "\n".join(p.draw() for p in problems)
    assert "record.yaml:1:1: there is no rule `big-wrd` in this pack" in drawn.replace("error: ", "")
    assert "did you mean `big-word`?" in drawn
    assert "unknown key `onn`" in drawn
    assert "did you mean `on`?" in drawn
    assert "`on` is missing" in drawn


def test_more_right_than_read_is_a_mistake(tmp_path: Path) -> None:
    _, problems = read_folder(_folder(tmp_path, "big-word: {read: 2, right: 3, on: x}\n"))
    assert "`right` is at most `read` (2); got 3" in problems[0].draw()


def test_a_compiled_rule_keeps_its_record(tmp_path: Path) -> None:
    packs, _ = read_folder(_folder(tmp_path, "big-word: {read: 5, right: 5, on: x, date: 2026-11-28}\n"))
    assert compiled.encoded(packs, "digest") is not None  # it compares what comes back
