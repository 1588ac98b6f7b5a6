"""The model's first layer, remembered: the same word in the same spelling has the same vector.

What spaCy's token embedding makes of a token (before its neighbours come in) depends on a few features of the word
alone. Looking those up in the model's hash tables and mixing them is a third of the work of the whole vector, so each
row of features is asked for once.
"""

from __future__ import annotations

from typing import Any

_ROWS = 20_000  # 8 MB of vectors; when they are full, all are forgotten


def remember_embedding(tok2vec: Any) -> bool:
    """Put a memory before the embedding of a spaCy tok2vec model. Return whether it has the shape that we know.

    The shape is that of `spacy.Tok2Vec.v2` over `spacy.MultiHashEmbed.v2` without vectors: `embed >> encode`, with
    `extract_features >> list2ragged >> hash tables >> mixer >> ragged2list` in the first.
    """
    if len(tok2vec.layers) != 2:
        return False
    embed = tok2vec.layers[0]
    names = [layer.name.partition("(")[0] for layer in embed.layers]
    if names != ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"]:
        return False
    from thinc.api import Model

    features, _, tables, mixer, _ = embed.layers
    memory = _Memory(features.attrs["columns"], tables.layers[0], mixer.layers[0])

    def forward(model: Any, docs: list[Any], is_train: bool) -> tuple[list[Any], Any]:
        return memory.vectors(docs), _no_way_back

    tok2vec.layers[0] = Model("remembered-embedding", forward)
    return True


def _no_way_back(gradient: Any) -> Any:
    raise NotImplementedError("this model is for reading, not for training")


class _Memory:
    """Vectors by row of features."""

    def __init__(self, columns: list[str], tables: Any, mixer: Any) -> None:
        self._columns = columns
        self._tables = tables
        self._mixer = mixer
        self._place: dict[bytes, int] = {}
        self._vectors: Any = None

    def vectors(self, docs: list[Any]) -> list[Any]:
        """Return one array (tokens × width, float32) for each Doc."""
        import numpy

        if not docs:
            return []
        rows = numpy.vstack([doc.to_array(self._columns) for doc in docs])
        raw, step = rows.tobytes(), rows.shape[1] * rows.itemsize
        keys = [raw[i : i + step] for i in range(0, len(raw), step)]
        if len(self._place) + len(keys) > _ROWS:
            self._place.clear()
        self._learn({key: i for i, key in enumerate(keys) if key not in self._place}, rows)
        place = self._place
        found = self._vectors[[place[key] for key in keys]]
        ends = numpy.cumsum([len(doc) for doc in docs])
        return numpy.split(found, ends[:-1])

    def _learn(self, new: dict[bytes, int], rows: Any) -> None:
        import numpy

        if not new and self._vectors is not None:
            return
        asked = rows[list(new.values())]
        vectors = self._mixer.predict(self._tables.predict(asked))
        if self._vectors is None:
            self._vectors = numpy.zeros((_ROWS, vectors.shape[1]), dtype=vectors.dtype)
        start = len(self._place)
        if start + len(new) > len(self._vectors):  # one batch of more rows than are kept
            self._vectors = numpy.zeros((start + len(new), vectors.shape[1]), dtype=vectors.dtype)
        self._vectors[start : start + len(new)] = vectors
        self._place.update((key, start + i) for i, key in enumerate(new))
