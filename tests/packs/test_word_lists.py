"""A pack's own word lists: one place for the words that several rules share, and every mistake in it."""

from __future__ import annotations

from pathlib import Path

from healthlint import Linter, Settings
from healthlint.packs.load import load_catalog

RULE = """\
kind: phrase
severity: warning
message: "“{match}” is an old name"
why: Readers search for the new one.
advice: Write the new name.
any: [sleepy pills, "@old-names"]
unless: ["@allowed"]
references: ["our own"]
examples:
  bad: ["Ask for <<AcmeSleep>>.", "Our <<sleepy pills>>."]
  good: ["The AcmeSleep trial began.", "AcmeSleeping is odd."]
"""
WORDS = 'old-names: [AcmeSleep, "Acme Dream(s|)"]\nallowed: [AcmeSleep trial]\n'


def pack(folder: Path, *, words: str = WORDS, rule: str = RULE) -> Path:
    home = folder / "acme"
    home.mkdir()
    (home / "pack.yaml").write_text("title: Acme\ndescription: Ours.\n", encoding="utf-8")
    (home / "old-name.yaml").write_text(rule, encoding="utf-8")
    (home / "words.yaml").write_text(words, encoding="utf-8")
    return folder


def drawn(folder: Path) -> list[str]:
    return [p.draw() for p in load_catalog((folder,)).problems]


def test_a_rule_names_its_pack_s_lists_in_any_list_of_terms(tmp_path: Path) -> None:
    settings = Settings(packs=(pack(tmp_path),)).with_options(select=["acme"])
    result = Linter(settings).check_text("Take acme dreams, AcmeSleep or sleepy pills. The AcmeSleep trial began.\n")
    assert [f.text for f in result.findings] == ["acme dreams", "AcmeSleep", "sleepy pills"]


def test_a_changed_list_is_another_pack(tmp_path: Path) -> None:
    from healthlint.packs.digest import rules_digest

    folder = pack(tmp_path)
    before = rules_digest((folder,))
    (folder / "acme" / "words.yaml").write_text(WORDS.replace("AcmeSleep,", "AcmeNap,"), encoding="utf-8")
    assert rules_digest((folder,)) != before


def test_every_mistake_in_the_lists_is_said_with_its_place(tmp_path: Path) -> None:
    bad = 'Old: [a]\nhype: [b]\nempty: []\nbad: ["x|y", "(a", "@hype", 3]\n'
    words = f"{bad}{WORDS}"
    found = [d.split("\n")[0].split("words.yaml:")[1] for d in drawn(pack(tmp_path, words=words))]
    assert found == [
        "1:1: error: a list is named in lower case with hyphens; got `Old`",
        "2:1: error: a word list that ships is called `hype`",
        "3:8: error: `empty` must be a list of terms",
        "4:7: error: must be a term: words, with (a|b) for alternatives",
        "4:14: error: unbalanced or nested brackets in term '(a'",
        "4:20: error: must be a term: words, with (a|b) for alternatives",
        "4:29: error: must be a term: words, with (a|b) for alternatives",
    ]


def test_a_list_that_nobody_has_is_a_mistake_of_the_rule(tmp_path: Path) -> None:
    (found,) = drawn(pack(tmp_path, rule=RULE.replace("@old-names", "@old-nam")))
    assert "no word list is called `old-nam`" in found and "old-name.yaml:6:" in found
