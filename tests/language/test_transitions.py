"""The parser's steps for a whole batch make the arcs that spaCy's own loop makes."""

from __future__ import annotations

from typing import Any

import pytest

from healthlint.language.engine import Engine, model_name
from healthlint.language.transitions import transitions_of

SENTENCES = (
    "Can ginger boosts the immune system?",
    "",
    "The nurse who saw her on Monday said that the tablets, which she had taken for years, were no longer made.",
    "Rest.",
    "Walking, swimming and dancing help most people with sore knees to sleep better and to need fewer pills.",
)


@pytest.fixture(scope="module")
def nlp() -> Any:
    import spacy

    return spacy.load(model_name() or "", exclude=["ner", "attribute_ruler", "lemmatizer"])


def tagged(nlp: Any, texts: list[str]) -> list[Any]:
    docs = [nlp.make_doc(text) for text in texts]
    for name in ("tok2vec", "tagger"):
        part = nlp.get_pipe(name)
        part.set_annotations(docs, part.predict(docs))
    return docs


def arcs(docs: list[Any]) -> list[list[tuple[int, str]]]:
    return [[(token.head.i, token.dep_) for token in doc] for doc in docs]


def test_arcs_equal_those_of_the_parser(nlp: Any) -> None:
    parser = nlp.get_pipe("parser")
    own = parser.model.layers[1]
    texts = [*SENTENCES, *("There are more of them now than there were. " * n for n in (1, 7, 30))]
    expected = tagged(nlp, texts)
    parser.set_annotations(expected, parser.predict(expected))
    transitions = transitions_of(parser)
    assert transitions is not None
    try:
        for some in (texts, texts[::-1], texts[:2], texts[1:2]):  # what a batch leaves must not reach the next
            docs = tagged(nlp, some)
            transitions.parse(docs)
            assert arcs(docs) == [arcs(expected)[texts.index(text)] for text in some]
    finally:
        parser.model.layers[1] = own


def test_more_tokens_than_are_kept_room_for(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("healthlint.language.transitions._KEPT_ROWS", 5)
    parser = nlp.get_pipe("parser")
    own = parser.model.layers[1]
    expected = tagged(nlp, list(SENTENCES))
    parser.set_annotations(expected, parser.predict(expected))
    transitions = transitions_of(parser)
    assert transitions is not None
    try:
        docs = tagged(nlp, list(SENTENCES))
        transitions.parse(docs)
        assert arcs(docs) == arcs(expected)
    finally:
        parser.model.layers[1] = own


def test_a_parser_of_another_make_is_left_alone(nlp: Any) -> None:
    parser = nlp.get_pipe("parser")
    own = parser.model.layers[1]
    assert transitions_of(nlp.get_pipe("tagger")) is None
    wide = nlp.create_pipe("beam_parser", config={"beam_width": 4})
    assert transitions_of(wide) is None
    assert parser.model.layers[1] is own


def test_a_pipeline_with_a_part_of_its_own_is_run_as_it_is() -> None:
    from spacy.language import Language

    met: list[str] = []

    @Language.component("healthlint_test_part")
    def part(doc: Any) -> Any:
        met.append(doc.text)
        return doc

    engine = Engine()
    engine.nlp.add_pipe("healthlint_test_part", after="tagger")
    (doc,) = engine.parse([("Ginger helps.", (0,))])
    assert met == ["Ginger helps."]
    assert doc[1].dep_ == "ROOT"
    assert doc[1].lemma_ == "help"
