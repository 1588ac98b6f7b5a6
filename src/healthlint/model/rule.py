"""A rule: data only. What runs it is a kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from healthlint.model.document import BlockKind
from healthlint.model.finding import Confidence, Safety, Severity

# "in" defaults to everything that the article itself says in prose; quotes are others' words.
DEFAULT_BLOCKS = frozenset(BlockKind) - {BlockKind.QUOTE, BlockKind.REFERENCE}


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a rule. `text` still has its `<<marks>>`; `spans` are the marked ranges of `plain`.

    `format` is "" for a bare sentence (proved in every format) or the one format that it is written in. `context`
    adds to what the rule's `when` implies. `fixed` is what the fix gives.
    """

    text: str
    plain: str
    spans: tuple[tuple[int, int], ...] = ()
    format: str = ""
    context: Mapping[str, str] = field(default_factory=dict)
    fixed: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """How a rule did on real text: of `read` findings that people read one by one, `right` were right.

    `on` says which text, `date` (ISO) when, `note` what a reader of the figure should know.
    """

    read: int
    right: int
    on: str
    date: str = ""
    note: str = ""

    @property
    def precision(self) -> float | None:
        """The share that was right; None when nothing was found to read."""
        return self.right / self.read if self.read else None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a pack; its id is `<pack>/<name>`.

    `severity_by` maps a context key to {value: severity} and replaces `severity` there (the highest of several).
    `blocks` are the kinds of block it reads; `quotes` tells whether it reads quoted blocks too. `preview` rules run
    only when they are selected by name; one with `default_in` runs by itself in that context, elsewhere when it is
    selected by name. `options` is the validated model of the kind's own fields. `fix` is how safe the replacement of a
    match is, None when there is none. `path` is the rule's file. `record` is what its pack's `record.yaml` says of it.
    """

    id: str
    kind: str
    severity: Severity
    message: str
    why: str
    advice: str
    options: Any
    severity_by: Mapping[str, Mapping[str, Severity]] = field(default_factory=dict)
    confidence: Confidence = Confidence.MEDIUM
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    blocks: frozenset[BlockKind] = DEFAULT_BLOCKS
    quotes: bool = False
    preview: bool = False
    default_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fix: Safety | None = None
    references: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    bad: tuple[Example, ...] = ()
    good: tuple[Example, ...] = ()
    path: str = ""
    record: Record | None = None

    @property
    def pack(self) -> str:
        """The part of the id before the slash."""
        return self.id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Pack:
    """A folder of rules. `review_by` is an ISO date; past it the pack's facts want checking again."""

    name: str
    title: str
    description: str
    rules: tuple[Rule, ...]
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reviewed: str = ""
    review_by: str = ""
    licence: str = ""
    path: str = ""
