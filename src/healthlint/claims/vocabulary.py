"""The words that claims are made of, found in one pass: subjects, outcomes, verbs, with their classes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from operator import itemgetter
from typing import Any, NamedTuple

from healthlint.language.lexicon import lexicon, phrases
from healthlint.language.phrases import automaton, whole
from healthlint.language.terms import expand, fold, is_whole
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
    "helped-outcomes": ("function", ""),
    "risks": ("risk", ""),
}
_GAP = "\N{HORIZONTAL ELLIPSIS}"  # between the parts of a verb: "keep … at bay"
_LONGEST_GAP = 60  # characters between the parts of a verb
_GAP_ENDS = re.compile(r"[.;:?!()–—]|, (?:and|but|which|who)\b|\b(?:but|because|which|who|that|if|when|while)\b")
_PREPOSITIONS = frozenset({"of", "from", "to", "against"})  # the outcome follows: "rid … of"
# Whom something is done to by a verb whose outcome follows; not "relieves the pain of arthritis".
_WHOM = re.compile(
    r" (?:you|me|us|him|her|them|yourself|people|patients|clients|users|women|men|children|anyone|everyone|"
    r"(?:the |your |our |my |his |her |their )?(?:whole |entire )?"
    r"(?:body|mind|system|blood|skin|liver|gut|cells?|brain|heart|bowels?|lungs?|kidneys?|bones?|muscles?|joints?))"
    r"(?: \w+ly| straight| right)?"
)
_CLOSE = 40  # characters after a sentence in which a word may still tell how a verb at its end is used
INTERVENTIONS = frozenset({"vaccine", "medicine", "therapy", "supplement", "device", "behaviour"})
# Forms that are a verb even where the tagger says noun, when a known subject or outcome stands beside them.
SELDOM_NOUNS = frozenset(
    [
        *("cure", "boost", "treat", "relieve", "heal", "fight", "prevent", "protect", "lower", "shrink", "shorten"),
        *("ease", "soothe", "strengthen", "improve", "reduce", "calm", "kill", "combat", "slow", "reverse"),
        *("eliminate", "restore", "enhance", "help", "clear", "beat", "tackle", "melt", "cleanse", "banish"),
        *("detox", "detoxify", "supercharge", "stimulate", "regulate", "alleviate", "support", "increase"),
        *("aid", "tame", "dampen", "revive", "rejuvenate", "loosen", "smooth", "worsen", "disrupt"),
    ]
)


_Found = tuple[int, int, tuple[str, ...]]  # start and end in the prose, what is known of the phrase


# Thousands are made of an article, most of them for nothing: tuples take a quarter of the time of dataclasses.
class Mention(NamedTuple):
    """A known phrase in a block: `span` is in its prose. `kind` is a subject class, or an outcome class."""

    span: Span
    phrase: str
    kind: str
    tier: str = ""


class VerbHit(NamedTuple):
    """A verb of the lexicon: `span` in the block's prose, `lemma` its first form ("wear off" with its particle)."""

    span: Span
    form: str
    lemma: str


class KnownWords(NamedTuple):
    """All known words of one block, each list in order and without overlaps of its own kind."""

    prose: str
    subjects: tuple[Mention, ...]
    outcomes: tuple[Mention, ...]
    verbs: tuple[VerbHit, ...]
    links: tuple[VerbHit, ...]

    def near(self, sentences: Sequence[Span]) -> list[KnownWords]:
        """Return for each sentence of the block those of the words that stand in it or close after it."""
        if len(sentences) == 1:
            return [self]
        columns = [_by_range(words, sentences) for words in self[1:]]
        return [KnownWords(self.prose, *row) for row in zip(*columns, strict=True)]


def _by_range(words: tuple[Any, ...], sentences: Sequence[Span]) -> list[tuple[Any, ...]]:
    """Return the words, which are in order and do not overlap, that touch each sentence or stand close after it."""
    if not words:
        return [()] * len(sentences)
    starts, ends = [w[0].start for w in words], [w[0].end for w in words]
    return [words[bisect_right(ends, s.start) : bisect_left(starts, s.end + _CLOSE)] for s in sentences]


def find_words(prose: str, folded: str | None = None) -> KnownWords:
    """Return the known words of a block's prose; `folded` is the prose as `terms.fold` gives it, where known."""
    folded = fold(prose) if folded is None else folded
    tool, owners = _tables()
    found: tuple[list[Any], ...] = ([], [], [], [], [])
    for index, start, end in whole(folded, tool.find_matches_as_indexes(folded, overlapping=True)):
        for kind, known in owners[index]:
            found[kind].append((start, end, known))
    if found[4]:
        found[2][:0] = [hit for start, end, known in found[4] if (hit := _completed(folded, start, end, known))]
    subjects, outcomes, verbs, links = map(_longest, found[:4])
    return KnownWords(
        prose,
        tuple([Mention(Span(start, end), *known) for start, end, known in subjects]),
        tuple([Mention(Span(start, end), *known) for start, end, known in outcomes]),
        tuple([VerbHit(Span(start, end), *known) for start, end, known in verbs]),
        tuple([VerbHit(Span(start, end), *known) for start, end, known in links]),
    )


