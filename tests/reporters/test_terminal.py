"""The terminal shows each sentence once, hides nothing silently, and obeys nothing that an article contains."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import OPENING, make_finding, sample_claim, sample_report, sample_result

from healthlint.model.claim import Part
from healthlint.model.finding import FileResult, Problem, Report, Severity
from healthlint.pipeline import Linter
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.registry import render
from healthlint.reporters.terminal_end import NO_PUBLISHER

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def test_the_sample_report(report, snapshot):
    assert render("terminal", report) == snapshot


def test_the_sample_report_when_narrow(report, snapshot):
    assert render("terminal", report, options=RenderOptions(width=50)) == snapshot


def test_the_sample_report_when_quiet(report, snapshot):
    assert render("terminal", report, options=RenderOptions(quiet=True)) == snapshot


def test_the_sample_report_in_colour(report, snapshot):
    assert render("terminal", report, options=RenderOptions(color=True)) == snapshot


def test_colour_changes_no_word(report):
    coloured = render("terminal", report, options=RenderOptions(color=True))
    assert "\x1b[" in coloured
    assert ANSI.sub("", coloured) == render("terminal", report)


def test_without_colour_there_is_no_escape(report):
    assert "\x1b" not in render("terminal", report)


def test_a_sentence_is_shown_once(report):
    assert render("terminal", report).count(OPENING[:30]) == 1


def test_at_most_three_findings_of_a_sentence_are_listed_worst_first():
    out = render("terminal", replace(sample_report(), show=Severity.INFO))
    assert "+2 more on this sentence" in out
    assert all(rule in out for rule in ("claims/cure", "claims/no-source", "citations/vague-authority"))
    assert "claims/absolute-safety" not in out and "claims/universal" not in out


def test_only_what_is_listed_is_underlined():
    out = render("terminal", sample_report(), options=RenderOptions(width=200))
    rows = out.splitlines()
    at = next(i for i, row in enumerate(rows) if "Turmeric tea cures" in row)
    signs = rows[at + 1]
    assert [rows[at][m.start() : m.end()] for m in re.finditer(r"[\^~]+", signs)] == [
        "cures arthritis",
        "experts agree",
    ]


def test_info_is_counted_not_listed():
    out = render("terminal", sample_report())
    assert "1 info (1 below `warning` counted, not listed: --show info)" in out


def test_a_finding_about_the_article_is_not_mixed_with_its_first_sentence(report):
    out = render("terminal", report)
    assert out.index("The whole article") < out.index("structure/reviewer-missing") < out.index("│")


def test_failed_and_skipped_files_are_named_with_the_reason(report):
    out = render("terminal", report)
    assert "articles/broken.md  failed: not UTF-8" in out
    assert "articles/photo.md  skipped: binary file" in out
    assert "in 4 files: 2 checked, 1 failed, 1 skipped" in out


def test_every_report_says_that_it_is_an_aid(report):
    for shown in (report, Report((), {})):
        last = render("terminal", shown).splitlines()[-1]
        assert last == "An automated aid; absence of findings is not approval."


def test_quiet_says_nothing_of_a_clean_file():
    clean = Report((FileResult("a.md", text="Fine.\n"),), {})
    assert render("terminal", clean, options=RenderOptions(quiet=True)) == ""


def test_quiet_does_not_hide_a_failure(report):
    assert "not UTF-8" in render("terminal", report, options=RenderOptions(quiet=True))


def test_a_note_about_a_commercial_page_leads_to_the_option(report):
    assert "--context publisher=commercial" in render("terminal", report).split("Next\n")[1]
    quiet_notes = replace(report, files=(replace(sample_result(), notes=()),))
    assert "publisher=commercial" not in render("terminal", quiet_notes)


def test_on_a_terminal_everything_fits_the_width_and_hangs_under_its_message():
    report = sample_report()
    out = render("terminal", report, options=RenderOptions(width=60))
    assert all(len(row) <= 60 for row in out.splitlines())
    shown = out.splitlines()
    at = next(i for i, row in enumerate(shown) if "claims/no-source" in row)
    assert shown[at + 1] == " " * 17 + "this claim"
    assert "“cures” promises more than a study can show" in " ".join(out.split())


def test_in_a_pipe_sentences_and_messages_stand_whole_on_one_line():
    long = " ".join(["Ginger tea in the morning cures"] + ["every kind of cough"] * 15) + "."
    advice = "Say how often it helped. " * 8
    finding = make_finding(long, "cures", "claims/cure", "strong", sentence=long, advice=advice)
    report = Report((FileResult("a.md", text=long, findings=(finding,), notes=("n " * 80,)),), {})
    rows = render("terminal", report, options=RenderOptions(wrap=False)).splitlines()
    at = next(i for i, row in enumerate(rows) if "│" in row)
    assert 300 < len(long) < 400
    assert rows[at].endswith(f"│ {long}")
    assert rows[at + 1].index("^^^^^") == rows[at].index("cures")
    assert any(row.strip() == advice.strip() for row in rows)


def test_in_a_pipe_a_sentence_of_a_page_is_cut_around_its_marks():
    text = "plain words " * 80 + "cures gout " + "and more words " * 80
    finding = make_finding(text, "cures", "claims/cure", "strong", sentence=text)
    out = render(
        "terminal", Report((FileResult("a.md", text=text, findings=(finding,)),), {}), options=RenderOptions(wrap=False)
    )
    (words, signs) = [row for row in out.splitlines() if "│" in row]
    assert len(words) < 400 and words.count("…") == 2
    assert words[signs.index("^") :].startswith("cures gout")


def test_findings_of_equal_weight_come_from_different_packs():
    text = "Some studies, many trials and recent research say that 62% felt cold."
    vague = [
        make_finding(text, words, "citations/vague-study", f"{words} is vague", sentence=text)
        for words in ("Some studies", "many trials", "recent research")
    ]
    number = make_finding(text, "62%", "numbers/no-source", "no source", sentence=text)
    out = render("terminal", Report((FileResult("a.md", text=text, findings=(*vague, number)),), {}))
    places = [out.index(said) for said in ("Some studies is vague", "many trials is vague", "numbers/no-source")]
    assert places == sorted(places)
    assert "recent research is vague" not in out.split("Summary")[0]


def test_a_short_article_has_one_line_of_readability():
    result = Linter().check_text("Rest helps. Drink water often. Sleep in a cool dark room if you can.")
    for show in (Severity.WARNING, Severity.INFO):
        out = render("terminal", Report((result,), {}, show=show))
        assert "Readability  14 words: too short to score" in out
        assert "Flesch" not in out and "meets" not in out and "ARI" not in out


def test_everyday_formulas_are_shown_with_the_range_and_all_of_them_on_demand():
    prose = "Bandages protect a wound while it heals. Ask the nurse how often you should change yours. " * 10
    result = Linter().check_text(prose)
    options = RenderOptions(width=120)
    out = render("terminal", Report((result,), {}), options=options)
    rows = {
        name: row
        for row in out.splitlines()
        for name in ("Flesch Reading Ease  ", "Flesch–Kincaid grade  ", "SMOG grade  ")
        if row.strip().startswith(name)
    }
    assert len(rows) == 3 and all(" = " in row for row in rows.values())
    assert "7 grade formulas: " in out and "all: --show info" in out
    assert out.count("estimate (n=20)") == 1
    assert "0.4 × " not in out
    everything = render("terminal", Report((result,), {}, show=Severity.INFO), options=options)
    assert "Gunning Fog  " in everything and "0.4 × " in everything


def test_the_columns_of_claims_are_named_and_have_no_holes():
    claim = replace(sample_claim(), subject=Part(""))
    out = render("terminal", Report((replace(sample_result(), claims=(claim,)),), {}))
    rows = out.split("Claims")[1].splitlines()
    assert rows[1].split() == ["place", "strength", "who", "→", "does", "→", "what"]
    assert rows[2].strip() == "3:1    direct    (not said) → cures → arthritis"


def test_files_that_failed_are_the_first_things_to_fix(report):
    out = render("terminal", report)
    first = out.split("Fix first\n")[1]
    assert first.startswith("  articles/broken.md could not be read: not UTF-8\n")
    assert "1 file not checked" in out.split("Next\n")[1]


def test_a_report_of_failures_alone_still_says_what_to_do():
    broken = FileResult("a.md", status="failed", reason="no such file", problems=(Problem("source", "no such file"),))
    out = render("terminal", Report((broken,) * 5, {}))
    assert out.count("a.md could not be read: no such file") == 3
    assert "+2 more files not checked" in out
    assert "No publisher is set" not in out


def test_that_nobody_said_who_publishes_is_told_once():
    plain = FileResult("a.md", text="Fine.\n", context={"audience": "public"})
    said = FileResult("b.md", text="Fine.\n", context={"publisher": "charity"})
    assert (
        render("terminal", Report((plain, plain, said), {}), options=RenderOptions(wrap=False)).count(NO_PUBLISHER) == 1
    )
    assert "No publisher is set" not in render("terminal", Report((said,), {}))


def test_the_escapes_of_an_article_are_not_obeyed():
    text = "Tea \x1b[2Jcures\x07 gout\u202e now."
    finding = make_finding(text, "\x1b[2Jcures\x07 gout", "claims/cure", "\x1b]0;title\x07", sentence=text)
    out = render("terminal", Report((FileResult("\x1b[1m.md", text=text, findings=(finding,)),), {}))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out)
    rows = out.splitlines()
    at = next(i for i, row in enumerate(rows) if "Tea" in row)
    start, end = re.search(r"\^+", rows[at + 1]).span()
    assert rows[at][start:end] == "␛[2Jcures␇ gout"


@given(st.text(max_size=40), st.integers(1, 120), st.booleans())
def test_any_text_and_any_width_can_be_drawn(text, width, color):
    article = f"{text}cures{text}"
    findings = ()
    if article.count("cures") == 1:
        findings = (make_finding(article, "cures", "claims/cure", text, sentence=article, advice=text),)
    report = Report((FileResult(text, text=article, findings=findings, notes=(text,)),), {})
    out = render("terminal", report, options=RenderOptions(width=width, color=color))
    out.encode("utf-8")
    assert not any(ord(c) < 32 for c in ANSI.sub("", out).replace("\n", ""))


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_bytes_depend_on_nothing_around(seed, report):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from report_samples import sample_report\n"
        "from healthlint.reporters.options import RenderOptions\n"
        "from healthlint.reporters.registry import NAMES, render\n"
        "o = RenderOptions(color=True)\n"
        "sys.stdout.buffer.write(''.join(render(n, sample_report(), options=o) for n in NAMES).encode())"
    )
    env = {
        **os.environ,
        "PYTHONHASHSEED": seed,
        "TERM": "dumb",
        "COLUMNS": "7",
        "NO_COLOR": "1",
        "UNICODE_VERSION": "4.1.0",
    }
    here = os.path.dirname(__file__)  # noqa: PTH120
    out = subprocess.run([sys.executable, "-c", code, here], env=env, capture_output=True, check=True).stdout
    from healthlint.reporters.registry import NAMES

    expected = "".join(render(n, report, options=RenderOptions(color=True)) for n in NAMES)
    assert out.decode() == expected


def test_a_finding_on_a_paragraph_shares_the_block_of_its_first_sentence():
    text = "Mint cures colds. It tastes good."
    whole = make_finding(text, text, "style/wall-of-text", "long", severity=Severity.WARNING)
    word = make_finding(text, "cures", "claims/cure", "strong", sentence="Mint cures colds.")
    out = render("terminal", Report((FileResult("a.md", text=text, findings=(whole, word)),), {}))
    rows = out.splitlines()
    at = next(i for i, row in enumerate(rows) if "│" in row)
    assert rows[at].endswith(text)
    assert rows[at + 1].endswith("~~~~~^^^^^" + "~" * (len(text) - 10))


def test_a_drawn_problem_keeps_its_lines_and_is_said_once():
    drawn = 'a.toml:1:1: error: unknown key\n  1 | colour = "red"\n    | ^^^^^^'
    broken = FileResult("a.md", status="failed", reason=drawn, problems=(Problem("settings", drawn),))
    out = render("terminal", Report((broken,), {}), options=RenderOptions(quiet=True))
    assert out.splitlines() == [
        "a.md  failed",
        "",
        "  error problem/settings  a.toml:1:1: error: unknown key",
        '      1 | colour = "red"',
        "        | ^^^^^^",
        "",
    ]


def test_a_long_sentence_that_is_meant_as_a_whole_is_shown_without_signs():
    text = "Warm milk, " + "taken slowly and in good company, " * 3 + "cures a cold."
    long = make_finding(text, text, "readability/long-sentence", "too long", sentence=text)
    word = make_finding(text, "cures", "claims/cure", "strong", sentence=text)

    def rows_of(*findings):
        out = render("terminal", Report((FileResult("a.md", text=text, findings=findings),), {}))
        return [row.partition("│ ")[2] for row in out.splitlines() if "│" in row]

    assert " ".join(rows_of(long)) == text
    assert [row.strip() for row in rows_of(long, word) if "^" in row or "~" in row] == ["^^^^^"]
