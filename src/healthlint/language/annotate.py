"""Parts of speech, morphology and lemmas of parsed text, remembered word by word.

spaCy's attribute ruler and rule lemmatizer look at each token again and again, and together take as long as the parse.
What they say of a token depends on its form, its tag and its dependency label, and on whether an expletive stands
before it ("there is"), so each combination is asked for once and kept.
"""

from __future__ import annotations

from typing import Any

# First words of the ruler's other patterns of two words ("ain't", "gonna", "let's"): such a text takes the long way.
_PAIR_STARTS = frozenset({"ai", "gon", "got", "let", "c'm", "y", "y'"})
_MOST_KEPT = 200_000
_COST_OF_ONE = 7  # to ask for one word alone costs about as much as seven words of a whole text


class Annotator:
    """Does what a pipeline's `attribute_ruler` and `lemmatizer` would do, with the same results."""

    def __init__(self, ruler: Any, lemmatizer: Any) -> None:
        self._ruler = ruler
        self._lemmatizer = lemmatizer
        self._known: dict[tuple[int, ...], tuple[int, int, int]] = {}

    def annotate(self, doc: Any) -> Any:
        """Set part of speech, morphology and lemma of every token of a tagged and parsed Doc; return it."""
        if any(token.lower_ in _PAIR_STARTS for token in doc):
            return self._lemmatizer(self._ruler(doc))
        import numpy

        expletive = doc.vocab.strings["expl"]
        rows = doc.to_array(["ORTH", "TAG", "DEP"]).tolist()
        before = [0, *(row[2] == expletive for row in rows)]
        keys = [(*row, after) for row, after in zip(rows, before, strict=False)]
        known = self._known
        if len(known) > _MOST_KEPT:
            known.clear()
        new = {key: i for i, key in enumerate(keys) if key not in known}
        if len(new) * _COST_OF_ONE > len(keys):
            self._lemmatizer(self._ruler(doc))
            known.update({key: (doc[i].pos, doc[i].morph.key, doc[i].lemma) for key, i in new.items()})
            return doc
        for key, i in new.items():
            known[key] = self._ask(doc[i])
        values = numpy.array([known[key] for key in keys], dtype="uint64").reshape(len(keys), 3)
        return doc.from_array(["POS", "MORPH", "LEMMA"], values) if keys else doc

    def _ask(self, token: Any) -> tuple[int, int, int]:
        words = [token]
        if token.i and token.nbor(-1).dep_ == "expl":
            words.insert(0, token.nbor(-1))
        alone = type(token.doc)(
            token.vocab,
            words=[w.text for w in words],
            tags=[w.tag_ for w in words],
            deps=[w.dep_ for w in words],
            heads=[len(words) - 1] * len(words),
        )
        said = self._lemmatizer(self._ruler(alone))[-1]
        return said.pos, said.morph.key, said.lemma
