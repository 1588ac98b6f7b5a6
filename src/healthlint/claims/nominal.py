"""Claims without a verb of their own: "the benefits of X for Y", "the improvement in Y due to X", "X for Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthlint.claims.located import Draft, What, Who
from healthlint.claims.roles import NAMES_A_SERVICE
from healthlint.claims.strength import rung
from healthlint.claims.vocabulary import INTERVENTIONS, KnownWords, Mention
from healthlint.model.span import Span

_CHANGE = re.compile(
    r"\b(?:improvements?|reductions?|increases?|decreases?|drops?|falls?|rises?|boosts?|recovery|relief|gains?)\s+(?:in|of|from)\s+(?:[\w'’-]+\s+){0,3}$"
)
_CAUSED = re.compile(
    r"^\s*(?:that (?:is|was) |which (?:is|was) )?(?P<cause>due to|because of|thanks to|as a result of|owing to|"
    r"attributable to|caused by|brought about by|resulting from|produced by)\s+(?:[\w'’-]+\s+){0,3}$"
)
_BENEFIT = re.compile(r"\b(?:benefits?|powers?|healing properties|healing powers?)\s+of\s+(?:[\w'’-]+\s+){0,3}$")
_FOR = re.compile(r"^\s+(?:for|in|on|against)\s+(?:[\w'’-]+\s+){0,3}$")
_IS_CURE = re.compile(
    r"\b(?P<link>is|are|offers?|provides?|gives?|brings?|makes?|be|as|delivers?|making it|makes it)\s+"
    r"(?:[\w'’-]+,?\s+){0,4}?"
    r"(?:(?P<noun>cure|cures|remedy|remedies|treatment|treatments|therapy|relief|protection|help)\s+(?:for|from|of|against)|"
    r"(?P<other>solution|solutions|answer|antidote|alternative|choice|option)\s+(?:for|to))\s+(?:[\w'’-]+\s+){0,3}$"
)
# "may be useful for conditions such as X", "is widely used for X", "works wonders for X". What is used for people with
# X may do something else for them.
_IS_GOOD = re.compile(
    r"\b(?:(?:is|are|be|been|was|were|prove[sd]?|proven|found|considered|thought)\s+(?:not\s+)?"
    r"(?:[a-z]+ly\s+|also\s+|very\s+|often\s+|most\s+|more\s+|quite\s+|so\s+){0,2}"
    r"(?P<good>useful|helpful|beneficial|effective|efficacious|good|great|excellent|ideal|brilliant|superb|wonderful|"
    r"fantastic|invaluable|essential|vital|"
    r"used(?!\s+(?:\w+\s+){1,4}(?:with|who)\b))"
    r"|(?:works?|worked|do|does|did)\s+(?P<works>wonders|miracles|well|brilliantly|best)"
    r"|(?:has|have|had|offers?)\s+(?:an?\s+|many\s+|several\s+|potential\s+|possible\s+|great\s+|some\s+)?"
    r"(?P<effect>(?:(?:therapeutic|healing|beneficial|protective|curative)\s+effects?|benefits)))\s+"
    r"(?:for|on|against|(?<=helpful\s)with|(?<=useful\s)with|"
    r"in (?:the )?(?:treatment|management|relief|prevention) of|in|for (?:treating|relieving|easing|managing))\s+"
    r"(?!(?:the )?(?:parents|carers|families|mothers|relatives|friends)\b)"
    r"(?:(?:[\w-]+\s+){0,2}(?:cases?|types?|forms?|kinds?|range|variety)\s+of\s+)?"
    r"(?:[\w'’-]+\s+){0,3}(?:(?:such as|including|like):?\s+(?:[\w'’-]+\s+){0,2})?$"
)
_USED = re.compile(r"\bused\b")  # "has long been used as a remedy for"
_INSTEAD_OF = re.compile(r"\b(?:replac\w+|instead of|rather than|alternative to|unlike)\s+(?:\w+\s+){0,2}$")
_FURTHEST = 60  # characters from a subject to the word that says what it is
_IT = re.compile(r"\bmak(?:es|ing) it\b")  # "is rich in oils, making it a good choice for": the first one
_PLAIN_FOR = re.compile(r"^\s+(?:for|to treat|to help with|against)\s+(?:[\w'’-]+\s+){0,2}$")


def nominal_drafts(prose: str, folded: str, known: KnownWords, sentence: Span, *, headline: bool) -> Iterator[Draft]:
    """Yield the claims of one sentence that its nouns make. Spans are in the block's prose."""
    subjects = [m for m in known.subjects if m.kind in INTERVENTIONS and sentence.covers(m.span)]
    if not subjects:
        return
    outcomes = [m for m in known.outcomes if sentence.covers(m.span) and not NAMES_A_SERVICE.match(prose, m.span.end)]
    for outcome in outcomes:
        for subject in subjects if _IT.search(folded, sentence.start, sentence.end) else _nearest(subjects, outcome):
            draft = (
                _change(prose, folded, subject, outcome, sentence)
                or _benefits(prose, folded, subject, outcome, sentence)
                or _is_cure(prose, folded, known, subject, outcome, sentence)
                or _is_good(prose, folded, known, subject, outcome, sentence)
                or (_plain_for(prose, folded, subject, outcome, sentence) if headline else None)
            )
            if draft:
                yield draft
                break


