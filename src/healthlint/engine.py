"""Run compiled rules over one article: matches in, findings out."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from healthlint.errors import ModelMissing, SourceError
from healthlint.kinds.base import Check, Hits, RuleTimeout, Unit
from healthlint.language.analysis import Analysis
from healthlint.language.search import Search
from healthlint.model.document import Skipped
from healthlint.model.finding import Confidence, Edit, Finding, Fix, Match, Problem, Safety, Severity
from healthlint.model.offsets import HOLE_CHARACTER
from healthlint.model.rule import Rule
from healthlint.model.source import LineIndex
from healthlint.model.span import Span
from healthlint.packs.registry import kind
from healthlint.profiling import RULE, timed


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule ready to run, with its severity in the article's context. `fixed` severities come from the settings."""

    rule: Rule
    severity: Severity
    check: Check
    fixed: bool = False


@dataclass(slots=True)
class Outcome:
    """What a run of the rules gave."""

    findings: list[Finding] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


class RuleSet:
    """Checks that run together, with one search for the literals and the gates of all of them."""

    def __init__(self, compiled: Sequence[Compiled]) -> None:
        self.compiled = tuple(compiled)
        owners: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for i, entry in enumerate(self.compiled):
            for j, literal in enumerate(entry.check.literals):
                owners[literal].append((i, j))
        self._owners = tuple(owners.values())
        # Kinds without patterns (those of plug-ins too) need not have gates.
        self._gates = [getattr(entry.check, "gates", ()) for entry in self.compiled]
        self._gate_owners = [(i, j) for i, gates in enumerate(self._gates) for j in range(len(gates))]
        self._ungated = [(i, j) for i, j in self._gate_owners if not self._gates[i][j]]
        self._without_literals = frozenset(i for i, entry in enumerate(self.compiled) if not entry.check.literals)
        self._without_gates = frozenset(i for i, gates in enumerate(self._gates) if not gates)
        self._search = Search(tuple(owners), [gate for gates in self._gates for gate in gates])

    @cached_property
    def needs_parse(self) -> bool:
        """Whether any of the checks may ask for the parse."""
        return any(entry.check.needs_parse for entry in self.compiled)

    def units(self, analysis: Analysis) -> dict[int, Unit]:
        """Return, by its number, what each check that must run has to look at: one pass over the text for all rules.

        A check with literals, gates or both must run when one of each has been met.
        """
        hits: dict[int, dict[int, list[tuple[int, int, int]]]] = {}
        gates: dict[int, dict[int, list[int]]] = {}
        for block in analysis.blocks:
            found, opened = self._search.search(analysis.folded(block))
            for index, start, end in found:
                for check, literal in self._owners[index]:
                    hits.setdefault(check, {}).setdefault(block, []).append((start, end, literal))
            for check, gate in self._ungated:
                gates.setdefault(check, {}).setdefault(block, []).append(gate)
            for number in sorted(opened):
                check, gate = self._gate_owners[number]
                gates.setdefault(check, {}).setdefault(block, []).append(gate)
        must_run = (self._without_literals | hits.keys()) & (self._without_gates | gates.keys())
        told = hits.keys() | gates.keys()
        nothing = Unit()
        return {i: Unit(Hits(hits.get(i, {})), gates.get(i, {})) if i in told else nothing for i in sorted(must_run)}


def compile_rule(rule: Rule) -> Check:
    """Return the check of a rule. Raises KeyError on an unknown kind; RuleError on an unknown lexicon."""
    return kind(rule.kind).compile_rule(rule, rule.options)


