"""Parts of speech, morphology and lemmas of parsed text, remembered word by word.

spaCy's attribute ruler and rule lemmatizer look at each token again and again, and together take as long as the parse.
What the ruler says of a token depends on its tag, its dependency label, its word (for the few words that its patterns
name) and on whether an expletive stands before it ("there is"); what the lemmatizer says, on the word and the ruler's
answer. So each such combination is asked for once, and the answer kept. A text with one of the ruler's pairs of words
("gonna", "let's", "ain't") takes the long way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

_MOST_KEPT = 25_000
_STAND_IN = "zzword"  # a word that no pattern names


class Annotator:
    """Does what a pipeline's `attribute_ruler` and `lemmatizer` would do, with the same results."""

    def __init__(self, ruler: Any, lemmatizer: Any, make: Callable[[list[str]], Any]) -> None:
        """`make` gives a Doc of the pipeline's vocabulary with the words."""
        self._make = make
        self._ruler = ruler
        self._lemmatizer = lemmatizer
        self._vocab = ruler.vocab
        self._named, self._shapes = _words_of(ruler.patterns)
        self._pairs = _pairs_of(ruler.patterns)
        self._starts: dict[int, list[re.Pattern[str]]] = {}  # words that open a pair, with what may follow
        self._expletive = self._vocab.strings.add("expl")
        self._ruled: dict[tuple[str, int, int, bool], tuple[int, int, str]] = {}
        self._known: dict[tuple[int, int, int, bool], tuple[int, int, int]] = {}
        self._words: dict[int, str] = {}
        self._parts: dict[tuple[int, int], tuple[str, Any]] = {}
        self._lemma_of: dict[tuple[int, int, int], int] = {}
        self._lemmas: dict[int, str] = {}
        self._stored: set[int] = set()
        _index_quickly(lemmatizer)

    def forget_strings(self) -> None:
        """Say that the vocabulary may have dropped strings since (the end of a memory zone)."""
        self._stored.clear()

    def annotate(self, doc: Any) -> Any:
        """Set part of speech, morphology and lemma of every token of a tagged and parsed Doc; return it."""
        rows = doc.to_array(["ORTH", "TAG", "DEP"]).tolist()
        if not rows:
            return doc
        import numpy

        if len(self._known) > _MOST_KEPT:
            self._forget()
        known, expletive, after = self._known, self._expletive, False
        values: list[tuple[int, int, int]] = []
        for orth, tag, dep in rows:
            key = (orth, tag, dep, after)
            said = known.get(key)
            if said is None:
                said = known[key] = self._ask(*key)
            values.append(said)
            after = dep == expletive
        if self._has_pair(doc, [row[0] for row in rows]):
            return self._lemmatizer(self._ruler(doc))
        lemmas = {said[2] for said in values}
        if not lemmas <= self._stored:
            for lemma in lemmas - self._stored:
                self._vocab.strings.add(self._lemmas[lemma])
            self._stored |= lemmas
        return doc.from_array(["POS", "MORPH", "LEMMA"], numpy.array(values, dtype="uint64"))

    def _forget(self) -> None:
        self._lemmatizer.cache.clear()
        for memory in (self._known, self._words, self._lemma_of, self._lemmas, self._stored, self._starts):
            memory.clear()

    def _has_pair(self, doc: Any, orths: list[int]) -> bool:
        if self._starts.keys().isdisjoint(orths):
            return False
        return any(
            second.fullmatch(doc[i + 1].lower_)
            for i, orth in enumerate(orths[:-1])
            for second in self._starts.get(orth, ())
        )

    def _ask(self, orth: int, tag: int, dep: int, after: bool) -> tuple[int, int, int]:
        word = self._words.get(orth)
        if word is None:
            word = self._words[orth] = self._meet(orth)
        ruled = self._ruled.get((word, tag, dep, after))
        if ruled is None:
            ruled = self._ruled[word, tag, dep, after] = self._rule(word, tag, dep, after)
        pos, morph, lemma = ruled
        if lemma:
            return pos, morph, self._keep(lemma)
        key = self._lemma_of.get((orth, pos, morph))
        if key is None:
            key = self._lemma_of[orth, pos, morph] = self._keep(self._lemma(orth, pos, morph))
        return pos, morph, key

    def _meet(self, orth: int) -> str:
        """Return the word that the ruler is asked about: a stand-in for all that its patterns do not name."""
        text = self._vocab.strings[orth]
        lower = text.lower()
        if seconds := [second for first, second in self._pairs if first.fullmatch(lower)]:
            self._starts[orth] = seconds
        special = lower in self._named or text.isspace() or any(shape.search(lower) for shape in self._shapes)
        return text if special else _STAND_IN

    def _keep(self, lemma: str) -> int:
        key = self._vocab.strings.add(lemma)
        self._lemmas[key] = lemma
        return key

    def _rule(self, word: str, tag: int, dep: int, after: bool) -> tuple[int, int, str]:
        """Return what the ruler says of a word: part of speech, key of the morphology, lemma ("" for none)."""
        strings = self._vocab.strings
        doc = self._make(["there", word] if after else [word])
        last = len(doc) - 1
        for token in doc:
            token.head = doc[last]
        doc[last].tag_, doc[last].dep_ = strings[tag], strings[dep]
        if after:
            doc[0].tag_, doc[0].dep_ = "EX", "expl"
        said = self._ruler(doc)[last]
        return said.pos, said.morph.key, said.lemma_

    def _lemma(self, orth: int, pos: int, morph: int) -> str:
        part = self._parts.get((pos, morph))
        if part is None:
            part = self._parts[pos, morph] = self._part(pos, morph)
        word = _Word(orth, self._vocab.strings[orth], pos, *part)
        return self._lemmatizer.lemmatize(word)[0]

    def _part(self, pos: int, morph: int) -> tuple[str, Any]:
        """Return the name of a part of speech, and spaCy's object for a morphology."""
        import numpy

        doc = self._make([_STAND_IN])
        doc.from_array(["POS", "MORPH"], numpy.array([[pos, morph]], dtype="uint64"))
        return doc[0].pos_, doc[0].morph


