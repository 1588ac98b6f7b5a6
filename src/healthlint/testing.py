"""The rule test kit: every example of a rule, through the same pipeline as the command line.

For each rule: every bad example gives exactly its marked spans, every good one nothing, and at least one good example
is a near miss; `fixed` is what the fix gives, and linting it again is clean; each `unless` earns its place; bare
examples hold as plain text, inside Markdown (paragraph, emphasis, list, quote) and inside HTML; every `{name}` of the
message is filled.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from healthlint.config.settings import Settings
from healthlint.engine import Compiled, Outcome, RuleSet, compile_rule, run
from healthlint.formats.registry import extract
from healthlint.language.analysis import Analysis
from healthlint.language.engine import shared_engine
from healthlint.model.context import Context
from healthlint.model.document import HEADINGS, BlockKind
from healthlint.model.finding import Finding, Severity
from healthlint.model.house import House, Notice
from healthlint.model.rule import Example, Rule
from healthlint.model.source import Source
from healthlint.model.span import Span
from healthlint.packs.load import Catalog
from healthlint.packs.select import severity_in
from healthlint.suppress import suppress

_WORD_KINDS = frozenset({"phrase", "substitute", "regex", "tokens", "dependency", "article", "repetition", "claim"})
_MARKDOWN_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~{}])")
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


# What examples may cite: invented works with the prefix that Crossref keeps for tests, and invented sites.
EXAMPLE_HOUSE = House(
    own_sites=("nowhere-clinic.example",),
    notices={
        "doi:10.5555/naps.1": (Notice("retraction", "2021-03-04"),),
        "pmid:99999991": (Notice("retraction", "2021-03-04"),),
        "doi:10.5555/naps.2": (Notice("concern", "2022-05-06"),),
        "doi:10.5555/naps.3": (Notice("correction", "2020-07-08"),),
        "doi:10.5555/naps.4": (Notice("retraction", "2019-01-02"), Notice("reinstatement", "2020-01-02")),
    },
    noticed_until="2026-01-31",
)


@dataclass(frozen=True, slots=True)
class Failure:
    """One example that does not hold. `format` says in which shape; `line` is the example's in the rule's file."""

    rule: str
    example: str
    format: str
    message: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class TestReport:
    """How many examples were tried, in how many shapes, and those that failed."""

    __test__ = False  # not a test class, whatever pytest thinks of its name

    rules: int
    checked: int
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """An example written out in a format; `spans` are where its marks are now."""

    name: str
    format: str
    text: str
    spans: tuple[Span, ...]


def test_rules(catalog: Catalog, ids: Sequence[str] = ()) -> TestReport:
    """Prove the examples of the rules `ids` (or packs; none: all rules)."""
    wanted = [r for r in catalog.rules.values() if not ids or r.id in ids or r.pack in ids]
    failures: list[Failure] = []
    checked = 0
    for rule in wanted:
        count, found = _test_rule(catalog, rule)
        checked += count
        failures.extend(found)
    return TestReport(len(wanted), checked, tuple(failures))


test_rules.__test__ = False  # type: ignore[attr-defined]


def _test_rule(catalog: Catalog, rule: Rule) -> tuple[int, list[Failure]]:
    kit = Kit(catalog, rule)
    failures: list[Failure] = []
    checked = 0
    for example in (*rule.bad, *rule.good):
        tried = list(shapes(rule, example))
        checked += len(tried)
        failed = [found for shape in tried if (found := list(_test_shape(kit, example, shape)))]
        failures.extend(_in_short(failed, len(tried)))
        if example.fixed is not None:
            failures.extend(_test_fix(kit, example))
    failures.extend(_test_near_miss(rule))
    failures.extend(_test_unless(catalog, rule))
    return checked, failures


def shapes(rule: Rule, example: Example) -> Iterator[Shape]:
    """Yield the texts to try for an example: one when it names its format, else every format that the rule reads."""
    spans = tuple(Span(*s) for s in example.spans)
    if example.format:
        yield Shape(example.format, example.format, example.plain, spans)
        return
    if rule.blocks <= HEADINGS:
        yield _markdown("markdown heading", example, spans, "# ", "\n\nIt is a text.\n")
        yield _html("html heading", example, spans, "<h1>", "</h1><p>It is a text.</p>")
        return
    if BlockKind.PARAGRAPH in rule.blocks:
        # The title and the sentence before it keep the plain-text reader from taking the example for a heading.
        before = "About this page\n\n"
        yield Shape("text", "text", f"{before}{example.plain}\n", tuple(s.shift(len(before)) for s in spans))
        yield _markdown("markdown", example, spans, "", "\n")
        yield _markdown("markdown emphasis", example, spans, "", "\n", mark="*")
        yield _html("html", example, spans, "<p>", "</p>")
        yield _html("html emphasis", example, spans, "<p>", "</p>", mark="em")
    if BlockKind.ITEM in rule.blocks:
        yield _markdown("markdown list", example, spans, "- ", "\n")
    if rule.quotes and BlockKind.PARAGRAPH in rule.blocks:
        yield _markdown("markdown quote", example, spans, "> ", "\n")


def _markdown(
    name: str, example: Example, spans: tuple[Span, ...], before: str, after: str, *, mark: str = ""
) -> Shape:
    def escape(text: str) -> str:
        return _MARKDOWN_SPECIAL.sub(r"\\\1", text)

    return _written(name, "markdown", example, spans, escape, before, after, mark, mark)


def _html(name: str, example: Example, spans: tuple[Span, ...], before: str, after: str, *, mark: str = "") -> Shape:
    opening, closing = (f"<{mark}>", f"</{mark}>") if mark else ("", "")
    return _written(
        name, "html", example, spans, lambda t: html.escape(t, quote=False), before, after, opening, closing
    )


def _written(
    name: str,
    format: str,
    example: Example,
    spans: tuple[Span, ...],
    escape: Callable[[str], str],
    before: str,
    after: str,
    opening: str,
    closing: str,
) -> Shape:
    out = before
    placed: list[Span] = []
    position = 0
    for span in spans:
        out += escape(example.plain[position : span.start]) + opening
        body = escape(span.of(example.plain))
        placed.append(Span(len(out) + _lead(body), len(out) + len(body)))
        out += body + closing
        position = span.end
    out += escape(example.plain[position:]) + after
    return Shape(name, format, out, tuple(placed))


def _lead(body: str) -> int:
    """Return how many characters at the start are an escape's backslash: markup, outside the finding."""
    return 1 if body.startswith("\\") else 0


