"""The model's second part, the window encoder, with fewer passes over its arrays.

Each of its layers looks at a token and its two neighbours: one matrix product, the largest of three pieces, a layer
norm, and the sum with what came in. thinc makes a new array at each of these steps; here they are made in place in
arrays that are kept, and the pieces lie in blocks, so that the largest is found without strides. What comes out differs
from thinc's in the last digits only, as it does from one BLAS to another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_PIECES = 3
_WINDOW = 3  # tokens that one layer sees
_EPSILON = 1e-8  # of thinc's layer norm
_ROWS = 500  # of the product that is worked on before the next: they stay in the processor's cache


def quicken_encoding(tok2vec: Any) -> bool:
    """Put the faster encoder into a spaCy tok2vec model. Return whether it has the shape that we know.

    The shape is that of `spacy.MaxoutWindowEncoder.v2` with a window of one and three pieces.
    """
    if len(tok2vec.layers) != 2:
        return False
    whole = tok2vec.layers[1]
    layers = [_layer(residual) for residual in whole.layers[0].layers] if _name(whole) == "with_array" else []
    known = [layer for layer in layers if layer is not None]
    if not known or len(known) < len(layers):
        return False
    from thinc.api import Model

    encoder = _Encoder(known, whole.attrs["pad"])

    def forward(model: Any, arrays: list[Any], is_train: bool) -> tuple[list[Any], Any]:
        return encoder.vectors(arrays), _no_way_back

    tok2vec.layers[1] = Model("quick-encoding", forward)
    return True


def _no_way_back(gradient: Any) -> Any:
    raise NotImplementedError("this model is for reading, not for training")


def _name(model: Any) -> str:
    return model.name.partition("(")[0]


@dataclass(frozen=True, slots=True)
class _Layer:
    """One layer: weights (window · width, pieces · width) with the pieces in blocks, bias, and scale and shift."""

    weights: Any
    bias: Any
    scale: Any
    shift: Any


def _layer(residual: Any) -> _Layer | None:
    """Return the layer that a part of thinc's encoder is, or None where it is another sort."""
    import numpy

    if residual.name != "residual(expand_window>>maxout>>layernorm>>dropout)":
        return None
    expand, rest = residual.layers[0].layers
    maxout, norm = rest.layers[0].layers
    weights, bias = maxout.get_param("W"), maxout.get_param("b")  # (width, pieces, window · width), (width, pieces)
    width, pieces, seen = weights.shape
    if expand.attrs["window_size"] != 1 or pieces != _PIECES or seen != _WINDOW * width:
        return None
    blocks = numpy.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * width, seen).T)
    return _Layer(blocks, numpy.ascontiguousarray(bias.T).reshape(-1), norm.get_param("G"), norm.get_param("b"))


class _Encoder:
    """The layers, and the arrays that they work in."""

    def __init__(self, layers: list[_Layer], padding: int) -> None:
        import numpy

        self._layers = layers
        self._padding = padding
        self._width = len(layers[0].scale)
        self._windows = numpy.empty((_ROWS, _WINDOW * self._width), dtype="float32")
        self._products = numpy.empty((_ROWS, _PIECES * self._width), dtype="float32")

    def vectors(self, arrays: list[Any]) -> list[Any]:
        """Return an array (tokens × width, float32) for each, in order; texts do not see each other."""
        import numpy

        if not arrays:
            return []
        edge = numpy.zeros((1, self._width), dtype="float32")  # beyond the first row and the last there is nothing
        between = numpy.zeros((self._padding, self._width), dtype="float32")
        edged = numpy.concatenate([edge, between, *(part for array in arrays for part in (array, between)), edge])
        for layer in self._layers:
            edged[1:-1] += self._seen_by(layer, edged)
        found: list[Any] = []
        start = 1 + self._padding
        for array in arrays:
            found.append(edged[start : start + len(array)])
            start += len(array) + self._padding
        return found

    def _seen_by(self, layer: _Layer, edged: Any) -> Any:
        """Return what a layer makes of every row but the first and the last."""
        import numpy

        width = self._width
        result = numpy.empty((len(edged) - 2, width), dtype="float32")
        for start in range(0, len(result), _ROWS):
            out = result[start : start + _ROWS]
            size = len(out)
            windows = self._windows[:size]
            for place in range(_WINDOW):
                windows[:, place * width : (place + 1) * width] = edged[start + place : start + place + size]
            products = numpy.dot(windows, layer.weights, out=self._products[:size])
            products += layer.bias
            numpy.maximum(products[:, :width], products[:, width : 2 * width], out=out)
            numpy.maximum(out, products[:, 2 * width :], out=out)
            out -= out.mean(axis=1, keepdims=True)
            variance = numpy.einsum("ij,ij->i", out, out) / width + _EPSILON
            out *= (1 / numpy.sqrt(variance))[:, None]
            out *= layer.scale
            out += layer.shift
        return result
