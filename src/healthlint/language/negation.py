"""Negation, and the one answer to "does the text itself assert this?".

Two readings are joined: the dependency parse (precise where the tagger is right) and the words to the left in the
clause, after NegEx (Chapman et al. 2001), which still hold when the tagger takes "cures" for a noun. Limited
negatives ("not only boosts", "never fails to relieve", "no other therapy boosts") are assertions.
"""

from __future__ import annotations

import re
from typing import Any

from healthlint.language.analysis import Analysis
from healthlint.language.denied import SAYING, token_negated
from healthlint.language.phrases import Literals
from healthlint.language.sentences import Sentence
from healthlint.language.voice import is_question, is_quoted, is_rebutted, is_reported
from healthlint.model.span import Span

GUARDS = frozenset({"negated", "question", "quoted", "reported", "rebutted"})
NEEDS_PARSE = frozenset({"negated", "reported", "rebutted"})

_CLAUSE_END = re.compile(
    r"[;:–—]|\b(?:but|however|although|though|yet|whereas|while|because|since|so)\b|,\s(?:and|which|it|this)\b"
)
# Adverbs and articles may stand between a negator and its word; a noun or a verb may not.
_NEAR_LEFT = re.compile(
    r"(?:\b(?:not|never|cannot|can't|don't|doesn't|didn't|won't|wouldn't|isn't|aren't|wasn't|hasn't|haven't|"
    r"without|nor|neither|no)\b)"
    r"(?:\s+(?:to|be|been|a|an|the|any|yet|ever|really|actually|always|fully|completely|directly|in|by|itself|known|"
    r"such|thing|as|single|real|definite|simple|quick|guaranteed|proven|enough|sufficient|able|likely|currently|help|"
    r"\w+ly))*[\s(“\"']*$"
)
_PHRASES_LEFT = re.compile(
    r"\b(?:no|little|insufficient|not enough|lack of|lacks?|absence of|without|scant|limited|weak|isn't any|not any)\s+"
    r"(?:[\w-]+\s+){0,4}?(?:evidence|proof|studies|trials|data|research|reason|guarantee|sign)\b"
    r"(?!\s*,)[^.?!]*$"
    r"|\b(?:myth|misconception|fallacy|untrue|not true|isn't true|false|wrong|nonsense)\s+"
    r"(?:that|to (?:say|think|believe))\b[^.?!]*$"
    r"|\b(?:den(?:y|ies|ied)|doubt(?:s|ed)?|disput(?:e|es|ed)|disprov(?:e|ed|es|en)|debunk(?:s|ed)?)\s+"
    r"(?:that|claims?|the (?:claim|idea))\b[^.?!]*$"
    r"|\b(?:not (?:known|clear|certain|proven|shown)|unclear|unknown|uncertain|don't know|do not know|not know|"
    r"nobody knows|no one knows)\s+"
    r"(?:if|whether|that|how|to)\b[^.?!]*$"
    r"|\b(?:fail(?:s|ed|ing)?|unable|unlikely|cannot be (?:expected|relied on))\s+to(?:\s+\w+ly)?\s*$"
    r"|\b(?:rather than|instead of|lack of|absence of|free (?:of|from))\s+(?:[\w-]+\s+){0,2}$"
)
_LIMITED_LEFT = re.compile(
    r"\bnot (?:only|just|merely|simply|alone)\b|\bnever (?:fails?|ceases?|hesitates?)\b|\bnot fail(?:s|ed)? to\b|"
    r"\b(?:no|nothing) (?:other|else)\b|\bno wonder\b|\bno doubt\b|\bnot to mention\b|\bno matter\b|"
    r"\bthere is no question\b|"
    r"\bno longer need\b|\bnothing (?:beats|works)\b|\bno more\b"
)
# What any denial takes: a sentence without these denies nothing, neither by its words nor by its parse.
_NO_WORD = re.compile(
    r"\bn(?:o|ever|either)|n't\b|cannot|\bl(?:ie|ying|ay|ain)|"
    r"\b(?:do|does|did|ca|wo|is|are|was|were|has|have|had|would|could|should|must|might|need|ai)nt\b"
)
_DENYING_STEMS = Literals(
    "without", "hardly", "scarce", "fail", "ceas", "hesitat", "neglect", "refus", "deny", "deni", "doubt", "disput",
    "reject", "debunk", "disprov", "refut", "dismiss", "discredit", "contradict", "myth", "misconc", "fallac", "hoax",
    "fals", "untrue", "wrong", "incorrect", "unlikely", "unable", "incapable",
    "unproven", "unclear", "uncertain", "unknown", "unfounded", "impossible", "ineffective", "baseless", "mislead",
    "little", "insufficient", "scant", "limited", "weak", "poor", "minimal", "lack", "absence", "rather than",
    "instead of", "free of", "free from",
)  # fmt: skip
_IDEA = re.compile(r"\b(?:" + "|".join(sorted(SAYING)) + r")s?\s+(?:that|about|of)\b")
_IS_FALSE = re.compile(
    r"\b(?:is|are|was|were|has been|have been)\s+(?:\w+ly\s+)?(?:a |an |the )?"
    r"(?:false|wrong|untrue|incorrect|myth|misleading|unproven|unfounded|debunked|discredited|disproved|disproven|"
    r"not true|not supported|not backed|nonsense|misconception|baseless|rejected)"
)
_NOTHING = re.compile(r"\bno(?:thing)?\b")
_ASKS_BACK = re.compile(r"(?:do|does|did|is|are|can|could|would|will|has|have)n['’]t\b")
_COMPARED_AFTER = re.compile(
    r"^[^.;]{0,60}\b(?:like|as (?:well|fast|much|effectively|quickly|powerfully)|better than|more than|faster than)\b"
)


