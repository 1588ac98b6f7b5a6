"""Which sentences need a source, and why: statistics, studies, risks, doses, guidance, comparisons, causes …

Cue-based (see `cues`): the reasons follow the taxonomy of citation needs of Redi et al. (2019), made specific to
health. What an intervention does (`effect`) is read by the claim extractor, quotations by `quotes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from healthlint.citations.authority import is_vague_appeal
from healthlint.citations.cues import COMES_FROM, CUES, INSTRUCTION, LEADS_TO, PAGE_TALK, SOFT, STRONG, parts
from healthlint.citations.facts import facts, is_statement
from healthlint.citations.gates import SentenceGates
from healthlint.citations.origin import origins
from healthlint.citations.reach import goes_on
from healthlint.citations.reports import reports, unsourced
from healthlint.citations.weight import is_own_outcome, weigh
from healthlint.language.lexicon import lexicon
from healthlint.language.phrases import PhraseSet
from healthlint.model.document import BlockKind
from healthlint.model.finding import Severity
from healthlint.model.span import Span

if TYPE_CHECKING:
    from healthlint.claims.located import LocatedClaim
    from healthlint.language.analysis import Analysis
    from healthlint.language.sentences import Sentence

# That something is new is no reason by itself.
_UNTOLD = frozenset({"novelty"})
# Reasons that reach only three sentences ahead for the citation at the paragraph's end.
STRICT = frozenset({"statistic", "study"})
# "it is not that tea causes gout", "nobody knows why tea causes gout"
_DENIED = re.compile(r"\bnot (?:that|because)\b[^.;:]*$|\b(?:how|if|what|whether|why)\b[^,.;:]*$")
# Nobody is said to hold it: the rule about vague authorities asks who does.
_HEARSAY = re.compile(
    r"\bit is (?:widely |generally |commonly |often )?(?:said|believed|well (?:established|known))\b", re.IGNORECASE
)
_NEAR = 120  # characters between a cause and its condition
_NUMBER = re.compile(r"\d[\d,.]*")
# "9-16%2", "adults.3": a superscript that lost its markup on the way here.
_FLAT_MARKER = re.compile(r"\d%\d{1,2}(?![\d.,%])|(?<=[a-z]{3}[.,])\d{1,2}(?=\s|$)")
_STUDIED = re.compile(
    r"\b(?:followed|involv(?:ed|ing)|enrol\w+|recruited|participants|took part|volunteers|randomi[sz]ed|"
    r"data (?:on|from)|included|analy[sz]ed|in the (?:study|trial|analysis))\b"
)
# Words for illness in general are in the lists too; a cause of "symptoms" is physiology, one of asthma a claim.
_GENERAL_WORDS = (
    "disease diseases illness illnesses inflammation ailment ailments symptom symptoms infection infections stress "
    "virus viruses fever cold rash"
)
_GENERAL = frozenset(_GENERAL_WORDS.split()) | {"health problem", "health problems"}


@dataclass(frozen=True, slots=True)
class Need:
    """One reason why one sentence needs a source. `cue` and `sentence` are ranges of the block's prose."""

    block: int
    sentence: Span
    reason: str
    cue: Span


def needs(analysis: Analysis) -> tuple[Need, ...]:
    """Return what needs a source, in order, one entry for each reason of a sentence. For `analysis.once(needs)`."""
    kinds = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CELL)
    gates = _gates()
    out: list[Need] = []
    for block in analysis.blocks_of(kinds):
        sentences = analysis.sentences(block)
        about_study = False
        for sentence, cues in zip(
            sentences, gates.open(analysis.folded(block), [s.span for s in sentences]), strict=True
        ):
            found = list(_of_sentence(analysis, sentence, cues)) if cues - _ASIDES else []
            # The next sentence about the same study needs no second source.
            about_study = about_study and goes_on(analysis.text(sentence))
            out.extend(n for n in found if not (about_study and n.reason == "study"))
            about_study = about_study or any(n.reason in ("study", "authority") for n in found)
    return tuple(out)


_ASIDES = frozenset({"page-talk"})


@lru_cache(maxsize=1)
def _gates() -> SentenceGates:
    """Return what tells which cues a sentence may hold."""
    cause = (*parts(LEADS_TO), *parts(COMES_FROM))
    return SentenceGates(
        {name: parts(cue) for name, cue in CUES.items()} | {"cause": cause, "page-talk": parts(PAGE_TALK)}
    )


def _of_sentence(analysis: Analysis, sentence: Sentence, cues: frozenset[str]) -> Iterator[Need]:
    """Yield the needs of a sentence that may hold some `cues` (reasons, or "page-talk")."""
    folded = sentence.span.of(analysis.folded(sentence.block))
    if folded.rstrip("\"')] ").endswith("?") or ("page-talk" in cues and PAGE_TALK.search(folded)):
        return
    found = dict(_instructed(folded) if INSTRUCTION.match(folded) else _stated(folded, cues))
    if "study" in found:
        found.pop("statistic", None)  # the figure is the study's: its source is asked for once
    for reason, cue in found.items():
        if reason in SOFT and STRONG & found.keys():
            continue
        yield Need(sentence.block, sentence.span, reason, cue.shift(sentence.span.start))


