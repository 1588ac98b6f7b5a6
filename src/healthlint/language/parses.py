"""What the parser said of one block as bytes, so that the same prose need not be parsed twice.

The tokens themselves are not kept: the tokenizer gives the same ones again, faster than they could be read. Kept are
the distance of each token to its head and what the pipeline's statistics decided: tags and labels, as strings once for
each block (spaCy's numbers for them belong to one vocabulary). What follows from those by rule (part of speech,
morphology, lemma) is worked out again by the same code; a pipeline where it does not keeps `EVERYTHING`.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

DECIDED = ("TAG", "DEP")
EVERYTHING = (*DECIDED, "POS", "MORPH", "LEMMA")
_NUMERIC = ("numpy", "thinc")  # what the model's decisions are computed with
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
    numeric = {name: version(name) for name in _NUMERIC}
    digest = hashlib.blake2b(json.dumps({**versions, **numeric}, sort_keys=True).encode(), digest_size=16)
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.digest()


def key(stamp: bytes, prose: str, starts: Iterable[int]) -> bytes:
    """Return the key of one block: the same for the same prose with the same sentence starts, wherever it stands."""
    digest = hashlib.blake2b(stamp, digest_size=16)
    digest.update((",".join(map(str, starts)) + "|" + prose).encode("utf-8", "surrogatepass"))
    return digest.digest()


class ParseCodec:
    """Turns parses of one vocabulary into bytes and back; `attributes` are those that are kept besides the heads."""

    def __init__(self, vocab: Any, attributes: Sequence[str] = DECIDED) -> None:
        self._vocab = vocab
        self._names = tuple(attributes)
        self._attributes = [*attributes, "HEAD"]

    def encode(self, doc: Any) -> bytes:
        """Return what a parsed Doc says of its tokens."""
        numbers = doc.to_array(self._attributes)
        n = len(numbers)
        wide = n > 128  # else no index and no distance needs more than a byte
        strings = self._vocab.strings
        tables: list[list[str]] = []
        indexes: list[bytes] = []
        for column in numbers.T[:-1].tolist():
            table: dict[int, int] = {}
            index = [table.setdefault(number, len(table)) for number in column]
            tables.append([strings[number] if number else "" for number in table])
            indexes.append(struct.pack(f"<{n}I", *index) if wide else bytes(index))
        text = json.dumps(tables, separators=(",", ":")).encode()
        heads = numbers[:, -1].astype("<i4" if wide else "i1").tobytes() if n else b""
        return b"".join((_HEAD.pack(n, len(text), wide), text, *indexes, heads))

    def decode(self, data: bytes, doc: Any) -> bool:
        """Give a Doc that was only tokenised, from the same prose, the annotations that `data` holds.

        Sentence starts follow from the heads. Return False, and leave the Doc as it is, when the data is damaged or
        is not about these tokens.
        """
        import numpy

        try:
            n, length, wide = _HEAD.unpack_from(data)
            if n != len(doc):
                return False
            if not n:
                return True
            at = _HEAD.size + length
            tables = json.loads(data[_HEAD.size : at])
            values = numpy.empty((n, len(self._attributes)), dtype="uint64")
            for column, (name, table) in enumerate(zip(self._names, tables, strict=True)):
                index = numpy.frombuffer(data, "<u4" if wide else "u1", n, at)
                values[:, column] = numpy.array([self._number(name, s) for s in table], dtype="uint64")[index]
                at += n * index.itemsize
            heads = numpy.frombuffer(data, "<i4" if wide else "i1", n, at).astype("int64")
            to = heads + numpy.arange(n)
            if to.min() < 0 or to.max() >= n:
                return False
            values[:, -1] = heads.view("uint64")
        except (ValueError, TypeError, LookupError, AttributeError, struct.error):
            return False
        doc.from_array(self._attributes, values)
        return True

    def _number(self, attribute: str, name: str) -> int:
        if not name:
            return 0
        return self._vocab.morphology.add(name) if attribute == "MORPH" else self._vocab.strings.add(name)
