"""The gates of the cues: what they leave out would have found nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import pytest

from healthlint.citations import needs as module
from healthlint.citations.gates import SentenceGates
from healthlint.citations.needs import needs
from healthlint.language.analysis import Analysis
from healthlint.model.span import Span
from healthlint.packs.load import load_catalog

Analyse = Callable[..., Analysis]


class Open(SentenceGates):
    """Gates that are always open."""

    def open(self, folded: str, sentences: object) -> list[frozenset[str]]:
        return [self._all for _ in sentences]  # type: ignore[attr-defined]


@lru_cache(maxsize=1)
def example_texts() -> tuple[str, ...]:
    return tuple(e.text for rule in load_catalog().rules.values() for e in (*rule.bad, *rule.good))


def test_gates_change_nothing_on_the_examples_of_all_rules(analyse: Analyse, monkeypatch: pytest.MonkeyPatch) -> None:
    analyses = [analyse(text) for text in example_texts()]
    gated = [needs(a) for a in analyses]
    everything = Open({**dict.fromkeys(module.CUES, ("",)), "cause": ("",), "page-talk": ("",)})
    monkeypatch.setattr(module, "_gates", lambda: everything)
    assert [needs(a) for a in analyses] == gated
    assert sum(map(len, gated)) > 100


def test_a_name_is_open_in_the_sentence_that_holds_its_literals() -> None:
    gates = SentenceGates({"share": (r"\d+ per cent", "half of"), "any": (r"\w+",)})
    folded = "5 per cent nap. half of us. nobody naps."
    sentences = [Span(0, 15), Span(16, 27), Span(28, 40)]
    assert gates.open(folded, sentences) == [{"share", "any"}, {"share", "any"}, {"any"}]


def test_odd_letters_open_all_gates() -> None:
    gates = SentenceGates({"share": ("half of",)})
    assert gates.open("ſleep", [Span(0, 5)]) == [{"share"}]
