"""A claims register in the configuration: what it lets pass, the evidence that it has on file, what is read again."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from test_claims import DAY, TEA, decide

from healthlint.config.settings import Settings
from healthlint.pipeline import Linter

Run = Callable[..., "Result"]  # noqa: F821 (see conftest.py)

NAPS = "Naps prevent migraine."
SOURCES = 'select = ["citations/statement-without-source"]\n'
POLICY = '[context]\ncitation-policy = "evidence-log"\n'


@pytest.fixture
def site(folder: Path) -> Path:
    """Two articles in a folder, and a configuration that names a register."""
    (folder / "healthlint.toml").write_text('select = ["claims"]\nregister = "claims.csv"\n', encoding="utf-8")
    (folder / "blog").mkdir()
    (folder / "blog" / "tea.md").write_text(f"# Tea\n\n{TEA}\n", encoding="utf-8")
    (folder / "blog" / "naps.md").write_text(f"# Naps\n\n{NAPS}\n", encoding="utf-8")
    return folder


def configure(site: Path, text: str) -> None:
    (site / "healthlint.toml").write_text(text, encoding="utf-8")


def findings(run: Run, *options: str) -> dict[str, list[str]]:
    """The rules with findings by article, of those that no approval lets pass."""
    report = json.loads(run("check", "blog", "-f", "json", *options).out)
    return {
        file["path"]: sorted({f["rule"] for f in file["findings"] if not (f.get("approval") or {}).get("in_force")})
        for file in report["files"]
    }


def test_the_configuration_names_the_register(site: Path, run: Run) -> None:
    assert run("claims", "blog", "-o", "claims.csv", *DAY).code == 0  # it need not be there to be made
    check = ("check", "blog/tea.md", "--fail-on", "warning", *DAY)
    assert run(*check).code == 1
    decide(site / "claims.csv", TEA)
    assert run(*check).code == 0
    (site / "empty.csv").write_text("file,quote\n", encoding="utf-8")
    assert run(*check, "--register", "empty.csv").code == 1  # the option wins
    shown = run("config", "show").out.splitlines()
    assert [line.split() for line in shown if line.startswith("register")] == [
        ["register", "=", '"claims.csv"', "#", "healthlint.toml:2"]
    ]


def test_claims_shows_the_decisions_of_the_register_that_is_configured(site: Path, run: Run) -> None:
    run("claims", "blog", "-o", "claims.csv", *DAY)
    decide(site / "claims.csv", TEA)

    assert "approved by Ann Lee on 2026-05-04" in run("claims", "blog").out
    assert "approved by Ann Lee" in run("claims", "blog", "-f", "markdown").out
    assert "approved" not in run("claims", "blog", "--isolated").out
    run("claims", "blog", "-o", "another.csv")  # a register of its own
    assert "Ann Lee" not in (site / "another.csv").read_text(encoding="utf-8")


def test_folders_may_have_their_own(site: Path, run: Run) -> None:
    run("claims", "blog", "-o", "claims.csv", *DAY)
    decide(site / "claims.csv", TEA)
    (site / "empty.csv").write_text("file,quote\n", encoding="utf-8")
    configure(
        site,
        'select = ["claims/cure"]\nregister = "empty.csv"\n'
        '[[overrides]]\nfiles = ["blog/t*"]\nregister = "claims.csv"\n',
    )

    done = run("check", "blog", "--fail-on", "warning", *DAY)
    assert done.code == 0
    assert done.err.splitlines() == [
        "healthlint: empty.csv has no row of the articles that were checked; "
        "its files are named as seen from the folder in which it was made"
    ]


def test_evidence_on_file_counts_as_a_source(site: Path, run: Run) -> None:
    configure(site, f"{SOURCES}{POLICY}")
    run("claims", "blog", "-o", "claims.csv", *DAY)
    configure(site, f'register = "claims.csv"\n{SOURCES}{POLICY}')
    cached = ("--cache-dir", "kept", "--show", "info")
    unsourced = {
        "blog/naps.md": ["citations/statement-without-source"],
        "blog/tea.md": ["citations/statement-without-source"],
    }

    assert findings(run, *cached) == findings(run, *cached) == unsourced
    decide(site / "claims.csv", TEA, status="unreviewed", substantiation="doi:10.5555/tea")
    assert findings(run, *cached) == findings(run, *cached) == {**unsourced, "blog/tea.md": []}
    report = json.loads(run("check", "blog", "-f", "json", *cached).out)
    assert [[(c["on_file"], c["unsourced"]) for c in file["claims"]] for file in report["files"]] == [
        [(False, True)],
        [(True, False)],
    ]
    assert report["summary"]["claims_without_source"] == 1
    configure(site, f'register = "claims.csv"\n{SOURCES}')  # it is on file, and not on the page
    assert findings(run, *cached) == unsourced
    (site / "blog" / "tea.md").write_text(
        f"---\nhealthlint: {{citation_policy: evidence-log}}\n---\n# Tea\n\n{TEA}\n", encoding="utf-8"
    )
    assert findings(run, *cached) == {**unsourced, "blog/tea.md": []}
    decide(site / "claims.csv", TEA, status="rejected", substantiation="doi:10.5555/tea")
    rejected = {**unsourced, "blog/tea.md": [*unsourced["blog/tea.md"], "register/rejected-claim"]}
    assert findings(run, *cached) == findings(run, *cached) == rejected


def test_a_register_may_be_a_few_lines_by_hand(site: Path, run: Run) -> None:
    configure(site, f'register = "claims.yaml"\n{SOURCES}{POLICY}')
    entry = f"- file: blog/tea.md\n  quote: {TEA}\n  substantiation: doi:10.5555/tea\n"
    (site / "claims.yaml").write_text(entry, encoding="utf-8")

    assert findings(run, "--show", "info") == {
        "blog/naps.md": ["citations/statement-without-source"],
        "blog/tea.md": [],
    }


def test_a_linter_made_of_settings_that_were_sent_knows_what_is_on_file(site: Path, run: Run) -> None:
    configure(site, f'register = "claims.csv"\n{SOURCES}{POLICY}')
    run("claims", "blog", "-o", "claims.csv", *DAY)
    decide(site / "claims.csv", NAPS, substantiation="doi:10.5555/naps")
    sent = pickle.loads(pickle.dumps(Settings.load()))  # as a worker process gets them
    found = {p: Linter(sent).check_path(Path(p)).findings for p in ("blog/naps.md", "blog/tea.md")}

    assert [len(f) for f in found.values()] == [0, 1]


def test_evidence_needs_a_register(site: Path, run: Run) -> None:
    configure(site, f"{SOURCES}{POLICY}ausience = 1\n")
    (site / "claims.xlsx").touch()
    done = run("check", "blog")

    assert done.code == 2
    assert done.err.splitlines() == [
        "healthlint.toml:3:1: error: the evidence log of `evidence-log` is a claims register, and none is set",
        '  3 | citation-policy = "evidence-log"',
        "    | ^^^^^^^^^^^^^^^",
        '  = did you mean register = "claims.xlsx"?',
        "healthlint.toml:4:1: error: unknown context key `ausience`",
        "  4 | ausience = 1",
        "    | ^^^^^^^^",
        "  = did you mean `audience`?",
    ]


def test_a_register_that_is_not_there_is_said_with_all_else(site: Path, run: Run) -> None:
    configure(
        site,
        'register = "claim.csv"\nselect = ["claims/cuer"]\n'
        '[[overrides]]\nfiles = ["blog/t*"]\nregister = "kept/other.yaml"\n',
    )
    (site / "claims.csv").touch()
    done = run("check", "blog")

    assert done.code == 2
    assert [line for line in done.err.splitlines() if "error" in line or "=" in line[:4]] == [
        "healthlint.toml:1:1: error: there is no register `claim.csv`",
        "  = did you mean `claims.csv`?",
        "healthlint.toml:2:11: error: no rule or pack `claims/cuer`",
        "  = did you mean `claims/cure`?",
        "healthlint.toml:5:1: error: there is no register `kept/other.yaml`",
        "  = `healthlint claims PATHS -o other.yaml` makes it",
    ]


def test_an_article_that_asks_for_evidence_needs_a_register_too(site: Path, run: Run) -> None:
    configure(site, SOURCES)
    text = f"---\nhealthlint:\n  citation_policy: evidence-log\n---\n# Tea\n\n{TEA}\n"
    (site / "blog" / "tea.md").write_text(text, encoding="utf-8")
    done = run("check", "blog", "--show", "info")

    assert done.code == 2
    assert "the evidence log of `evidence-log` is a claims register" in done.out
    assert "  3:3 error problem/settings" in done.out
    assert "citations/statement-without-source" in done.out  # of the other article


def test_a_context_that_asks_for_evidence_needs_a_register_too(site: Path) -> None:
    [problem] = Linter(Settings()).check_text(TEA, context={"citation_policy": "evidence-log"}).problems

    assert problem.code == "settings"
    assert problem.message.startswith("--context: the evidence log of `evidence-log` is a claims register")


def test_some_articles_may_have_the_policy_and_only_those_the_register(site: Path, run: Run) -> None:
    (site / "claims.csv").write_text("file,quote\n", encoding="utf-8")
    own = '[[overrides]]\nfiles = ["blog/t*"]\nregister = "claims.csv"\n'
    configure(site, f"{SOURCES}{POLICY}{own}")

    assert run("check", "blog/tea.md", "--show", "info").code == 0
    done = run("check", "blog/naps.md")
    assert done.code == 2
    assert "the evidence log of `evidence-log` is a claims register" in done.out


def test_evidence_in_a_damaged_register_is_no_evidence_and_no_claim_without(site: Path, run: Run) -> None:
    configure(site, f'register = "claims.csv"\n{SOURCES}{POLICY}')
    (site / "claims.csv").write_text("file,quote,statsu\n", encoding="utf-8")
    done = run("check", "blog")

    assert done.code == 2
    assert done.err.count("did you mean `status`?") == 1
    assert "without-source" not in done.out


def test_an_unchanged_site_reads_no_register_and_no_parser_again(site: Path, run: Run) -> None:
    configure(site, f'register = "claims.xlsx"\nselect = ["claims"]\n{POLICY}')
    run("claims", "blog", "-o", "claims.xlsx", *DAY)
    check = ["check", "blog", "--jobs", "1", "--fail-on", "error", "--cache-dir", "kept", "--quiet"]
    code = (
        f"import sys\nfrom healthlint.cli.main import main\nmain({check!r})\n"
        "print(*(m for m in ('openpyxl', 'spacy', 'yaml') if m in sys.modules))"
    )

    def loaded() -> str:
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        return done.stdout.splitlines()[-1]

    assert "openpyxl" in loaded()
    assert loaded() == ""
