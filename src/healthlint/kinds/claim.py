"""`claim`: claims of the register that have certain parts.

subject_class: [therapy, supplement, device]   therapy, supplement, medicine, vaccine, device, behaviour, body, care,
                                               study, other; `none`: product copy that leaves it out
                                               ("Relieves pain.")
outcome_unless: ["@cancer"], verb_unless       leave out claims with such an outcome or verb
stronger_than_body: true                       headings worded more strongly than any claim on the matter below them
subject, verb, outcome: terms or @lexicon      words of that part (a verb in any form)
outcome_class: [condition]                     condition, function, symptom, risk, other
tier: [a]                                      of the condition
least_conditions: 3, most_conditions: 2        how many conditions and symptoms the outcome names
strength: [can, direct]                        none, correlational, conditional, can, direct
polarity: [asserted, questioned]               these two unless given
direction: [benefit]                           this unless given; harm, none
headline: true                                 only in headings (false: only elsewhere)
established: false                             leave out what ordinary medicine rests on (this unless given)
cited: false                                   only claims without (true: with) a citation in reach
hedged_severity: warning                       severity of a claim that is worded as possible ("may", "linked to")
bare_severity: info                            severity of a title without a verb ("X for Y")
boosted: true                                  only in sentences with a booster
of: sentence                                   not claims of the register but sentences that state a cause or a
                                               connection, whatever they are about; then only strength, polarity,
                                               `stronger_than_body` (the text names connections only) and the
                                               conditions count, and `mark` is verb or sentence
mark: claim                                    claim (verb to outcome), verb, outcome, subject, sentence
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import field_validator

from healthlint.claims.causal import statements, statements_of
from healthlint.claims.compare import Body, is_stronger_than_body, outdoes_sentences
from healthlint.claims.extract import claims, located
from healthlint.claims.located import LocatedClaim
from healthlint.kinds.base import Unit
from healthlint.kinds.conditions import ConditionOptions, Conditions
from healthlint.language.analysis import Analysis
from healthlint.language.lexicon import phrases
from healthlint.language.phrases import PhraseSet
from healthlint.language.terms import expand, fold
from healthlint.model.document import HEADINGS
from healthlint.model.finding import Match, Severity
from healthlint.model.rule import Rule
from healthlint.model.span import Span

SubjectClass = Literal[
    "therapy", "supplement", "medicine", "vaccine", "device", "behaviour", "body", "care", "study", "other", "none"
]
Strength = Literal["none", "correlational", "conditional", "can", "direct"]
Polarity = Literal["asserted", "negated", "questioned", "reported", "rebutted"]
# What may follow the known words of an outcome within its noun: "health" in "gut health", "-related disorders". Where
# more follows ("skin problems like acne"), the next noun.
_PREPOSITIONS = "in|of|for|from|to|with|on|at|by|as|that|which|who|such|including|like|during|after|than|when|while"
_REST_OF_NOUN = re.compile(rf"(?:-[\w-]+)?(?: (?!(?:{_PREPOSITIONS})\b)[\w'’-]+){{0,3}}")
_NEXT_NOUN = re.compile(
    rf"(?:-[\w-]+)? (?!(?:{_PREPOSITIONS}|and|or|but|is|are)\b)(?!\w+(?:ed|ing|ly)\b)[\w'’-]+(?=[ ,])"
)


class Options(ConditionOptions):
    """The fields of a `claim` rule."""

    subject_class: list[SubjectClass] = []
    subject: list[str] = []
    verb: list[str] = []
    outcome: list[str] = []
    outcome_unless: list[str] = []
    verb_unless: list[str] = []
    outcome_class: list[Literal["condition", "function", "symptom", "risk", "other"]] = []
    tier: list[Literal["a", "b", ""]] = []
    least_conditions: int = 0
    most_conditions: int | None = None
    strength: list[Strength] = []
    polarity: list[Polarity] = ["asserted", "questioned"]
    direction: list[Literal["benefit", "harm", "none"]] = ["benefit"]
    headline: bool | None = None
    established: bool | None = False
    cited: bool | None = None
    boosted: bool | None = None
    hedged_severity: Literal["error", "warning", "info"] | None = None
    bare_severity: Literal["error", "warning", "info"] | None = None
    stronger_than_body: bool = False
    of: Literal["claim", "sentence"] = "claim"
    mark: Literal["claim", "verb", "outcome", "subject", "sentence"] = "claim"

    @field_validator("subject", "verb", "outcome", "outcome_unless", "verb_unless")
    @classmethod
    def _terms_expand(cls, terms: list[str]) -> list[str]:
        for term in terms:
            if not term.startswith("@"):
                expand(term)
        return terms


@dataclass(slots=True)
class ClaimCheck:
    """A compiled `claim` rule."""

    rule: Rule
    options: Options
    conditions: Conditions
    subject: PhraseSet
    verbs: frozenset[str]
    verbs_unless: frozenset[str]
    outcome: PhraseSet
    outcome_unless: PhraseSet
    literals: tuple[str, ...]
    needs_parse: bool = True

    def run(self, analysis: Analysis, unit: Unit) -> Iterator[Match]:
        """Yield a match for each claim that has the parts asked for, in order; of two that overlap, the longer."""
        blocks = frozenset(analysis.blocks_of(self.rule.blocks, quotes=self.rule.quotes))
        matches = self._sentences(analysis, blocks) if self.options.of == "sentence" else self._claims(analysis, blocks)
        yield from _apart(self.conditions.apply(analysis, matches))

    def _claims(self, analysis: Analysis, blocks: frozenset[int]) -> Iterator[Match]:
        for found in analysis.once(located):
            if found.claim.block in blocks and self._wanted(analysis, found):
                yield self._match(analysis, found)

    def _sentences(self, analysis: Analysis, blocks: frozenset[int]) -> Iterator[Match]:
        for said in (said for block in sorted(blocks) for said in statements_of(analysis, block)):
            block = said.sentence.block
            if _has(self.options.strength, said.strength) and _has(self.options.polarity, said.polarity):
                whole = self.options.mark == "sentence"
                prose = analysis.block(block).prose
                verb = said.verb.of(prose)
                if self.options.stronger_than_body and not outdoes_sentences(
                    fold(said.sentence.span.of(prose)), fold(verb), said.strength, analysis.once(_body)
                ):
                    continue
                yield Match(
                    block, said.sentence.span if whole else said.verb, {"verb": verb, "strength": said.strength}
                )

    def _wanted(self, analysis: Analysis, found: LocatedClaim) -> bool:
        claim, asked = found.claim, self.options
        subject_class = "none" if found.fragment else claim.subject_class
        return (
            _has(asked.subject_class, subject_class)
            and _has(asked.outcome_class, claim.outcome_class)
            and _has(asked.tier, claim.tier)
            and asked.least_conditions <= len(found.named)
            and (asked.most_conditions is None or len(found.named) <= asked.most_conditions)
            and _has(asked.strength, claim.strength)
            and _has(asked.polarity, claim.polarity)
            and _has(asked.direction, claim.direction)
            and asked.headline in (None, claim.headline)
            and asked.established in (None, claim.established)
            and asked.boosted in (None, bool(claim.boosters))
            and (not self.subject or self.subject.occurs(fold(found.who)))
            and (not self.outcome or self.outcome.occurs(fold(claim.outcome.text)))
            and not (self.outcome_unless and self.outcome_unless.occurs(fold(claim.outcome.text)))
            and (not self.verbs or not self.verbs.isdisjoint(_names(found)))
            and self.verbs_unless.isdisjoint(_names(found))
            and (asked.cited is None or asked.cited is _is_cited(analysis, found))
            and (
                not asked.stronger_than_body
                or is_stronger_than_body(claim, analysis.once(claims), analysis.once(_body).said)
            )
        )

    def _match(self, analysis: Analysis, found: LocatedClaim) -> Match:
        claim = found.claim
        values = {
            "subject": found.who or "it",
            "verb": claim.verb.text,
            "outcome": claim.outcome.text,
            "condition": condition_as_written(analysis, found),
            "conditions": claim.outcome.text,
            "strength": claim.strength,
        }
        if found.listed:
            values["match"] = claim.quote  # the item alone would not say what is claimed
        return Match(claim.block, self._span(analysis, found), values, severity=self._severity(found))

    def _severity(self, found: LocatedClaim) -> Severity | None:
        if found.lemma == "for" and self.options.bare_severity:
            return Severity(self.options.bare_severity)
        if found.claim.strength in {"conditional", "correlational"} and self.options.hedged_severity:
            return Severity(self.options.hedged_severity)
        return None

    def _span(self, analysis: Analysis, found: LocatedClaim) -> Span:
        if self.options.mark == "sentence":
            return found.claim.prose_span
        if self.options.mark == "verb":
            return found.verb
        if self.options.mark == "outcome":
            return found.outcome
        if self.options.mark == "subject" and found.subject is not None:
            return found.subject
        return _core(analysis, found)


def _apart(matches: Iterable[Match]) -> Iterator[Match]:
    """Yield matches in their order; of neighbours that share words, the longest ("helps in healing the liver")."""
    held: Match | None = None
    for match in matches:
        if held is None or match.block != held.block or not match.span.overlaps(held.span):
            if held is not None:
                yield held
            held = match
        elif len(match.span) > len(held.span):
            held = match
    if held is not None:
        yield held


def _core(analysis: Analysis, found: LocatedClaim) -> Span:
    """Return the claim's core, to the end of its last noun: "relieves arthritis pain", not "relieves arthritis"."""
    core, outcome = found.core, found.outcome
    prose = analysis.block(found.claim.block).prose
    phrase = found.claim.outcome.text
    before = phrase.find(outcome.of(prose))
    if core.end != outcome.end or not 0 <= before <= outcome.start or found.listed:
        return core
    whole = Span(outcome.start - before, outcome.start - before + len(phrase))
    if whole.of(prose) != phrase:
        return core
    rest = _REST_OF_NOUN.fullmatch(prose, core.end, whole.end) or _NEXT_NOUN.match(prose, core.end, whole.end)
    return core if rest is None else Span(core.start, rest.end())