def _nearest(subjects: list[Mention], outcome: Mention) -> list[Mention]:
    return sorted(subjects, key=lambda subject: abs(subject.span.start - outcome.span.start))


def _change(prose: str, folded: str, subject: Mention, outcome: Mention, sentence: Span) -> Draft | None:
    if subject.span.start < outcome.span.end:
        return None
    cause = _CAUSED.match(folded[outcome.span.end : subject.span.start])
    if cause is None or _CHANGE.search(folded, sentence.start, outcome.span.start) is None:
        return None
    start = outcome.span.end + cause.start("cause")
    verb = Span(start, outcome.span.end + cause.end("cause"))
    return _draft(prose, folded, subject, outcome, verb, cause.group("cause"), sentence)


def _benefits(prose: str, folded: str, subject: Mention, outcome: Mention, sentence: Span) -> Draft | None:
    if outcome.span.start < subject.span.end or not _FOR.match(folded[subject.span.end : outcome.span.start]):
        return None
    before = _BENEFIT.search(folded, sentence.start, subject.span.start)
    if before is None:
        return None
    end = before.start() + re.match(r"[\w ]*?(?=\s+of\b)", folded[before.start() :]).end()  # type: ignore[union-attr]
    return _draft(prose, folded, subject, outcome, Span(before.start(), end), "benefit", sentence)


def _is_cure(
    prose: str, folded: str, known: KnownWords, subject: Mention, outcome: Mention, sentence: Span
) -> Draft | None:
    if outcome.span.start < subject.span.end:
        return None
    m = _IS_CURE.search(folded, subject.span.end, outcome.span.start)
    if m is None or m.start() - subject.span.end > _FURTHEST:
        return None
    between = folded[subject.span.end : m.start()]
    if re.search(r"[;:.?!]", between) or _INSTEAD_OF.search(folded, sentence.start, subject.span.start):
        return None
    name = "noun" if m.group("noun") else "other"
    if any(m.end(name) < verb.span.start and verb.span.end < outcome.span.start for verb in known.verbs):
        return None  # "a treatment for curing psoriasis" says it with a verb
    used = m.group("link") == "as" and _USED.search(folded, subject.span.end, m.start()) is not None
    strength = "can" if used and rung(folded[sentence.start : m.start()]) == "direct" else ""
    return _draft(prose, folded, subject, outcome, Span(*m.span(name)), m.group(name), sentence, strength=strength)


def _is_good(
    prose: str, folded: str, known: KnownWords, subject: Mention, outcome: Mention, sentence: Span
) -> Draft | None:
    if outcome.kind not in {"condition", "symptom", "function"} or outcome.span.start < subject.span.end:
        return None
    m = _IS_GOOD.search(folded, subject.span.end, outcome.span.start)
    if m is None or m.start() - subject.span.end > _FURTHEST:
        return None
    between = folded[subject.span.end : m.start()]
    if re.search(r"[,;:.?!]", between) or _INSTEAD_OF.search(folded, sentence.start, subject.span.start):
        return None
    name = next(name for name in ("good", "works", "effect") if m.group(name))
    used = m.group(name) == "used"
    if used and outcome.kind == "function":
        return None  # "is used for energy" says what it is taken for
    said = Span(*m.span(name))
    if name == "good" and any(
        verb.span.covers(said) or (said.end < verb.span.start and verb.span.end < outcome.span.start)
        for verb in known.verbs
    ):
        return None  # "is effective against" is a verb of the lexicon, "effective in easing" has one
    strength = "can" if used and rung(folded[sentence.start : m.start(name)]) == "direct" else ""
    return _draft(prose, folded, subject, outcome, Span(*m.span(name)), "for", sentence, strength=strength)


def _plain_for(prose: str, folded: str, subject: Mention, outcome: Mention, sentence: Span) -> Draft | None:
    if outcome.span.start < subject.span.end:
        return None
    gap = _PLAIN_FOR.match(folded[subject.span.end : outcome.span.start])
    if gap is None:
        return None
    start = subject.span.end + 1
    start += 3 if folded.startswith("to ", start) else 0
    word = re.match(r"[a-z]+", folded[start:])
    end = start + (word.end() if word else 3)
    return _draft(prose, folded, subject, outcome, Span(start, end), "for", sentence, strength="can")


def _draft(
    prose: str,
    folded: str,
    subject: Mention,
    outcome: Mention,
    verb: Span,
    lemma: str,
    sentence: Span,
    *,
    strength: str = "",
) -> Draft:
    return Draft(
        Who(subject.span.of(prose), subject.kind, subject.span),
        lemma,
        verb,
        What(outcome.span.of(prose), outcome.kind, outcome.span, (outcome,)),
        folded[sentence.start : verb.start],
        strength=strength,
    )