def run(analysis: Analysis, rules: RuleSet) -> Outcome:
    """Run all checks on an article. A rule that crashes becomes a problem; the others go on.

    Raises SourceError when the article takes longer than its deadline.
    """
    outcome = Outcome()
    lines = LineIndex.of(analysis.document.source.text)
    for number, unit in rules.units(analysis).items():
        entry = rules.compiled[number]
        analysis.check_time()
        try:
            with timed(analysis.profile, RULE, entry.rule.id):
                for match in entry.check.run(analysis, unit):
                    _add(outcome, analysis, lines, entry, match)
        except RuleTimeout as err:
            outcome.problems.append(Problem("rule", f"{entry.rule.id}: {err}"))
        except (SourceError, ModelMissing):
            raise  # out of time, or no model: every rule would meet the same
        except Exception as err:  # one broken rule must not hide the results of the others
            where = _innermost(err)
            message = f"{entry.rule.id}: internal error, {type(err).__name__} at {where}"
            outcome.problems.append(Problem("internal", message))
    analysis.check_time()
    outcome.findings = _ordered(one_for_each_change(outcome.findings, analysis.document.source.text), analysis)
    return outcome


def _innermost(err: Exception) -> str:
    # File and line only: no article text may reach a message.
    trace = err.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "unknown place"
    return f"{trace.tb_frame.f_code.co_filename.rpartition('healthlint/')[2]}:{trace.tb_lineno}"


def _add(outcome: Outcome, analysis: Analysis, lines: LineIndex, entry: Compiled, match: Match) -> None:
    span = source_span(analysis, match)
    if span is None:
        block = analysis.block(match.block or 0)
        outcome.skipped.append(Skipped(block.source_span, "cannot be mapped exactly"))
        return
    severity = entry.severity if match.severity is None or entry.fixed else match.severity
    if severity is not Severity.OFF:
        outcome.findings.append(_finding(analysis, lines, entry.rule, severity, match, span))


def source_span(analysis: Analysis, match: Match) -> Span | None:
    """Return the source range of a match, without holes at its edges; None when it cannot be told exactly."""
    if match.block is None:
        return match.span
    block = analysis.block(match.block)
    if not len(match.span):
        return block.map.to_source(match.span)
    start, end = match.span.start, match.span.end
    while start < end and block.prose[start] in (HOLE_CHARACTER, " "):
        start += 1
    while end > start and block.prose[end - 1] in (HOLE_CHARACTER, " "):
        end -= 1
    if start == end:
        return None
    return block.map.to_source(Span(start, end))


def _finding(analysis: Analysis, lines: LineIndex, rule: Rule, severity: Severity, match: Match, span: Span) -> Finding:
    text = analysis.document.source.text
    line, column = lines.position(span.start)
    end_line, end_column = lines.position(span.end)
    sentence = _sentence_span(analysis, match, span)
    said = match.span.of(analysis.block(match.block).prose) if match.block is not None else span.of(text)
    values = {"match": said, **match.values}
    return Finding(
        rule=rule.id,
        severity=severity,
        confidence=rule.confidence,
        message=fill(rule.message, values),
        advice=fill(rule.advice, values),
        span=span,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        text=span.of(text),
        sentence=sentence,
        scope="document" if match.document else "span",
        fix=_fix(analysis, rule, match, span),
        related=match.related,
        fingerprint=_fingerprint(analysis, rule, match, sentence),
    )


def fill(template: str, values: Mapping[str, str]) -> str:
    """Return the template with its `{names}` filled; an unknown name stays as it is written."""
    out = template
    for name, value in values.items():
        if (field := "{" + name + "}") in out:
            out = out.replace(field, shorten(str(value)))
    return out


def shorten(text: str, limit: int = 80) -> str:
    """Return text on one line, cut in the middle when it is longer than `limit` characters."""
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    half = (limit - 3) // 2
    return f"{flat[:half].rstrip()} … {flat[-half:].lstrip()}"


def _fix(analysis: Analysis, rule: Rule, match: Match, span: Span) -> Fix | None:
    if rule.fix is None or match.replacement is None:
        return None
    if match.block is not None and not analysis.block(match.block).map.is_exact(match.span):
        return None  # the words hold markup: an edit would eat it
    safety = Safety.UNSAFE if match.safety is Safety.UNSAFE and rule.fix is Safety.SAFE else rule.fix
    return Fix(safety, (Edit(span, match.replacement),))


