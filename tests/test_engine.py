"""From matches to findings: places, severities, fixes, order, and rules that break."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.engine import Compiled, Outcome, RuleSet, run, shorten
from healthlint.errors import SourceError
from healthlint.formats.registry import extract
from healthlint.kinds.base import RuleTimeout, Unit
from healthlint.language import deadline
from healthlint.language.analysis import Analysis
from healthlint.language.engine import shared_engine
from healthlint.model.context import Context
from healthlint.model.finding import Match, Safety, Severity
from healthlint.model.rule import Rule
from healthlint.model.source import Source
from healthlint.model.span import Span


@dataclass
class Finds:
    """A check that finds a word of the prose, or does something worse."""

    word: str
    literals: tuple[str, ...] = ()
    error: Exception | None = None
    severity: Severity | None = None
    replacement: str | None = None
    needs_parse: bool = False

    def run(self, analysis: Analysis, unit: Unit) -> Iterable[Match]:
        for block in analysis.blocks:
            start = analysis.block(block).prose.find(self.word)
            if start >= 0:
                span = Span(start, start + len(self.word))
                yield Match(block, span, severity=self.severity, replacement=self.replacement)
        if self.error is not None:
            raise self.error


def rule(name: str = "t/rule", *, fix: Safety | None = None) -> Rule:
    return Rule(name, "test", Severity.WARNING, "Found “{match}”", "Why", "Not {match}", None, fix=fix)


def outcome(text: str, *checks: Finds, fix: Safety | None = None) -> Outcome:
    analysis = Analysis(extract(Source("a.md", text), "markdown"), Context(), shared_engine(None))
    entries = [Compiled(rule(f"t/rule{i}", fix=fix), Severity.WARNING, check) for i, check in enumerate(checks)]
    return run(analysis, RuleSet(entries))


def test_a_finding_has_its_place_message_advice_and_sentence() -> None:
    text = "# Tea\n\nOne. Tea **cu*re*s** colds! Two.\n"
    (finding,) = outcome(text, Finds("cures")).findings
    assert finding.text == "cu*re*s" == finding.span.of(text)
    assert (finding.line, finding.column, finding.end_column) == (3, 12, 19)
    assert finding.message == "Found “cures”"
    assert finding.advice == "Not cures"
    assert finding.sentence.of(text) == "Tea **cu*re*s** colds!"


def test_a_rule_that_crashes_is_reported_and_the_others_go_on() -> None:
    result = outcome("Tea cures.", Finds("Tea", error=ZeroDivisionError("secret text")), Finds("cures"))
    assert [f.text for f in result.findings] == ["Tea", "cures"]
    (problem,) = result.problems
    assert problem.code == "internal"
    assert "t/rule0" in problem.message
    assert "secret text" not in problem.message


def test_a_rule_that_runs_out_of_time_is_a_problem_of_that_rule() -> None:
    (problem,) = outcome("Tea.", Finds("x", error=RuleTimeout("pattern took over 2 s"))).problems
    assert (problem.code, problem.message) == ("rule", "t/rule0: pattern took over 2 s")


def test_a_check_with_literals_runs_only_where_one_occurs() -> None:
    assert outcome("Tea cures.", Finds("Tea", literals=("coffee",))).findings == []
    assert len(outcome("Tea and coffee.", Finds("Tea", literals=("coffee",))).findings) == 1


def test_a_match_in_code_is_never_a_finding() -> None:
    result = outcome("Type `cures` here.", Finds("\ufffc"))
    assert result.findings == []
    assert [s.reason for s in result.skipped] == ["cannot be mapped exactly"]


def test_findings_on_one_sentence_share_a_group() -> None:
    found = outcome("Tea cures colds. Ale cures.", Finds("Tea"), Finds("colds"), Finds("Ale")).findings
    assert [(f.text, f.group) for f in found] == [("Tea", 0), ("colds", 0), ("Ale", 1)]


def test_a_match_may_lower_its_severity_or_switch_itself_off() -> None:
    assert outcome("Tea.", Finds("Tea", severity=Severity.INFO)).findings[0].severity is Severity.INFO
    assert outcome("Tea.", Finds("Tea", severity=Severity.OFF)).findings == []


def test_a_fix_replaces_exactly_the_words() -> None:
    (finding,) = outcome("Tea cures.", Finds("cures", replacement="may help"), fix=Safety.SAFE).findings
    assert finding.fix is not None
    assert [(e.span, e.text) for e in finding.fix.edits] == [(finding.span, "may help")]


def test_two_rules_that_make_the_same_change_are_one_finding() -> None:
    text = "We have alot of tea.\n"
    found = outcome(
        text, Finds("alot of", replacement="a lot of"), Finds("alot", replacement="a lot"), fix=Safety.UNSAFE
    ).findings
    assert [(f.rule, f.text) for f in found] == [("t/rule0", "alot of")]


def test_two_rules_with_different_changes_in_one_place_both_speak() -> None:
    found = outcome(
        "We have alot.\n", Finds("alot", replacement="a lot"), Finds("alot", replacement="much"), fix=Safety.SAFE
    )
    assert len(found.findings) == 2


def test_the_fingerprint_survives_moving_and_changes_with_the_sentence() -> None:
    one = outcome("# A\n\nTea cures.", Finds("cures")).findings[0].fingerprint
    moved = outcome("# A\n\nWater.\n\nTea  cures.", Finds("cures")).findings[0].fingerprint
    other = outcome("# A\n\nAle cures.", Finds("cures")).findings[0].fingerprint
    assert one == moved != other


@given(st.text(max_size=300), st.integers(20, 100))
def test_a_long_quotation_is_cut_to_its_limit(text: str, limit: int) -> None:
    assert len(shorten(text, limit)) <= limit
    assert "\n" not in shorten(text, limit)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["zebrawort", "**zebra*w*ort**", "tea", "\n\n", " ", "&amp;", "- ", "> ", "😀", "`x`"]))
)
def test_a_planted_word_is_always_found_where_it_stands(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for finding in outcome(text, Finds("zebrawort")).findings:
        assert finding.text.replace("*", "") == "zebrawort"
        assert finding.span.of(text) == finding.text


def test_an_article_that_takes_too_long_ends_between_two_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Tea cures."
    analysis = Analysis(extract(Source("a.md", text), "markdown"), Context(), shared_engine(None))
    clock = [0.0]
    monkeypatch.setattr(deadline, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    analysis.deadline = deadline.Deadline(120)
    ran: list[str] = []

    class Slow(Finds):
        def run(self, analysis: Analysis, unit: Unit):
            ran.append(self.word)
            clock[0] += 100
            return super().run(analysis, unit)

    entries = [Compiled(rule(f"t/rule{i}"), Severity.WARNING, Slow(word)) for i, word in enumerate("abc")]
    with pytest.raises(SourceError, match=r"^took over 120 s: split it, or raise `max-seconds` in the configuration$"):
        run(analysis, RuleSet(entries))
    assert ran == ["a", "b"]


def test_loading_the_model_is_not_the_article_s_time(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr(deadline, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    limit = deadline.Deadline(10)
    with limit.paused():
        clock[0] += 60
    limit.check()
    clock[0] += 11
    with pytest.raises(SourceError):
        limit.check()


def test_an_article_that_takes_too_long_ends_between_two_blocks_of_the_parse(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Tea cools.\n\nWater boils.\n\nIce melts.\n"
    analysis = Analysis(extract(Source("a.md", text), "markdown"), Context(), shared_engine(None))
    clock = [0.0]
    monkeypatch.setattr(deadline, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    analysis.deadline = deadline.Deadline(5)
    assert analysis.parse(0)[0].text == "Tea"

    late = Analysis(analysis.document, Context(), analysis.engine)
    late.deadline = deadline.Deadline(5)
    clock[0] += 6
    with pytest.raises(SourceError, match="took over 5 s"):
        late.parse(0)
