"""Looking only where a claim can be changes no claim."""

from __future__ import annotations

import re

import pytest

from healthlint.claims import drafts
from healthlint.claims.extract import located
from healthlint.claims.located import NOBODY, Who
from healthlint.claims.population import _ANYBODY, _PEOPLE
from healthlint.claims.vocabulary import KnownWords
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
    monkeypatch.setattr(drafts.Offered, "__bool__", lambda self: True)
    monkeypatch.setattr(drafts, "_may_claim", lambda *_, **__: True)
    monkeypatch.setattr(KnownWords, "near", lambda self, sentences: [self for _ in sentences])
    assert located(analysis) == gated
    assert len(gated) > 100


def test_what_a_pronoun_means_is_looked_up_only_when_asked_for() -> None:
    asked: list[str] = []

    def says(name: str) -> drafts.Lately:
        def subject() -> Who:
            asked.append(name)
            return Who(name) if name in {"tea", "yoga"} else NOBODY

        lately.add(subject)
        return lately

    lately = drafts.Lately()
    assert says("nobody").who is NOBODY
    for name in ("tea", "yoga", "nothing"):
        says(name)
    assert asked == ["nobody"]
    assert lately.who == lately.who == Who("yoga")
    assert says("nothing").who == Who("yoga")
    assert asked == ["nobody", "nothing", "yoga", "nothing"]


def test_every_word_for_people_opens_their_gate() -> None:
    words = re.sub(r"\(\?:|\)|s\?", "", _PEOPLE).split("|")
    assert len(words) > 30
    assert [w for w in words if not _ANYBODY.any_in(w)] == []
