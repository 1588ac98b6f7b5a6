"""A baseline: what was there before passes, whatever is new or changed does not, and nothing disappears in silence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "Result"]  # noqa: F821 (see conftest.py)

OLD = "# Tools\n\nA gadget stands here.\n\nA gizmo stands there.\n"


@pytest.fixture
def site(folder: Path) -> Path:
    """Two articles with findings."""
    (folder / "blog").mkdir()
    (folder / "blog" / "a.md").write_text(OLD, encoding="utf-8")
    (folder / "blog" / "b.md").write_text("A gadget and a gadget.\n", encoding="utf-8")
    return folder


def left(result) -> list[tuple[str, str]]:
    return [(f["path"], x["text"]) for f in json.loads(result.out)["files"] for x in f["findings"]]


def check(run: Run, *more: str):
    return run("check", "blog", "-f", "json", *more)


def write(run: Run, *more: str):
    return run("check", "blog", "--write-baseline", "known.json", *more)


def test_what_is_in_the_baseline_passes_and_is_said(site: Path, run: Run) -> None:
    assert check(run).code == 1
    written = write(run)
    assert (written.code, written.out) == (0, "")
    assert written.err == "healthlint: 4 findings in 2 files are known from now on; written to known.json\n"
    result = check(run, "--baseline", "known.json")
    assert (result.code, left(result)) == (0, [])
    (first, second) = json.loads(result.out)["files"]
    assert {s["reason"] for s in first["suppressed"]} == {"in the baseline"}
    assert [s["finding"]["text"] for s in second["suppressed"]] == ["gadget", "gadget"]


def test_the_file_is_one_line_for_each_finding_sorted_without_words_of_the_article(site: Path, run: Run) -> None:
    write(run)
    data = json.loads((site / "known.json").read_text(encoding="utf-8"))
    assert data["schema_version"] == 1
    assert list(data["articles"]) == ["blog/a.md", "blog/b.md"]
    assert [entry.split()[0] for entry in data["articles"]["blog/a.md"]] == ["house/gadget", "house/gizmo"]
    text = (site / "known.json").read_text(encoding="utf-8")
    assert "stands" not in text and text.count("house/") == 4
    again = text
    write(run)
    assert (site / "known.json").read_text(encoding="utf-8") == again


def test_a_new_or_changed_sentence_is_reported_and_a_moved_one_is_not(site: Path, run: Run) -> None:
    write(run)
    article = site / "blog" / "a.md"
    article.write_text(OLD.replace("# Tools\n", "# Tools\n\nSomething new.\n"), encoding="utf-8")
    assert left(check(run, "--baseline", "known.json")) == []
    article.write_text(OLD.replace("gizmo stands", "gizmo always stands"), encoding="utf-8")
    assert left(check(run, "--baseline", "known.json")) == [("blog/a.md", "gizmo")]
    article.write_text(OLD + "\nOne more gadget.\n", encoding="utf-8")
    result = check(run, "--baseline", "known.json")
    assert (result.code, left(result)) == (1, [("blog/a.md", "gadget")])


def test_one_more_of_the_same_is_one_finding(site: Path, run: Run) -> None:
    write(run)
    (site / "blog" / "b.md").write_text("A gadget and a gadget.\n\nA gadget and a gadget.\n", encoding="utf-8")
    assert len(left(check(run, "--baseline", "known.json"))) == 2


def test_the_working_directory_does_not_matter(site: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write(run)
    monkeypatch.chdir(site / "blog")
    assert run("check", "a.md", "--baseline", "../known.json").code == 0
    (site / "blog" / "blog").mkdir()
    (site / "blog" / "blog" / "a.md").write_text(OLD, encoding="utf-8")
    monkeypatch.chdir(site / "blog" / "blog")
    assert run("check", "a.md", "--baseline", "../../known.json").code == 1  # another article of the same name


def test_the_configuration_names_it_and_a_run_that_writes_does_not_look_at_it(site: Path, run: Run) -> None:
    config = site / "healthlint.toml"
    config.write_text('baseline = "known.json"\n' + config.read_text(), encoding="utf-8")
    missing = check(run)
    assert missing.code == 2
    assert "there is no baseline `known.json`" in missing.err and "--write-baseline known.json" in missing.err
    assert write(run).code == 0
    assert write(run).err.startswith("healthlint: 4 findings")
    assert check(run).code == 0
    shown = run("config", "show").out.splitlines()
    assert [line.split() for line in shown if line.startswith("baseline")] == [
        ["baseline", "=", '"known.json"', "#", "healthlint.toml:1"]
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not valid JSON"),
        ("[]", "no baseline"),
        ('{"schema_version": 2, "articles": {}}', "schema_version"),
        ('{"schema_version": 1, "articles": {"a.md": "x"}}', "a.md"),
    ],
)
def test_a_broken_baseline_fails_the_run_and_hides_nothing(site: Path, run: Run, text: str, said: str) -> None:
    (site / "known.json").write_text(text, encoding="utf-8")
    result = check(run, "--baseline", "known.json")
    assert result.code == 2
    assert "known.json" in result.err and said in result.err
    assert len(left(result)) == 4


def test_an_article_that_cannot_be_read_is_said_and_the_baseline_is_not_written(site: Path, run: Run) -> None:
    (site / "blog" / "c.md").write_bytes(b"caf\xe9")
    result = write(run)
    assert result.code == 3
    assert "blog/c.md: not UTF-8" in result.err
    assert not (site / "known.json").exists()


def test_reading_and_writing_at_once_is_refused(site: Path, run: Run) -> None:
    both = run("check", "--baseline", "a.json", "--write-baseline", "b.json")
    assert both.code == 2 and "exclude each other" in both.err


def test_kept_results_know_of_a_changed_baseline(site: Path, run: Run) -> None:
    write(run)
    assert check(run, "--baseline", "known.json").code == 0
    (site / "known.json").write_text('{"schema_version": 1, "articles": {}}', encoding="utf-8")
    assert check(run, "--baseline", "known.json").code == 1


def test_people_are_told_how_many(site: Path, run: Run) -> None:
    write(run)
    out = run("check", "blog/b.md", "--baseline", "known.json").out
    assert "Suppressed  2 findings\n    2 in the baseline\n" in out
