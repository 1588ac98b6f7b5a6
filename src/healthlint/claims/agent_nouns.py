"""Claims that a compound names: "peppermint is a natural pain reliever", "reishi makes a good immune booster"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthlint.claims.located import Draft, What, Who
from healthlint.claims.vocabulary import INTERVENTIONS, KnownWords
from healthlint.language.phrases import Literals
from healthlint.model.span import Span

_AGENTS = (
    "reliever", "killer", "booster", "enhancer", "suppressant", "relaxant", "aid", "soother", "buster", "fighter",
    "blocker", "burner", "reducer", "calmer", "balancer", "regulator", "stimulant", "remedy", "tonic", "stabiliser",
    "stabilizer", "healer", "inducer",
)  # fmt: skip
_ANY_AGENT = Literals(*_AGENTS)  # cheap: most sentences have none
_AGENT = re.compile(
    r"\b(?:is|are|as|be|been|being|makes?|considered)\s+(?:an?\s+|the\s+)?(?:[\w-]+,?\s+){0,4}?"
    rf"(?P<what>[\w-]+(?:\s[\w-]+)?)[\s-](?P<agent>{'|'.join(_AGENTS)})s?\b"
    r"(?!\s+(?:shots?|jabs?|doses?|seats?|cells?|vaccin\w+))"
)
# What these act on, beside the outcomes of the lexicons.
_PARTS = frozenset({"immune", "fat", "muscle", "digestive", "brain", "nerve", "blood", "hunger", "cough", "craving"})
_FURTHEST = 60  # characters from the subject to what it is said to be
_APART = re.compile(r"[;:.?!]|\b(?:but|which|who|than|instead)\b")


def agent_drafts(prose: str, folded: str, known: KnownWords, sentence: Span) -> Iterator[Draft]:
    """Yield the claims that a compound of an outcome and what acts on it makes. Spans are in the block's prose."""
    if not _ANY_AGENT.any_in(sentence.of(folded)):
        return
    for found in _AGENT.finditer(folded, sentence.start, sentence.end):
        what = _what(prose, folded, known, Span(*found.span("what")))
        who = _who(prose, folded, known, sentence, found.start())
        if what is None or not who:
            continue
        verb = Span(*found.span("agent"))
        yield Draft(who, found.group("agent"), verb, what, folded[sentence.start : what.span.start])


def _what(prose: str, folded: str, known: KnownWords, span: Span) -> What | None:
    """Return what is acted on: the known outcome, or part of the body, that a range ends in."""
    for m in known.outcomes:
        if m.span.end == span.end:
            return What(m.span.of(prose), m.kind, m.span, (m,))
    last = folded[span.start : span.end].split(" ")[-1]
    if last not in _PARTS:
        return None
    part = Span(span.end - len(last), span.end)
    return What(part.of(prose), "function", part)


def _who(prose: str, folded: str, known: KnownWords, sentence: Span, end: int) -> Who:
    """Return the last treatment or food that is named close before a place in its clause."""
    for m in reversed(known.subjects):
        if m.kind in INTERVENTIONS and sentence.start <= m.span.start and m.span.end <= end:
            near = end - m.span.end <= _FURTHEST and not _APART.search(folded, m.span.end, end)
            return Who(m.span.of(prose), m.kind, m.span) if near else Who()
    return Who()
