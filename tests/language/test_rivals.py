"""The parse of a sentence with one word changed: the word's place, and each parse only once."""

from __future__ import annotations

import pytest

from healthlint.formats.registry import extract
from healthlint.language.analysis import Analysis
from healthlint.language.engine import Engine
from healthlint.language.rivals import rival_tokens
from healthlint.model.context import Context
from healthlint.model.source import Source


@pytest.fixture
def analysis() -> Analysis:
    text = "Rest well. The nurses sees Ann, and she don't rest."
    return Analysis(extract(Source("a.txt", text), "text"), Context(), Engine())


def test_the_changed_word_is_given_as_parsed_in_its_sentence(analysis: Analysis) -> None:
    doc = analysis.parse(analysis.blocks[0])
    verb = next(token for token in doc if token.text == "sees")
    (changed,) = rival_tokens(analysis.together()[0], [(verb, "see")])
    assert changed is not None
    assert changed.doc.text == "The nurses see Ann, and she don't rest."
    assert changed.i + verb.sent.start == verb.i
    assert changed.tag_ == "VBP"


def test_a_contraction_keeps_its_tokens(analysis: Analysis) -> None:
    doc = analysis.parse(analysis.blocks[0])
    verb = next(token for token in doc if token.text == "do")
    (changed,) = rival_tokens(analysis.together()[0], [(verb, "does")])
    assert changed is not None
    assert [token.text for token in changed.doc][changed.i : changed.i + 2] == ["does", "n't"]


def test_another_number_of_tokens_is_no_answer(analysis: Analysis) -> None:
    doc = analysis.parse(analysis.blocks[0])
    verb = next(token for token in doc if token.text == "sees")
    assert rival_tokens(analysis.together()[0], [(verb, "can see")]) == [None]


def test_a_changed_sentence_is_parsed_once(analysis: Analysis) -> None:
    doc = analysis.parse(analysis.blocks[0])
    verb = next(token for token in doc if token.text == "sees")
    first = rival_tokens(analysis.together()[0], [(verb, "see"), (verb, "see")])
    parsed = analysis.engine.parsed
    assert rival_tokens(analysis.together()[0], [(verb, "see")]) == first[:1]
    assert analysis.engine.parsed == parsed
