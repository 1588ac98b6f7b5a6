"""Rule files: every error at once, with its place."""

from __future__ import annotations

from pathlib import Path

from healthlint.model.finding import Severity
from healthlint.packs.load import load_catalog

GOOD = """\
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


def _pack(folder: Path, **rules: str) -> Path:
    home = folder / "mine"
    home.mkdir()
    (home / "pack.yaml").write_text("title: Mine\ndescription: Ours.\n", encoding="utf-8")
    for name, text in rules.items():
        (home / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return folder


def _drawn(folder: Path) -> list[str]:
    return [p.draw() for p in load_catalog((folder,)).problems]


def test_a_rule_is_read_and_gets_its_id_from_its_path(tmp_path: Path) -> None:
    catalog = load_catalog((_pack(tmp_path, big_word=GOOD),))
    rule = catalog.rules["mine/big-word"]
    assert rule.severity is Severity.WARNING
    assert rule.bad[0].plain == "A huge gain."
    assert rule.bad[0].spans == ((2, 6),)
    assert not catalog.problems


def test_every_error_of_a_rule_is_told_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("severity: warning", "severty: warning").replace("any: [huge]", "any: [huge]\nunles: [x]")
    drawn = "\n".join(_drawn(_pack(tmp_path, big=text)))
    assert "unknown key `severty`" in drawn
    assert "did you mean `severity`?" in drawn
    assert "unknown key `unles` for kind `phrase`" in drawn
    assert "did you mean `unless`?" in drawn
    assert "mine/big.yaml:2:1" in drawn
    assert "  2 | severty: warning\n    | ^^^^^^^" in drawn


def test_a_bad_value_names_the_choices(tmp_path: Path) -> None:
    drawn = "\n".join(_drawn(_pack(tmp_path, big=GOOD.replace("severity: warning", "severity: warnin"))))
    assert "must be one of `error`, `warning` or `info`; got `warnin`" in drawn
    assert "did you mean `warning`?" in drawn


def test_an_unknown_kind_context_and_term_are_errors(tmp_path: Path) -> None:
    folder = _pack(
        tmp_path,
        one=GOOD.replace("kind: phrase", "kind: phrases"),
        two=GOOD + "when: {publisher: [commercal]}\n",
        three=GOOD.replace("[huge]", '["(huge"]'),
        four=GOOD.replace("<<huge>>", "huge"),
        five=GOOD.replace("<<huge>>", "<<huge"),
    )
    drawn = "\n".join(_drawn(folder))
    assert "there is no kind `phrases`" in drawn
    assert "`publisher` has no value `commercal`" in drawn
    assert "unbalanced or nested brackets in term '(huge'" in drawn
    assert "a bad example marks the words that are found" in drawn
    assert "`<<` without `>>` in an example" in drawn


def test_an_error_does_not_hide_the_others_of_the_same_file(tmp_path: Path) -> None:
    text = GOOD.replace("any: [huge]", "any: []\nany: [huge]\nonce: 3").replace("why: Because.", "why: 3")
    drawn = "\n".join(_drawn(_pack(tmp_path, big=text)))
    assert "`any` stands here a second time" in drawn
    assert "`any` must not be empty" in drawn
    assert "`why` must be text (in quotes if it looks like a number)" in drawn
    assert "must be one of" in drawn


def test_rules_that_would_not_be_read_are_told(tmp_path: Path) -> None:
    _pack(tmp_path, one=GOOD)
    (tmp_path / "mine" / "two.yml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "three.yaml").write_text(GOOD, encoding="utf-8")
    drawn = "\n".join(_drawn(tmp_path))
    assert "two.yml: error: not read: a rule's file ends in `.yaml`" in drawn
    assert "other: error: there are rules here, but no `pack.yaml`" in drawn


def test_the_pack_itself_in_place_of_its_folder_is_told(tmp_path: Path) -> None:
    drawn = "\n".join(_drawn(_pack(tmp_path, one=GOOD) / "mine"))
    assert "there is no pack in this folder of rules" in drawn
    assert "name the folder above this pack" in drawn


def test_a_pack_cannot_replace_one_that_ships(tmp_path: Path) -> None:
    home = tmp_path / "claims"
    home.mkdir()
    (home / "pack.yaml").write_text("title: Mine\ndescription: Ours.\n", encoding="utf-8")
    (home / "cure.yaml").write_text(GOOD, encoding="utf-8")
    catalog = load_catalog((tmp_path,))
    assert "there is a pack `claims` already" in catalog.problems[0].message
    assert catalog.rules["claims/cure"].kind == "claim"


def test_a_broken_rule_does_not_hide_the_others(tmp_path: Path) -> None:
    catalog = load_catalog((_pack(tmp_path, good=GOOD, bad="kind: [\n"),))
    assert "mine/good" in catalog.rules
    assert len(catalog.problems) == 1


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    assert "no such folder of rules" in _drawn(tmp_path / "nowhere")[0]


def test_the_rules_that_ship_have_no_problems() -> None:
    assert [p.draw() for p in load_catalog().problems] == []


def test_of_an_unknown_kind_the_misspelt_common_keys_are_said_too_in_the_order_of_lines(tmp_path: Path) -> None:
    text = GOOD.replace("kind: phrase", "kind: phrse").replace("message:", "mesage:")
    drawn = _drawn(_pack(tmp_path, big_word=text))
    assert [(d.split(": error: ")[0].split(".yaml:")[1], d.split(": error: ")[1].split("\n")[0]) for d in drawn] == [
        ("1:1", "`message` is missing"),
        ("1:7", "there is no kind `phrse`"),
        ("3:1", "unknown key `mesage`"),
    ]
    assert "did you mean `message`?" in drawn[2]
