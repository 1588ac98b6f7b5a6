"""`citation`: sentences without a source, and markers that lead nowhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from healthlint.engine import Outcome
from healthlint.model.context import Context

Found = Callable[..., list[str]]
Run = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def only_the_rule_under_test(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Leave the rules that ship out of the catalog: reading them all for each article takes most of the time."""
    (tmp_path / "none" / "q").mkdir(parents=True)
    (tmp_path / "none" / "q" / "pack.yaml").write_text("title: Q\ndescription: Q.\n", encoding="utf-8")
    monkeypatch.setattr("healthlint.packs.load.built_in_folder", lambda: tmp_path / "none")


LIST = "\n\n## References\n\n1. Marsh A. Naps. Lancet 2019;1:1-2.\n2. Lee B. Sleep. BMJ 2018;2:3-4.\n"


def test_a_statistic_without_a_source_is_found_at_its_figure(found: Found) -> None:
    rule = "kind: citation\nfind: uncited\nreasons: [statistic]\n"
    assert found(rule, "About *20%* nap. About 30% read (Marsh, 2019).\n\nAbout 40% drink tea.") == ["40%"]


def test_the_reach_can_be_one_sentence(found: Found) -> None:
    rule = "kind: citation\nfind: uncited\nreasons: [statistic]\nreach: sentence\n"
    assert found(rule, "About 20% nap. About 30% read (Marsh, 2019).") == ["20%"]


def test_a_figure_that_is_cited_elsewhere_needs_no_second_source(found: Found) -> None:
    rule = "kind: citation\nfind: uncited\nreasons: [statistic]\n"
    text = "# Naps\n\n- 20% nap\n\n## More\n\nIn all, 20% nap [1].\n"
    assert found(rule, text) == []


def test_a_named_source_can_be_too_little(found: Found) -> None:
    rule = "kind: citation\nfind: uncited\nreasons: [statistic]\n"
    assert found(rule, "According to the NHS, 20% nap.") == []
    assert found(rule + "full: true\n", "According to the NHS, 20% nap.") == ["20%"]


def test_one_finding_for_each_block_relates_the_others(outcome_of: Run) -> None:
    rule = "kind: citation\nfind: uncited\nreasons: [risk]\nonce: block\n"
    text = "Naps lower the risk of gout. Naps raise the risk of falls.\n\nTea cuts the risk of gout."
    findings = outcome_of(rule, text).findings
    assert [f.text for f in findings] == ["lower the risk of", "cuts the risk of"]
    assert [text[s.start : s.end] for s, _ in findings[0].related] == ["raise the risk of"]


def test_statements_are_told_by_their_first_reason_and_once_a_block(outcome_of: Run) -> None:
    rule = "kind: citation\nfind: statement\nreasons: [fact]\nonce: block\n"
    text = "Night work weakens the bones. A survey found little. Short nights harm the heart. About 20% of nurses nap."
    (finding,) = outcome_of(rule, text).findings
    assert finding.text == "Night work weakens the bones."
    assert [text[s.start : s.end] for s, _ in finding.related] == ["Short nights harm the heart."]


def test_a_figure_that_somebody_is_quoted_with_weighs_less_but_on_a_page_that_sells(outcome_of: Run) -> None:
    rule = "kind: citation\nfind: uncited\nreasons: [statistic]\n"
    text = "“About 20% of nurses nap,” said Ann Marsh, a cook of Nowhere."
    for publisher, expected in (("news", "info"), ("commercial", "warning")):
        outcome = outcome_of(rule, text, context=Context(publisher=publisher))
        assert [str(f.severity) for f in outcome.findings] == [expected]


def test_what_somebody_says_by_name_to_work_weighs_less_but_on_a_page_that_sells(outcome_of: Run) -> None:
    rule = "kind: citation\nfind: uncited\nreasons: [effect]\n"
    for text, publisher, expected in (
        ("Ann Marsh says that acupuncture relieves back pain.", "news", "info"),
        ("Ann Marsh says that acupuncture relieves back pain.", "commercial", "warning"),
        ("Cooks say that acupuncture relieves back pain.", "news", "warning"),
    ):
        outcome = outcome_of(rule, text, context=Context(publisher=publisher))
        assert [str(f.severity) for f in outcome.findings] == [expected]


def test_effects_can_be_asked_for_by_subject(found: Found) -> None:
    rule = "kind: citation\nfind: uncited\nreasons: [effect]\nsubjects: [therapy]\n"
    text = "Acupuncture relieves back pain. Walking reduces joint pain. Acupuncture does not relieve pain."
    assert found(rule, text) == ["relieves back pain"]


def test_a_vague_authority_is_lowered_by_a_name_and_silenced_by_a_name_with_a_year(outcome_of: Run) -> None:
    rule = "kind: citation\nfind: vague-authority\nany: [studies show]\n"
    text = "Studies show it. According to the NHS, studies show it.\n\nThe NHS said in 2021 that studies show it.\n"
    assert [str(f.severity) for f in outcome_of(rule, text).findings] == ["warning", "info"]


