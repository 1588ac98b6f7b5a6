"""`reference`: entries, identifiers, the weight of sources."""

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


def entries(*lines: str) -> str:
    return "Naps help.\n\n## References\n\n" + "".join(f"{n}. {line}\n" for n, line in enumerate(lines, 1))


def test_malformed_identifiers_are_found_in_prose_lists_and_targets(found: Found) -> None:
    rule = "kind: reference\nfind: malformed\nkinds: [doi, nct]\n"
    text = "Trial NCT123 and [naps](https://doi.org/10.12/x).\n\n## References\n\n1. Marsh. 2019. doi:10.1/x\n"
    assert found(rule, text.replace("NCT123", "NCT1234567")) == ["NCT1234567", "naps", "10.1/x"]


def test_only_the_kinds_asked_for_are_checked(found: Found) -> None:
    assert found("kind: reference\nfind: malformed\nkinds: [doi]\n", "Trial NCT1234567.") == []


def test_the_second_entry_of_one_work_is_found_and_related_to_the_first(outcome_of: Callable[..., object]) -> None:
    rule = "kind: reference\nfind: duplicate\n"
    text = entries("Marsh. Naps. 2019. doi:10.1016/A", "Lee. 2018. doi:10.1016/b", "Marsh. 2019. doi:10.1016/a")
    (finding,) = outcome_of(rule, text).findings  # type: ignore[attr-defined]
    assert finding.text == "Marsh. 2019. doi:10.1016/a"
    assert [text[s.start : s.end] for s, _ in finding.related] == ["Marsh. Naps. 2019. doi:10.1016/A"]


def test_an_entry_without_a_year_is_found_unless_a_service_keeps_it(found: Found) -> None:
    rule = "kind: reference\nfind: no-year\n"
    assert found(
        rule, entries("Marsh. Naps and memory.", "Lee. Sleep. 2018.", "See below", "NHS naps. https://www.nhs.uk/naps")
    ) == ["Marsh. Naps and memory."]


def test_age_is_counted_from_the_articles_own_date(found: Found) -> None:
    rule = "kind: reference\nfind: old\nyears: 10\n"
    body = entries("Marsh. Naps. 2007.", "Lee. Sleep. 2018.", "Roy. First described in 1950. 1950.")
    assert found(rule, "---\ndate: 2025-01-01\n---\n" + body) == ["2007"]
    assert found(rule, body) == []


def test_a_tier_is_found_in_links_and_entries_once(found: Found) -> None:
    rule = "kind: reference\nfind: tier\ntiers: [T5]\n"
    text = "Naps [help](https://www.bbc.co.uk/news/1).\n\n## References\n\n1. [Naps](https://www.bbc.co.uk/2). 2019.\n"
    assert found(rule, text) == ["help", "Naps"]


def test_an_entry_without_an_address_is_called_by_its_journal(outcome_of: Callable[..., object]) -> None:
    rule = "kind: reference\nfind: tier\ntiers: [T5, T7]\n"
    lists = entries(
        "Marsh A. Naps are back. The Guardian, 3 May 2019.", "Lee B. Rest. 2020. doi:10.1101/2020.01.02.123456"
    )
    found = outcome_of(rule, lists).findings  # type: ignore[attr-defined]
    assert [f.text for f in found] == [
        "Marsh A. Naps are back. The Guardian, 3 May 2019.",
        "Lee B. Rest. 2020. doi:10.1101/2020.01.02.123456",
    ]


def test_an_unreliable_host_may_be_named_to_refute_it(found: Found) -> None:
    rule = "kind: reference\nfind: tier\ntiers: [TX, T7]\n"
    bad = "[It](https://www.naturalnews.com/a) says so."
    good = "[A false claim](https://www.naturalnews.com/a) spread. [A preprint](https://arxiv.org/abs/1) is out."
    assert found(rule, f"{bad}\n\n{good}") == ["It"]


def test_one_source_for_everything_is_said_once(outcome_of: Callable[..., object]) -> None:
    rule = "kind: reference\nfind: single-source\nminimum: 2\n"
    one = outcome_of(rule, "# Naps\n\nNaps help [1]. They calm [1].").findings  # type: ignore[attr-defined]
    assert [(f.text, f.scope) for f in one] == [("Naps", "document")]
    assert not outcome_of(rule, "# Naps\n\nNaps help [1]. They calm [2].").findings  # type: ignore[attr-defined]


def test_an_entry_that_nobody_can_find_says_what_it_lacks(outcome_of: Callable[..., object]) -> None:
    rule = "kind: reference\nfind: unfindable\n"
    lists = entries("a study of naps at a university", "Marsh A. Naps and rest in cooks. BMJ 2019;1:2.", "NHS, naps")
    (finding,) = outcome_of(rule, lists).findings  # type: ignore[attr-defined]
    assert finding.text == "a study of naps at a university"


def test_numbers_of_a_list_that_are_skipped_or_used_twice_are_found(found: Found) -> None:
    rule = "kind: reference\nfind: numbering\n"
    body = "Naps [1].\n\nReferences\n\n[1] A. B. 2019.\n[3] C. D. 2018.\n[3] E. F. 2017.\n"
    assert found(rule, body, format="text") == ["C. D. 2018.", "E. F. 2017."]
    assert found(rule, entries("A. 2019.", "B. 2018.")) == []
    # Two lists, each under a heading of its own, may both begin with 1.
    two = "Naps.\n\n## Nap references\n\n1. Lee A. 2019;1:2.\n\n## Rest references\n\n1. Lee C. 2018;1:2.\n"
    assert found(rule, two) == []


def test_two_styles_at_home_in_one_list_are_found_once(found: Found) -> None:
    rule = "kind: reference\nfind: styles\n"
    vancouver = ["Marsh A, Lee B. Naps. BMJ 2019;1:2.", "Roy C. Rest. BMJ 2018;1:3."]
    apa = ["Marsh, A. (2018). Sleep at work. Journal of Naps, 12, 45.", "Lee, B. (2017). Rest at work. Journal, 1, 2."]
    assert found(rule, entries(*vancouver, *apa)) == [apa[0]]
    assert found(rule, entries(*vancouver, apa[0])) == []


def test_a_seller_and_the_own_site_are_no_sources(found: Found) -> None:
    rule = "kind: reference\nfind: tier\ntiers: [T9, own]\nas_source: true\n"
    head = "---\ncanonical: https://clinic.example.org/a\n---\n"
    text = (
        "[A study](https://www.amazon.com/dp/1) and [buy it](https://www.amazon.com/dp/1), "
        "[our data](https://clinic.example.org/b) and [our page](https://clinic.example.org/c)."
    )
    assert found(rule, head + text) == ["A study", "our data"]


def test_links_that_all_stay_at_home_are_found_once(found: Found) -> None:
    rule = "kind: reference\nfind: own-site\nminimum: 2\n"
    head = "---\ncanonical: https://clinic.example.org/a\n---\n# Naps\n\n"
    own = "[One](https://clinic.example.org/b) and [two](https://clinic.example.org/c)."
    assert found(rule, head + own) == ["Naps"]
    assert found(rule, head + own + " [NHS](https://www.nhs.uk/naps).") == []
    assert found(rule, head + own + "\n\n## References\n\n- Marsh A. Naps. BMJ 2019;1:2.\n") == []
