"""The words that claims are made of, found in one pass: subjects, outcomes, verbs, with their classes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from healthlint.language.lexicon import lexicon, phrases
from healthlint.language.phrases import PhraseSet, longest
from healthlint.language.terms import expand, fold
from healthlint.model.span import Span

# In this order: a phrase that stands in two lists has the first class ("light therapy" is a therapy, not a device).
SUBJECT_LISTS: Mapping[str, str] = {
    "vaccines": "vaccine",
    "medicines": "medicine",
    "therapies": "therapy",
    "treatments": "therapy",
    "practitioners": "therapy",
    "supplements": "supplement",
    "products": "supplement",
    "devices": "device",
    "behaviours": "behaviour",
    "care-subjects": "care",
    "study-subjects": "study",
    "body-subjects": "body",
}
OUTCOME_LISTS: Mapping[str, tuple[str, str]] = {  # list: (class, tier)
    "cancer": ("condition", "a"),
    "conditions-a": ("condition", "a"),
    "conditions-b": ("condition", "b"),
    "immune-terms": ("function", ""),
    "symptoms": ("symptom", ""),
    "body-functions": ("function", ""),
    "risks": ("risk", ""),
}
INTERVENTIONS = frozenset({"vaccine", "medicine", "therapy", "supplement", "device", "behaviour"})
# Forms that are a verb even where the tagger says noun, when a known subject or outcome stands beside them.
SELDOM_NOUNS = frozenset(
    [
        *("cure", "boost", "treat", "relieve", "heal", "fight", "prevent", "protect", "lower", "shrink", "shorten"),
        *("ease", "soothe", "strengthen", "improve", "reduce", "calm", "kill", "combat", "slow", "reverse"),
        *("eliminate", "restore", "enhance", "help", "clear", "beat", "tackle", "melt", "cleanse", "banish"),
        *("detox", "detoxify", "supercharge", "stimulate", "regulate", "alleviate", "support", "increase"),
    ]
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A known phrase in a block: `span` is in its prose. `kind` is a subject class, or an outcome class."""

    span: Span
    phrase: str
    kind: str
    tier: str = ""


@dataclass(frozen=True, slots=True)
class VerbHit:
    """A verb of the lexicon: `span` in the block's prose, `lemma` its first form ("wear off" with its particle)."""

    span: Span
    form: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Words:
    """All known words of one block, each list in order and without overlaps of its own kind."""

    prose: str
    subjects: tuple[Mention, ...]
    outcomes: tuple[Mention, ...]
    verbs: tuple[VerbHit, ...]
    links: tuple[VerbHit, ...]


def find_words(prose: str) -> Words:
    """Return the known words of a block's prose."""
    folded = fold(prose)
    subjects, outcomes, verbs, links = _tables()
    return Words(
        prose,
        tuple(Mention(s, subjects[1][i][0], subjects[1][i][1]) for s, i in longest(subjects[0].search(folded))),
        tuple(
            Mention(s, outcomes[1][i][0], outcomes[1][i][1], outcomes[1][i][2])
            for s, i in longest(outcomes[0].search(folded))
        ),
        tuple(VerbHit(s, verbs[1][i][0], verbs[1][i][1]) for s, i in longest(verbs[0].search(folded))),
        tuple(VerbHit(s, links[1][i], links[1][i]) for s, i in longest(links[0].search(folded))),
    )


@lru_cache(maxsize=1)
def _tables() -> tuple[Any, Any, Any, Any]:
    subjects: dict[str, tuple[str, str]] = {}
    for name, kind in SUBJECT_LISTS.items():
        for phrase in lexicon(name):
            subjects.setdefault(phrase, (phrase, kind))
    outcomes: dict[str, tuple[str, str, str]] = {}
    for name, (kind, tier) in OUTCOME_LISTS.items():
        for phrase in lexicon(name):
            outcomes.setdefault(phrase, (phrase, kind, tier))
    verbs = {form: (form, group[0]) for group in verb_groups() for form in group}
    links = lexicon("correlational")
    return (
        (PhraseSet(tuple(subjects)), tuple(subjects.values())),
        (PhraseSet(tuple(outcomes)), tuple(outcomes.values())),
        (PhraseSet(tuple(verbs)), tuple(verbs.values())),
        (PhraseSet(links), links),
    )


@lru_cache(maxsize=1)
def verb_groups() -> tuple[tuple[str, ...], ...]:
    """Return the verbs of direct cause, each as its forms, the base form first."""
    return tuple(expand(term) for term in _data("lexicons/verbs-direct.yaml")["terms"])


@dataclass(frozen=True, slots=True)
class EstablishedPair:
    """What ordinary medicine rests on: any of these subjects does good to any of these outcomes."""

    subjects: frozenset[str]
    outcomes: frozenset[str]


@lru_cache(maxsize=1)
def established_pairs() -> tuple[EstablishedPair, ...]:
    """Return the pairs of `data/established.yaml`."""
    return tuple(
        EstablishedPair(frozenset(phrases(pair["subject"])), frozenset(phrases(pair["outcome"])))
        for pair in _data("established.yaml")["pairs"]
    )


def _data(name: str) -> Any:
    import yaml

    text = (files("healthlint") / "data" / name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
