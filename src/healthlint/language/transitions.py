"""The dependency parser's steps, taken for a batch of texts at a time.

A transition-based parser looks at each text's stack and buffer, scores what may be done next, and does the best of it,
until the text is used up. spaCy's own loop over these steps gives up the interpreter's lock, and where its modules were
built with hooks for profilers (for Python before 3.12) takes it back for nearly every function that it calls: a fifth
of the time of a parse. It also takes a quarter of a batch at a time, and multiplies with the BLAS that thinc bundles.
Here the same steps are taken through the methods that spaCy has for its beam search, for the whole batch, with the lock
held and with numpy's BLAS, and the arrays of a batch lie where those of the last one lay. The arcs are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_KEPT_ROWS = 8_000  # tokens whose features stay allocated: 4 KB each in the models that we know


def transitions_of(parser: Any) -> Transitions | None:
    """Return the faster loop for a spaCy DependencyParser, or None where the parser is of another make.

    Known is what en_core_web_sm has: no beam, a layer above the hidden one, all classes seen in training.
    """
    model: Any = getattr(parser, "model", None)
    if getattr(model, "name", "") != "parser_model" or parser.cfg["beam_width"] != 1:
        return None
    if not model.attrs["has_upper"] or model.attrs["unseen_classes"]:
        return None
    _, lower, upper = model.layers
    if lower.name != "precomputable_affine" or upper.name != "linear":
        return None
    return Transitions(parser)


class Transitions:
    """Parses batches. The parser that it is made from must not be used for anything else afterwards."""

    def __init__(self, parser: Any) -> None:
        import numpy

        self._parser = parser
        _, lower, upper = parser.model.layers
        parser.model.layers[1] = _kept_in_place(lower)
        self._weights = numpy.ascontiguousarray(upper.get_param("W").T)  # (hidden units, classes)
        self._bias = upper.get_param("b")

    def parse(self, docs: Sequence[Any]) -> None:
        """Set heads and labels of tagged Docs that bear the vectors of their words."""
        parser = self._parser
        states = parser.moves.init_batch(docs)
        unfinished = [state for state in states if not state.is_final()]
        if unfinished:
            steps = parser.model.predict(docs)
            features, token_ids = steps.state2vec.predict, steps.get_token_ids
            while unfinished:
                scores = features(token_ids(unfinished)) @ self._weights
                scores += self._bias
                unfinished = parser.transition_states(unfinished, scores)
            steps.clear_memory()
        parser.set_annotations(docs, states)


def _kept_in_place(lower: Any) -> Any:
    """Return a layer like `lower`, the features of every token, that writes into the same array each time.

    What it returned before must be done with when it is asked again.
    """
    import numpy
    from thinc.api import Model

    params = {name: lower.get_param(name) for name in ("W", "b", "pad")}
    count, width, pieces, seen = params["W"].shape
    row = count * width * pieces
    weights = numpy.ascontiguousarray(params["W"].reshape(row, seen).T)
    padding = params["pad"].reshape(row)
    kept = [numpy.empty((0, row), dtype="float32")]

    def forward(model: Any, vectors: Any, is_train: bool) -> tuple[Any, Any]:
        rows = len(vectors) + 1
        if len(kept[0]) < rows <= _KEPT_ROWS:
            kept[0] = numpy.empty((rows, row), dtype="float32")
        out = kept[0][:rows] if rows <= _KEPT_ROWS else numpy.empty((rows, row), dtype="float32")
        out[0] = padding
        numpy.dot(vectors, weights, out=out[1:])
        return out.reshape(rows, count, width, pieces), None

    dims = {name: lower.get_dim(name) for name in ("nF", "nO", "nP", "nI")}
    return Model("features-in-place", forward, dims=dims, params=params, ops=lower.ops)
