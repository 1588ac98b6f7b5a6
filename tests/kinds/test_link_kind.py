"""`link`: what links say and where they lead."""

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


def test_a_vague_text_is_found_whatever_its_case_and_arrows(found: Found) -> None:
    rule = 'kind: link\nfind: vague-text\nany: ["(click |)here", read more]\n'
    text = "[Click here](https://a.org/1), [Read more »](https://a.org/2), [read more about naps](https://a.org/3)."
    assert found(rule, text) == ["Click here", "Read more »"]


def test_a_bare_address_is_found_and_a_worded_link_is_not(found: Found) -> None:
    rule = "kind: link\nfind: bare-url\n"
    assert found(rule, "<p>See https://a.org/1, or <a href='https://a.org/2'>naps</a>.</p>", format="html") == [
        "https://a.org/1"
    ]
    assert found(rule, "See [naps](https://a.org/2) and www.a.org/3 too.") == ["www.a.org/3"]


@pytest.mark.parametrize(
    ("find", "url", "near_miss"),
    [
        ("search", "https://www.google.com/search?q=naps", "https://www.bmj.com/1?q=naps"),
        ("shortener", "https://bit.ly/1", "https://bit.ly.a.org/1"),
        ("private", "https://docs.google.com/document/1", "https://docs.a.org/1"),
        ("home-page", "https://www.cochrane.org/", "https://www.cochrane.org/naps"),
    ],
)
def test_a_kind_of_target_is_found(found: Found, find: str, url: str, near_miss: str) -> None:
    rule = f"kind: link\nfind: {find}\n"
    assert found(rule, f"Naps help, [a review found]({url}). So [a trial found]({near_miss}).") == ["a review found"]


def test_the_name_of_a_body_may_lead_to_its_front_page(found: Found) -> None:
    assert found("kind: link\nfind: home-page\n", "The [WHO](https://www.who.int/) is in Geneva.") == []


def test_a_target_is_matched_by_a_pattern(found: Found) -> None:
    rule = "kind: link\nfind: target\npatterns: ['utm_source=chat']\n"
    assert found(rule, "[Naps](https://a.org/?utm_source=chatgpt.com) and [tea](https://a.org/).") == ["Naps"]


def test_a_bad_pattern_is_a_rule_error(outcome_of: Callable[..., object]) -> None:
    with pytest.raises(AssertionError, match="not a regular expression"):
        outcome_of("kind: link\nfind: target\npatterns: ['(']\n", "Naps.")
