"""From a draft to a claim: its strength, polarity, people, figures and study, each with its place in the source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from healthlint.claims.advice import advice
from healthlint.claims.certainty import certainty, word_of
from healthlint.claims.claim_type import claim_type
from healthlint.claims.direction import direction
from healthlint.claims.hearsay import is_hearsay
from healthlint.claims.located import Draft, LocatedClaim, Who
from healthlint.claims.numbers import Figure, figures
from healthlint.claims.population import population
from healthlint.claims.questions import opens_as_question
from healthlint.claims.reporter import reporter
from healthlint.claims.strength import boosters, hedges, rung
from healthlint.claims.study_facts import study_facts
from healthlint.claims.vocabulary import is_established
from healthlint.claims.words import words_of
from healthlint.language.analysis import Analysis
from healthlint.language.negation import span_polarity
from healthlint.language.sentences import Sentence
from healthlint.language.voice import is_contradicted
from healthlint.model.claim import NO_PART, Claim, Number, Part
from healthlint.model.span import Span

_WORDED = re.compile(
    r"\b(?:may|might|could|can|would|should|seems?|appears?|suggests?|suggested|possibly|potentially|perhaps|likely|"
    r"able to|capable of|(?:ability|potential|power) (?:to|for|of)|"
    r"known to|shown to|found to|used to|thought to|believed to|helps?|if|whether)\b"
)


_WANT = re.compile(r"(?:a |the |any )?(?:lack|absence|shortage|want) of\b|too little\b")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is judged of a whole sentence: how certain it sounds ("certain" …), how strongly it advises ("none" …)."""

    certainty: str = ""
    advice: str = "none"


def judgement(analysis: Analysis, sentence: Sentence) -> Judgement:
    """Return how certain a sentence sounds and how strongly it advises."""
    words = words_of(analysis, sentence)
    return Judgement(word_of(certainty(words)), advice(words))


def assembled(
    analysis: Analysis,
    sentence: Sentence,
    draft: Draft,
    claim_id: str,
    place: Span,
    judged: Judgement,
    *,
    headline: bool,
) -> LocatedClaim:
    """Return the claim of a draft; `place` is the part of its sentence in which figures belong to it."""
    block = analysis.block(sentence.block)
    text = analysis.text(sentence)
    folded = sentence.span.of(analysis.folded(sentence.block))
    polarity = _polarity(analysis, sentence, draft)
    condition = draft.what.condition
    strength, worded = _strength(draft, sentence, folded)
    outcome = draft.what.phrase or draft.what.span
    going = direction(draft)
    claim = Claim(
        claim_id=claim_id,
        block=sentence.block,
        span=block.map.to_source(sentence.span) or block.source_span,
        prose_span=sentence.span,
        quote=text,
        subject=_subject(block, draft.who),
        subject_class=draft.who.kind if draft.who.kind != "pronoun" else "other",
        verb=part_of(block, draft.verb_span.of(block.prose), draft.verb_span),
        outcome=_phrase(block, outcome),
        outcome_class=draft.what.kind,
        strength=strength,
        polarity=polarity,
        direction=going,
        condition=condition.phrase if condition else "",
        tier=condition.tier if condition else "",
        hedges=hedges(folded),
        boosters=boosters(folded),
        headline=headline,
        established=_established(draft),
        claim_type=claim_type(
            folded,
            verb=draft.verb,
            subject_class=draft.who.kind,
            outcome_class=draft.what.kind,
            direction=going,
            strength=strength,
            quoted=block.quoted,
        ),
        population=_optional(block, population(analysis.folded(sentence.block), sentence.span, outcome)),
        reporter=_optional(block, reporter(draft.wording, folded, draft.lead, sentence.span.start)),
        certainty=judged.certainty,
        advice=judged.advice,
        strength_words=tuple(_phrase(block, span) for span in worded),
        numbers=tuple(_number(block, figure) for figure in figures(analysis.folded(sentence.block), place)),
        study=study_facts(analysis, sentence, outcome.of(block.prose)),
    )
    fragment = not draft.who and _opens_as_fragment(draft.verb_span.of(block.prose), draft, sentence)
    return LocatedClaim(
        claim,
        draft.who.text,
        draft.verb,
        draft.verb_span,
        draft.what.span,
        draft.who.span,
        draft.what.mentions,
        fragment,
    )


