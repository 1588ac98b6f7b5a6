"""A row of the register: its columns, what may stand in them, and who fills them in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from hashlib import blake2b
from typing import Any

from healthlint.register.items import Figure, Flag, Item, Source, item_value, names_of

STATES = ("new", "unchanged", "changed", "gone", "expired")
STATUSES = ("unreviewed", "needs-evidence", "approved", "reworded", "rejected", "waived")
# GRADE: how certain the body of evidence is, for a person to say (Guyatt et al., BMJ 2008;336:924).
CERTAINTIES = ("", "high", "moderate", "low", "very low")
EXTRACTED = ("rule", "manual")
MATCHES = ("", "exact", "near", "drifted")
BY_HAND = "m"  # the first letter of the id of a row that a person added; ours are hexadecimal

# Fields that the parse gives and a person may correct.
PARTS = ("subject", "condition", "outcome", "population", "claim_type", "strength", "polarity", "direction")
# Fields that only people fill in. `approved_wording` is filled in for them when they approve and leave it empty.
HUMAN = (
    "status",
    "certainty",
    "substantiation",
    "approved_wording",
    "owner",
    "reviewer",
    "role",
    "decision_date",
    "expires",
    "note",
)
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
    """A column: `label` is what people read, `meaning` what it is. `choices` are those of a CHOICE."""

    name: str
    label: str
    meaning: str
    holds: Holds = Holds.TEXT
    choices: tuple[str, ...] = ()
    item: type[Item] | None = None

    @property
    def human(self) -> bool:
        """Whether only people fill it in."""
        return self.name in HUMAN


@dataclass(frozen=True, slots=True)
class Row:
    """One claim. Texts are made fit for every format when the row is made; see `COLUMNS` for the fields.

    `seal` tells whether a person changed the row since healthlint wrote it (see `sealed`).
    """

    claim_id: str
    file: str
    quote: str
    state: str = "new"
    status: str = "unreviewed"
    line: int = 0
    column: int = 0
    subject: str = ""
    condition: str = ""
    outcome: str = ""
    population: str = ""
    extracted: str = "rule"
    claim_type: str = ""
    strength: str = ""
    strength_words: tuple[str, ...] = ()
    boosters: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()
    polarity: str = ""
    direction: str = ""
    condition_tier: str = ""
    numbers: tuple[Figure, ...] = ()
    study: tuple[str, ...] = ()
    evidence: tuple[Source, ...] = ()
    nearest_citation: int | None = None
    reason_needed: tuple[str, ...] = ()
    regulatory_flags: tuple[Flag, ...] = ()
    certainty: str = ""
    substantiation: str = ""
    approved_wording: str = ""
    match: str = ""
    owner: str = ""
    reviewer: str = ""
    role: str = ""
    decision_date: str = ""
    expires: str = ""
    note: str = ""
    seal: str = field(default="")

    def __post_init__(self) -> None:
        for name in _FIELDS:
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


_FIELDS = tuple(f.name for f in fields(Row))


def _column(name: str, label: str, meaning: str, *choices: str) -> Column:
    return Column(name, label, meaning, Holds.CHOICE if choices else Holds.TEXT, choices)


def _words(name: str, label: str, meaning: str) -> Column:
    return Column(name, label, meaning, Holds.WORDS)


def _items(name: str, label: str, meaning: str, item: type[Item]) -> Column:
    return Column(name, label, meaning, Holds.ITEMS, item=item)


# In the order of the files.
COLUMNS = (
    _column("claim_id", "Claim ID", "Of the file's name and the sentence's words: it stays when lines move."),
    _column("state", "State", "Against the register before: new, unchanged, changed, gone or expired.", *STATES),
    _column("status", "Status", "The decision. Only approved and reworded claims, and waived ones, pass.", *STATUSES),
    _column("file", "File", "The article, as it was named."),
    Column("line", "Line", "Where the sentence begins.", Holds.NUMBER),
    Column("column", "Column", "Where the sentence begins.", Holds.NUMBER),
    _column("quote", "Claim", "The sentence, as it is read."),
    _words("reason_needed", "Needs a source", "Why a reader would want a source."),
    _items("regulatory_flags", "Rules", "Rules with a finding on the sentence, and where they hold.", Flag),
    _column("strength", "Strength", "How it is worded: none, correlational, conditional, can, direct."),
    _words("strength_words", "Strength words", "The words that made the strength."),
    _words("boosters", "Boosters", "Words that make the sentence stronger."),
    _words("hedges", "Hedges", "Words that make it weaker."),
    _column("subject", "Who or what", "What is said to act. Empty where the sentence does not say it."),
    _column("condition", "Condition", "The illness, where one is named."),
    _column("outcome", "On what", "What it is said to act on."),
    _column("population", "For whom", "The people that the sentence speaks of."),
    _column("extracted", "Extracted", "rule: found by healthlint; manual: a person corrected it.", *EXTRACTED),
    _column("claim_type", "Type", "efficacy, safety, risk, prevalence, mechanism, comparative, guideline …"),
    _column("polarity", "Polarity", "asserted, negated, questioned, reported or rebutted."),
    _column("direction", "Direction", "benefit, harm or none."),
    _column("condition_tier", "Tier", "a: a condition for which medical supervision should be sought; b: others."),
    _items("numbers", "Numbers", "Figures of the claim, absolute or relative.", Figure),
    _words("study", "Study", "What the text says of the study behind it."),
    _items("evidence", "Sources in reach", "Sources that the article names near the sentence.", Source),
    Column("nearest_citation", "Nearest source", "How many sentences away the nearest source is.", Holds.MAYBE),
    _column("substantiation", "Substantiation", "The evidence on file, entered by a person: a DOI, a study."),
    _column("certainty", "Certainty (GRADE)", "How certain the evidence is. Entered by a person.", *CERTAINTIES),
    _column("approved_wording", "Approved wording", "The words that were approved. Empty: those shown."),
    _column("match", "Match", "The sentence against the approved wording: exact, near or drifted.", *MATCHES),
    _column("owner", "Owner", "Who answers for the claim."),
    _column("reviewer", "Reviewer", "Who decided."),
    _column("role", "Role", "The reviewer's role."),
    Column("decision_date", "Decided on", "The day of the decision. A new day approves the words shown.", Holds.DATE),
    Column("expires", "Expires", "The last day on which the decision holds.", Holds.DATE),
    _column("note", "Note", "Anything else: qualifiers, conditions, the reason of a waiver."),
    _column("seal", "Seal", "Lets healthlint see what people changed. Leave it as it is."),
)
BY_NAME: Mapping[str, Column] = {c.name: c for c in COLUMNS}


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


def _digests(row: Row) -> tuple[str, str, str]:
    parts = [getattr(row, name) for name in PARTS]
    return _digest(*parts), _digest(row.status, row.decision_date), _digest(row.approved_wording)


def _digest(*values: str) -> str:
    return blake2b("\x1f".join(values).encode(), digest_size=3).hexdigest()
