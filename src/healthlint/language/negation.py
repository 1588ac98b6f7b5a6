"""Negation, and the one answer to "does the text itself assert this?".

Two readings are joined: the dependency parse (precise where the tagger is right) and the words to the left in the
clause, after NegEx (Chapman et al. 2001), which still hold when the tagger takes "cures" for a noun. Limited
negatives ("not only boosts", "never fails to relieve", "no other therapy boosts") are assertions.
"""

from __future__ import annotations

import re
from typing import Any

from healthlint.language.analysis import Analysis
from healthlint.language.sentences import Sentence
from healthlint.language.terms import fold
from healthlint.language.voice import is_question, is_quoted, is_rebutted, is_reported
from healthlint.model.span import Span


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GUARDS = frozenset({"negated", "question", "quoted", "reported", "rebutted"})
NEEDS_PARSE = frozenset({"negated", "reported", "rebutted"})

_NEGATORS = frozenset({"no", "not", "n't", "n’t", "never", "neither", "nor", "without", "hardly", "scarcely"})
_FAILURE = frozenset({"fail", "cease", "hesitate", "neglect", "refuse"})
_DENIAL = frozenset(
    {"deny", "doubt", "dispute", "reject", "debunk", "disprove", "refute", "dismiss", "discredit", "contradict"}
)
_UNTRUE = _words(
    "myth misconception fallacy hoax falsehood lie false untrue wrong incorrect unlikely unable incapable "
    "unproven unclear uncertain unknown nonsense unfounded impossible ineffective baseless misleading"
)
_BACKING = _words("evidence proof sign indication data reason suggestion guarantee basis support benefit trial")
_SCANT = frozenset({"no", "little", "insufficient", "scant", "limited", "weak", "poor", "scarce", "minimal"})
_SAYING = _words("claim idea belief notion theory suggestion assertion rumour rumor story assumption")
_CHAIN = _words("acomp xcomp ccomp acl relcl pcomp prep advcl dobj attr pobj agent")

