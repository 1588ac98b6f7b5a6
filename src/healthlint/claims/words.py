"""The words of one parsed sentence as plain rows: what the judgements of a whole sentence walk over.

Walking spaCy's Token objects costs more than the judgement itself; the rows are read from the parse in one call.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence. Word `i` has `lower[i]`, `lemma[i]` (lower case), `tag[i]` (Penn), `dep[i]` (spaCy's English
    labels), `head[i]` (its own number for a root) and `kids[i]` in order.
    """

    lower: tuple[str, ...]
    lemma: tuple[str, ...]
    tag: tuple[str, ...]
    dep: tuple[str, ...]
    head: tuple[int, ...]
    kids: tuple[tuple[int, ...], ...]
    root: int

    @classmethod
    def of(cls, sentence: Any) -> Words:
        """Return the words of a spaCy Span that is one sentence, or of a Doc of one."""
        doc = sentence.doc
        rows = doc.to_array(["LOWER", "LEMMA", "TAG", "DEP", "HEAD"])[sentence[0].i : sentence[-1].i + 1]
        strings = sentence.vocab.strings
        size = len(rows)
        steps = rows[:, 4].astype("int64").tolist()
        # A head outside the sentence (a sentence end of ours, where the parser saw none) leaves the word a root.
        head = tuple(i + s if 0 <= i + s < size else i for i, s in enumerate(steps))
        kids: list[list[int]] = [[] for _ in head]
        for i, h in enumerate(head):
            if h != i:
                kids[h].append(i)
        names = [[strings[value] for value in rows[:, column].tolist()] for column in range(4)]
        roots = [i for i, h in enumerate(head) if h == i]
        return cls(
            tuple(names[0]),
            tuple(lemma.lower() for lemma in names[1]),
            tuple(names[2]),
            tuple(names[3]),
            head,
            tuple(tuple(of) for of in kids),
            max(roots, key=lambda i: len(kids[i]), default=0),
        )

    def __len__(self) -> int:
        return len(self.lower)

    def of_dep(self, i: int, *deps: str) -> list[int]:
        """Return the children of a word that hang on it by one of some relations."""
        return [c for c in self.kids[i] if self.dep[c] in deps]

    def subjects(self, i: int) -> list[int]:
        """Return the heads of a verb's subject; those of the verb that it is joined to where it has none."""
        for _ in range(4):
            found = [c for c in self.kids[i] if self.dep[c] in SUBJECTS]
            if found or self.dep[i] != "conj":
                return found
            i = self.head[i]
        return []

    def objects_of_prepositions(self, i: int, *deps: str) -> list[int]:
        """Return what the prepositions at a word govern: of "the need for care" at "need" that is "care"."""
        return [k for c in self.of_dep(i, *deps) for k in self.of_dep(c, "pobj", "pcomp")]

    def is_verb(self, i: int) -> bool:
        """Tell whether the tagger takes a word for a verb."""
        return self.tag[i][:2] == "VB"
