"""Article text stays text in the Markdown report: it makes no HTML, no link, no heading and no new cell."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pyromark
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from report_samples import make_finding, sample_claim, sample_report, sample_result

from healthlint.model.finding import FileResult, Report, Severity
from healthlint.model.span import Span
from healthlint.pipeline import Linter
from healthlint.reporters.markdown_text import escape, quoted, shortened, table
from healthlint.reporters.neutral import neutral
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.registry import render

OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH | pyromark.Options.ENABLE_FOOTNOTES

nasty = st.text(st.sampled_from(list("ab1 .)#*_-+=~`<>[]()!|&;\\\"'\n\t@:/$^")), max_size=30)


def rendered(markdown: str) -> str:
    return pyromark.html(markdown, options=OPTIONS)


def cells_of(markup: str) -> list[str]:
    return [html.unescape(c) for c in re.findall(r"<td[^>]*>(.*?)</td>", markup, flags=re.DOTALL)]


def as_shown(text: str) -> str:
    return " ".join(neutral(text).split())


@given(nasty)
@example("<img src=x onerror=alert(1)>")
@example("[x](javascript:alert(1)) ![y](z)")
@example("a\\|b || c\\\\|")
@example("[^1]: note")
def test_a_cell_shows_exactly_the_text_that_was_put_into_it(text):
    markup = rendered(table(["A", "B"], [["first", escape(text)]]))
    shown = [c.replace("\u200b", "") for c in cells_of(markup)]
    assert [" ".join(c.split()) for c in shown] == ["first", as_shown(text)]


@given(nasty)
@example("elimi</em>nates `all` pain")
@example("``")
@example("` `` |")
@example("a\\|b")
def test_the_words_of_a_finding_are_shown_as_they_stand_in_the_file(text):
    markup = rendered(table(["A", "B"], [["first", quoted(shortened(text, 160))]]))
    (_, shown) = [c.removeprefix("<code>").removesuffix("</code>") for c in cells_of(markup)]
    assert " ".join(shown.replace("\u200b", "").strip("“”").split()) == as_shown(text)


def test_backticks_are_escaped_and_not_written_as_numbers():
    assert escape("write `tea`") == "write \\`tea\\`"
    assert quoted("elimi</em>nates") == "`elimi</em>nates`"


def test_claims_are_listed_in_reading_order():
    first, second = sample_claim(), sample_claim()
    cited = replace(first, claim_id="c-0", quote="Sleep helps.", span=Span(0, 3), citations=("c1",))
    out = render("markdown", Report((replace(sample_result(), claims=(second, cited)),), {}))
    assert out.index("Sleep helps.") < out.index(second.quote)


def test_that_an_article_is_too_short_is_said_once():
    result = Linter().check_text("Rest helps. Drink water often. Sleep in a cool dark room if you can.")
    out = render("markdown", Report((result,), {}))
    assert out.count("too short to score") == 1
    assert "meets" not in out and "Linsear Write" in out


@given(nasty)
@example("1. one")
@example("---")
@example("# title #")
def test_a_bullet_shows_exactly_the_text_that_was_put_into_it(text):
    markup = rendered(f"- {escape(text)}\n")
    inside = re.fullmatch(r"<ul>\s*<li>(.*)</li>\s*</ul>\s*", markup, flags=re.DOTALL)
    assert inside, markup
    assert "<" not in inside[1]
    assert " ".join(html.unescape(inside[1]).replace("\u200b", "").split()) == as_shown(text)


@pytest.mark.parametrize("address", ["https://evil.example", "www.evil.example", "HTTP://evil.example"])
def test_a_bare_address_is_not_left_for_github_to_link(address):
    assert address not in escape(f"see {address} now")


def test_a_mention_notifies_nobody():
    assert "@someone" not in escape("ask @someone")


def test_the_sample_report(report, snapshot):
    assert render("markdown", report) == snapshot


def test_the_sample_report_when_quiet(report, snapshot):
    assert render("markdown", report, options=RenderOptions(quiet=True)) == snapshot


def test_a_hostile_article_breaks_no_table():
    text = "Drink <script>alert(1)</script> | tea\n"
    finding = make_finding(text, "<script>alert(1)</script> | tea", "claims/cure", "says “a|b” <b>boldly</b>")
    result = FileResult("x|y<z>.md", text=text, findings=(finding,))
    markup = rendered(render("markdown", Report((result,), {})))
    assert "<script" not in markup and "<b>" not in markup
    assert "<code><script>alert(1)</script> | tea</code>" in cells_of(markup)
    assert "says “a|b” <b>boldly</b>" in cells_of(markup)


def test_info_findings_are_counted_until_they_are_asked_for(report):
    assert "claims/universal" not in render("markdown", report)
    assert "`claims/universal`" in render("markdown", replace(report, show=Severity.INFO))


def test_a_long_quote_is_cut_between_words():
    assert shortened("sip it\n slowly", 40) == "sip it slowly"
    assert shortened("sip the tea slowly", 12) == "sip the…"


def test_two_renderings_are_the_same_bytes():
    assert render("markdown", sample_report()) == render("markdown", sample_report())
