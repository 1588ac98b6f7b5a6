"""The `repetition` kind: doubled words, and terms said too often."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from healthlint.kinds.repetition import _DOUBLED


def test_a_doubled_word_is_found_and_one_is_kept(outcome_of) -> None:
    outcome = outcome_of("kind: repetition\nof: word\nfix: safe\n", "Take the the tablets.")
    assert [f.text for f in outcome.findings] == ["the the"]
    assert [e.text for f in outcome.findings if f.fix for e in f.fix.edits] == ["the"]


def test_a_doubled_word_at_the_start_keeps_its_capital(outcome_of) -> None:
    outcome = outcome_of("kind: repetition\nof: word\nfix: safe\n", "The the tablets help.")
    assert [e.text for f in outcome.findings if f.fix for e in f.fix.edits] == ["The"]


def test_allowed_pairs_names_and_sentence_ends_stand(found) -> None:
    rule = "kind: repetition\nof: word\nallow: [had, that]\n"
    assert found(rule, "She had had a fall. We know that that helps.") == []
    assert found(rule, "They visited Pago Pago in May.") == []
    assert found(rule, "The flies carry Loa loa worms.") == []
    assert found(rule, "That is how it is. Is it safe? It is.") == []
    assert found(rule, "A one-on-one on-site visit.") == []


def test_a_term_is_found_at_its_first_use_with_the_others_beside_it(outcome_of) -> None:
    text = "A migraine hurts. Rest with a migraine. Light feeds migraine. Sleep ends migraine."
    outcome = outcome_of("kind: repetition\nof: term\ntimes: 4\nshare: 1\n", text)
    assert [f.text for f in outcome.findings] == ["migraine"]
    finding = outcome.findings[0]
    assert finding.span.start == 2
    assert [text[s.start : s.end] for s, _ in finding.related] == ["migraine"] * 3


def test_a_word_inside_a_repeated_phrase_is_not_reported_again(found) -> None:
    text = "The thyroid gland is small. A thyroid gland grows. My thyroid gland hurts."
    assert found("kind: repetition\nof: term\ntimes: 3\n", text) == ["thyroid gland"]


def test_few_uses_and_a_small_share_are_fine(found) -> None:
    text = "A migraine hurts. Rest with a migraine."
    assert found("kind: repetition\nof: term\ntimes: 3\n", text) == []
    assert found("kind: repetition\nof: term\ntimes: 2\nshare: 50\n", text) == []


@given(st.text(alphabet="ab \n-'", max_size=40))
def test_a_doubled_word_is_always_two_equal_words(prose: str) -> None:
    for m in _DOUBLED.finditer(prose):
        first, second = m.group().split()
        assert first.lower() == second.lower()


def test_the_topic_in_the_title_may_return_more_often(found) -> None:
    rule = "kind: repetition\nof: term\ntimes: 3\nshare: 2\ntitle_share: 20\n"
    text = "Gout hurts feet. Tea eases gout. Rest when gout starts. Ask at the desk about a talk on it.\n"
    assert found(rule, f"# Gout\n\n{text}") == []
    assert found(rule, f"# Feet\n\n{text}") == ["Gout"]
