"""The real article: what a senior medical editor found in it is found at its words, the rest stays silent.

The article is somebody else's text and not in the repository. It is read from beside the checkout (or from the file
that HEALTHLINT_SEED names); where it is absent these tests are skipped. Places are (line, column, length), so that no
words of it stand here.
"""

from __future__ import annotations

import hashlib
import html
import os
from functools import lru_cache
from pathlib import Path

import pytest

from healthlint import FileResult, Finding, Linter, Settings
from healthlint.model.finding import Severity
from healthlint.model.source import LineIndex

HERE = Path(__file__).resolve().parents[1]
SEED = Path(os.environ.get("HEALTHLINT_SEED", HERE.parent / "shared" / "seed" / "acupuncture-immune-system.txt"))
SHA256 = "d521f81b5512b3a452faf524ab5c499f37e1dba141f509fb6455f03cecbc634a"
CONTEXT = {"publisher": "commercial", "subject": "therapy", "jurisdiction": ("uk",), "audience": "public"}

pytestmark = [
    pytest.mark.skipif(not SEED.is_file(), reason=f"the real article is not here: {SEED.name}"),
]

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741 (the review's own letters)

# Row of the review, place, severity at least, the rules that say it.
AT_WORDS: tuple[tuple[str, int, int, int, Severity, tuple[str, ...]], ...] = (
    ("1 inverted question", 3, 1, 41, E, ("grammar/",)),
    ("2 immune claim in the title", 3, 17, 24, W, ("claims/immune-boost", "uk-asa/")),
    ("4 vague authority", 5, 2336, 64, E, ("citations/",)),
    ("5 recent without a date", 5, 2336, 15, W, ("citations/",)),
    ("6 study without a source", 5, 2466, 50, E, ("citations/",)),
    ("7 small sample", 5, 2484, 18, W, ("claims/small-sample",)),
    ("9 promising results", 5, 2547, 30, W, ("claims/",)),
    ("10 cause without a comparator", 5, 2607, 53, E, ("claims/",)),
    ("12 surrogate outcome", 5, 2626, 15, I, ("claims/",)),
    ("13 number without a source, or wordy", 5, 2667, 48, I, ("citations/", "plain-language/")),
    ("15 booster", 5, 2811, 10, W, ("claims/",)),
    ("16 bare significant", 5, 2888, 22, W, ("claims/",)),
    ("17 comparison without a source", 5, 2928, 46, W, ("claims/", "citations/")),
    ("18 efficacy claim", 5, 2976, 101, E, ("claims/", "citations/", "uk-asa/")),
    ("19 pseudo-mechanism", 5, 3082, 40, W, ("claims/",)),
    ("20 hope", 5, 3124, 67, E, ("claims/", "uk-asa/")),
    ("22 mechanism without a source", 5, 1605, 201, E, ("citations/",)),
    ("27 metaphor", 5, 875, 21, I, ("plain-language/",)),
    ("28 empty booster", 5, 793, 57, I, ("plain-language/", "claims/")),
    ("29 idiom", 5, 210, 15, I, ("plain-language/",)),
    ("30 metaphor", 5, 1044, 16, I, ("plain-language/",)),
    ("31 wordy", 5, 580, 72, I, ("plain-language/",)),
    ("33 wall of text", 5, 1, 3191, W, ("readability/",)),
    ("37 condition in capitals", 5, 1695, 24, I, ("grammar/",)),
    ("37 abbreviation never used", 5, 1695, 30, I, ("plain-language/",)),
    ("38 American spelling", 5, 113, 7, I, ("grammar/",)),
    ("47 individuals", 5, 1408, 11, I, ("plain-language/", "inclusive/", "readability/")),
    ("48 redundant", 5, 412, 17, I, ("plain-language/",)),
    ("49 repeated term", 1, 1, 3300, I, ("readability/",)),
    ("50 wordy", 5, 1162, 27, I, ("plain-language/",)),
)

LONG_SENTENCES = (61, 297, 562, 1191, 1369, 1605, 1918, 2112, 2579, 2976)  # row 32: columns on line 5

ABOUT_THE_DOCUMENT: tuple[tuple[str, Severity, tuple[str, ...]], ...] = (
    ("34 grade", W, ("readability/",)),
    ("39 no citation at all", E, ("citations/",)),
    ("40 no harms", W, ("structure/",)),
    ("42 no author", W, ("structure/no-author",)),
    ("42 no reviewer or date", W, ("structure/",)),
    ("43 no interest stated", W, ("structure/no-interest",)),
    ("44 no advice to see anyone", W, ("structure/",)),
    ("45 no disclaimer", I, ("structure/no-disclaimer",)),
    ("46 no second person", I, ("readability/", "plain-language/")),
)

# Words of row 36 with their columns on line 5; at least 12 of them are jargon.
JARGON = (
    (420, 9), (1538, 11), (2404, 8), (519, 9), (148, 10), (1512, 17), (1896, 20), (1628, 8), (1180, 9), (1554, 7),
    (2378, 11), (1640, 10), (2149, 11), (1808, 10), (1982, 10), (2700, 7), (2667, 13), (3022, 6), (1408, 11),
)  # fmt: skip

# Section 7.4: place, and the rules that would be wrong there.
SILENT: tuple[tuple[str, int, int, int, tuple[str, ...]], ...] = (
    ("the title as a question", 3, 1, 41, ("readability/question-heading",)),
    ("physiology: protect against", 5, 226, 69, ("claims/", "uk-asa/", "citations/")),
    ("physiology: neutralizes pathogens", 5, 385, 27, ("claims/", "uk-asa/", "citations/")),
    ("physiology: malignant cells", 5, 491, 69, ("claims/", "uk-asa/", "citations/")),
    ("physiology: eliminate threats", 5, 1095, 17, ("claims/", "uk-asa/", "citations/")),
    ("physiology: distinguish", 5, 991, 19, ("claims/", "uk-asa/", "citations/")),
    ("physiology: fight off", 5, 1234, 42, ("claims/", "uk-asa/", "citations/")),
    ("a single hedge", 5, 1408, 26, ("claims/",)),
    ("condition as a word: asthma", 5, 1971, 6, ("claims/",)),
    ("condition as a word: arthritis", 5, 2235, 20, ("claims/",)),
    ("condition as a word: cancer", 5, 554, 6, ("claims/", "uk-asa/")),
    ("a correct range", 5, 2503, 13, ("grammar/",)),
    ("numerals", 5, 2484, 2, ("readability/", "plain-language/", "grammar/")),
    ("numerals", 5, 2681, 2, ("readability/", "grammar/")),
    ("due to as style", 5, 2642, 6, ("plain-language/", "grammar/")),
    ("a study term", 5, 2961, 13, ("grammar/", "plain-language/")),
    ("rightly spelt", 5, 3029, 21, ("grammar/",)),
    ("a modifier that fits", 5, 930, 25, ("grammar/",)),
    ("curly apostrophe", 5, 868, 6, ("grammar/",)),
    ("like, not a comparison", 5, 1483, 12, ("claims/", "uk-asa/")),
    ("lead, present tense", 5, 1852, 7, ("grammar/",)),
    ("well-being", 5, 367, 10, ("grammar/",)),
    ("general biology", 5, 793, 396, ("citations/",)),
    ("a therapy word alone", 5, 2437, 27, ("uk-asa/",)),
)


@lru_cache(maxsize=4)
def result(shape: str = "text") -> FileResult:
    text = SEED.read_text(encoding="utf-8")
    if shape == "text":
        return linter().check_text(text, path="seed.txt", context=CONTEXT)
    title, body = text.split("\n")[2], text.split("\n")[4]
    if shape == "markdown":
        return linter().check_text(f"# {title}\n\n{body}\n", path="seed.md", context=CONTEXT)
    page = (
        "<html><body><nav><a href='/'>Home</a></nav><main>"
        f"<h1>{html.escape(title)}</h1>\n<p>{html.escape(body)}</p></main>"
        "<aside><h2>Recent Posts</h2><p>Teaser that ends…</p></aside><footer>© 2025</footer></body></html>"
    )
    return linter().check_text(page, path="seed.html", context=CONTEXT)


@lru_cache(maxsize=1)
def linter() -> Linter:
    return Linter(Settings())


def at(line: int, column: int, length: int) -> list[Finding]:
    start = LineIndex.of(result().text).starts[line - 1] + column - 1
    end = start + length
    return [f for f in result().findings if f.scope == "span" and f.span.start < end and start < f.span.end]


def said(findings: list[Finding]) -> str:
    return "\n".join(f"{f.severity} {f.rule} {f.line}:{f.column}-{f.end_column}" for f in findings) or "nothing"


def test_this_is_the_article_that_was_reviewed() -> None:
    assert hashlib.sha256(SEED.read_bytes()).hexdigest() == SHA256


@pytest.mark.parametrize(
    ("row", "line", "column", "length", "severity", "rules"), AT_WORDS, ids=[r[0] for r in AT_WORDS]
)
def test_a_row_of_the_review_is_found_at_its_words(
    row: str, line: int, column: int, length: int, severity: Severity, rules: tuple[str, ...]
) -> None:
    here = at(line, column, length)
    fitting = [f for f in here if f.rule.startswith(rules) and f.severity.rank >= severity.rank]
    assert fitting, f"row {row}: at those words:\n{said(here)}"


@pytest.mark.parametrize("column", LONG_SENTENCES)
def test_each_long_sentence_is_a_warning(column: int) -> None:
    here = [f for f in at(5, column, 30) if f.rule.startswith("readability/") and f.severity.rank >= W.rank]
    assert any(f.column == column for f in here), said(here)


@pytest.mark.parametrize(("row", "severity", "rules"), ABOUT_THE_DOCUMENT, ids=[r[0] for r in ABOUT_THE_DOCUMENT])
def test_a_row_about_the_whole_article_is_found(row: str, severity: Severity, rules: tuple[str, ...]) -> None:
    whole = [f for f in result().findings if f.scope == "document"]
    fitting = [f for f in whole if f.rule.startswith(rules) and f.severity.rank >= severity.rank]
    assert fitting, f"row {row}: about the article:\n{said(whole)}"


def test_at_least_twelve_of_the_jargon_words_are_found() -> None:
    found = [c for c, n in JARGON if any(f.rule.startswith("plain-language/") for f in at(5, c, n))]
    assert len(found) >= 12, found


@pytest.mark.parametrize(("what", "line", "column", "length", "rules"), SILENT, ids=[r[0] for r in SILENT])
def test_what_an_editor_would_not_flag_is_silent(
    what: str, line: int, column: int, length: int, rules: tuple[str, ...]
) -> None:
    # A finding about the length of the whole sentence or paragraph is not about these words.
    about_them = [
        f for f in at(line, column, length) if len(f.span) < len(f.sentence) and f.span.end - f.span.start < 400
    ]
    wrong = [f for f in about_them if f.rule.startswith(rules)]
    assert not wrong, f"{what}:\n{said(wrong)}"


def test_the_noise_budget_holds() -> None:
    findings = result().findings
    assert len(findings) <= 60, said(list(findings))
    lines = {f.line for f in findings}
    assert not lines & {1, *range(8, 37)}


def test_the_verdict_is_do_not_publish() -> None:
    assert result().count(E) >= 8
    assert result().count(W) >= 12


def test_the_readability_is_what_was_measured() -> None:
    metrics = result().metrics
    assert 455 <= int(str(metrics["words"])) <= 475
    assert abs(int(str(metrics["sentences"])) - 20) <= 1
    assert 15.5 <= float(str(metrics["flesch_kincaid_grade"])) <= 17.5
    assert 16 <= float(str(metrics["smog_grade"])) <= 18.5


@pytest.mark.parametrize("shape", ["markdown", "html"])
def test_other_formats_give_the_same_findings_at_the_same_words(shape: str) -> None:
    def key(r: FileResult) -> list[tuple[str, str, str, str]]:
        return sorted((f.rule, str(f.severity), html.unescape(f.text), f.scope) for f in r.findings)

    # What only markup can have or lack is not about the words: pictures, heading order, links.
    assert key(result(shape)) == key(result())


def test_every_claim_about_the_therapy_is_in_the_register_and_physiology_is_not() -> None:
    claims = result().claims
    about = [c for c in claims if c.subject_class == "therapy"]
    columns = {LineIndex.of(result().text).position(c.span.start) for c in about}
    assert (3, 1) in columns
    assert any(line == 5 and column >= 2579 for line, column in columns)
    body = [c for c in claims if c.subject_class == "body"]
    assert not {(c.block, c.prose_span) for c in body} & {(c.block, c.prose_span) for c in about}
