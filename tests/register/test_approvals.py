"""Decisions on findings: what passes, what no longer does, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from register_samples import TODAY, decided, register, result, rows

from healthlint.model.claim import Part
from healthlint.model.finding import FileResult, Suppressed
from healthlint.model.span import Span
from healthlint.packs.load import load_catalog
from healthlint.register.approvals import Approvals
from healthlint.register.extract import Rulebook, rows_of
from healthlint.register.merge import merge
from healthlint.register.row import Row, register_id

RULES = Rulebook([load_catalog()])
TEA = "Tea cures colds and all other ills of man."
CURES = (("cures", "claims/cure"),)


def judged(row: Row, found: FileResult, *, today: date = TODAY) -> list[tuple[str, bool, str]]:
    out = Approvals([row], RULES, today).apply(found)
    return [(f.rule, f.passes, f.approval.ended if f.approval else "") for f in out.findings]


def test_an_approved_claim_passes_and_its_finding_stays() -> None:
    row = decided(register(TEA)[0], role="pharmacist", expires="2027-01-31")
    [found] = Approvals([row], RULES, TODAY).apply(result(TEA, findings=CURES)).findings

    assert found.passes and found.approval is not None
    assert found.approval.said() == "approved by Ann Lee (pharmacist) until 2027-01-31: does not fail a run"


def test_only_rules_of_claims_citations_and_countries_are_covered() -> None:
    words = [
        ("Tea", "citations/vague-authority"),
        ("cures", "uk-asa/supervised-conditions-beside-therapy"),
        ("all", "grammar/much-with-plural"),
        ("ills", "safety/stop-medicine"),
    ]

    assert [passes for _, passes, _ in judged(decided(register(TEA)[0]), result(TEA, findings=tuple(words)))] == [
        True,
        True,
        False,
        False,
    ]


def test_no_decision_no_approval() -> None:
    row = register(TEA)[0]

    for status in ("unreviewed", "needs-evidence"):
        assert judged(replace(row, status=status), result(TEA, findings=CURES)) == [("claims/cure", False, "")]


def test_a_rejected_claim_that_still_stands_is_an_error_at_its_sentence() -> None:
    row = replace(decided(register(TEA)[0], status="rejected"), note="No trial.")
    plain = Approvals([row], RULES, TODAY).apply(result(TEA))
    [found] = plain.findings  # even where no rule finds anything

    assert (found.rule, found.severity, found.text) == ("register/rejected-claim", "error", TEA)
    assert found.message.startswith("This claim was rejected by Ann Lee on ")
    assert found.advice.endswith(" The reason given: No trial.") and not found.passes
    assert judged(row, result(TEA, findings=CURES)) == [
        ("register/rejected-claim", False, ""),
        ("claims/cure", False, ""),
    ]
    assert judged(row, result(TEA.replace("cures", "may ease"))) == []  # other words: nobody has decided on them


def test_an_expired_approval_says_so() -> None:
    row = decided(register(TEA)[0], expires="2026-05-31")

    assert judged(row, result(TEA, findings=CURES)) == [("claims/cure", False, "it expired on 2026-05-31")]
    assert judged(row, result(TEA, findings=CURES), today=date(2026, 5, 31)) == [("claims/cure", True, "")]


def test_a_changed_sentence_says_so() -> None:
    row = decided(register(TEA)[0])
    changed = result(TEA.replace("man", "women"), findings=CURES)

    assert judged(row, changed) == [("claims/cure", False, "the sentence has changed since")]


def test_a_waiver_needs_its_reason_and_its_end() -> None:
    row = decided(register(TEA)[0], status="waived")

    assert judged(row, result(TEA, findings=CURES))[0][2].startswith("a waiver needs a note")
    complete = replace(row, note="A quotation from 1890.", expires="2026-12-31")
    assert judged(complete, result(TEA, findings=CURES)) == [("claims/cure", True, "")]


def test_a_rewording_passes_when_the_article_has_it() -> None:
    new = "Tea may ease a cold and other ills of man."
    row = decided(register(TEA)[0], status="reworded", approved_wording=new)

    assert judged(row, result(TEA, findings=CURES))[0][2] == "the sentence is not worded as agreed"
    assert judged(row, result(new, findings=(("ease", "claims/cure"),))) == [("claims/cure", True, "")]


def test_a_finding_on_two_claims_needs_both_approved() -> None:
    found = result(TEA, findings=CURES)
    twice = replace(found, claims=(found.claims[0], replace(found.claims[0], claim_id="second")))
    first, second = register(TEA)[0], replace(register(TEA)[0], claim_id=register_id("a.md", "second"))

    def passes(*rows: Row) -> bool:
        return Approvals(rows, RULES, TODAY).apply(twice).findings[0].passes

    assert not passes(decided(first), second)
    assert passes(decided(first), decided(second))


def test_findings_on_the_whole_article_are_not_about_a_claim() -> None:
    found = result(TEA, findings=CURES)
    whole = replace(found, findings=(replace(found.findings[0], scope="document"),))

    assert judged(decided(register(TEA)[0]), whole) == [("claims/cure", False, "")]


def test_a_register_of_other_articles_changes_nothing() -> None:
    found = result(TEA, findings=CURES)

    assert Approvals(register(TEA, path="b.md"), RULES, TODAY).apply(found) is found


def test_flags_name_the_country() -> None:
    flagged = result(
        TEA, findings=(*CURES, ("Tea", "uk-asa/supervised-conditions-beside-therapy"), ("of", "grammar/x"))
    )

    [row] = rows_of(flagged)
    assert [(f.rule, f.severity, f.jurisdiction) for f in RULES.flags(row.regulatory_flags)] == [
        ("claims/cure", "error", ""),
        ("uk-asa/supervised-conditions-beside-therapy", "error", "uk gb"),
    ]
    assert rows(TEA)[0].regulatory_flags == ()


def test_what_the_author_suppressed_is_still_flagged() -> None:
    found = result(TEA, findings=CURES)
    waived = replace(found, findings=(), suppressed=(Suppressed(found.findings[0], "quoted"),))

    assert [(f.rule, f.severity) for f in rows_of(waived)[0].regulatory_flags] == [("claims/cure", "suppressed")]


def test_a_finding_on_one_claim_of_a_sentence_is_that_claim_s() -> None:
    text = "Tea cures colds and prevents migraine."
    both = result(text, findings=(("cures colds", "claims/cure"), ("prevents", "claims/x"), ("Tea", "claims/y")))
    first = replace(both.claims[0], verb=part(text, "cures"), outcome=part(text, "colds"))
    second = replace(first, claim_id="second", verb=part(text, "prevents"), outcome=part(text, "migraine"))
    both = replace(both, claims=(first, second))

    rows = rows_of(both)
    assert [[f.rule for f in row.regulatory_flags] for row in rows] == [
        ["claims/cure", "claims/y"],
        ["claims/x", "claims/y"],
    ]
    approved = decided(merge((), rows, checked={"a.md"}, today=TODAY)[0])
    out = Approvals([approved], RULES, TODAY).apply(both)
    assert [f.passes for f in out.findings] == [True, False, False]


def part(text: str, words: str) -> Part:
    start = text.index(words)
    return Part(words, Span(start, start + len(words)))