def is_negated(analysis: Analysis, block: int, prose_span: Span) -> bool:
    """Tell whether the words around a range of a block's prose deny it. Negators inside the range do not count."""
    sentence = analysis.sentence_at(block, prose_span.start)
    if sentence is None:
        return False
    if prose_span.end <= sentence.span.end and not _may_deny(analysis, sentence):
        return False
    text = sentence.span.of(analysis.folded(block))
    start = max(0, prose_span.start - sentence.span.start)
    clause = _clause_before(text[:start])
    after = text[prose_span.end - sentence.span.start :]
    if _PHRASES_LEFT.search(text[:start]) and not _LIMITED_LEFT.search(clause):
        return True
    if _LIMITED_LEFT.search(clause) or (_NOTHING.search(clause) and _COMPARED_AFTER.search(after)):
        return False
    if _NEAR_LEFT.search(clause):
        return True
    if _denied_after(after, text[:start]):
        return True
    return _negated_by_parse(analysis, block, prose_span)


def _may_deny(analysis: Analysis, sentence: Sentence) -> bool:
    """Tell whether a sentence holds a word without which nothing in it is denied; looked up once for each sentence."""
    known, key = analysis.once(_denials), (sentence.block, sentence.index)
    if key not in known:
        text = sentence.span.of(analysis.folded(sentence.block))
        known[key] = _DENYING_STEMS.any_in(text) or bool(_NO_WORD.search(text))
    return known[key]


def _denials(analysis: Analysis) -> dict[tuple[int, int], bool]:
    """Return where what is known of each sentence, by block and number, will be kept."""
    return {}


def _clause_before(left: str) -> str:
    last = 0
    for m in _CLAUSE_END.finditer(left):
        last = m.end()
    return left[last:]


def _denied_after(after: str, before: str) -> bool:
    """Tell whether the sentence says that an idea or claim is false: "the idea that garlic cures colds is false"."""
    return bool(_IDEA.search(before)) and bool(_IS_FALSE.search(after))


def _negated_by_parse(analysis: Analysis, block: int, prose_span: Span) -> bool:
    doc = analysis.parse(block)
    span = analysis.token_span(doc, prose_span)
    if span is None or not len(span):
        return False
    inside = {t.i for t in span}
    return token_negated(span.root, inside)


def polarity(analysis: Analysis, sentence: Sentence, token: Any) -> str:
    """Return how the text stands to a claim word: asserted, negated, questioned, reported or rebutted."""
    span = Span(token.idx, token.idx + len(token.text))
    return span_polarity(analysis, sentence, span)


def span_polarity(analysis: Analysis, sentence: Sentence, prose_span: Span) -> str:
    """Return how the text stands to a range: asserted, negated, questioned, reported or rebutted."""
    block = sentence.block
    if is_rebutted(analysis, block, prose_span):
        return "rebutted"
    question = is_question(analysis, sentence)
    if question and _ASKS_BACK.match(analysis.text(sentence).lower()):
        return "questioned"  # "Doesn't garlic cure colds?" suggests that it does
    if is_negated(analysis, block, prose_span):
        return "negated"
    if question:
        return "questioned"
    return "reported" if is_reported(analysis, block, prose_span) else "asserted"


def guard(name: str, analysis: Analysis, block: int, prose_span: Span) -> bool:
    """Tell whether one guard holds for a range of a block's prose. Raises ValueError for an unknown name."""
    if name not in GUARDS:
        raise ValueError(f"no guard is called `{name}`; there are {', '.join(sorted(GUARDS))}")
    if name == "quoted":
        return is_quoted(analysis, block, prose_span)
    if name == "question":
        sentence = analysis.sentence_at(block, prose_span.start)
        return sentence is not None and is_question(analysis, sentence)
    if name == "negated":
        return is_negated(analysis, block, prose_span)
    return (is_reported if name == "reported" else is_rebutted)(analysis, block, prose_span)


def guarded(analysis: Analysis, block: int, span: Span, names: tuple[str, ...]) -> bool:
    """Tell whether any of the named guards holds for a range of a block's prose."""
    return any(guard(name, analysis, block, span) for name in names)