_CLAUSE_END = re.compile(
    r"[;:–—]|\b(?:but|however|although|though|yet|whereas|while|because|since|so)\b|,\s(?:and|which|it|this)\b"
)
# Adverbs and articles may stand between a negator and its word; a noun or a verb may not.
_NEAR_LEFT = re.compile(
    r"(?:\b(?:not|never|cannot|can't|don't|doesn't|didn't|won't|wouldn't|isn't|aren't|wasn't|hasn't|haven't|"
    r"without|nor|neither|no)\b)"
    r"(?:\s+(?:to|be|been|a|an|the|any|yet|ever|really|actually|always|fully|completely|directly|in|by|itself|known|"
    r"such|thing|as|single|real|definite|simple|quick|guaranteed|proven|currently|help|\w+ly))*[\s(“\"']*$"
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
_COMPARED_AFTER = re.compile(
    r"^[^.;]{0,60}\b(?:like|as (?:well|fast|much|effectively|quickly|powerfully)|better than|more than|faster than)\b"
)


def is_negated(analysis: Analysis, block: int, prose_span: Span) -> bool:
    """Tell whether the words around a range of a block's prose deny it. Negators inside the range do not count."""
    sentence = analysis.sentence_at(block, prose_span.start)
    if sentence is None:
        return False
    text = fold(analysis.text(sentence))
    start = max(0, prose_span.start - sentence.span.start)
    clause = _clause_before(text[:start])
    after = text[prose_span.end - sentence.span.start :]
    if _PHRASES_LEFT.search(text[:start]) and not _LIMITED_LEFT.search(clause):
        return True
    if _LIMITED_LEFT.search(clause) or (re.search(r"\bno(?:thing)?\b", clause) and _COMPARED_AFTER.search(after)):
        return False
    if _NEAR_LEFT.search(clause):
        return True
    if _denied_after(after, text[:start]):
        return True
    return _negated_by_parse(analysis, block, prose_span)


def _clause_before(left: str) -> str:
    last = 0
    for m in _CLAUSE_END.finditer(left):
        last = m.end()
    return left[last:]


def _denied_after(after: str, before: str) -> bool:
    """Tell whether the sentence says that an idea or claim is false: "the idea that garlic cures colds is false"."""
    if not re.search(r"\b(?:" + "|".join(_SAYING) + r")s?\s+(?:that|about|of)\b", before):
        return False
    return bool(
        re.search(
            r"\b(?:is|are|was|were|has been|have been)\s+(?:\w+ly\s+)?(?:a |an |the )?"
            r"(?:false|wrong|untrue|incorrect|myth|misleading|unproven|unfounded|debunked|discredited|disproved|disproven|"
            r"not true|not supported|not backed|nonsense|misconception|baseless|rejected)",
            after,
        )
    )


def _negated_by_parse(analysis: Analysis, block: int, prose_span: Span) -> bool:
    doc = analysis.parse(block)
    span = analysis.token_span(doc, prose_span)
    if span is None or not len(span):
        return False
    inside = {t.i for t in span}
    return token_negated(span.root, inside)


def token_negated(token: Any, ignore: frozenset[int] | set[int] = frozenset()) -> bool:
    """Tell whether the parse puts a token under a negation. `ignore` holds indices of tokens that do not count."""
    node, link, steps = token, "", 0
    while steps < 12:
        if _denies(node, link, ignore, first=node is token):
            return True
        if node.head is node:
            return False
        if node.dep_ == "conj":
            if not _shares_negation(node):
                return False
        elif node.dep_ == "nsubj" or node.dep_ == "nsubjpass":
            # The idea that X cures Y *is false*: the predicate judges its subject; a plain subject is not negated.
            return node.lemma_.lower() in _SAYING and _judged_false(node.head)
        elif node.dep_ not in _CHAIN or (node.dep_ in {"advcl", "relcl"} and node is not token):
            return False
        if _broken(node):
            return False
        link = node.dep_
        node = node.head
        steps += 1
    return False


def _broken(node: Any) -> bool:
    """Tell whether a clause break stands between a word and its head: the parser hangs "a; it is not b" together."""
    first, last = sorted((node.i, node.head.i))
    return any(t.text in {";", ":", "–", "—"} for t in node.doc[first + 1 : last])


def _denies(node: Any, link: str, ignore: frozenset[int] | set[int], *, first: bool) -> bool:
    """Tell whether a node on the way up denies what hangs below it by `link` ("" for the token itself)."""
    if link in {"advcl", "relcl", "dobj", "pobj", "attr", "agent", "prep"} and not _noun_like(node, link):
        # "did not sleep because …", "does not contain sugar that …": the negation belongs to another verb,
        # unless what is denied is the noun of this very verb ("has not been a cure").
        return link in {"dobj", "attr"} and _has_negator(node, ignore)
    lemma = node.lemma_.lower()
    negated = _has_negator(node, ignore)
    if not first and lemma in _FAILURE:
        return not negated
    if not first and lemma in _DENIAL:
        return not negated
    if negated or (first and _subject_denied(node, ignore)):
        return True
    if first:
        return False
    if lemma in _UNTRUE or (lemma in _BACKING and _scant(node)):
        return True
    if lemma in _SAYING and node.dep_ in {"nsubj", "nsubjpass"}:
        return _judged_false(node.head)
    if link == "acomp":
        return _subject_denied(node, ignore)  # "No medicine is safe"
    return link in {"ccomp", "xcomp", "acl"} and (_judged_false(node) or _subject_denied(node, ignore))


def _noun_like(node: Any, link: str) -> bool:
    return node.pos_ in {"NOUN", "PROPN", "ADP", "ADJ"} and link != "relcl"


def _has_negator(node: Any, ignore: frozenset[int] | set[int]) -> bool:
    for child in node.children:
        if child.i in ignore or child.lower_ not in _NEGATORS:
            continue
        if child.lower_ == "without" or child.dep_ in {"neg", "det", "preconj", "advmod", "cc"}:
            if _limited(child) or (child.dep_ == "cc" and child.i > node.i):
                continue
            if child.lower_ == "without":
                continue  # "cures colds without side effects": the preposition denies its own object only
            return True
    return node.lower_ == "without" and node.i not in ignore


def _limited(negator: Any) -> bool:
    """Tell whether a negator is half of "not only … but also" or of "no other"."""
    following = negator.doc[negator.i + 1].lower_ if negator.i + 1 < len(negator.doc) else ""
    return (
        following in {"only", "just", "merely", "simply", "other", "doubt", "wonder", "alone", "to"}
        and negator.lower_ != "never"
    )


def _subject_denied(verb: Any, ignore: frozenset[int] | set[int]) -> bool:
    for child in verb.children:
        if child.dep_ not in {"nsubj", "nsubjpass"} or child.i in ignore:
            continue
        if child.lower_ in {"nothing", "nobody", "none", "neither"}:
            return True
        if child.lemma_.lower() not in _BACKING and _has_negator(child, ignore):
            return True
        if child.lemma_.lower() in _BACKING and _scant(child):
            return True
    return False


def _scant(noun: Any) -> bool:
    if any(c.lower_ in _SCANT for c in noun.children):
        return True
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    return above.lemma_.lower() in {"lack", "absence"} or any(
        c.dep_ == "amod" and c.lower_ == "enough" and any(g.dep_ == "neg" for g in c.children) for c in noun.children
    )


def _judged_false(verb: Any) -> bool:
    if verb.lemma_.lower() in _DENIAL and verb.tag_ in {"VBN", "VBD"}:
        return True
    judged = [c for c in verb.children if c.dep_ in {"acomp", "attr", "oprd", "advmod"}]
    if any(c.lower_ in _UNTRUE or c.lemma_.lower() in _UNTRUE for c in judged):
        return True
    return any(c.dep_ == "neg" for c in verb.children) and any(
        c.lower_ in {"true", "clear", "known", "correct", "supported", "proven", "right"} for c in judged
    )


def _shares_negation(conjunct: Any) -> bool:
    """Tell whether a conjunct is under its head's negation: "does not treat or cure" yes, "not A but B" no."""
    head = conjunct.head
    joiners = {c.lower_ for c in head.children if c.dep_ == "cc"}
    if "but" in joiners:
        return False
    if any(c.dep_ in {"nsubj", "nsubjpass"} for c in conjunct.children):
        return False
    if "or" in joiners or "nor" in joiners:
        return True
    return conjunct.tag_ == head.tag_ and conjunct.tag_ != "VBZ"


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
    if question and re.match(
        r"(?:do|does|did|is|are|can|could|would|will|has|have)n['’]t\b", analysis.text(sentence).lower()
    ):
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