def _in_short(failed: list[list[Failure]], tried: int) -> list[Failure]:
    """Return the failures of one example: those of its first shape, which also say in how many shapes it fails."""
    if len(failed) < 2:
        return [f for found in failed for f in found]
    forms = f"{failed[0][0].format}, and {len(failed) - 1} more of {tried} forms"
    return [replace(f, format=forms) for f in failed[0]]


class Kit:
    """One rule, compiled once, with those that its examples need beside it."""

    def __init__(self, catalog: Catalog, rule: Rule) -> None:
        self.catalog = catalog
        self.rule = rule
        self.check = compile_rule(rule)
        self.others = [Compiled(r, r.severity, compile_rule(r)) for r in self._named()]

    def _named(self) -> list[Rule]:
        # A suppression is used or not by what the rule that it names would find.
        if self.rule.kind != "suppression":
            return []
        examples = " ".join(e.plain for e in (*self.rule.bad, *self.rule.good))
        names = sorted(set(re.findall(r"[a-z-]+/[a-z-]+", examples)))
        return [self.catalog.rules[n] for n in names if n in self.catalog.rules]

    def lint(self, text: str, format: str, example: Example | None = None) -> tuple[list[Finding], Outcome]:
        """Return what the rule says of a text, in the context that its `when` (and the example) ask for."""
        context = example_context(self.rule, example)
        severity = severity_in(self.rule, Settings(), context)
        if severity is Severity.OFF or not context.satisfies(self.rule.when):
            return [], Outcome()
        analysis = Analysis(extract(Source("example", text), format), context, shared_engine(None), EXAMPLE_HOUSE)
        entries = [Compiled(self.rule, severity, self.check), *self.others]
        outcome = run(analysis, RuleSet(entries))
        kept, _ = suppress(analysis, outcome.findings, self.catalog, entries)
        return [f for f in kept if f.rule == self.rule.id], outcome


