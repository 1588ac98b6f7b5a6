"""A register meets the claims of today: what people wrote stays, what has happened is said."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from register_samples import TODAY, decided, register, rows

from healthlint.register.merge import merge
from healthlint.register.row import HUMAN, Row

TEA = "Tea cures colds."
OLD = "Garlic lowers high blood pressure in most adults."
NEAR = "Garlic lowers raised blood pressure in most adults."
OTHER = "Turmeric eases joint pain."


def today(old: tuple[Row, ...], *sentences: str) -> tuple[Row, ...]:
    return merge(old, rows(*sentences), checked={"a.md"}, today=TODAY)


def states(found: tuple[Row, ...]) -> list[tuple[str, str]]:
    return [(row.quote, row.state) for row in found]


def test_the_first_register_is_all_new() -> None:
    assert states(register(TEA, OLD)) == [(TEA, "new"), (OLD, "new")]


def test_merging_again_changes_nothing() -> None:
    old = register(TEA, OLD)
    old = (decided(old[0]), old[1])
    once = today(old, TEA, NEAR, OTHER)

    assert today(once, TEA, NEAR, OTHER) == once


def test_a_row_is_new_until_somebody_writes_in_it() -> None:
    old = register(TEA, OLD)

    assert states(today((replace(old[0], owner="Bo"), old[1]), TEA, OLD)) == [(TEA, "unchanged"), (OLD, "new")]


def test_an_id_stays_when_lines_move() -> None:
    [moved] = [r for r in today(register(TEA), OTHER, TEA) if r.quote == TEA]

    assert (moved.claim_id, moved.line, moved.state) == (register(TEA)[0].claim_id, 2, "new")


def test_an_approval_without_wording_approves_the_sentence_shown() -> None:
    [row] = today((decided(register(TEA)[0]),), TEA)

    assert (row.approved_wording, row.match, row.state) == (TEA, "exact", "unchanged")


def test_a_changed_sentence_ends_the_approval_and_keeps_the_decision() -> None:
    before = decided(register(OLD)[0], note="With the advice to see a doctor.")
    [row] = today((before,), NEAR)

    assert (row.quote, row.state, row.match, row.approved_wording) == (NEAR, "changed", "near", OLD)
    assert (row.status, row.reviewer, row.note) == ("approved", "Ann Lee", "With the advice to see a doctor.")
    [again] = today((row,), NEAR)
    assert again.state == "changed"


def test_another_punctuation_mark_is_a_change() -> None:
    [row] = today((decided(register("Tea cures colds.")[0]),), "Tea cures colds?")

    assert (row.state, row.match) == ("changed", "drifted")


def test_the_words_that_were_approved_come_back_and_so_does_the_approval() -> None:
    changed = today((decided(register(OLD)[0]),), NEAR)
    [row] = today(changed, OLD)

    assert (row.state, row.match) == ("unchanged", "exact")


def test_a_new_day_approves_the_words_that_are_shown_then() -> None:
    [changed] = today((decided(register(OLD)[0]),), NEAR)
    [row] = today((replace(changed, decision_date="2026-05-20"),), NEAR)

    assert (row.state, row.match, row.approved_wording) == ("unchanged", "exact", NEAR)


def test_a_longer_term_does_not_approve_other_words() -> None:
    [changed] = today((decided(register(OLD)[0]),), NEAR)
    [row] = today((replace(changed, expires="2030-01-01", note="Longer."),), NEAR)

    assert (row.state, row.match, row.approved_wording) == ("changed", "near", OLD)


def test_a_decision_on_an_old_copy_is_about_the_words_of_that_copy() -> None:
    on_paper = decided(register(OLD)[0])  # filled in while the article was changed
    [row] = today((on_paper,), NEAR)

    assert (row.approved_wording, row.state) == (OLD, "changed")


def test_a_rewording_is_met_when_the_article_says_it() -> None:
    asked = decided(register(OLD)[0], status="reworded", approved_wording=NEAR)
    [waiting] = today((asked,), OLD)
    [met] = today((waiting,), NEAR)

    assert (waiting.match, waiting.state) == ("near", "unchanged")
    assert (met.match, met.state, met.approved_wording) == ("exact", "unchanged", NEAR)


def test_a_decision_has_expired_on_the_day_after_its_last() -> None:
    def state(expires: str) -> str:
        return today((decided(register(TEA)[0], expires=expires),), TEA)[0].state

    assert [state("2026-05-31"), state("2026-06-01"), state("")] == ["expired", "unchanged", "unchanged"]


def test_a_claim_that_is_gone_stays_marked_behind_the_others() -> None:
    old = register(TEA, OTHER)
    found = today((decided(old[0]), old[1]), OTHER)

    assert states(found) == [(OTHER, "new"), (TEA, "gone")]
    assert found[1].reviewer == "Ann Lee"
    assert states(today(found, OTHER, TEA)) == [(OTHER, "new"), (TEA, "unchanged")]


def test_rows_of_articles_that_were_not_checked_stay() -> None:
    other = register(OTHER, path="b.md")
    found = merge((*register(TEA), *other), rows(TEA), checked={"a.md"}, today=TODAY)

    assert found[1] == other[0]


def test_an_article_that_is_no_longer_there_has_no_claims() -> None:
    found = merge(register(OTHER, path="b.md"), rows(TEA), checked={"a.md"}, today=TODAY, exists=lambda f: f != "b.md")

    assert states(found) == [(TEA, "new"), (OTHER, "gone")]


def test_a_renamed_article_takes_its_decisions_with_it() -> None:
    old = (decided(register(TEA, path="b.md")[0]),)
    [row] = merge(old, rows(TEA), checked={"a.md"}, today=TODAY, exists=lambda f: f != "b.md")

    assert (row.file, row.reviewer, row.match) == ("a.md", "Ann Lee", "exact")


def test_corrected_parts_stay_and_are_called_manual() -> None:
    corrected = replace(register(TEA)[0], subject="our camomile tea")
    [row] = today((corrected,), TEA)
    [again] = today((row,), TEA)

    assert (row.subject, row.extracted) == ("our camomile tea", "manual")
    assert again == row


def test_what_the_tool_finds_anew_is_taken_over_where_nobody_corrected_it() -> None:
    old = register(TEA)
    better = [replace(r, subject="green tea", condition="cold") for r in rows(TEA)]
    [row] = merge(old, better, checked={"a.md"}, today=TODAY)

    assert (row.subject, row.condition, row.extracted) == ("green tea", "cold", "rule")


def test_a_row_added_by_hand_is_never_gone() -> None:
    by_hand = Row(claim_id="m12345678901", file="a.md", quote="Feel ten years younger!", extracted="manual")
    found = today((*register(TEA), by_hand), TEA)

    assert [(r.quote, r.state) for r in found] == [("Feel ten years younger!", "unchanged"), (TEA, "new")]


def test_a_row_added_by_hand_is_the_claim_when_it_is_found() -> None:
    by_hand = Row(claim_id="m12345678901", file="a.md", quote=TEA, extracted="manual", population="adults", owner="Bo")
    [row] = today((by_hand,), TEA)

    assert (row.claim_id, row.owner, row.population, row.subject) == (rows(TEA)[0].claim_id, "Bo", "adults", "Tea")


def test_an_id_that_a_spreadsheet_mangled_costs_nothing() -> None:
    old = replace(decided(register(TEA)[0]), claim_id="1.23457E+11")
    [row] = today((old,), TEA)

    assert (row.claim_id, row.reviewer, row.match) == (rows(TEA)[0].claim_id, "Ann Lee", "exact")


def test_two_claims_of_one_sentence_keep_their_own_decisions() -> None:
    first, second = (replace(r, claim_id=i, outcome=o) for r in rows(OLD) for i, o in (("1", "sleep"), ("2", "pain")))
    old = merge((), (first, second), checked={"a.md"}, today=TODAY)
    old = (decided(old[0]), decided(old[1], status="rejected"))
    edited = [replace(r, claim_id=i, outcome=o) for r in rows(NEAR) for i, o in (("3", "sleep"), ("4", "pain"))]
    found = merge(old, edited, checked={"a.md"}, today=TODAY)

    assert [(r.outcome, r.status, r.state) for r in found] == [
        ("sleep", "approved", "changed"),
        ("pain", "rejected", "changed"),
    ]


WORDS = [
    *("tea", "garlic", "turmeric", "honey", "cures", "eases", "lowers", "helps"),
    *("colds", "pain", "sleep", "sugar", "often", "never", "30%", "adults"),
]


def edited(sentences: list[str], chance: random.Random) -> list[str]:
    """Return the article after one edit: a sentence more, less, moved, copied or with another word."""
    out = list(sentences)
    at = chance.randrange(len(out)) if out else 0
    match chance.choice(("add", "drop", "move", "copy", "word", "word", "word")):
        case "add":
            out.insert(at, " ".join(chance.sample(WORDS, 5)) + ".")
        case "drop" if out:
            del out[at]
        case "move" if out:
            out.append(out.pop(at))
        case "copy" if out:
            out.append(out[at])
        case "word" if out:
            words = out[at].split()
            words[chance.randrange(len(words))] = chance.choice(WORDS)
            out[at] = " ".join(words)
    return list(dict.fromkeys(out))  # equal sentences would have ids of their own; the samples do without


def people_wrote(row: Row) -> tuple[str, ...]:
    return tuple(getattr(row, name) for name in HUMAN if name != "approved_wording")


@given(seed=st.integers(0, 2**32))
@settings(max_examples=10, deadline=None)
def test_what_people_wrote_survives_a_hundred_edits_of_the_article(seed: int) -> None:
    chance = random.Random(seed)
    sentences = [" ".join(chance.sample(WORDS, 6)) + "." for _ in range(8)]
    found = register(*sentences)
    found = tuple(
        decided(row, note=f"note {n}", owner=f"owner {n}", status=chance.choice(["approved", "rejected", "waived"]))
        for n, row in enumerate(found)
    )
    wrote = sorted(map(people_wrote, found))
    approved = {row.note: row.quote for row in found}
    for _ in range(100):
        sentences = edited(sentences, chance)
        found = merge(found, rows(*sentences), checked={"a.md"}, today=TODAY)
        written = [row for row in found if row.note]

        assert sorted(map(people_wrote, written)) == wrote
        assert len({row.claim_id for row in found}) == len(found)
        assert sorted(r.quote for r in found if r.state != "gone") == sorted(sentences)
        for row in written:
            if row.status in ("approved", "waived"):
                assert row.approved_wording == approved[row.note]
                assert (row.state in ("changed", "gone")) or row.quote == row.approved_wording


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_the_rows_that_are_read_does_not_matter(order: int) -> None:
    old = register(TEA, OLD, OTHER)

    assert today(old[::order], OTHER, NEAR) == today(old, OTHER, NEAR)