def _polarity(analysis: Analysis, sentence: Sentence, draft: Draft) -> str:
    """Return how the text stands to a claim: by the words around its verb, and by what governs it in the parse."""
    polarity = span_polarity(analysis, sentence, draft.verb_span)
    if polarity == "negated" and _is_of_want(analysis, sentence, draft):
        polarity = "asserted"
    words = words_of(analysis, sentence)
    asked = (draft.wording is not None and draft.wording.asked) or opens_as_question(words, draft.who.span)
    if asked and polarity in {"asserted", "negated"}:
        return "questioned"
    if draft.verb == "for" and polarity == "asserted":
        return span_polarity(analysis, sentence, draft.what.span)
    if polarity == "asserted" and is_hearsay(words, words.head_of(draft.verb_span)):
        return "rebutted" if is_contradicted(analysis, sentence.block, draft.verb_span) else "reported"
    return polarity


def _is_of_want(analysis: Analysis, sentence: Sentence, draft: Draft) -> bool:
    """Tell whether a claim is about the want of something, which denies nothing: "lack of sleep causes stress"."""
    phrase = draft.who.phrase or draft.who.span
    return phrase is not None and _WANT.match(analysis.folded(sentence.block), phrase.start) is not None


def _strength(draft: Draft, sentence: Sentence, folded: str) -> tuple[str, tuple[Span, ...]]:
    """Return the rung of a claim and the words that made it, in the block's prose."""
    if draft.wording is not None and not draft.strength:
        return draft.wording.strength, draft.wording.words
    strength = draft.strength or rung(draft.lead, link=draft.link)
    if draft.strength or draft.link or strength == "direct":
        return strength, (draft.verb_span,)
    said = [Span(*m.span()).shift(sentence.span.start) for m in _WORDED.finditer(folded[: len(draft.lead)])]
    return strength, tuple(said[-1:])


def _number(block: Any, figure: Figure) -> Number:
    part = _phrase(block, figure.span)
    return Number(part.text, figure.kind, figure.unit, part.span)


def _optional(block: Any, prose_span: Span | None) -> Part:
    return _phrase(block, prose_span) if prose_span is not None else NO_PART


def _opens_as_fragment(verb: str, draft: Draft, sentence: Sentence) -> bool:
    """Tell whether the sentence is product copy that leaves its subject out: "Relieves pain. Boosts energy."""
    first = verb.split(" ")[0]
    return draft.verb_span.start - sentence.span.start <= 2 and first.endswith("s") and not draft.verb.endswith("s")


def _subject(block: Any, who: Who) -> Part:
    if not who:
        return NO_PART
    return _phrase(block, who.phrase or who.span) if who.span is not None else Part(who.text)


def _phrase(block: Any, prose_span: Span) -> Part:
    return Part(prose_span.of(block.prose), block.map.to_source(prose_span))


def part_of(block: Any, text: str, prose_span: Span | None) -> Part:
    return Part(text, block.map.to_source(prose_span) if prose_span else None)


def _established(draft: Draft) -> bool:
    said = frozenset(m.phrase for m in draft.what.mentions) or frozenset({draft.what.text.lower()})
    return is_established(draft.who.text.lower(), said)


def claim_id_of(normalised: str, ordinal: int) -> str:
    """Return 12 hexadecimal digits of the sentence's words and the claim's number among those of equal sentences."""
    return blake2b(f"{normalised}\x00{ordinal}".encode(), digest_size=6).hexdigest()


def normalised(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
