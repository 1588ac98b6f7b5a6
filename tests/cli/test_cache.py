"""What has not changed is not checked again, and nobody can tell from the output; what has changed is."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from healthlint.cli import articles
from healthlint.cli.articles import Article, Lookup
from healthlint.language.engine import shared_engine
from healthlint.packs.load import forget
from healthlint.reporters.registry import NAMES

Run = Callable[..., Any]

CONFIG = 'packs = [".rules"]\nselect = ["house"]\ncontext = { publisher = "charity" }\n'
TEXTS = {
    "a.md": "# Old things\n\nA gadget and a gizmo, and a doodad that nobody needs.\n",
    "b.md": "---\nhealthlint:\n  context:\n    audience: professional\n---\n\nA widget of 😀 theirs.\n",
    "sub/c.html": "<!doctype html><title>Tea</title><p>A gizmo &amp; a gadget.</p>",
    "sub/d.txt": "Nothing to say.\n",
}


@pytest.fixture
def site(folder: Path) -> Path:
    (folder / "healthlint.toml").write_text(CONFIG)
    (folder / "sub").mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def check(site: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[list[str], Any]]:
    """Run `check` with a cache of its own; return the names of the articles that were checked, and the result."""
    seen: list[str] = []
    real = Lookup.checked

    def checked(self: Lookup, unknown: Sequence[Article]) -> Iterator[object]:
        seen.extend(article.shown for article in unknown)
        return real(self, unknown)

    monkeypatch.setattr(Lookup, "checked", checked)

    def call(*arguments: str, stdin: bytes = b"") -> tuple[list[str], Any]:
        seen.clear()
        result = run("check", "--cache-dir", ".cache", *arguments, stdin=stdin)
        return list(seen), result

    return call


Check = Callable[..., tuple[list[str], Any]]


@pytest.mark.parametrize("format", NAMES)
@pytest.mark.parametrize("how", [(), ("--quiet",), ("--show", "info")])
def test_a_second_run_checks_nothing_and_says_the_same(check: Check, format: str, how: tuple[str, ...]) -> None:
    cold = check("--format", format, *how, "--no-cache")[1]
    names, first = check("--format", format, *how)
    assert sorted(names) == sorted(TEXTS)
    assert first == cold
    assert check("--format", format, *how) == ([], cold)


def test_other_formats_and_levels_draw_the_results_that_are_known(check: Check) -> None:
    check()
    for how in (["--format", "json"], ["--show", "info"], ["--fail-on", "info"], ["--format", "github", "--quiet"]):
        names, warm = check(*how)
        assert names == []
        assert warm == check(*how, "--no-cache")[1]
        assert check(*how) == ([], warm)


def test_colours_are_kept_apart(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = check()[1]
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = check()[1]

    assert "\x1b[" in coloured.out
    assert "\x1b[" not in plain.out
    assert check() == ([], coloured)


def test_one_changed_article_is_checked_alone(check: Check, site: Path) -> None:
    check()
    (site / "a.md").write_text(TEXTS["a.md"] + "\nAnother gadget.\n")
    names, result = check()

    assert names == ["a.md"]
    assert result == check("--no-cache")[1]
    (site / "a.md").write_text(TEXTS["a.md"])
    assert check()[0] == []


def test_an_article_may_move(check: Check, site: Path) -> None:
    check()
    (site / "moved").mkdir()
    (site / "a.md").rename(site / "moved" / "z.md")
    names, result = check("--format", "json")

    assert names == []
    assert result == check("--format", "json", "--no-cache")[1]
    assert "moved/z.md" in result.out


def test_times_of_files_do_not_count(check: Check, site: Path) -> None:
    check()
    for name in TEXTS:
        os.utime(site / name, (0, 0))
    assert check()[0] == []
    status = (site / "a.md").stat()
    (site / "a.md").write_text(TEXTS["a.md"].replace("gizmo", "GIZMO"))
    os.utime(site / "a.md", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert check()[0] == ["a.md"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--context", "publisher=news"),
        ("--severity", "house/gizmo=error"),
        ("--ignore", "house/gadget"),
        ("--select", "house/gadget"),
    ],
)
def test_settings_count(check: Check, arguments: tuple[str, ...]) -> None:
    check()
    names, result = check(*arguments)

    assert sorted(names) == sorted(TEXTS)
    assert result == check(*arguments, "--no-cache")[1]


@pytest.mark.parametrize(
    ("config", "again"),
    [
        ("# a new first line\n" + CONFIG, True),  # the report names the line that the publisher comes from
        (CONFIG + '[rules."house/gizmo"]\nany = ["gadget"]\n', True),
        (CONFIG + 'fail-on = "info"\nshow = "info"\nmax-seconds = 5\n', False),
        (CONFIG + 'exclude = ["sub"]\n', False),
    ],
)
def test_what_the_configuration_says_counts_where_it_matters(
    check: Check, site: Path, config: str, again: bool
) -> None:
    check("--format", "json")
    (site / "healthlint.toml").write_text(config)
    names, result = check("--format", "json")

    assert bool(names) is again
    assert result == check("--format", "json", "--no-cache")[1]


def test_an_override_counts_for_its_files_only(check: Check, site: Path) -> None:
    check()
    (site / "healthlint.toml").write_text(CONFIG + '[[overrides]]\nfiles = ["sub/*.txt"]\nignore = ["house/gizmo"]\n')
    names, result = check()

    assert names == ["sub/d.txt"]
    assert result == check("--no-cache")[1]


def test_a_rule_file_counts(check: Check, site: Path) -> None:
    check()
    rule = site / ".rules" / "house" / "gizmo.yaml"
    rule.write_text(rule.read_text().replace("Say something else.", "Say nothing."))
    forget()  # as another process would
    names, result = check()

    assert sorted(names) == sorted(TEXTS)
    assert "Say nothing." in result.out


def test_rules_that_change_while_a_run_reads_them_give_nothing_to_keep(check: Check, site: Path) -> None:
    check()
    rule = site / ".rules" / "house" / "gizmo.yaml"
    rule.write_text(rule.read_text().replace("Say something else.", "Say nothing."))
    check()  # this process has read the rules before, so they are not those of the files
    forget()
    names, result = check()

    assert sorted(names) == sorted(TEXTS)
    assert "Say nothing." in result.out


def test_a_new_version_of_anything_counts(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    check()
    monkeypatch.setattr("healthlint.cache.keys.installation", lambda: b"another")
    assert sorted(check()[0]) == sorted(TEXTS)
    assert check()[0] == []


def test_the_suffix_tells_the_format_so_it_counts(check: Check, site: Path) -> None:
    check()
    (site / "a.md").rename(site / "a.txt")
    assert check()[0] == ["a.txt"]


def test_what_could_not_be_checked_is_tried_again(check: Check, site: Path) -> None:
    (site / "bad.md").write_bytes(b"caf\xe9 gadget")
    first = check()
    assert first[1].code == 3
    assert check() == (["bad.md"], first[1])


def test_a_smaller_limit_refuses_what_is_known(check: Check, site: Path) -> None:
    check()
    (site / "healthlint.toml").write_text("max-file-size = 20\n" + CONFIG)
    assert check()[1] == check("--no-cache")[1]
    assert check()[1].code == 3


def test_broken_settings_and_rules_are_told_every_time(check: Check, site: Path) -> None:
    check()
    rule = site / ".rules" / "house" / "gizmo.yaml"
    rule.write_text(rule.read_text().replace("kind: phrase", "kind: phrases"))
    forget()
    broken = check()[1]
    assert (broken.code, "phrases" in broken.err) == (2, True)
    assert check()[1] == broken == check("--no-cache")[1]
    (site / "healthlint.toml").write_text(CONFIG + '[severity]\n"house/no" = "info"\n')
    assert check()[1] == check("--no-cache")[1]
    assert "house/no" in check()[1].err


def test_stdin_is_known_too(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    first = check("-", "--stdin-filename", "sub/x.md", stdin=b"A gadget.\n")[1]
    monkeypatch.setattr("healthlint.pipeline.Linter.check_source", None)

    assert check("-", "--stdin-filename", "sub/x.md", stdin=b"A gadget.\n") == ([], first)
    assert check("-", "--stdin-filename", "sub/y.md", stdin=b"A gadget.\n")[1].out == first.out.replace("x.md", "y.md")


def test_a_file_that_changes_between_look_and_check_is_not_kept_wrongly(
    check: Check, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = articles.read_bytes
    monkeypatch.setattr(articles, "read_bytes", lambda path, **how: b"Quite another text.\n")
    check("a.md")
    monkeypatch.setattr(articles, "read_bytes", real)
    (site / "a.md").write_text("Quite another text.\n")
    names, result = check("a.md")

    assert names == ["a.md"]
    assert "gadget" not in result.out


def test_a_changed_paragraph_is_parsed_alone(check: Check, site: Path) -> None:
    (site / "healthlint.toml").write_text("")
    text = "# Ginger\n\nGinger eases nausea.\n\nTea helps sleep.\n\nMint is said to cure colds.\n"
    (site / "long.md").write_text(text)
    check("long.md")
    before = shared_engine(None).parsed
    (site / "long.md").write_text(text.replace("Tea helps sleep.", "Tea helps you to sleep."))
    names, result = check("long.md")

    assert names == ["long.md"]
    assert shared_engine(None).parsed == before + 1
    assert result == check("long.md", "--no-cache")[1]


def test_no_cache_leaves_no_file(check: Check, site: Path) -> None:
    check("--no-cache")
    assert not (site / ".cache").exists()


def test_a_cache_that_cannot_be_used_is_a_remark_for_those_who_ask(check: Check, site: Path) -> None:
    (site / ".cache").write_text("not a folder")
    quiet = check()[1]

    assert quiet == check("--no-cache")[1]
    assert "cannot be used" in check("--verbose")[1].err
    (site / ".cache").unlink()
    (site / ".cache").mkdir()
    (site / ".cache" / "results.sqlite3").write_bytes(b"junk" * 500)
    assert "was damaged and will be made anew" in check("--verbose")[1].err
    assert check() == (sorted(TEXTS), quiet)
    assert check() == ([], quiet)


def test_info_and_clear(check: Check, run: Run, site: Path) -> None:
    check()
    told = run("cache", "info", "--cache-dir", ".cache")
    assert told.code == 0
    assert f"file      {(site / '.cache' / 'results.sqlite3').as_posix()}" in told.out
    assert "of at most 500 MB" in told.out
    assert "0 entries" not in told.out
    assert "healthlint 0" in told.out

    cleared = run("cache", "clear", "--cache-dir", ".cache")
    assert cleared.code == 0
    assert "removed from" in cleared.out
    assert "entries   0 entries" in run("cache", "info", "--cache-dir", ".cache").out
    assert len(check()[0]) == len(TEXTS)


def test_its_size_can_be_set(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEALTHLINT_CACHE_SIZE", "20")
    assert "of at most 20 MB" in run("cache", "info").out
    monkeypatch.setenv("HEALTHLINT_CACHE_SIZE", "large")
    for arguments in (("cache", "info"), ("check",)):
        wrong = run(*arguments)
        assert wrong.code == 2
        assert "HEALTHLINT_CACHE_SIZE must be a number of megabytes; got `large`" in wrong.err


SLOW = ("spacy", "numpy", "regex", "yaml", "textstat", "pysbd", "turbohtml", "healthlint.pipeline", "multiprocessing")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_run_that_knows_everything_loads_nothing(site: Path, jobs: str) -> None:
    code = (
        "import sys\nfrom healthlint.cli.main import main\n"
        f"code = main(['check', '--cache-dir', '.cache', '--jobs', {jobs!r}, '--format', 'json'])\n"
        f"print([m for m in {SLOW!r} if m in sys.modules], file=sys.stderr)\nsys.exit(code)"
    )

    def process() -> subprocess.CompletedProcess[bytes]:
        return subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=site, check=False)

    cold, warm = process(), process()

    assert warm.stderr.decode().strip() == "[]"
    assert "healthlint.pipeline" in cold.stderr.decode()
    assert (warm.returncode, warm.stdout) == (cold.returncode, cold.stdout)
    assert json.loads(warm.stdout)["summary"]["files"] == len(TEXTS)


def test_doctor_looks_at_the_cache(run: Run, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEALTHLINT_CACHE_DIR", str(site / ".kept"))
    assert f"cache          {(site / '.kept' / 'results.sqlite3').as_posix()}, empty" in run("doctor").out
    run("check")
    assert re.search(r"^ok +cache +\S+, \d+\.\d MB$", run("doctor").out, re.MULTILINE)
    (site / ".kept" / "results.sqlite3").write_bytes(b"junk" * 500)
    assert re.search(r"^wrong +cache +problem: the cache .* was damaged", run("doctor").out, re.MULTILINE)


def test_a_reporter_that_wants_the_whole_report_gets_results_that_are_known(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = check("--format", "json")[1]
    monkeypatch.setattr("healthlint.cli.drawing.in_parts", lambda name: None)  # as for a plug-in
    assert check("--format", "json") == ([], ours)
    assert check("--format", "json", "--no-cache") == (sorted(TEXTS), ours)
