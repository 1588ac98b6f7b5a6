"""The tuned pipeline says what the stock one says."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthlint.formats.registry import extract
from healthlint.language.engine import Engine, model_name, shared_engine
from healthlint.language.sentences import sentence_spans
from healthlint.model.source import Source

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "articles"
ODD = (
    "I ain't gonna say it's what you've got to do; let's see, cannot we?",
    "Don't. They'd've been there — she'll feel better!",
    "Ms. O'Brien's data were 5% better than the others' (p < 0.05).",
    "A code \ufffc here, and a mark.[1] Then the next.[2, 3] There is more, and there are two.",
)


def prose() -> list[str]:
    """Return the prose of the example articles and of every rule's own sentences."""
    rules = Path(__file__).resolve().parents[2] / "rules"
    sources = [(p.name, p.read_text(encoding="utf-8")) for p in sorted(EXAMPLES.iterdir()) if p.suffix != ".toml"]
    out = [b.prose for name, text in sources for b in extract(Source(name, text)).blocks if b.prose]
    for path in sorted(rules.glob("grammar/*.yaml")):
        out += [
            line.strip(" -\"'") for line in path.read_text(encoding="utf-8").splitlines() if line.startswith('    - "')
        ]
    return [*out, *ODD]


def test_tags_heads_labels_and_lemmas_equal_those_of_the_stock_pipeline() -> None:
    import spacy

    stock = spacy.load(model_name() or "", exclude=["ner"])
    engine = Engine()
    texts = prose()
    tuned = list(engine.parse([(text, tuple(s.start for s in sentence_spans(text))) for text in texts]))
    n_sentences = 0
    for text, ours in zip(texts, tuned, strict=True):
        theirs = stock.make_doc(ours.text)
        for token, mine in zip(theirs, ours, strict=True):
            token.is_sent_start = bool(mine.is_sent_start)
        for _, component in stock.pipeline:
            theirs = component(theirs)
        for mine, other in zip(ours, theirs, strict=True):
            n_sentences += bool(mine.is_sent_start)
            said = (mine.tag_, mine.head.i, mine.dep_, mine.pos_, str(mine.morph), mine.lemma_)
            assert said == (
                other.tag_, other.head.i, other.dep_, other.pos_, str(other.morph), other.lemma_
            ), f"{mine.text!r} in {text!r}"  # fmt: skip
    assert n_sentences >= 500


def test_sentence_ends_are_ours() -> None:
    text = "It lasted approx. three days. It helps.[1] Some do not."
    starts = tuple(s.start for s in sentence_spans(text))
    (doc,) = shared_engine().parse([(text, starts)])
    assert [s.text.strip() for s in doc.sents] == ["It lasted approx. three days.", "It helps.", "Some do not."]


@pytest.mark.parametrize("text", ["", " ", "\ufffc", "Word"])
def test_the_smallest_texts_parse(text: str) -> None:
    (doc,) = shared_engine().parse([(text, (0,) if text.strip() else ())])
    assert len(doc.text) == len(text)
