"""`healthlint claims`, and `check --register`: what is written, what is kept, what passes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from healthlint.cli.linters import Linters
from healthlint.cli.watched import look

Run = Callable[..., "Result"]  # noqa: F821 (see conftest.py)

TEA = "Green tea cures insomnia."
GINGER = "Ginger relieves nausea."
DAY = ("--today", "2026-06-01")


@pytest.fixture
def site(folder: Path) -> Path:
    """Two articles, checked with the shipped rules for claims."""
    (folder / "healthlint.toml").write_text('select = ["claims"]\n', encoding="utf-8")
    (folder / "tea.md").write_text(f"# Tea\n\n{TEA}\n", encoding="utf-8")
    (folder / "ginger.md").write_text(f"# Ginger\n\n{GINGER}\n", encoding="utf-8")
    return folder


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def decide(path: Path, quote: str, **fields: str) -> None:
    """Write in the row of a claim, as a person does."""
    read = rows(path.read_text(encoding="utf-8"))
    for row in read:
        if row["quote"] == quote:
            row.update({"status": "approved", "reviewer": "Ann Lee", "decision_date": "2026-05-04", **fields})
    out = io.StringIO()
    writer = csv.DictWriter(out, list(read[0]))
    writer.writeheader()
    writer.writerows(read)
    path.write_text(out.getvalue(), encoding="utf-8", newline="")


def test_the_claims_of_articles_are_listed(site: Path, run: Run) -> None:
    result = run("claims")

    assert result.code == 0
    assert "“Green tea cures insomnia.”" in result.out
    assert "rules: claims/cure" in result.out
    assert result.out.endswith(
        "Claims  2 claims in 2 files: 2 new; 2 unreviewed; 2 lack a source\n"
        "An automated aid; absence of findings is not approval.\n"
    )


def test_each_claim_is_a_row(site: Path, run: Run) -> None:
    found = [json.loads(line) for line in run("claims", "tea.md", "--format", "jsonl").out.splitlines()]

    [row] = found
    assert {k: row[k] for k in ("file", "line", "column", "quote", "subject", "outcome", "state", "status")} == {
        "file": "tea.md",
        "line": 3,
        "column": 1,
        "quote": TEA,
        "subject": "Green tea",
        "outcome": "insomnia",
        "state": "new",
        "status": "unreviewed",
    }
    assert "claims/cure" in [flag["rule"] for flag in row["regulatory_flags"]]


def test_a_register_that_is_there_is_continued(site: Path, run: Run) -> None:
    assert run("claims", "-o", "r.csv", *DAY).code == 0
    decide(site / "r.csv", TEA, expires="2027-01-31", note="For adults.")
    (site / "ginger.md").write_text("# Ginger\n\nGinger prevents nausea.\n", encoding="utf-8")
    result = run("claims", "-o", "r.csv", *DAY)

    assert result.err.startswith("healthlint: 2 claims in 2 files: 1 unchanged, 1 changed; 1 unreviewed, 1 approved")
    ginger, tea = rows((site / "r.csv").read_text(encoding="utf-8"))
    assert (ginger["quote"], ginger["state"]) == ("Ginger prevents nausea.", "changed")
    assert (tea["reviewer"], tea["note"], tea["approved_wording"], tea["match"]) == (
        "Ann Lee",
        "For adults.",
        TEA,
        "exact",
    )
    before = (site / "r.csv").read_bytes()
    run("claims", "-o", "r.csv", *DAY)
    assert (site / "r.csv").read_bytes() == before


@pytest.mark.parametrize("name", ["r.jsonl", "r.csv", "r.xlsx", "r.yaml"])
def test_every_readable_format_is_continued_and_turned_into_the_others(site: Path, run: Run, name: str) -> None:
    run("claims", "-o", "start.csv", *DAY)
    decide(site / "start.csv", TEA)

    assert run("claims", "--merge", "start.csv", "-o", name, *DAY).code == 0
    assert run("claims", "-o", name, *DAY).code == 0
    [tea] = [r for r in rows(run("claims", "--merge", name, "-f", "csv", *DAY).out) if r["quote"] == TEA]
    assert (tea["status"], tea["state"], tea["match"]) == ("approved", "unchanged", "exact")


def test_a_claim_that_is_gone_stays_until_it_is_removed(site: Path, run: Run) -> None:
    run("claims", "-o", "r.csv")
    decide(site / "r.csv", TEA)
    (site / "tea.md").write_text("# Tea\n\nA tree stands here.\n", encoding="utf-8")

    run("claims", "-o", "r.csv")
    assert [r["state"] for r in rows((site / "r.csv").read_text(encoding="utf-8"))] == ["new", "gone"]
    run("claims", "-o", "r.csv", "--remove-gone")
    assert [r["state"] for r in rows((site / "r.csv").read_text(encoding="utf-8"))] == ["new"]


def test_rows_of_an_article_that_cannot_be_read_stay(site: Path, run: Run) -> None:
    run("claims", "-o", "r.csv")
    decide(site / "r.csv", TEA)
    (site / "tea.md").write_bytes(b"\xff\xfe\x00\x00\xff")
    result = run("claims", "-o", "r.csv")

    assert result.code == 3
    assert "tea.md: error: " in result.err
    tea = rows((site / "r.csv").read_text(encoding="utf-8"))[1]
    assert (tea["quote"], tea["state"], tea["reviewer"]) == (TEA, "unchanged", "Ann Lee")


def test_a_damaged_register_is_left_as_it_is(site: Path, run: Run) -> None:
    run("claims", "-o", "r.csv")
    damaged = (site / "r.csv").read_text(encoding="utf-8").replace("unreviewed", "unreviewd").replace("owner", "owners")
    (site / "r.csv").write_bytes(damaged.encode())
    result = run("claims", "-o", "r.csv")

    assert result.code == 2
    assert "no column `owners`" in result.err and "did you mean `owner`?" in result.err
    assert result.err.count("`status` cannot be `unreviewd`") == 2
    assert (site / "r.csv").read_bytes() == damaged.encode()


def test_nothing_is_overwritten_by_mistake(site: Path, run: Run) -> None:
    run("claims", "-o", "r.csv")
    for arguments, said in [
        (("tea.md", "-o", "tea.md"), "tea.md is there already and no register page"),
        (("--merge", "r.csv", "-o", "other.csv"), "other.csv is there already: leave out --merge"),
        (("-o", "r.csv", "-f", "yaml"), "r.csv is named like csv, and --format says yaml"),
        (("-o", "r.dat"), "which format is r.dat? Add --format"),
        (("-f", "xlsx"), "a workbook needs a file: add -o claims.xlsx"),
        (("-f", "cvs"), "unknown --format `cvs`: did you mean `csv`?"),
        (("--merge", "page.md"), "cannot read page.md as a register"),
        (("--merge", "none.csv"), "cannot read none.csv: no such file"),
        (("--today", "tomorrow"), "--today must be a day such as 2026-01-31; got `tomorrow`"),
    ]:
        (site / "other.csv").write_text("claim_id,file,quote\n", encoding="utf-8")
        result = run("claims", *arguments)

        assert (result.code, said in result.err) == (2, True), (arguments, result.err)
    assert (site / "tea.md").read_text(encoding="utf-8") == f"# Tea\n\n{TEA}\n"


def test_a_page_is_written_again_and_keeps_decisions_of_the_register(site: Path, run: Run) -> None:
    run("claims", "-o", "r.csv")
    decide(site / "r.csv", TEA)
    for _ in range(2):
        assert run("claims", "tea.md", "ginger.md", "--merge", "r.csv", "-o", "page.md").code == 0
    assert "approved by Ann Lee on 2026-05-04" in (site / "page.md").read_text(encoding="utf-8")


def test_a_page_among_the_articles_is_no_article(site: Path, run: Run) -> None:
    for _ in range(2):
        run("claims", "-o", "page.md")

    assert "2 claims in 2 files" in (site / "page.md").read_text(encoding="utf-8")


def test_stdin_is_an_article_too(site: Path, run: Run) -> None:
    result = run("claims", "-", "--stdin-filename", "new.md", "-f", "jsonl", stdin=TEA.encode())

    assert [json.loads(line)["file"] for line in result.out.splitlines()] == ["new.md"]


def test_nothing_found_is_no_register(site: Path, run: Run) -> None:
    result = run("claims", "nothing/*.md", "-o", "r.csv")

    assert result.code == 2
    assert "healthlint: no register written" in result.err
    assert not (site / "r.csv").exists()


def test_claims_are_found_whatever_rules_are_selected(site: Path, run: Run) -> None:
    (site / "healthlint.toml").write_text('select = ["plain-language/difficult-word"]\n', encoding="utf-8")
    if run("check").code == 2:
        (site / "healthlint.toml").write_text('select = ["suppressions"]\n', encoding="utf-8")

    assert len(run("claims", "-f", "jsonl").out.splitlines()) == 2


def test_check_lets_an_approved_claim_pass_and_keeps_its_finding(site: Path, run: Run) -> None:
    run("claims", "-o", "r.csv", *DAY)
    assert run("check", "tea.md", "--fail-on", "warning").code == 1
    decide(site / "r.csv", TEA, role="pharmacist", expires="2027-01-31")
    check = ("check", "tea.md", "--fail-on", "warning", "--register", "r.csv")
    result = run(*check, *DAY)

    assert result.code == 0
    assert "approved by Ann Lee (pharmacist) until 2027-01-31: does not fail a run" in result.out
    report = json.loads(run(*check, *DAY, "-f", "json").out)
    assert report["summary"]["approved"] == len(report["files"][0]["findings"]) > 0
    assert report["files"][0]["findings"][0]["approval"]["in_force"] is True
    assert "approved by Ann Lee" in run(*check, *DAY, "-f", "markdown").out
    assert "(approved by Ann Lee" in run(*check, *DAY, "-f", "concise").out


def test_an_approval_ends_with_its_day_and_with_its_words(site: Path, run: Run) -> None:
    run("claims", "-o", "r.csv", *DAY)
    decide(site / "r.csv", TEA, expires="2026-06-30")
    check = ("check", "tea.md", "--fail-on", "warning", "--register", "r.csv", "--today")

    assert run(*check, "2026-06-30").code == 0
    late = run(*check, "2026-07-01")
    assert late.code == 1
    assert "approved by Ann Lee; no longer: it expired on 2026-06-30" in late.out
    (site / "tea.md").write_text(f"# Tea\n\n{TEA.replace('insomnia', 'all insomnia')}\n", encoding="utf-8")
    changed = run(*check, "2026-06-30")
    assert changed.code == 1
    assert "no longer: the sentence has changed since" in changed.out


def test_the_cache_knows_nothing_of_the_register(site: Path, run: Run) -> None:
    cached = ("check", "tea.md", "--fail-on", "warning", "--cache-dir", "kept")
    run("claims", "-o", "r.csv", *DAY)
    decide(site / "r.csv", TEA)

    for _ in range(2):
        assert run(*cached).code == 1
        assert run(*cached, "--register", "r.csv", *DAY).code == 0
    decide(site / "r.csv", TEA, status="rejected")
    assert run(*cached, "--register", "r.csv", *DAY).code == 1


def test_a_register_that_cannot_be_read_approves_nothing(site: Path, run: Run) -> None:
    (site / "r.csv").write_text("file,quote,statsu\n", encoding="utf-8")
    result = run("check", "tea.md", "--register", "r.csv", "-f", "json")

    assert result.code == 2
    assert "did you mean `status`?" in result.err
    assert json.loads(result.out)["files"][0]["findings"]


def test_a_register_of_other_articles_is_noticed(site: Path, run: Run) -> None:
    run("claims", "ginger.md", "-o", "r.csv")

    assert "r.csv has no row of the articles that were checked" in run("check", "tea.md", "--register", "r.csv").err


def test_a_watch_notices_a_new_decision(site: Path) -> None:
    register, other = site / "r.csv", site / "other.csv"
    other.write_text("file,quote\n", encoding="utf-8")
    register.write_text("file,quote\n", encoding="utf-8")
    own = '[[overrides]]\nfiles = ["ginger.md"]\nregister = "other.csv"\n'
    (site / "healthlint.toml").write_text(f'select = ["claims"]\n{own}', encoding="utf-8")
    linters = Linters(config=None, isolated=False, options={"register": Path("r.csv")})
    before = look(("tea.md",), linters)
    for changed in (register, other):
        changed.write_text("file,quote,note\n", encoding="utf-8")

    assert look(("tea.md",), linters).since(before).settings == (other, register)
