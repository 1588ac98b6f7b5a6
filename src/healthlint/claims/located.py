"""A claim with the places of its parts in the block's prose, while it is being put together."""

from __future__ import annotations

from dataclasses import dataclass

from healthlint.claims.vocabulary import Mention
from healthlint.claims.wording import Wording
from healthlint.model.claim import Claim
from healthlint.model.span import Span

_UNNAMED = frozenset({"symptom", "symptoms", "illness", "illnesses", "disease", "diseases", "condition", "conditions"})
_LONGEST_GAP = 40  # characters from the verb to a subject that follows it


@dataclass(frozen=True, slots=True)
class Who:
    """The subject of a claim: `span` is in the block's prose, None where it is understood from before.

    `text` is the known word where there is one ("acupuncture"), `phrase` the range of all that a reader would quote
    ("six sessions of acupuncture").
    """

    text: str = ""
    kind: str = "other"
    span: Span | None = None
    phrase: Span | None = None

    def __bool__(self) -> bool:
        return bool(self.text)


NOBODY = Who()


@dataclass(frozen=True, slots=True)
class What:
    """The outcome of a claim. `mentions` are the known words in it, `span` from the first of them to the last.

    `phrase` is all that a reader would quote ("severe pain in the knee"), in the block's prose too; None: `span`.
    """

    text: str
    kind: str
    span: Span
    mentions: tuple[Mention, ...] = ()
    phrase: Span | None = None
    phrase_text: str = ""
    head: str = ""  # the lemma of the noun that the phrase is about, where it is not a known word

    @property
    def condition(self) -> Mention | None:
        """The condition that weighs most: one of tier "a" first, else the first.

        Of "the symptoms of fibromyalgia" it is fibromyalgia.
        """
        found = sorted((m for m in self.mentions if m.tier), key=lambda m: (m.phrase in _UNNAMED, m.tier))
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before it is judged: who, verb and what, with the folded words that lead up to the verb."""

    who: Who
    verb: str
    verb_span: Span
    what: What
    lead: str
    link: bool = False
    strength: str = ""  # set where the construction decides ("X for Y"), "" where the lead does
    wording: Wording | None = None  # what the parse says of the strength; None: the lead decides


@dataclass(frozen=True, slots=True)
class LocatedClaim:
    """A claim and its parts' ranges in the prose of `claim.block`; `subject` is None where it is understood."""

    claim: Claim
    who: str  # the subject's known word ("acupuncture" of "six sessions of acupuncture"), else all of it
    lemma: str  # of the verb, as the lexicon has it ("protect against")
    verb: Span
    outcome: Span
    subject: Span | None
    mentions: tuple[Mention, ...] = ()
    fragment: bool = False  # product copy without a subject: "Protects against colds."
    listed: bool = False  # a lead-in and the items below it; only the first mention stands in `claim.block`

    @property
    def named(self) -> tuple[str, ...]:
        """The conditions and symptoms of the outcome, as the lexicon has them, each once."""
        return tuple(
            dict.fromkeys(
                m.phrase for m in self.mentions if m.kind in {"condition", "symptom"} and m.phrase not in _UNNAMED
            )
        )

    @property
    def core(self) -> Span:
        """From the verb to the end of the outcome.

        Where the outcome comes first ("the improvement in sleep due to acupuncture", "colds are cured by garlic"),
        from there to the end of the subject.
        """
        start, end = min(self.verb.start, self.outcome.start), max(self.verb.end, self.outcome.end)
        named = self.subject if self.subject is not None and self.outcome.end <= self.verb.start else None
        if named is not None and 0 <= named.start - end <= _LONGEST_GAP:
            end = named.end
        return Span(start, end)