class _Word(NamedTuple):
    """What spaCy's lemmatizer asks of a token: a whole Doc for each word would cost ten times as much."""

    orth: int
    text: str
    pos: int
    pos_: str
    morph: Any


def _words_of(patterns: list[Any]) -> tuple[frozenset[str], list[re.Pattern[str]]]:
    """Return the words that the ruler's patterns name, and the regular expressions that they ask of a word."""
    named: set[str] = set()
    shapes: list[str] = []
    for token in _tokens_of(patterns):
        for attribute in ("LOWER", "ORTH", "TEXT"):
            wanted = token.get(attribute)
            if isinstance(wanted, str):
                named.add(wanted.lower())
            elif isinstance(wanted, dict):
                named.update(w.lower() for words in ("IN", "NOT_IN") for w in wanted.get(words, ()))
                shapes += [wanted["REGEX"]] if "REGEX" in wanted else []
    return frozenset(named), [re.compile(shape) for shape in shapes]


def _tokens_of(patterns: list[Any]) -> Iterator[dict[str, Any]]:
    for entry in patterns:
        for pattern in entry["patterns"]:
            yield from pattern


def _pairs_of(patterns: list[Any]) -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    """Return the ruler's patterns of two words, as expressions of the first and of the second.

    That of an expletive and its verb is not among them: see `_rule`.
    """
    return [
        (_as_expression(pattern[0]["LOWER"]), _as_expression(pattern[1]["LOWER"]))
        for entry in patterns
        for pattern in entry["patterns"]
        if len(pattern) > 1 and "LOWER" in pattern[0]
    ]


def _as_expression(wanted: Any) -> re.Pattern[str]:
    if isinstance(wanted, str):
        return re.compile(re.escape(wanted))
    if "REGEX" in wanted:
        return re.compile(wanted["REGEX"].removeprefix("^").removesuffix("$"))
    return re.compile("|".join(re.escape(word) for word in wanted["IN"]))


def _index_quickly(lemmatizer: Any) -> None:
    """Turn the lemmatizer's word lists into sets: it asks whether a word is among up to 80,000."""
    table = lemmatizer.lookups.get_table("lemma_index", {})
    for pos, words in list(table.items()):
        if isinstance(words, list):
            table[pos] = frozenset(words)
