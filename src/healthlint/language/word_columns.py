"""The words of parsed texts in columns: tags, labels and heads by the place of a word among all of them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from healthlint.language.token_index import TokenIndex

SUBJECT_LABELS = frozenset({"nsubj", "nsubjpass"})
AUXILIARY_LABELS = frozenset({"aux", "auxpass"})


@dataclass(frozen=True, slots=True)
class Words:
    """The words of parsed texts in columns: walks over spaCy's tokens would cost ten times as much.

    A word is a number: its place among all words of the texts.
    """

    index: TokenIndex[Any]
    tags: list[str]
    lower: list[str]
    deps: list[str]
    heads: list[int]
    starts: list[int]  # the first words of sentences
    dependents: dict[int, list[int]]  # subjects and auxiliaries by their head
    joined: frozenset[int]  # words that another is joined to

    @classmethod
    def of(cls, index: TokenIndex[Any]) -> Words:
        """Return the words of an index."""
        heads = index.heads
        dependents: dict[int, list[int]] = {}
        for dep in sorted(SUBJECT_LABELS | AUXILIARY_LABELS | {"expl"}):
            for n in index.places("DEP", index.strings[dep]):
                dependents.setdefault(heads[n], []).append(n)
        joined = frozenset(heads[n] for n in index.places("DEP", index.strings["conj"]))
        columns = index.texts("TAG"), index.texts("LOWER"), index.texts("DEP")
        return cls(index, *columns, heads, index.sentence_starts, dependents, joined)

    def sentence(self, n: int) -> tuple[int, int]:
        """Return the first word of the sentence of a word and the one after its last."""
        at = bisect_right(self.starts, n)
        return self.starts[at - 1], self.starts[at] if at < len(self.starts) else self.index.size

    def token(self, n: int | None) -> Any:
        """Return the spaCy Token of a word; None for none."""
        return None if n is None else self.index.token(n)[1]
