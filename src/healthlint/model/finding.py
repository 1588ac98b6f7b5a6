"""What the linter says: matches, findings, fixes, results. Plain values that cross processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from healthlint.model.approval import Approval
from healthlint.model.document import Skipped
from healthlint.model.span import Span

if TYPE_CHECKING:
    from healthlint.model.claim import Claim


class Severity(StrEnum):
    """error: do not publish without a decision; warning: an editor should look; info: a suggestion."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"

    @property
    def rank(self) -> int:
        """0 for off, 3 for error."""
        return ("off", "info", "warning", "error").index(self.value)


class Confidence(StrEnum):
    """How sure the rule is. A finding of low confidence never fails a run by itself."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Safety(StrEnum):
    """safe: one right form, may be applied unseen; unsafe: ask first; display: only to be shown."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISPLAY = "display"


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the source range `span` by `text`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend a finding. They never overlap."""

    safety: Safety
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """All that a kind ever returns.

    `span` is in the prose of `Document.blocks[block]`, or in the source text when `block` is None. `values` fill
    the `{names}` of the message (`match` is always there). `replacement` is the prose that a fix would put there.
    `document` marks a finding about the article as a whole. `severity` lowers or raises the rule's own severity
    where the kind has a reason to (a question, for example); None leaves it. `related` are other places in the
    source with a label each. `safety` lowers the safety of the rule's fix for this match; it never raises it.
    """

    block: int | None
    span: Span
    values: Mapping[str, str] = field(default_factory=dict)
    replacement: str | None = None
    document: bool = False
    severity: Severity | None = None
    related: tuple[tuple[Span, str], ...] = ()
    safety: Safety | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that an editor would say, at the exact words.

    `span` is in the source text; `line`, `column`, `end_line`, `end_column` are 1-based code points. `text` is the
    source slice. `scope` is "document" for a finding about the article as a whole (its span is then that of the
    title or first block). `sentence` is the source range of the sentence or block to show around it. `group` is a
    number that findings on one sentence share. `approval` is what a claims register says of it, if one was given.
    """

    rule: str
    severity: Severity
    confidence: Confidence
    message: str
    advice: str
    span: Span
    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    sentence: Span
    scope: str = "span"
    group: int = 0
    fix: Fix | None = None
    related: tuple[tuple[Span, str], ...] = ()
    fingerprint: str = ""
    approval: Approval | None = None

    @property
    def passes(self) -> bool:
        """Whether a person has approved what it is about: then it does not count for `--fail-on`."""
        return self.approval is not None and self.approval.in_force


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong while a file was checked: it is reported, never swallowed.

    `code`: source (the file could not be read), settings (the configuration that holds for it is wrong), format (part
    of it could not be read), rule (a rule crashed or timed out on it), internal. `path` is the file that `line` and
    `column` are in when that is not the article (a configuration file). `hint` says what to do. `excerpt` is for
    people: the line with its caret.
    """

    code: str
    message: str
    span: Span | None = None
    line: int = 0
    column: int = 0
    path: str = ""
    hint: str = ""
    excerpt: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """A part that could not be read is a warning, since the prose was checked; all else is an error."""
        return Severity.WARNING if self.code == "format" else Severity.ERROR


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that the author waived, with the reason given, until which day (ISO, "" for no end) and by whom."""

    finding: Finding
    reason: str
    until: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class FileResult:
    """All that is known of one file.

    `status`: checked, failed (could not be read or checked) or skipped (not an article: binary, empty …, `reason`
    says why). `metrics` are plain numbers and the readability working (see `readability`). `context` is the
    context that the rules saw, `context_origin` where each value came from. `notes` are sentences for the person
    ("looks like a commercial page: …").
    """

    path: str
    format: str = ""
    status: str = "checked"
    reason: str = ""
    text: str = ""
    findings: tuple[Finding, ...] = ()
    claims: tuple[Claim, ...] = ()
    metrics: Mapping[str, object] = field(default_factory=dict)
    context: Mapping[str, object] = field(default_factory=dict)
    context_origin: Mapping[str, str] = field(default_factory=dict)
    skipped: tuple[Skipped, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    def count(self, severity: Severity) -> int:
        """Return how many findings have this severity."""
        return sum(f.severity is severity for f in self.findings)


@dataclass(frozen=True, slots=True)
class Report:
    """The results of a run, in the order of the files, with what made them."""

    files: tuple[FileResult, ...]
    tool: Mapping[str, str]
    fail_on: Severity = Severity.ERROR
    show: Severity = Severity.WARNING  # the lowest severity that is listed for people

    def count(self, severity: Severity) -> int:
        """Return how many findings of all files have this severity."""
        return sum(f.count(severity) for f in self.files)
