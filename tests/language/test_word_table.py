"""The dictionary read line by line says what lemminflect's own dictionaries say, of every word."""

from __future__ import annotations

from pathlib import Path

import lemminflect
import pytest
from lemminflect import config
from lemminflect.codecs.InflectionLUCodec import InflectionLUCodec
from lemminflect.codecs.LemmaLUCodec import LemmaLUCodec

from healthlint.language.inflect import forms, inflect
from healthlint.language.word_table import Dictionary, WordTable

DICTIONARY = Dictionary(lemminflect)


def test_every_word_has_the_lemmas_of_the_package() -> None:
    table = lemminflect.Lemmatizer().lemma_dict
    assert isinstance(table, WordTable)
    theirs = LemmaLUCodec.load(config.lemma_lu_fn)
    assert [word for word, entry in theirs.items() if table.get(word, {}) != entry] == []


def test_every_word_has_the_inflections_of_the_package() -> None:
    table = lemminflect.Inflections().infl_dict
    assert isinstance(table, WordTable)
    theirs = InflectionLUCodec.load(config.inflection_lu_fn)
    assert [word for word, entry in theirs.items() if table.get(word, {}) != entry] == []


def test_the_tags_of_a_word_are_those_that_the_package_gives() -> None:
    words = sorted({w.lower() for w in LemmaLUCodec.load(config.lemma_lu_fn)} | {"all", "everyone", "xqzv", "ß", ""})
    asked = words[::11]
    assert [word for word in asked if DICTIONARY.tags(word) != _tags(word)] == []


def _tags(word: str) -> set[str]:
    found: set[str] = set()
    for upos, lemmas in lemminflect.getAllLemmas(word).items():
        for lemma in lemmas:
            forms = lemminflect.getAllInflections(lemma, upos=upos)
            found.update(tag for tag, inflected in forms.items() if word in inflected)
    return found


@pytest.mark.parametrize("word", ["", "zzz", "a", "~", "0", "Zyrian", "boosts,verb", "é"])
def test_a_word_that_is_not_there_has_the_default(word: str) -> None:
    known = LemmaLUCodec.load(config.lemma_lu_fn)
    table = lemminflect.Lemmatizer().lemma_dict
    assert table.get(word, {"X": ("y",)}) == known.get(word, {"X": ("y",)})


def test_lines_in_another_order_are_put_in_theirs(tmp_path: Path) -> None:
    import gzip

    path = tmp_path / "lu.csv.gz"
    path.write_bytes(gzip.compress(b"tea,noun,tea\nants,noun,ant\ntea,verb,tea\n"))
    table = WordTable(path, lambda line: (line, {line.split(",")[1]: (line.split(",")[2],)}), {"is": {"aux": ("be",)}})
    assert table.get("tea", {}) == {"noun": ("tea",), "verb": ("tea",)}
    assert table.get("ants", {}) == {"noun": ("ant",)}
    assert table.get("is", {}) == {"aux": ("be",)}


def test_the_package_asks_the_table() -> None:
    assert forms("boosts") == {"VBZ", "NNS"}
    assert inflect("relieves", "VB") == "relieve"
    assert lemminflect.getAllLemmas("was") == {"AUX": ("be",), "VERB": ("be",)}
