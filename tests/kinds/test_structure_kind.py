"""`structure`: what the article has as a whole, its headings and pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Found = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def only_the_rule_under_test(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Leave the rules that ship out of the catalog: reading them all for each article takes most of the time."""
    (tmp_path / "none" / "q").mkdir(parents=True)
    (tmp_path / "none" / "q" / "pack.yaml").write_text("title: Q\ndescription: Q.\n", encoding="utf-8")
    monkeypatch.setattr("healthlint.packs.load.built_in_folder", lambda: tmp_path / "none")


MISSING = "kind: structure\nfind: missing\n"


def test_what_is_missing_is_said_at_the_title_about_the_document(outcome_of: Callable[..., object]) -> None:
    outcome = outcome_of(MISSING + "require_any: {terms: [side effects]}\n", "# Naps\n\nNaps help.")
    assert [(f.text, f.scope) for f in outcome.findings] == [("Naps", "document")]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("evidence", "text"),
    [
        ("terms: [side effect(|s)]", "# Naps\n\nSide effects are rare."),
        ("patterns: ['^by \\w+']", "# Naps\n\nBy Ann Marsh"),
        ("metadata: [author]", "---\nauthor: Ann Marsh\n---\n# Naps\n\nNaps help."),
        ("headings: [safety]", "# Naps\n\n## Safety\n\nNaps help."),
        ("title: [at noon]", "# Naps at noon\n\nNaps help."),
    ],
)
def test_any_one_kind_of_evidence_is_enough(found: Found, evidence: str, text: str) -> None:
    rule = f"{MISSING}require_any: {{{evidence}}}\n"
    assert found(rule, text) == []
    assert found(rule, "# Naps\n\nNaps help.") == ["Naps"]


def test_evidence_may_be_asked_for_in_so_many_places(found: Found) -> None:
    rule = MISSING + "require_any: {patterns: ['\\d+ ?%', '\\d+ percent', '2 ?%'], places: 3}\n"
    assert found(rule, "# Naps\n\nOf all, 12% nap, 30% doze and 4 percent do neither.") == []
    assert found(rule, "# Naps\n\nOf all, 12% nap and 30% doze.") == ["Naps"]


def test_a_byline_that_names_nobody_is_none(found: Found) -> None:
    rule = MISSING + "require_any: {metadata: [author]}\n"
    assert found(rule, "---\nauthor: Admin\n---\n# Naps\n\nNaps help.") == ["Naps"]


@pytest.mark.parametrize(
    ("trigger", "holds", "does_not"),
    [
        ("words: 5", "# Naps\n\nNaps help many tired people.", "# Naps\n\nNaps help."),
        ("terms: [asthma]", "# Naps\n\nSome have asthma.", "# Naps\n\nSome nap."),
        (
            "terms: [asthma, stress, burn], terms_unless: [stress, burn], places: 2",
            "# Naps\n\nSome have asthma.\n\nAsthma tires.",
            "# Naps\n\nSome have asthma or stress. You burn fat.",
        ),
        ("needs: 1", "# Naps\n\nAbout 20% nap.", "# Naps\n\nSome nap."),
        ("lacks: {terms: [mice]}", "# Naps\n\nPeople nap.", "# Naps\n\nMice nap."),
        ("has: {title: [naps]}", "# Naps\n\nPeople nap.", "# Sleep\n\nSome nap."),
        ("claims: 1", "# Naps\n\nYoga relieves back pain.", "# Naps\n\nYoga does not relieve back pain."),
    ],
)
def test_a_trigger_decides_whether_it_is_asked_for(found: Found, trigger: str, holds: str, does_not: str) -> None:
    rule = f"{MISSING}require_any: {{terms: [side effects]}}\nonly_if: {{{trigger}}}\n"
    assert found(rule, holds) == ["Naps"]
    assert found(rule, does_not) == []


def test_a_skipped_heading_level_is_found_and_going_up_is_not(found: Found) -> None:
    rule = "kind: structure\nfind: heading-skip\n"
    assert found(rule, "# A\n\n### B\n\nx\n\n# C\n\n## D\n\nx\n\n#### E\n\nx\n\n## F\n\nx\n") == ["B", "E"]


def test_every_further_title_is_found(found: Found) -> None:
    assert found("kind: structure\nfind: many-h1\n", "# A\n\nx\n\n# B\n\nx\n\n# C\n\nx\n") == ["B", "C"]


def test_an_empty_alt_is_decoration_in_html_only(found: Found) -> None:
    rule = "kind: structure\nfind: alt-missing\n"
    assert found(rule, "A ![](a.png) and ![a bed](b.png).") == ["![](a.png)"]
    html = '<p>A <img src="a.png"> and <img src="b.png" alt=""> here.</p>'
    assert found(rule, html, format="html") == ['<img src="a.png">']


@pytest.mark.parametrize("alt", ["IMG_20.jpg", "Picture of a bed", "bed", "b" * 130])
def test_a_poor_alt_text_is_found(found: Found, alt: str) -> None:
    text = f"A ![{alt}](a.png) and ![A bed by a window](b.png)."
    assert found("kind: structure\nfind: alt-poor\n", text) == [f"![{alt}](a.png)"]


def test_too_many_calls_to_buy_are_found_at_the_first_too_many(found: Found) -> None:
    rule = "kind: structure\nfind: promo\nany: [book now, buy now]\nmore_than: 2\n"
    assert found(rule, "Book now.\n\nBuy now. BOOK NOW.") == ["BOOK NOW"]
    assert found(rule, "Book now. Buy now.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Naps\n\nDOVER (Nov. 8, 2018) Naps help.", []),
        ("# Naps\n\n*By A Marsh, 12 March 2024*\n\nNaps help.", []),
        ("# Naps\n\nNaps help.\n\nThey are short.\n\nThe inn opened on 12 March 2024.", ["Naps"]),
    ],
)
def test_a_dateline_counts_only_where_the_text_opens(found: Found, text: str, expected: list[str]) -> None:
    months = "(?:nov|march)\\\\.?"
    rule = (
        "kind: structure\nfind: missing\nrequire_any:\n  opening:\n"
        f'    - "\\\\d{{1,2}} {months} \\\\d{{4}}"\n    - "{months} \\\\d{{1,2}}, \\\\d{{4}}"\n'
    )
    assert found(rule, text) == expected