def condition_as_written(analysis: Analysis, found: LocatedClaim) -> str:
    """Return the condition in its own letters ("COVID-19"), in lower case where only its place gives it a capital."""
    name = found.claim.condition
    mention = next((m for m in found.mentions if m.phrase == name), None)
    if mention is None:
        return name or found.claim.outcome.text
    if found.listed and mention is not found.mentions[0]:
        return name
    written = mention.span.of(analysis.block(found.claim.block).prose)
    return written if written[1:] != written[1:].lower() or mention.span.start > found.claim.prose_span.start else name


def _body(analysis: Analysis) -> Body:
    """Return the sentences below headings that state a connection or cause and do not deny it. For `analysis.once`."""
    return Body.of(
        (fold(said.sentence.span.of(analysis.block(said.sentence.block).prose)), said.strength)
        for said in statements(analysis)
        if said.polarity != "negated" and analysis.block(said.sentence.block).kind not in HEADINGS
    )


def _has(asked: Sequence[str], value: str) -> bool:
    return not asked or value in asked


def _names(found: LocatedClaim) -> tuple[str, str]:
    """Return the verb as the lexicon has it and as it stands in the text."""
    return found.lemma, fold(found.claim.verb.text)


def _is_cited(analysis: Analysis, found: LocatedClaim) -> bool:
    from healthlint.citations.markers import is_cited

    return is_cited(analysis, found.claim.block, found.verb)


def compile_rule(rule: Rule, options: Options) -> ClaimCheck:
    """Compile a rule. Raises RuleError on an unknown lexicon."""
    verbs = phrases(options.verb)
    outcome = phrases(options.outcome)
    subject = phrases(options.subject)
    # The shortest list lets most articles be skipped without a parse.
    lists = (phrases(options.near),) if options.of == "sentence" else (outcome, subject, verbs)
    literals = min((words for words in lists if words), key=len, default=())
    return ClaimCheck(
        rule,
        options,
        Conditions.of(options),
        PhraseSet(subject),
        frozenset(verbs),
        frozenset(phrases(options.verb_unless)),
        PhraseSet(outcome),
        PhraseSet(phrases(options.outcome_unless)),
        literals,
    )