def _completed(folded: str, start: int, end: int, known: tuple[str, ...]) -> _Found | None:
    """Return a verb of two parts whose first part stands in a range, None where the second does not follow it.

    Its range is the first part where what it is done to stands between the two, else all of it.
    """
    form, lemma, tail = known
    last, _, outcome = tail.partition("~")
    stop = min(len(folded), end + _LONGEST_GAP)
    at = folded.find(f" {last}{outcome}", end + 1, stop)
    if at < 0 or not is_whole(folded, at + 1, at + 1 + len(last) + len(outcome)) or _GAP_ENDS.search(folded, end, at):
        return None
    if last.split()[-1] not in _PREPOSITIONS:
        return start, end, (form, lemma)
    if not _WHOM.fullmatch(folded, end, at):
        return None
    stop = at + 1 + len(last.rstrip())
    return start, stop, (folded[start:stop], lemma)


def _longest(hits: list[_Found]) -> list[_Found]:
    """Return the hits without those that overlap a longer one (of equal length: the first), in order."""
    if len(hits) < 2:
        return hits
    hits.sort(key=itemgetter(0))
    if all(one[1] <= other[0] for one, other in pairwise(hits)):
        return hits  # nearly always
    kept: list[_Found] = []
    first = 0
    while first < len(hits):
        # Hits that hang together.
        last, end = first + 1, hits[first][1]
        while last < len(hits) and hits[last][0] < end:
            end = max(end, hits[last][1])
            last += 1
        chosen: list[_Found] = []
        for hit in sorted(hits[first:last], key=lambda h: (h[0] - h[1], h[0])):
            if not any(hit[0] < other[1] and other[0] < hit[1] for other in chosen):
                chosen.append(hit)
        kept += sorted(chosen, key=itemgetter(0))
        first = last
    return kept


@lru_cache(maxsize=1)
def _tables() -> tuple[Any, tuple[list[tuple[int, tuple[str, ...]]], ...]]:
    """Return one automaton for all words, and for each of its phrases (list, what is known)."""
    subjects: dict[str, tuple[str, ...]] = {}
    for name, kind in SUBJECT_LISTS.items():
        for phrase in lexicon(name):
            subjects.setdefault(phrase, (phrase, kind))
    outcomes: dict[str, tuple[str, ...]] = {}
    for name, (kind, tier) in OUTCOME_LISTS.items():
        for phrase in lexicon(name):
            outcomes.setdefault(phrase, (phrase, kind, tier))
    verbs: dict[str, tuple[str, ...]] = {form: (form, group[0]) for group in verb_groups() for form in group}
    parted = [(form, known) for form, known in verbs.items() if _GAP in form]
    links: dict[str, tuple[str, ...]] = {phrase: (phrase, phrase) for phrase in lexicon("correlational")}
    owners: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for number, table in enumerate((subjects, outcomes, verbs, links)):
        for phrase, known in table.items():
            if _GAP not in phrase:
                owners.setdefault(phrase, []).append((number, known))
    for form, (_, lemma) in parted:
        first, last = form.split(f" {_GAP} ")
        owners.setdefault(first, []).append((4, (first, _joined(lemma), last)))
    return automaton(tuple(owners)), tuple(owners.values())


def _joined(lemma: str) -> str:
    """Return the name of a verb of two parts without its gap: "keep at bay"."""
    return lemma.replace(f"{_GAP} ", "").replace("~", "")


@lru_cache(maxsize=1)
def verb_groups() -> tuple[tuple[str, ...], ...]:
    """Return the verbs of direct cause, each as its forms, the base form first."""
    return tuple(expand(term) for term in _data("lexicons/verbs-direct.yaml")["terms"])


@lru_cache(maxsize=1)
def helped_outcomes() -> frozenset[str]:
    """Return the outcomes that are verbs themselves, and stand after "help" and its like: "fall asleep"."""
    return frozenset(lexicon("helped-outcomes"))


@dataclass(frozen=True, slots=True)
class EstablishedPair:
    """What ordinary medicine rests on: any of these subjects does good to any of these outcomes."""

    subjects: frozenset[str]
    outcomes: frozenset[str]


def is_established(subject: str, outcomes: frozenset[str]) -> bool:
    """Tell whether ordinary medicine rests on it that a subject (folded) does good to one of some outcomes."""
    return not _established_of().get(subject, frozenset()).isdisjoint(outcomes)


@lru_cache(maxsize=1)
def _established_of() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for pair in established_pairs():
        for subject in pair.subjects:
            found[subject] = found.get(subject, frozenset()) | pair.outcomes
    return found


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
