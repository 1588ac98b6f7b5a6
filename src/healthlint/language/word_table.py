"""The dictionary of lemminflect, read where it is asked.

The package makes two Python dictionaries of its 120,000 lines, which takes longer than to check an article, of whose
words a few dozen are looked up. Its lines are in the order of their words, so they can be searched as they stand; each
one that is found is read by the package's own functions.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

Entry = dict[str, tuple[str, ...]]


class WordTable:
    """What the package's dictionaries are asked for: `get`. The file is opened at the first question.

    `read` returns (word, entry) of one line; the entries of a word's lines are joined, a later one going before. The
    words of `fixed` have these entries instead.
    """

    def __init__(self, path: Path, read: Callable[[str], tuple[str, Entry]], fixed: Mapping[str, Entry]) -> None:
        self._path = path
        self._read = read
        self._fixed = fixed

    @cached_property
    def _lines(self) -> list[str]:
        # In order already, nearly: to sort them as they stand makes sure of it, at the cost of one look at each.
        return sorted(gzip.decompress(self._path.read_bytes()).decode("utf-8").splitlines())

    def get(self, word: str, default: Entry) -> Entry:
        """Return the entry of a word, `default` for one that is not in the dictionary."""
        if word in self._fixed:
            return self._fixed[word]
        found: Entry = {}
        lines = self._lines
        at = bisect_left(lines, f"{word},")
        while at < len(lines) and _word(lines[at]) == word:
            found.update(self._read(lines[at])[1])
            at += 1
        return found or default


def _word(line: str) -> str:
    return line.partition(",")[0]


class Dictionary:
    """What lemminflect knows of word forms. To make one lets the package look words up in its files, too."""

    def __init__(self, package: Any) -> None:
        from lemminflect import config
        from lemminflect.codecs.InflectionLUCodec import InflectionLUCodec
        from lemminflect.codecs.LemmaLUCodec import LemmaLUCodec
        from lemminflect.codecs.OverridesCodec import OverridesCodec
        from lemminflect.core.LexicalUtils import categoryToUPos, uposToTags

        def lemmas(line: str) -> tuple[str, Entry]:
            word, category, found = LemmaLUCodec.fromString(line)
            return word, {categoryToUPos(category): found}

        def inflections(line: str) -> tuple[str, Entry]:
            word, _, found = InflectionLUCodec.fromString(line)
            return word, found

        self._tags_of = uposToTags
        self._lemmas = WordTable(Path(config.lemma_lu_fn), lemmas, {})
        auxiliaries = InflectionLUCodec.updateForAuxMod({})
        self._inflections = WordTable(Path(config.inflection_lu_fn), inflections, auxiliaries)
        self._other_lemmas: dict[str, Entry] = OverridesCodec.load(config.lemma_overrides_fn)
        self._other_inflections: dict[str, Entry] = OverridesCodec.load(config.infl_overrides_fn)
        package.Lemmatizer().lemma_dict = self._lemmas
        package.Inflections().infl_dict = self._inflections

    def tags(self, word: str) -> set[str]:
        """Return the Penn tags for which one of the lemmas of a lower-case word has this very form.

        The same as to ask the package for all lemmas and all their inflections, without the copies that it makes.
        """
        found: set[str] = set()
        for upos, lemmas in {**self._lemmas.get(word, {}), **self._other_lemmas.get(word, {})}.items():
            for lemma in {lemma.lower() for lemma in lemmas}:
                known = {**self._inflections.get(lemma, {}), **self._other_inflections.get(lemma, {})}
                tags = (tag for tag in self._tags_of(upos) if tag in known)
                found.update(tag for tag in tags if any(form.lower() == word for form in known[tag]))
        return found