def _test_shape(kit: Kit, example: Example, shape: Shape) -> Iterator[Failure]:
    rule = kit.rule
    findings, outcome = kit.lint(shape.text, shape.format, example)
    for problem in outcome.problems:
        yield Failure(rule.id, example.text, shape.name, problem.message, example.line)
    got = [f.span for f in findings]
    if sorted(got) != sorted(shape.spans):
        said = ", ".join(repr(s.of(shape.text)) for s in got) or "nothing"
        wanted = ", ".join(repr(s.of(shape.text)) for s in shape.spans) or "nothing"
        yield Failure(rule.id, example.text, shape.name, f"found {said}; the example marks {wanted}", example.line)
    for finding in findings:
        if _PLACEHOLDER.search(finding.message) or _PLACEHOLDER.search(finding.advice):
            message = f"a name in braces was not filled: {finding.message!r}, {finding.advice!r}"
            yield Failure(rule.id, example.text, shape.name, message, example.line)


def example_context(rule: Rule, example: Example | None) -> Context:
    """Return the context for an example: the first value that each key of `when` asks for, then its own."""
    changes: dict[str, str | tuple[str, ...]] = {}
    for key, values in rule.when.items():
        asked = [v for v in values if not v.startswith("!")]
        if asked:
            changes[key] = (asked[0],) if key == "jurisdiction" else asked[0]
    for key, value in (example.context if example else {}).items():
        changes[key] = tuple(value.split("|")) if key == "jurisdiction" else value
    return Context().with_values(changes)


def _test_fix(kit: Kit, example: Example) -> Iterator[Failure]:
    rule = kit.rule
    format = example.format or "markdown"
    findings, _ = kit.lint(example.plain, format, example)
    edits = sorted((e for f in findings if f.fix for e in f.fix.edits), key=lambda e: e.span, reverse=True)
    text = example.plain
    for edit in edits:
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    if text != example.fixed:
        yield Failure(rule.id, example.text, "fix", f"the fix gives {text!r}, not {example.fixed!r}", example.line)
        return
    again, _ = kit.lint(text, format, example)
    if again:
        yield Failure(rule.id, example.text, "fix", f"the fixed text is found again: {again[0].text!r}", example.line)


def _test_near_miss(rule: Rule) -> Iterator[Failure]:
    """At least one good example shares a word of four letters or more with what the bad ones mark."""
    if rule.kind not in _WORD_KINDS:
        return
    marked = {w for e in rule.bad for s in e.spans for w in _stems(e.plain[s[0] : s[1]])}
    if marked and not any(marked & _stems(e.plain) for e in rule.good):
        first = rule.good[0]
        message = "no good example is a near miss: one should hold a word that the bad ones mark"
        yield Failure(rule.id, first.text, "near miss", message, first.line)


def _stems(text: str) -> set[str]:
    return {w.lower()[:5] for w in re.findall(r"[^\W_]{3,}|\d+|[^\w\s]", text)}


def _test_unless(catalog: Catalog, rule: Rule) -> Iterator[Failure]:
    """Without any one `unless`, some good example must fail."""
    exceptions = getattr(rule.options, "unless", None)
    if not isinstance(exceptions, list):
        return
    for i, exception in enumerate(exceptions):
        if exception.startswith("@"):
            continue  # a lexicon earns its place as a whole, in many rules
        options = rule.options.model_copy(update={"unless": exceptions[:i] + exceptions[i + 1 :]})
        kit = Kit(catalog, replace(rule, options=options))
        if not any(_finds_anything(kit, example) for example in rule.good):
            yield Failure(rule.id, exception, "unless", "no good example needs this exception", 0)


def _finds_anything(kit: Kit, example: Example) -> bool:
    shape = next(shapes(kit.rule, example), None)
    return shape is not None and bool(kit.lint(shape.text, shape.format, example)[0])
