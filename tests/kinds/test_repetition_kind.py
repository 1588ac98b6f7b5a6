"""The `repetition` kind: doubled words, and terms said too often."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.formats.registry import extract
from healthlint.kinds.repetition import _DOUBLED, _MAY_DOUBLE, _candidates, _often_said
from healthlint.language.analysis import Analysis
from healthlint.language.engine import shared_engine
from healthlint.language.terms import fold
from healthlint.model.context import Context
from healthlint.model.source import Source
from healthlint.model.span import Span
from healthlint.readability.counts import words_in


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


@given(st.text(alphabet="aAbBÉé²1_ .'’“-—\u0301\n", max_size=40))
def test_no_block_with_a_doubled_word_is_passed_over(prose: str) -> None:
    assert _MAY_DOUBLE.search(prose) or not _DOUBLED.search(prose)


def _all_terms(analysis: Analysis, block: int, longest: int, stop: frozenset[str]) -> list[tuple[str, Span]]:
    """Return every run of words that could be a term, however often it stands."""
    folded = analysis.folded(block)
    out: list[tuple[str, Span]] = []
    for sentence in analysis.sentences(block):
        spans = [w.span for w in words_in(analysis, block, sentence.span)]
        for i, first in enumerate(spans):
            for last in spans[i : i + longest]:
                term = Span(first.start, last.end).of(folded)
                words = [s.of(folded) for s in spans if first.start <= s.start <= last.start]
                edges_fit = words[0] not in stop and words[-1] not in stop and words[0][0].isalpha()
                if edges_fit and " ".join(words) == term and (len(words) > 1 or len(term) >= 4):
                    out.append((term, Span(first.start, last.end)))
    return out


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["Tea", "tea", "herbal", "of", "the", "3", "cups", "“cups”", "cups.", "It", "Herbal,"])),
    st.integers(2, 4),
    st.integers(1, 3),
)
def test_terms_that_are_counted_by_their_words_first_are_those_of_all_runs(
    words: list[str], times: int, longest: int
) -> None:
    analysis = Analysis(extract(Source("a.txt", " ".join(words)), "text"), Context(), shared_engine(None))
    stop = frozenset({"of", "the", "it"})
    uses = Counter(word.text for block in analysis.blocks for word in words_in(analysis, block))
    edges = _often_said(uses, times, stop)
    candidates = [c for block in analysis.blocks for c in _candidates(analysis, block, longest, edges)]
    found = [(term, Span(start, end)) for term, (_, start, end) in candidates]
    whole = [c for block in analysis.blocks for c in _all_terms(analysis, block, longest, stop)]
    often = {term for term, _ in whole if sum(other == term for other, _ in whole) >= times}
    assert [c for c in found if c[0] in often] == [c for c in whole if c[0] in often]
    assert {fold(term) for term, _ in found} <= {term for term, _ in whole}


def test_a_phrase_said_twice_is_found_where_all_of_it_is_of_the_sort(found) -> None:
    rule = "kind: repetition\nof: phrase\nphrases: ['in the', 'one of the']\nallow: [to a]\n"
    assert found(rule, "Wait in the in the hall.") == ["in the in the"]
    assert found(rule, "It is One of the one of the, they say, tests.") == ["One of the one of the"]
    assert found(rule, "Wait of the in the in the hall.") == ["in the in the"]
    assert found(rule, "Rest in the, in the end. By day by day. In them in the hall.") == []
    assert found("kind: repetition\nof: phrase\nallow: [day by]\n", "Go day by day by foot, on foot on foot.") == [
        "on foot on foot"
    ]
