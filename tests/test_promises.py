"""The promises of a trusted linter that no single part can keep alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import healthlint
from healthlint import FileResult, Linter, Settings

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "articles"


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "healthlint", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        timeout=300,
        check=False,
    )


def test_the_same_input_gives_the_same_bytes_for_any_hash_seed_and_folder(tmp_path: Path) -> None:
    articles = sorted(p.name for p in EXAMPLES.iterdir() if p.suffix in (".md", ".txt"))[:3]
    for folder in (tmp_path / "one", tmp_path / "two" / "deeper"):
        folder.mkdir(parents=True)
        for name in articles:
            (folder / name).write_bytes((EXAMPLES / name).read_bytes())
    first = run("check", ".", "--format", "json", cwd=tmp_path / "one", PYTHONHASHSEED="1")
    second = run("check", ".", "--format", "json", cwd=tmp_path / "two" / "deeper", PYTHONHASHSEED="77")
    assert first.stdout == second.stdout
    assert len(json.loads(first.stdout)["files"]) == len(articles)


def test_the_order_of_the_arguments_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Garlic cures colds.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Tea cures colds.\n", encoding="utf-8")
    one = run("check", "a.txt", "b.txt", "--format", "concise", "--select", "claims/cure", cwd=tmp_path)
    two = run("check", "b.txt", "a.txt", "--format", "concise", "--select", "claims/cure", cwd=tmp_path)
    assert one.stdout == two.stdout != b""


def test_no_language_model_is_imported_when_no_rule_needs_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Tea\n\nTake 5.0 mg of it.\n", encoding="utf-8")
    code = (
        "import sys\n"
        "from healthlint.cli.main import app\n"
        "try:\n"
        "    app(['check', 'a.md', '--select', 'suppressions', '--format', 'json'], standalone_mode=True)\n"
        "except SystemExit:\n"
        "    pass\n"
        "slow = [m for m in ('spacy', 'textstat', 'lemminflect', 'nltk', 'thinc', 'rich') if m in sys.modules]\n"
        "print('SLOW', slow, file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "SLOW []" in done.stderr, done.stderr


@pytest.mark.parametrize("command", [["--help"], ["--version"], ["check", "--help"]])
def test_help_imports_nothing_slow(tmp_path: Path, command: list[str]) -> None:
    code = (
        "import sys\n"
        "from healthlint.cli.main import app\n"
        "try:\n"
        f"    app({command!r}, standalone_mode=True)\n"
        "except SystemExit:\n"
        "    pass\n"
        "slow = [m for m in ('spacy', 'textstat', 'regex', 'yaml') if m in sys.modules]\n"
        "print('SLOW', slow, file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "SLOW []" in done.stderr, done.stderr


def results() -> list[FileResult]:
    linter = Linter(Settings())
    return [linter.check_path(p) for p in sorted(EXAMPLES.iterdir()) if p.suffix in (".md", ".txt", ".html")]


def test_every_finding_of_every_example_speaks_of_exactly_its_words() -> None:
    seen = 0
    for result in results():
        text = Path(result.path).read_bytes().decode("utf-8-sig")
        assert result.status == "checked", result.reason
        for finding in result.findings:
            seen += 1
            assert text[finding.span.start : finding.span.end] == finding.text
            lines = text.split("\n")
            if finding.line == finding.end_line:
                said = lines[finding.line - 1][finding.column - 1 : finding.end_column - 1]
                assert said == finding.text
            for edit in finding.fix.edits if finding.fix else ():
                assert finding.span.covers(edit.span)
    assert seen > 50


def test_no_rule_crashes_on_the_examples() -> None:
    assert [(r.path, p.message) for r in results() for p in r.problems] == []


def test_every_claim_of_every_example_stands_where_it_says() -> None:
    seen = 0
    for result in results():
        for claim in result.claims:
            for part in (claim.subject, claim.verb, claim.outcome):
                if part.span is not None:
                    seen += 1
                    assert claim.span.start <= part.span.start <= part.span.end <= len(result.text)
    assert seen > 20


def test_the_public_names_are_there() -> None:
    for name in healthlint.__all__:
        assert getattr(healthlint, name) is not None


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(healthlint.__file__).parent / "py.typed").is_file()


def test_an_article_that_ends_in_the_middle_of_markup_is_checked() -> None:
    for text in ("# A\n\n**bold", "<p>unclosed <b", "---\ntitle: x", "| a |\n|--", "[^1]: ", "<!-- ", "\ufeff# T\n\nx"):
        for format in ("markdown", "html", "text"):
            assert Linter(Settings()).check_text(text, format=format).status == "checked"
