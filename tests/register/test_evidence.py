"""The register as evidence log: for which words evidence is on file."""

from __future__ import annotations

from dataclasses import replace

import pytest
from register_samples import TODAY, decided, register, rows

from healthlint.formats.registry import extract
from healthlint.language.analysis import Analysis
from healthlint.language.engine import shared_engine
from healthlint.model.context import Context
from healthlint.model.source import Source
from healthlint.model.span import Span
from healthlint.pipeline import Linter
from healthlint.register.evidence import FiledEvidence, evidence_by_file
from healthlint.register.extract import rows_of
from healthlint.register.merge import merge
from healthlint.register.row import Row, id_by_hand

TEA = "Tea cures colds."
DOI = "doi:10.5555/tea"


def filed(*log: Row) -> FiledEvidence | None:
    return evidence_by_file(log).get("a.md")


def found(text: str) -> tuple[Row, ...]:
    """The register of an article that was really parsed."""
    fresh = rows_of(Linter().check_text(text, path="a.md", format="text"))
    return merge((), fresh, checked={"a.md"}, today=TODAY)


def covered(log: FiledEvidence | None, text: str) -> list[bool]:
    """Whether each sentence of an article has evidence on file."""
    if log is None:
        return []
    analysis = Analysis(extract(Source("a.md", text), "text"), Context(), shared_engine(None))
    return [log.covers(analysis, s.block, s.span) for s in analysis.all_sentences()]


def test_evidence_is_for_the_words_of_its_row() -> None:
    [row] = found(TEA)
    log = filed(replace(row, substantiation=DOI))

    assert covered(log, f"{TEA} Baths warm.") == [True, False]
    assert covered(log, "Tea cures all colds.") == [False]
    assert covered(log, "Tea cures colds?") == [False]
    assert covered(log, "Tea  cures\u00a0colds.") == [True]
    assert filed(row) is None


@pytest.mark.parametrize(
    ("status", "counts"), [("approved", 1), ("unreviewed", 1), ("needs-evidence", 0), ("rejected", 0)]
)
def test_what_a_person_decided_to_be_too_little_is_none(status: str, counts: int) -> None:
    [row] = register(TEA)

    assert bool(filed(replace(row, substantiation=DOI, status=status))) == bool(counts)


def test_a_changed_sentence_has_none_until_somebody_decides_anew() -> None:
    before = replace(decided(register(TEA)[0]), substantiation=DOI)
    [changed] = merge([before], rows("Tea cures bad colds."), checked={"a.md"}, today=TODAY)
    assert (changed.state, changed.substantiation) == ("changed", DOI)

    assert covered(filed(changed), "Tea cures bad colds.") == [False]
    assert covered(filed(changed), TEA) == [True]  # the words that were approved
    assert covered(filed(replace(changed, decision_date="2026-05-30")), "Tea cures bad colds.") == [True]


def test_evidence_that_is_entered_after_a_change_is_for_the_new_words() -> None:
    [changed] = merge(register(TEA), rows("Tea cures bad colds."), checked={"a.md"}, today=TODAY)
    assert changed.state == "changed"  # and nobody had decided anything yet
    entered = replace(changed, substantiation=DOI)

    assert covered(filed(entered), "Tea cures bad colds.") == [True]
    [after] = merge([entered], rows("Tea cures bad colds."), checked={"a.md"}, today=TODAY)
    assert after.state == "unchanged"
    assert covered(filed(after), "Tea cures bad colds.") == [True]
    [again] = merge([after], rows("Tea cures cold."), checked={"a.md"}, today=TODAY)
    assert again.state == "changed" and filed(again) is None


def test_evidence_alone_approves_no_other_words() -> None:
    [changed] = merge([decided(register(TEA)[0])], rows("Tea cures bad colds."), checked={"a.md"}, today=TODAY)
    [row] = merge([replace(changed, substantiation=DOI)], rows("Tea cures bad colds."), checked={"a.md"}, today=TODAY)

    assert (row.state, row.match) == ("changed", "near")
    assert covered(filed(row), "Tea cures bad colds.") == [False]


def test_a_claim_that_was_reworded_as_agreed_has_that_of_its_row() -> None:
    [row] = found(TEA)
    agreed = "Tea may ease colds."
    log = filed(replace(row, substantiation=DOI, status="reworded", approved_wording=agreed))

    assert covered(log, agreed) == [True]


def test_each_claim_of_a_sentence_needs_its_own() -> None:
    text = "Tea cures colds and prevents migraine."
    first, second = found(text)

    assert covered(filed(replace(first, substantiation=DOI), second), text) == [False]
    assert covered(filed(replace(first, substantiation=DOI), replace(second, substantiation=DOI)), text) == [True]
    analysis = Analysis(extract(Source("a.md", text), "text"), Context(), shared_engine(None))
    log = filed(replace(first, substantiation=DOI), second)
    assert log is not None
    assert log.covers(analysis, 0, Span(4, 9)) and not log.covers(analysis, 0, Span(20, 28))


def test_a_row_that_a_person_added_stands_for_a_sentence_without_a_claim() -> None:
    words = "One in five people have hay fever."
    row = Row(claim_id=id_by_hand("a.md", words), file="a.md", quote=words, substantiation=DOI)

    assert covered(filed(row), f"{words} {TEA}") == [True, False]


def test_the_digest_is_of_what_is_on_file() -> None:
    [row] = register(TEA)
    one = filed(replace(row, substantiation=DOI))
    assert one is not None

    assert one == filed(replace(row, substantiation="another", note="x", line=7))
    assert len({one.digest(), FiledEvidence("a.md", {}).digest(), FiledEvidence("b.md", {}).digest()}) == 3


def test_a_list_of_conditions_is_one_claim_with_its_own_row() -> None:
    text = "Reiki can help with:\n\n- asthma\n- depression\n- migraine\n- eczema\n"
    found = Linter().check_text(text, path="a.md", format="markdown")
    [row] = [r for r in rows_of(found) if "depression" in r.outcome]
    log = filed(replace(row, substantiation=DOI))
    assert log is not None
    analysis = Analysis(extract(Source("a.md", text), "markdown"), Context(), shared_engine(None))

    assert any(log.covers(analysis, s.block, s.span) for s in analysis.all_sentences())