def _sentence_span(analysis: Analysis, match: Match, span: Span) -> Span:
    """Return the source range to show around a finding: from the first sentence that it touches to the last."""
    if match.block is None:
        return span
    first = analysis.sentence_at(match.block, match.span.start)
    last = analysis.sentence_at(match.block, max(match.span.start, match.span.end - 1))
    if first is None or last is None:
        return span
    found = analysis.block(match.block).map.to_source(Span(first.span.start, last.span.end))
    return Span(min(found.start, span.start), max(found.end, span.end)) if found else span


def _fingerprint(analysis: Analysis, rule: Rule, match: Match, sentence: Span) -> str:
    """Return a hash that survives moving the sentence: rule, normalised sentence, heading above it."""
    source = analysis.document.source.text
    said = match.span.of(analysis.block(match.block).prose) if match.block is not None else match.span.of(source)
    known, key = analysis.once(_places), (match.block, sentence)
    if key not in known:
        known[key] = _normalised(sentence.of(source)), _heading(analysis, match.block)
    about, heading = known[key]
    parts = (rule.id, "" if match.document else about, _normalised(said), heading)
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).hexdigest()


def _places(analysis: Analysis) -> dict[tuple[int | None, Span], tuple[str, str]]:
    """Return where the normalised text of each block's sentences, and the heading above, will be kept."""
    return {}


def _normalised(text: str) -> str:
    return " ".join(text.lower().split())


def _heading(analysis: Analysis, block: int | None) -> str:
    """Return the heading, in lower case, of the section that a block stands in; "" when there is none."""
    section = analysis.block(block).section if block is not None else None
    sections = analysis.document.sections
    if section is None or section >= len(sections):
        return ""
    heading = sections[section].heading
    return analysis.block(heading).prose.lower() if heading is not None else ""


def one_for_each_change(findings: Sequence[Finding], source: str) -> list[Finding]:
    """Return the findings without those that would change the text as another one does.

    Two rules that write the same in the same place ("alot of": "a lot of"; "alot": "a lot") speak of one slip. The more
    severe stays, then the surer one, then the one with the safer fix, then the first by rule id.
    """
    best: dict[tuple[tuple[int, int, str], ...], Finding] = {}
    for finding in findings:
        if finding.fix is not None:
            change = tuple(_smallest(edit, source) for edit in finding.fix.edits)
            best[change] = min(best.get(change, finding), finding, key=_weight)
    if len(best) == sum(f.fix is not None for f in findings):
        return list(findings)
    kept = {id(finding) for finding in best.values()}
    return [f for f in findings if f.fix is None or id(f) in kept]


def _smallest(edit: Edit, source: str) -> tuple[int, int, str]:
    """Return an edit as range and text without what it leaves as it is at its ends."""
    old, new = source[edit.span.start : edit.span.end], edit.text
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    return edit.span.start + head, edit.span.end - tail, new[head : len(new) - tail]


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _weight(finding: Finding) -> tuple[int, int, int, str]:
    sure = (Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)
    safe = (Safety.SAFE, Safety.UNSAFE, Safety.DISPLAY)
    safety = safe.index(finding.fix.safety) if finding.fix else len(safe)
    return -finding.severity.rank, sure.index(finding.confidence), safety, finding.rule


def _ordered(findings: Iterable[Finding], analysis: Analysis) -> list[Finding]:
    """Return findings in source order, without repeats, numbered by the sentence that they share."""
    unique: dict[tuple[Span, str, str], Finding] = {}
    for finding in findings:
        unique.setdefault((finding.span, finding.rule, finding.message), finding)
    ordered = sorted(
        unique.values(),
        key=lambda f: (f.scope != "document", f.span.start, -f.severity.rank, f.span.end, f.rule, f.message),
    )
    groups: dict[int, int] = {}
    for finding in ordered:
        key = -1 if finding.scope == "document" else finding.sentence.start
        # Set where it is: nobody has seen the finding yet, and a copy costs as much as the finding did.
        object.__setattr__(finding, "group", groups.setdefault(key, len(groups)))
    return ordered