def test_a_year_makes_recent_research_dated_until_the_article_is_much_newer(found: Found) -> None:
    rule = "kind: citation\nfind: undated\nany: [recent study]\n"
    assert found(rule, "A recent study from 2020 found it.") == []
    assert found(rule, "---\ndate: 2025-01-01\n---\nA recent study from 2020 found it.") == ["recent study"]
    assert found(rule, "A recent study found it [1]." + LIST) == []


@pytest.mark.parametrize(("minimum", "expected"), [(2, ["Naps"]), (3, [])])
def test_coverage_is_a_finding_about_the_article(outcome_of: Run, minimum: int, expected: list[str]) -> None:
    rule = f"kind: citation\nfind: coverage\nreasons: [statistic]\nminimum: {minimum}\n"
    outcome = outcome_of(rule, "# Naps\n\nAbout 20% nap.\n\nAbout 30% read.\n")
    assert [f.text for f in outcome.findings] == expected
    assert all(f.scope == "document" for f in outcome.findings)


def test_the_citation_policy_silences_and_a_list_is_enough(found: Found) -> None:
    rule = "kind: citation\nfind: uncited\nreasons: [statistic]\n"
    text = "About 20% nap."
    assert found(rule, text, context=Context(citation_policy="evidence-log")) == ["20%"]  # and nothing is on file
    assert found(rule, text, context=Context(citation_policy="end-list")) == ["20%"]
    assert found(rule, text + LIST, context=Context(citation_policy="end-list")) == []


def test_markers_and_entries_that_do_not_meet_are_found(found: Found) -> None:
    text = "Naps help [1,7]. They calm [^x]." + LIST
    assert found("kind: citation\nfind: orphan-marker\n", text) == ["[1,7]", "[^x]"]
    assert found("kind: citation\nfind: orphan-entry\n", text) == ["Lee B. Sleep. BMJ 2018;2:3-4."]
    assert found("kind: citation\nfind: orphan-entry\n", "Naps help." + LIST) == []


def test_entries_that_run_together_in_one_paragraph_are_entries(found: Found) -> None:
    text = "Naps help [1]. They calm [2].\n\n## References\n\n[1] Marsh A. Naps. 2019.\n[2] Lee B. Sleep. 2018.\n"
    assert found("kind: citation\nfind: orphan-marker\n", text) == []


def test_numbers_follow_their_first_use(found: Found) -> None:
    rule = "kind: citation\nfind: numbering\n"
    assert found(rule, "Naps help [1]. They calm [3]. They are short [2].") == ["[3]"]


def test_a_pile_of_markers_is_one_finding(found: Found) -> None:
    rule = "kind: citation\nfind: cluster\nmore_than: 2\n"
    assert found(rule, "Naps help [1,2], calm [3].\n\nThey end [1,2].") == ["[1,2], calm [3]"]


def test_a_marker_on_the_other_side_of_the_full_stop_is_found(found: Found) -> None:
    rule = "kind: citation\nfind: placement\n"
    assert found(rule, "Naps help.[1] They calm.[2]\n\nThey end [3].") == ["[3]"]


def test_a_long_quotation_needs_a_speaker(found: Found) -> None:
    rule = "kind: citation\nfind: quote\n"
    bare = "“I felt like a new man after the very first nap.”"
    assert found(rule, f"Many nap. {bare} It is free.") == [bare]
    assert found(rule, f"“{bare[1:-1]},” said Bo Marsh.") == []
    assert found(rule, "It is a “power nap”.") == []


def test_options_that_cannot_work_are_rule_errors(outcome_of: Run) -> None:
    with pytest.raises(AssertionError, match="`reasons` must say"):
        outcome_of("kind: citation\nfind: uncited\n", "Naps.")


def test_an_aged_source_is_found_and_related_and_up_to_twice_as_old_it_is_a_suggestion(
    outcome_of: Run,
) -> None:
    rule = "kind: citation\nfind: aged\nreasons: [statistic]\nyears: 5\n"
    text = "About 20% nap (Marsh, {}).\n\nLast reviewed: 3 May 2024\n"
    assert outcome_of(rule, text.format(2020)).findings == []
    (suggestion,) = outcome_of(rule, text.format(2016)).findings
    (warning,) = outcome_of(rule, text.format(2010)).findings
    assert (str(suggestion.severity), str(warning.severity)) == ("info", "warning")
    assert warning.text == "20%"
    assert [text.format(2010)[s.start : s.end] for s, _ in warning.related] == ["(Marsh, 2010)"]


def test_an_effect_that_rests_on_one_study_is_found_where_its_title_shows_that(found: Found) -> None:
    rule = "kind: citation\nfind: primary\n"
    body = "# Walks\n\nWalking reduces joint pain.[1]\n\n## References\n\n"
    text = body + "1. Marsh A. {}. BMJ 2019;1:2. doi:10.1136/abc.1\n"
    assert found(rule, text.format("Walking for the knee: a randomised trial")) == ["reduces joint pain"]
    assert found(rule, text.format("Walking for the knee: a meta-analysis of trials")) == []
    assert found(rule, text.format("Walking for the knee")) == []
    assert found(rule, "# Walks\n\nWalking reduces joint pain ([a trial](https://www.bmj.com/1)).") == []
