"""Parses survive being written down: every attribute that a rule may read comes back as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.language.engine import Engine, shared_engine, versions
from healthlint.language.parses import EVERYTHING, ParseCodec, key, stamp
from healthlint.language.sentences import sentence_spans

TEXTS = (
    "",
    "Tea",
    "The patient's knees aren't hurting. He took 5mg [3] of it daily, and then we don't know.",
    "We're gonna see 😀 whether it \ufffc helps; there are naïve re-analyses, e.g. of 3.5 mg/kg.",
    "Ginger may ease nausea in pregnant women. " * 40,  # more tokens than a byte can count
)


def inputs(text: str) -> tuple[str, tuple[int, ...]]:
    return text, tuple(s.start for s in sentence_spans(text))


def all_of(doc: Any) -> list[tuple[Any, ...]]:
    tokens = [
        (
            *(t.text, t.idx, t.whitespace_, t.tag_, t.pos_, t.dep_, t.lemma_, str(t.morph), t.morph.key, t.norm_),
            *(t.head.i, t.is_sent_start, t.left_edge.i, t.right_edge.i, t.n_lefts, t.n_rights, t.sent.start),
            *([c.i for c in t.children], [c.i for c in t.subtree], t.ent_iob_, t.shape_, t.is_stop),
        )
        for t in doc
    ]
    had = [doc.has_annotation(name) for name in ("TAG", "POS", "DEP", "MORPH", "LEMMA", "SENT_START")]
    return [*tokens, tuple(had)]


@pytest.mark.parametrize("text", TEXTS)
def test_a_parse_comes_back_as_it_was(text: str) -> None:
    engine = shared_engine()
    parsed = next(iter(engine.parse([inputs(text)])))
    bare = engine.nlp.make_doc(parsed.text)

    assert ParseCodec(engine.vocab, EVERYTHING).decode(ParseCodec(engine.vocab, EVERYTHING).encode(parsed), bare)
    assert all_of(bare) == all_of(parsed)


def test_a_vocabulary_that_never_met_the_words_reads_them_too() -> None:
    from spacy.lang.en import English  # the tokenizer alone: its vocabulary knows no tag of the model

    engine = shared_engine()
    parsed = next(iter(engine.parse([inputs(TEXTS[2])])))
    other = English()
    bare = other.make_doc(parsed.text)

    assert ParseCodec(other.vocab, EVERYTHING).decode(ParseCodec(engine.vocab, EVERYTHING).encode(parsed), bare)
    assert all_of(bare) == all_of(parsed)


def test_what_is_about_other_tokens_is_refused() -> None:
    engine = shared_engine()
    codec = ParseCodec(engine.vocab, EVERYTHING)
    data = codec.encode(next(iter(engine.parse([inputs("Tea helps.")]))))
    other = engine.nlp.make_doc("Tea helps them.")

    assert not codec.decode(data, other)
    assert not other.has_annotation("DEP")


@settings(max_examples=200, deadline=None)
@given(st.integers(min_value=0), st.binary(max_size=4))
def test_damaged_bytes_never_raise(place: int, junk: bytes) -> None:
    engine = shared_engine()
    codec = ParseCodec(engine.vocab, EVERYTHING)
    data = codec.encode(next(iter(engine.parse([inputs("Tea helps.")]))))
    at = place % len(data)

    codec.decode(data[:at] + junk, engine.nlp.make_doc("Tea helps."))


def test_tags_and_labels_are_enough_where_the_rest_follows_from_them() -> None:
    engine = shared_engine()
    pipes = dict(engine.nlp.pipeline)
    codec = ParseCodec(engine.vocab)
    for text in TEXTS:
        parsed = next(iter(engine.parse([inputs(text)])))
        bare = engine.nlp.make_doc(parsed.text)

        assert codec.decode(codec.encode(parsed), bare)
        assert all_of(pipes["lemmatizer"](pipes["attribute_ruler"](bare))) == all_of(parsed)


class Kept(dict[bytes, bytes]):
    def get_many(self, keys: Sequence[bytes], /) -> dict[bytes, bytes]:
        return {k: self[k] for k in keys if k in self}

    def put_many(self, values: Mapping[bytes, bytes], /) -> None:
        self.update(values)


def test_only_what_is_not_in_the_store_is_parsed() -> None:
    store = Kept()
    engine = Engine(store=store)
    plain = shared_engine()

    def docs(*texts: str) -> list[list[Any]]:
        return [all_of(doc) for doc in engine.parse([inputs(t) for t in texts])]

    def fresh(*texts: str) -> list[list[Any]]:
        return [all_of(doc) for doc in plain.parse([inputs(t) for t in texts])]

    first = ("Tea helps.", "It is hot.", "Tea helps.", TEXTS[2])
    assert docs(*first) == fresh(*first)
    assert engine.parsed == 3  # one text stands there twice
    second = ("Tea helps.", "It is cold.", TEXTS[2])
    assert docs(*second) == fresh(*second)
    assert engine.parsed == 4

    store.update(dict.fromkeys(store, b"junk"))
    assert docs(*first) == fresh(*first)
    assert engine.parsed == 7


def test_a_key_is_of_prose_and_sentence_starts_and_installation() -> None:
    mine = stamp(versions())
    keys = {
        key(mine, "Tea helps. It is hot.", (0, 11)),
        key(mine, "Tea helps. It is hot.", (0,)),
        key(mine, "Tea helps. It is hot!", (0, 11)),
        key(stamp({**versions(), "spacy": "0"}), "Tea helps. It is hot.", (0, 11)),
        key(mine, "\ud800", (0,)),
    }

    assert len(keys) == 5
    assert key(mine, "Tea.", (0,)) == key(stamp(versions()), "Tea.", (0,))
