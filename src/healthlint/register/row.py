"""A row of the register: its columns, what may stand in them, and who fills them in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from enum import StrEnum
from hashlib import blake2b
from typing import Any

from healthlint.register.items import Figure, Flag, Item, Source, Tier, item_value, names_of

STATES = ("new", "unchanged", "changed", "gone", "expired")
STATUSES = ("unreviewed", "needs-evidence", "approved", "reworded", "rejected", "waived")
# GRADE: how certain the body of evidence is, for a person to say (Guyatt et al., BMJ 2008;336:924).
CERTAINTIES = ("", "high", "moderate", "low", "very low")
EXTRACTED = ("rule", "manual")
MATCHES = ("", "exact", "near", "drifted")
BY_HAND = "m"  # the first letter of the id of a row that a person added; ours are hexadecimal

# Columns that the parse gives and a person may correct, in the order of the seal.
PARTS = ("subject", "verb", "condition", "outcome", "population", "claim_type", "strength", "polarity", "direction")
_MANY_LINES = frozenset({"substantiation", "approved_wording", "note"})

# What no spreadsheet, YAML file or terminal takes: control characters, halves of pairs, non-characters.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")


class Holds(StrEnum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"  # a whole number
    MAYBE = "maybe"  # a whole number, or nothing
    DATE = "date"  # ISO, or nothing
    CHOICE = "choice"
    WORDS = "words"  # a list of texts
    ITEMS = "items"  # a list of things with parts


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `label` is what people read, `meaning` what it is. `choices` are those of a CHOICE.

    `human`: only people fill it in (`approved_wording` is filled in for them when they approve and leave it empty).
    """

    name: str
    label: str
    meaning: str
    holds: Holds = Holds.TEXT
    choices: tuple[str, ...] = ()
    item: type[Item] | None = None
    human: bool = False


def _column(
    label: str,
    meaning: str,
    *choices: str,
    default: Any = "",
    holds: Holds | None = None,
    item: type[Item] | None = None,
    human: bool = False,
) -> Any:
    """Return a field of a row; its column holds text where nothing else is said."""
    kind = holds or (Holds.ITEMS if item else Holds.CHOICE if choices else Holds.TEXT)
    said = Column("", label, meaning, kind, choices, item, human)
    return field(default=() if kind in (Holds.WORDS, Holds.ITEMS) else default, metadata={"column": said})


def _words(label: str, meaning: str) -> Any:
    return _column(label, meaning, holds=Holds.WORDS)


