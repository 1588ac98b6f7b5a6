"""Looking only where a claim can be changes no claim."""

from __future__ import annotations

import pytest

from healthlint.claims import drafts
from healthlint.claims.extract import located
from healthlint.claims.vocabulary import Words
from healthlint.formats.registry import extract as read
from healthlint.language.analysis import Analysis
from healthlint.language.engine import shared_engine
from healthlint.model.context import Context
from healthlint.model.source import Source
from healthlint.packs.load import load_catalog


def texts() -> list[str]:
    rules = [r for r in load_catalog().rules.values() if r.pack in ("claims", "citations", "uk-asa", "us-ftc-fda")]
    return [e.text for rule in rules for e in (*rule.bad, *rule.good)]


@pytest.mark.parametrize("publisher", ["public-body", "commercial"])
def test_gates_change_no_claim_of_the_examples(publisher: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # In one article, so that pronouns and products reach over from one example to the next.
    document = read(Source("a", "\n\n".join(texts())), "markdown")
    analysis = Analysis(document, Context().with_values({"publisher": publisher}), shared_engine(None))
    gated = located(analysis)
    monkeypatch.setattr(drafts, "_is_offered", lambda *_: True)
    monkeypatch.setattr(Words, "near", lambda self, sentences: [self for _ in sentences])
    assert located(analysis) == gated
    assert len(gated) > 100
