"""The words of a sentence against spaCy's own tokens."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.claims.words import Words, words_of
from healthlint.model.span import Span

TEXT = (
    "A Danish team found that six sessions of acupuncture eased migraine [2] and tension in 40 adults. "
    "Ginger, mint and fennel – all of them cheap – can settle the stomach (see below), which people like. "
    "What do doctors say? Dr. Bird, who runs the İzmir clinic, isn’t sure: “It may help.”"
)


@pytest.fixture(scope="module")
def parsed(analysis_of):
    """Return the analysis, the spaCy Doc of its block, and for each sentence its words and its spaCy Span."""
    analysis = analysis_of(TEXT, "text")
    doc = analysis.parse(0)
    sentences = analysis.sentences(0)
    return analysis, doc, [(words_of(analysis, s), analysis.tokens(s)) for s in sentences]


def test_words_of_sentences_are_the_parse(parsed) -> None:
    _, doc, sentences = parsed
    assert len(sentences) > 3
    for words, span in sentences:
        first = span.start
        assert words.lower == tuple(t.lower_ for t in span)
        assert words.lemma == tuple(t.lemma_.lower() for t in span)
        assert words.tag == tuple(t.tag_ for t in span)
        assert words.pos == tuple(t.pos_ for t in span)
        assert words.dep == tuple(t.dep_ for t in span)
        assert words.head == [t.head.i - first for t in span]
        assert words.kids == [tuple(c.i - first for c in t.children) for t in span]
        assert [words.span(i) for i in range(len(words))] == [Span(t.idx, t.idx + len(t.text)) for t in span]
        assert [words.text(i) for i in range(len(words))] == [t.text for t in span]
        assert words.blanked == doc.text


def test_walks_are_those_of_spacy(parsed) -> None:
    for words, span in parsed[2]:
        first = span.start
        assert words.root == span.root.i - first
        for i, token in enumerate(span):
            assert words.left(i) == [c.i - first for c in token.lefts]
            assert words.right(i) == [c.i - first for c in token.rights]
            assert words.left_edge(i) == token.left_edge.i - first
            assert words.right_edge(i) == token.right_edge.i - first
            assert sorted(words.joined(i)) == sorted(c.i - first for c in token.conjuncts)
            assert words.is_punctuation(i) is token.is_punct
            assert words.is_figure(i) is token.like_num


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_ranges_of_characters_find_the_words_that_spacy_finds(parsed, data: st.DataObject) -> None:
    _, doc, sentences = parsed
    words, span = data.draw(st.sampled_from(sentences))
    start = data.draw(st.integers(words.begin[0], words.end[-1] - 1))
    end = data.draw(st.integers(start + 1, words.end[-1]))
    whole = doc.char_span(start, end, alignment_mode="contract")
    touched = doc.char_span(start, end, alignment_mode="expand")
    inside = words.within(start, end)
    assert [i + span.start for i in inside] == ([t.i for t in whole] if whole is not None else [])
    assert [i + span.start for i in words.touching(Span(start, end))] == [t.i for t in touched]
    if len(touched):
        assert words.head_among(words.touching(Span(start, end))) == touched.root.i - span.start


def test_words_are_made_once(parsed) -> None:
    analysis, _, sentences = parsed
    assert words_of(analysis, analysis.sentences(0)[0]) is sentences[0][0]


def test_a_spacy_span_gives_the_same_words(parsed) -> None:
    words, span = parsed[2][1]
    again = Words.of(span)
    assert (again.lower, again.head, again.kids, again.begin) == (words.lower, words.head, words.kids, words.begin)