def _entered(label: str, meaning: str, *choices: str, default: str = "", holds: Holds | None = None) -> Any:
    return _column(label, meaning, *choices, default=default, holds=holds, human=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One claim: its fields are the columns of the register, in the order of the files.

    Texts are made fit for every format when the row is made. `seal` tells whether a person changed the row since
    healthlint wrote it (see `sealed`).
    """

    # fmt: off
    claim_id: str = _column(
        "Claim ID", "Of the file's name and the sentence's words: it stays when lines move.", default=MISSING)
    state: str = _column(
        "State", "Against the register before: new, unchanged, changed, gone or expired.", *STATES, default="new")
    status: str = _entered(
        "Status", "The decision. Only approved and reworded claims, and waived ones, pass.", *STATUSES,
        default="unreviewed")
    file: str = _column("File", "The article, as it was named.", default=MISSING)
    line: int = _column("Line", "Where the sentence begins.", holds=Holds.NUMBER, default=0)
    column: int = _column("Column", "Where the sentence begins.", holds=Holds.NUMBER, default=0)
    quote: str = _column("Claim", "The sentence, as it is read.", default=MISSING)
    reason_needed: tuple[str, ...] = _words("Needs a source", "Why a reader would want a source.")
    regulatory_flags: tuple[Flag, ...] = _column(
        "Rules", "Rules with a finding on the sentence, and where they hold.", item=Flag)
    strength: str = _column("Strength", "How it is worded: none, correlational, conditional, can, direct.")
    strength_words: tuple[str, ...] = _words("Strength words", "The words that made the strength.")
    boosters: tuple[str, ...] = _words("Boosters", "Words that make the sentence stronger.")
    hedges: tuple[str, ...] = _words("Hedges", "Words that make it weaker.")
    subject: str = _column("Who or what", "What is said to act. Empty where the sentence does not say it.")
    verb: str = _column("Does what", "The words for what it is said to do.")
    condition: str = _column("Condition", "The illness, where one is named.")
    outcome: str = _column("On what", "What it is said to act on.")
    population: str = _column("For whom", "The people that the sentence speaks of.")
    extracted: str = _column(
        "Extracted", "rule: found by healthlint; manual: a person corrected it.", *EXTRACTED, default="rule")
    claim_type: str = _column(
        "Type", "efficacy, safety, risk, prevalence, mechanism, comparative, guideline …")
    polarity: str = _column("Polarity", "asserted, negated, questioned, reported or rebutted.")
    direction: str = _column("Direction", "benefit, harm or none.")
    condition_tier: tuple[Tier, ...] = _column(
        "Tier", "What each jurisdiction asks of the condition: supervision, evidence …; see the user guide.", item=Tier)
    numbers: tuple[Figure, ...] = _column("Numbers", "Figures of the claim, absolute or relative.", item=Figure)
    study: tuple[str, ...] = _words("Study", "What the text says of the study behind it.")
    evidence: tuple[Source, ...] = _column(
        "Sources in reach", "Sources that the article names near the sentence.", item=Source)
    nearest_citation: int | None = _column(
        "Nearest source", "How many sentences away the nearest source is.", holds=Holds.MAYBE, default=None)
    substantiation: str = _entered(
        "Substantiation", "The evidence on file, entered by a person: a DOI, a study.")
    # GRADE is for a person to say.
    certainty: str = _entered(
        "Certainty (GRADE)", "How certain the evidence is. Entered by a person.", *CERTAINTIES)
    approved_wording: str = _entered(
        "Approved wording", "The words that were approved. Empty: those shown.")
    match: str = _column(
        "Match", "The sentence against the approved wording: exact, near or drifted.", *MATCHES)
    owner: str = _entered("Owner", "Who answers for the claim.")
    reviewer: str = _entered("Reviewer", "Who decided.")
    role: str = _entered("Role", "The reviewer's role.")
    decision_date: str = _entered(
        "Decided on", "The day of the decision. A new day approves the words shown.", holds=Holds.DATE)
    expires: str = _entered("Expires", "The last day on which the decision holds.", holds=Holds.DATE)
    note: str = _entered("Note", "Anything else: qualifiers, conditions, the reason of a waiver.")
    seal: str = _column("Seal", "Lets healthlint see what people changed. Leave it as it is.")
    # fmt: on

    def __post_init__(self) -> None:
        for name in BY_NAME:
            value = getattr(self, name)
            fit = _fit(name, value)
            if fit is not value:
                object.__setattr__(self, name, fit)

    @property
    def touched(self) -> bool:
        """Whether a person has decided or written anything."""
        return (
            self.status != "unreviewed"
            or self.extracted == "manual"
            or any(getattr(self, name) for name in HUMAN if name != "status")
        )

    @property
    def added_by_hand(self) -> bool:
        """Whether a person added the row; nothing was extracted for it."""
        return self.claim_id.startswith(BY_HAND)


# In the order of the files.
COLUMNS: tuple[Column, ...] = tuple(replace(f.metadata["column"], name=f.name) for f in fields(Row))
BY_NAME: Mapping[str, Column] = {c.name: c for c in COLUMNS}
HUMAN = tuple(c.name for c in COLUMNS if c.human)


def _fit(name: str, value: Any) -> Any:
    if isinstance(value, str):
        return _fit_text(name, value)
    if isinstance(value, tuple):
        fit = tuple(item for item in map(_fit_item, value) if not _is_empty(item))
        return value if fit == value else fit
    return value


def _fit_item(item: Any) -> Any:
    if isinstance(item, str):
        return _fit_text("", item)
    changed = {name: own for name in names_of(type(item)) if (own := _fit_text("", getattr(item, name)))}
    return type(item)(**{names_of(type(item))[0]: "", **changed})


def _is_empty(item: Any) -> bool:
    return not item if isinstance(item, str) else not any(item_value(item).values())


def _fit_text(name: str, text: str) -> str:
    if text.isascii() and text.isprintable() and "  " not in text and text == text.strip():
        return text
    fit = _UNFIT.sub("\ufffd", text)
    if name == "file":  # two spaces in a name are two spaces
        return _LINE_END.sub(" ", fit).replace("\n", " ").replace("\t", " ")
    if name in _MANY_LINES:
        lines = [" ".join(line.split()) for line in _LINE_END.sub("\n", fit).split("\n")]
        return "\n".join(lines).strip("\n")
    return " ".join(fit.split())


def fit_name(file: str) -> str:
    """Return the name of a file as rows have it."""
    return _fit_text("file", file)


def register_id(file: str, claim_id: str) -> str:
    """Return the id of a row from its file and the claim's own id (see `Claim.claim_id`): 12 hexadecimal digits."""
    return blake2b(f"{fit_name(file)}\x00{claim_id}".encode(), digest_size=6).hexdigest()


def id_by_hand(file: str, quote: str) -> str:
    """Return the id of a row that a person added."""
    return BY_HAND + blake2b(f"{file}\x00{quote}".encode(), digest_size=6).hexdigest()[1:]


def plain(row: Row) -> dict[str, Any]:
    """Return a row as JSON can hold it, in the order of the columns."""
    out: dict[str, Any] = {}
    for column in COLUMNS:
        value = getattr(row, column.name)
        if column.holds is Holds.ITEMS:
            value = [item_value(item) for item in value]
        elif column.holds is Holds.WORDS:
            value = list(value)
        out[column.name] = value
    return out


def unplain(values: Mapping[str, Any]) -> Row:
    """Return the row of `plain`; what a person may have changed is read by `records` instead."""
    given: dict[str, Any] = dict(values)
    for column in COLUMNS:
        if column.holds is Holds.WORDS:
            given[column.name] = tuple(given[column.name])
        elif column.item is not None:
            given[column.name] = tuple(column.item(**item) for item in given[column.name])
    return Row(**given)


@dataclass(frozen=True, slots=True)
class Edits:
    """What a person changed in a row since it was written. Without a seal that cannot be told: all is false."""

    parts: bool = False
    decision: bool = False
    wording: bool = False
    evidence: bool = False


def sealed(row: Row) -> Row:
    """Return the row with the seal of what a person may change in it."""
    return replace(row, seal=".".join(_digests(row)))


def edits(row: Row) -> Edits:
    """Return what was changed in a row since `sealed`."""
    there = row.seal.split(".")
    now = _digests(row)
    if len(there) != len(now):
        return Edits()
    return Edits(*(a != b for a, b in zip(there, now, strict=True)))


def _digests(row: Row) -> tuple[str, ...]:
    """Return a digest for each field of `Edits`, in their order."""
    parts = [getattr(row, name) for name in PARTS]
    decision = _digest(row.status, row.decision_date)
    return _digest(*parts), decision, _digest(row.approved_wording), _digest(row.substantiation)


def _digest(*values: str) -> str:
    return blake2b("\x1f".join(values).encode(), digest_size=3).hexdigest()
