"""What the parser said of one block as bytes, so that the same prose need not be parsed twice.

The tokens themselves are not kept: the tokenizer gives the same ones again, faster than they could be read. Kept are,
for each token, its class (tag, dependency label, part of speech and morphology), its lemma and the distance to its
head. Classes and lemmas are kept as strings, once for each block: spaCy's numbers for them belong to one vocabulary.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

_ATTRIBUTES = ("TAG", "DEP", "POS", "MORPH", "LEMMA", "HEAD")
_APART = "\t"  # between the strings of a class; no tag, label or feature holds one
_MOST_KEPT = 100_000  # classes and lemmas that are remembered; a language has some thousand classes
_HEAD = struct.Struct("<II?")  # the number of tokens, the length of the strings, whether the numbers are wide


class ParseStore(Protocol):
    """Where parses are kept by key, in this run and after it. What it cannot give is simply absent."""

    def get_many(self, keys: Sequence[bytes], /) -> Mapping[bytes, bytes]:
        """Return the values of those keys that are there. Never raises."""
        ...

    def put_many(self, values: Mapping[bytes, bytes], /) -> None:
        """Keep values. Never raises when it cannot."""
        ...


def stamp(versions: Mapping[str, str]) -> bytes:
    """Return what tells the parses of one installation from another's: libraries, model, and our code around them."""
    digest = hashlib.blake2b(json.dumps(dict(versions), sort_keys=True).encode(), digest_size=16)
    for name in ("engine", "annotate", "embed", "parses"):
        digest.update(Path(__file__).with_name(f"{name}.py").read_bytes())
    return digest.digest()


def key(stamp: bytes, prose: str, starts: Iterable[int]) -> bytes:
    """Return the key of one block: the same for the same prose with the same sentence starts, wherever it stands."""
    digest = hashlib.blake2b(stamp, digest_size=16)
    digest.update((",".join(map(str, starts)) + "|" + prose).encode("utf-8", "surrogatepass"))
    return digest.digest()


class ParseCodec:
    """Turns parses of one vocabulary into bytes and back. It keeps the names that it met: use one for a process."""

    def __init__(self, vocab: Any) -> None:
        self._vocab = vocab
        self._names: dict[tuple[int, ...], str] = {}
        self._numbers: dict[str, tuple[int, ...]] = {}
        self._lemmas: dict[str, int] = {}

    def forget_strings(self) -> None:
        """Say that the vocabulary may have dropped strings since (the end of a memory zone)."""
        self._numbers.clear()
        self._lemmas.clear()

    def encode(self, doc: Any) -> bytes:
        """Return what a tagged, parsed and lemmatised Doc says of its tokens."""
        numbers = doc.to_array(_ATTRIBUTES)
        n = len(numbers)
        wide = n > 128  # else no index and no distance needs more than a byte
        classes: dict[tuple[int, ...], int] = {}
        which = [classes.setdefault(c, len(classes)) for c in zip(*numbers.T[:4].tolist(), strict=True)]
        lemmas: dict[int, int] = {}
        lemma = [lemmas.setdefault(w, len(lemmas)) for w in numbers[:, 4].tolist()]
        strings = self._vocab.strings
        said = [[self._name(c) for c in classes], [strings[w] for w in lemmas]]
        text = json.dumps(said, separators=(",", ":")).encode()
        parts = [_HEAD.pack(n, len(text), wide), text]
        if wide:
            parts += [struct.pack(f"<{n}I{n}I", *which, *lemma), numbers[:, 5].astype("<i4").tobytes()]
        else:
            parts += [bytes(which), bytes(lemma), numbers[:, 5].astype("i1").tobytes()]
        return b"".join(parts)

    def decode(self, data: bytes, doc: Any) -> bool:
        """Give a Doc that was only tokenised, from the same prose, the annotations that `data` holds.

        Return False, and leave the Doc as it is, when the data is damaged or is not about these tokens.
        """
        import numpy

        try:
            n, length, wide = _HEAD.unpack_from(data)
            if n != len(doc):
                return False
            if not n:
                return True
            body = _HEAD.size + length
            classes, lemmas = json.loads(data[_HEAD.size : body])
            index = numpy.frombuffer(data, "<u4" if wide else "u1", 2 * n, body)
            heads = numpy.frombuffer(data, "<i4" if wide else "i1", n, body + 2 * n * index.itemsize)
            to = heads + numpy.arange(n)
            if to.min() < 0 or to.max() >= n:
                return False
            values = numpy.empty((n, len(_ATTRIBUTES)), dtype="uint64")
            values[:, :4] = numpy.array([self._number(c) for c in classes], dtype="uint64")[index[:n]]
            values[:, 4] = numpy.array([self._lemma(w) for w in lemmas], dtype="uint64")[index[n:]]
            values[:, 5] = heads.astype("int64").view("uint64")
        except (ValueError, TypeError, LookupError, AttributeError, struct.error):
            return False
        doc.from_array(_ATTRIBUTES, values)
        return True

    def _name(self, numbers: tuple[int, ...]) -> str:
        name = self._names.get(numbers)
        if name is None:
            strings = self._vocab.strings
            name = _APART.join(strings[n] if n else "" for n in numbers)
            _kept(self._names)[numbers] = name
        return name

    def _number(self, name: str) -> tuple[int, ...]:
        numbers = self._numbers.get(name)
        if numbers is None:
            tag, label, part, features = name.split(_APART)
            strings = self._vocab.strings
            numbers = (*map(strings.add, (tag, label, part)), self._vocab.morphology.add(features))
            _kept(self._numbers)[name] = numbers
        return numbers

    def _lemma(self, word: str) -> int:
        number = self._lemmas.get(word)
        if number is None:
            number = _kept(self._lemmas)[word] = self._vocab.strings.add(word)
        return number


def _kept(memo: dict[Any, Any]) -> dict[Any, Any]:
    if len(memo) > _MOST_KEPT:
        memo.clear()
    return memo
