"""The quick encoder says what the model's own says."""

from __future__ import annotations

from typing import Any

import pytest

from healthlint.language.encode import quicken_encoding
from healthlint.language.engine import model_name


@pytest.fixture(scope="module")
def tok2vec() -> Any:
    import spacy

    return spacy.load(model_name() or "", exclude=["ner"]).get_pipe("tok2vec").model


def test_vectors_equal_those_of_the_layers_that_it_stands_for(tok2vec: Any) -> None:
    import numpy

    own = tok2vec.layers[1]
    random = numpy.random.default_rng(5)
    sizes = (1, 2, 0, 3, 700, 40)  # more rows than are worked on at once, and texts that are shorter than the padding
    arrays = [random.standard_normal((size, 96)).astype("float32") for size in sizes]
    expected = own.predict(arrays)
    assert quicken_encoding(tok2vec)
    try:
        for _ in range(2):  # what one call leaves in the arrays must not reach the next
            found = tok2vec.layers[1].predict(arrays)
            assert [len(array) for array in found] == list(sizes)
            for mine, other in zip(found, expected, strict=True):
                numpy.testing.assert_allclose(mine, other, atol=1e-5)
        assert tok2vec.layers[1].predict([]) == []
    finally:
        tok2vec.layers[1] = own


def test_another_shape_is_left_alone() -> None:
    from spacy.ml.models.tok2vec import MaxoutWindowEncoder
    from thinc.api import Linear, Model

    other = MaxoutWindowEncoder(width=96, window_size=2, maxout_pieces=3, depth=2)
    model: Any = Model("whole", lambda model, given, is_train: (given, lambda d: d), layers=[Linear(), other])
    other.initialize()
    assert not quicken_encoding(model)
    assert model.layers[1] is other