def _instructed(folded: str) -> Iterator[tuple[str, Span]]:
    """Yield what an instruction needs a source for: the dose that it gives."""
    m = CUES["dose"].search(folded)
    if m:
        yield "dose", Span(*m.span())


def _stated(folded: str, cues: frozenset[str]) -> Iterator[tuple[str, Span]]:
    for reason, pattern in CUES.items():
        m = pattern.search(folded) if reason in cues else None
        if m and not (
            reason == "statistic" and (_counts_those_studied(folded, m.group()) or _FLAT_MARKER.search(folded))
        ):
            yield reason, Span(*m.span())
    cause = _cause(folded) if "cause" in cues else None
    if cause:
        yield "cause", cause


def _counts_those_studied(folded: str, figure: str) -> bool:
    """Tell whether a figure is how many people a study had: its size, not its result."""
    return bool(re.match(r"[\d,.]+ (?!million|billion)[a-z]", figure) and _STUDIED.search(folded))


def _cause(folded: str) -> Span | None:
    """Return the words that say what a named condition comes from, or None."""
    for pattern, forward in ((LEADS_TO, True), (COMES_FROM, False)):
        for m in pattern.finditer(folded):
            if _DENIED.search(folded[: m.start()]):
                continue
            near = folded[m.end() : m.end() + _NEAR] if forward else folded[max(0, m.start() - _NEAR) : m.start()]
            if _conditions().occurs(near):
                return Span(*m.span())
    return None


@lru_cache(maxsize=1)
def _conditions() -> PhraseSet:
    names = dict.fromkeys((*lexicon("conditions-a"), *lexicon("conditions-b"), *lexicon("cancer")))
    return PhraseSet(tuple(n for n in names if n not in _GENERAL))


def numbers_of(text: str) -> frozenset[str]:
    """Return the numbers of a text, for telling whether two sentences state the same figure."""
    return frozenset(n.rstrip(".,") for n in _NUMBER.findall(text))


def needs_source(analysis: Analysis, claims: Iterable[LocatedClaim] = ()) -> dict[Sentence, tuple[str, ...]]:
    """Return the sentences that need a source, in order, with the reasons why, strongest first.

    More than the reasons of `needs`: "reported" where a sentence brings up research, "effect" where one of the
    article's `claims` states one, and "fact" where it states a fact of health. A reviewer asks of each where it comes
    from; a reader may know some of it. In a research article (publisher `journal`) "the study" is the writer's own,
    and `origins` says what is reported and what is held to be established.
    """
    reasons: dict[tuple[int, Span], list[str]] = {}
    settled: set[tuple[int, Span]] = set()
    is_paper = analysis.context.publisher == "journal"
    reported, stated = analysis.once(_by_authors if is_paper else _by_writers)
    for need in analysis.once(needs):
        here = (need.block, need.sentence)
        if _is_met(analysis, need):
            settled.add(here)
        elif need.reason not in _UNTOLD and not _is_named(analysis, need) and not _is_covered(analysis, need):
            reasons.setdefault(here, []).append(need.reason)
    for sentence in reported:
        if not _HEARSAY.search(analysis.text(sentence)):
            reasons.setdefault((sentence.block, sentence.span), []).append("reported")
    if not is_paper:  # what goes on about research that was brought up before is covered with it
        settled |= {(s.block, s.span) for s in analysis.once(reports).keys() - frozenset(reported)}
    for found in claims:
        claim = found.claim
        here = (claim.block, claim.prose_span)
        if here in settled or not is_statement(analysis, claim.block, claim.prose_span):
            continue
        if is_own_outcome(analysis, claim.block, claim.prose_span):
            continue
        if claim.polarity in ("asserted", "reported") and not claim.headline and not claim.established:
            why = reasons.setdefault(here, [])
            if "effect" not in why:
                why.append("effect")
    for sentence in stated:
        here = (sentence.block, sentence.span)
        if here not in settled:
            reasons.setdefault(here, []).append("fact")
    everything = {(sentence.block, sentence.span): sentence for sentence in analysis.all_sentences()}
    return {sentence: tuple(reasons[key]) for key, sentence in everything.items() if key in reasons}


def _is_met(analysis: Analysis, need: Need) -> bool:
    """Tell whether nothing is to be asked for: it is a result of the study that the article reports."""
    return weigh(analysis, need, sells=False) is Severity.OFF


def _is_named(analysis: Analysis, need: Need) -> bool:
    """Tell whether the rule about vague authorities leaves an appeal to research alone: it is then a report."""
    return need.reason == "authority" and not is_vague_appeal(analysis, need.block, need.cue, need.sentence)


def _is_covered(analysis: Analysis, need: Need) -> bool:
    """Tell whether a need has its source; for figures and studies a name is not enough."""
    from healthlint.citations.checks import covered

    return covered(analysis, need, "paragraph", full=need.reason in STRICT)


def _by_authors(analysis: Analysis) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]]:
    """Return which sentences of a research article report the work of others, and which state what is established."""
    found = analysis.once(origins)
    return tuple(s for s in found if found[s] == "others"), tuple(s for s in found if found[s] == "established")


def _by_writers(analysis: Analysis) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]]:
    """Return which sentences of any other text bring up research, and which state a fact."""
    return tuple(unsourced(analysis)), analysis.once(facts)
