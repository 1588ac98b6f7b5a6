"""Whose voice a stretch of prose speaks in: a question, a quotation, somebody else's claim, a rebutted claim."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from healthlint.language.analysis import Analysis
from healthlint.language.lexicon import lexicon
from healthlint.language.phrases import Literals
from healthlint.language.sentences import Sentence
from healthlint.model.document import BlockKind
from healthlint.model.span import Span

_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|(?<!\w)‘[^‘]*?’(?!\w)|(?<!\w)'[^'\n]+?'(?!\w)")
_ENDS_AS_QUESTION = re.compile(r"\?[\"'”’)\]!]*$")
_TELLS = re.compile(r"\W*did you know\b", re.IGNORECASE)
# A neutral attribution ("according to NICE") names a source; it does not keep its distance from the claim.
_NEUTRAL = frozenset({"according to", "claims", "claim"})
_CLAIMING = re.compile(
    r"\b(?:(?<!\bwe )(?<!health )(?<!our )claims?|who claim|they claim|claimed|claiming)\b"
    r"(?!\s+(?:form|your|back|for benefits))"
)
_TURN = re.compile(r"[;–—]|\bbut\b|\bhowever\b")  # before it another clause speaks
_REBUTTAL_NEXT = re.compile(
    r"^(?:but |however,? |yet |in fact,? )?(?:\w+ ){0,2}?(?:it|this|that|they|these|those|there|evidence|research|"
    r"stud(?:y|ies)|"
    r"science|trials?|claims?|experts?|doctors?|scientists?|no|none|neither|nothing)\b[^.;]{0,80}?\b"
    r"(?:not|n't|no|false|wrong|untrue|incorrect|myth|unproven|unfounded|misleading|little|debunked|nothing|never)\b"
)
_MYTH_LABEL = re.compile(r"^(?:myth|false|fiction|misconception|fake)(?:\s+(?:no\.?\s*)?\d+)?\s*[:–—.-]")
_WEAK_REBUTTALS = frozenset({"does not", "do not", "in fact", "false", "however, evidence", "however, research"})


def is_question(analysis: Analysis, sentence: Sentence) -> bool:
    """Tell whether a sentence ends in a question mark; "Did you know that …?" tells."""
    text = analysis.text(sentence)
    return bool(_ENDS_AS_QUESTION.search(text)) and not _TELLS.match(text)


def is_quoted(analysis: Analysis, block: int, prose_span: Span) -> bool:
    """Tell whether a range stands in a quoted block or between quotation marks."""
    kind = analysis.block(block)
    if kind.quoted or kind.kind is BlockKind.QUOTE:
        return True
    known = analysis.once(_quotations)
    if block not in known:
        known[block] = tuple(m.span() for m in _QUOTED.finditer(kind.prose))
    quotations = known[block]
    return bool(quotations) and any(start < prose_span.start and prose_span.end < end for start, end in quotations)


def _quotations(analysis: Analysis) -> dict[int, tuple[tuple[int, int], ...]]:
    """Return where the quotations of each block will be kept."""
    return {}


@dataclass(frozen=True, slots=True)
class _Voice:
    """What one sentence, folded, holds of the words that give a claim to somebody."""

    text: str
    phrases: tuple[str, ...]
    claiming: bool
    myth: bool


def _voices(analysis: Analysis) -> dict[tuple[int, int], _Voice]:
    """Return where what is known of each sentence, by block and number, will be kept."""
    return {}


def _voice(analysis: Analysis, sentence: Sentence) -> _Voice:
    known, key = analysis.once(_voices), (sentence.block, sentence.index)
    voice = known.get(key)
    if voice is None:
        text = sentence.span.of(analysis.folded(sentence.block))
        voice = known[key] = _Voice(text, _distancing().in_text(text), "claim" in text, bool(_MYTH_LABEL.match(text)))
    return voice


def is_reported(analysis: Analysis, block: int, prose_span: Span) -> bool:
    """Tell whether the sentence gives the range as somebody else's claim ("sellers say", "touted as", "claimed to").

    An attribution counts before the range in the same clause, or straight after it ("…, some say").
    """
    sentence = analysis.sentence_at(block, prose_span.start)
    if sentence is None:
        return False
    voice = _voice(analysis, sentence)
    if not voice.phrases and not voice.claiming:
        return False
    start = max(0, prose_span.start - sentence.span.start)
    end = prose_span.end - sentence.span.start
    before = _TURN.split(voice.text[:start])[-1]
    if voice.claiming and _CLAIMING.search(before):
        return True
    after = voice.text[end : end + 60]
    return any(_has(before, p) or _follows(after, p) for p in voice.phrases)


def _follows(after: str, phrase: str) -> bool:
    return phrase in after and bool(re.search(rf",\s+{re.escape(phrase)}\b", after))


def is_rebutted(analysis: Analysis, block: int, prose_span: Span) -> bool:
    """Tell whether the range is labelled a myth, or is a reported claim that this or the next sentence rebuts."""
    sentence = analysis.sentence_at(block, prose_span.start)
    if sentence is None:
        return False
    voice = _voice(analysis, sentence)
    if voice.myth:
        return True
    return is_reported(analysis, block, prose_span) and is_contradicted(analysis, block, prose_span)


def is_contradicted(analysis: Analysis, block: int, prose_span: Span) -> bool:
    """Tell whether this sentence or the next rebuts what a range of it reports."""
    sentence = analysis.sentence_at(block, prose_span.start)
    if sentence is None:
        return False
    text = _voice(analysis, sentence).text
    rest = text[prose_span.end - sentence.span.start :]
    lead = text[: max(0, prose_span.start - sentence.span.start)]
    if any(_has(rest, p) for p in lexicon("rebuttal")) or _contradicted_before(lead):
        return True
    following = _next(analysis, sentence)
    return following is not None and _rebuts(following.span.of(analysis.folded(following.block)))


def _contradicted_before(lead: str) -> bool:
    """Tell whether the rebuttal comes first: "contrary to popular belief", "despite claims that"."""
    return any(_has(lead, p) for p in lexicon("rebuttal") if p not in _WEAK_REBUTTALS)


def _rebuts(text: str) -> bool:
    if _REBUTTAL_NEXT.match(text):
        return True
    return any(_has(text[:120], p) for p in lexicon("rebuttal") if p not in _WEAK_REBUTTALS)


def _next(analysis: Analysis, sentence: Sentence) -> Sentence | None:
    sentences = analysis.sentences(sentence.block)
    return sentences[sentence.index + 1] if sentence.index + 1 < len(sentences) else None


@lru_cache(maxsize=1)
def _distancing() -> Literals:
    return Literals(*(p for p in lexicon("attribution") if p not in _NEUTRAL))


def _has(text: str, phrase: str) -> bool:
    start = text.find(phrase)
    while start >= 0:
        end = start + len(phrase)
        if not (start and text[start - 1].isalnum()) and not text[end : end + 1].isalnum():
            return True
        start = text.find(phrase, start + 1)
    return False
