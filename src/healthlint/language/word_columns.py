"""The words of parsed texts in columns: what is walked over in place of spaCy's tokens, which cost ten times as much.

`claims/words.py` cuts single sentences from them.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import Any

from healthlint.language.analysis import Together
from healthlint.language.token_index import TokenIndex, shared_index

SUBJECT_LABELS = frozenset({"nsubj", "nsubjpass"})
AUXILIARY_LABELS = frozenset({"aux", "auxpass"})


class WordColumns:
    """The words of an index in columns.

    A word is a number: its place among all words of the texts. `tag` is Penn's, `dep` a label of spaCy's English
    models, `head` the word that it hangs from (a root is its own).

    Ask for those of all articles that were parsed together with `together.once(WordColumns, shared_words)`.
    """

    def __init__(self, index: TokenIndex[Any]) -> None:
        self.index: TokenIndex[Any] = index
        self.size = index.size
        self.starts: list[int] = index.sentence_starts  # the first words of sentences
        self.head: list[int] = index.heads
        self.tag: list[str] = index.texts("TAG")
        self.lower: list[str] = index.texts("LOWER")
        self.dep: list[str] = index.texts("DEP")

    @cached_property
    def dependents(self) -> dict[int, list[int]]:
        """The subjects and auxiliaries of words that have any."""
        below: dict[int, list[int]] = {}
        for dep in sorted(SUBJECT_LABELS | AUXILIARY_LABELS | {"expl"}):
            for n in self.index.places("DEP", self.index.strings[dep]):
                below.setdefault(self.head[n], []).append(n)
        return below

    @cached_property
    def joined(self) -> frozenset[int]:
        """The words that another is joined to."""
        return frozenset(self.head[n] for n in self.index.places("DEP", self.index.strings["conj"]))

    def sentence(self, n: int) -> tuple[int, int]:
        """Return the first word of the sentence of a word and the one after its last."""
        at = bisect_right(self.starts, n)
        return self.starts[at - 1], self.starts[at] if at < len(self.starts) else self.size

    def token(self, n: int | None) -> Any:
        """Return the spaCy Token of a word; None for none."""
        return None if n is None else self.index.token(n)[1]


def shared_words(together: Together) -> WordColumns:
    """Return the words of articles that were parsed together."""
    return WordColumns(together.once(TokenIndex, shared_index))
