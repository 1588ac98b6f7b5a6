"""What a hit must satisfy to be a match: exceptions, neighbours, guards. Tried only after a hit.

The kinds that look for words share these options:

- `unless`: phrases that contain or touch the match and make it right ("no cure" for "cure");
- `unless_near`, `near`: phrases that must not, or must, stand in the same sentence (`near_scope`: block, section or
  document widens both);
- `unless_article`: phrases that must not stand anywhere in the article (a page that takes the idea apart);
- `guards`: negated, question, quoted, reported, rebutted, cited, name (a proper name), defined (explained on the
  spot), start (first word of its sentence), bracketed;
- `question_severity`: the severity when the sentence is a question;
- `once`: report the first match only, per phrase and document (or block); with `once_for: rule` of all phrases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, get_args

from healthlint.kinds.base import Options
from healthlint.language.analysis import Analysis
from healthlint.language.gated import GatedPattern
from healthlint.language.lexicon import phrases
from healthlint.language.phrases import PhraseSet
from healthlint.model.document import HEADINGS
from healthlint.model.finding import Match, Severity
from healthlint.model.span import Span

GuardName = Literal[
    "name", "start", "bracketed", "question", "quoted", "defined", "cited", "reported", "rebutted", "negated"
]
_LANGUAGE_GUARDS = frozenset({"negated", "question", "quoted", "reported", "rebutted"})
# The cheapest first: the first five read characters, the next are searches, the last three ask for the parse.
_COST = {name: i for i, name in enumerate(get_args(GuardName))}
_EXPLAINED_BEFORE = GatedPattern(
    r"(?:\(|\b(?:called|known as|termed|named|or|ie|i\.e\.|medical(?:ly)? (?:term|name)s?(?: is| for \w+ is)?|"
    r"doctors call (?:it|this|these)),?)\s*(?:an? |the )?[\"'“‘]?\Z",
    ignore_case=True,
)
_EXPLAINED_AFTER = GatedPattern(
    r"[\"'”’]?(?:\s+\w+){0,2}\s*(?:\((?!\d)|,? (?:which )?means?\b|, (?:or|ie|i\.e\.|that is)\b|"
    r" [–—-] |(?:,| is| are) (?:when|a|an|the|where|your)\b)",
    ignore_case=True,
)


class ConditionOptions(Options):
    """The options that word-finding kinds share."""

    unless: list[str] = []
    unless_near: list[str] = []
    near: list[str] = []
    near_scope: Literal["sentence", "block", "section", "document"] = "sentence"
    unless_article: list[str] = []
    guards: list[GuardName] = []
    question_severity: Literal["error", "warning", "info", "off"] | None = None
    once: Literal["", "block", "document"] = ""
    once_for: Literal["phrase", "rule"] = "phrase"
    # "" anywhere, "start" or "end" of the sentence only.
    at: Literal["", "start", "end"] = ""


@dataclass(slots=True)
class Conditions:
    """The compiled options; `guards` are in the order in which they are tried."""

    options: ConditionOptions
    guards: tuple[GuardName, ...]
    unless: PhraseSet
    unless_near: PhraseSet
    near: PhraseSet
    unless_article: PhraseSet

    @classmethod
    def of(cls, options: ConditionOptions) -> Conditions:
        """Compile. Raises RuleError on an unknown lexicon and ValueError on a bad term."""
        return cls(
            options,
            tuple(sorted(set(options.guards), key=lambda name: _COST[name])),
            PhraseSet(phrases(options.unless)),
            PhraseSet(phrases(options.unless_near)),
            PhraseSet(phrases(options.near)),
            PhraseSet(phrases(options.unless_article)),
        )

    @property
    def needs_parse(self) -> bool:
        """Whether a guard asks for the parse."""
        if not self.guards:
            return False
        from healthlint.language.negation import NEEDS_PARSE

        return bool(NEEDS_PARSE & set(self.options.guards))

    def apply(self, analysis: Analysis, matches: Iterable[Match]) -> Iterator[Match]:
        """Yield the matches that satisfy the conditions, in order."""
        seen: set[tuple[int, str]] = set()
        for number, match in enumerate(matches):
            if number == 0 and self._is_excepted(analysis):
                return
            key = self._key(analysis, match)
            if key is not None and key in seen:
                continue
            kept = self._judge(analysis, match)
            if key is not None and (kept is not None or self._explained(analysis, match)):
                seen.add(key)
            if kept is not None:
                yield kept

    def _is_excepted(self, analysis: Analysis) -> bool:
        """Tell whether a phrase of `unless_article` stands in the article. Asked once, after the first hit."""
        return bool(self.unless_article) and any(
            self.unless_article.occurs(analysis.folded(block)) for block in analysis.blocks
        )

    def _key(self, analysis: Analysis, match: Match) -> tuple[int, str] | None:
        """Return what `once` counts as the same, or None when every match counts."""
        if not self.options.once or match.block is None:
            return None
        said = match.values.get("key") or match.span.of(analysis.folded(match.block))
        if self.options.once_for == "rule":
            said = ""
        return (match.block if self.options.once == "block" else -1, said)

    def _explained(self, analysis: Analysis, match: Match) -> bool:
        # A term that is explained at its first use needs nothing at its second.
        if match.block is None or "defined" not in self.options.guards:
            return False
        return _is_defined(analysis.block(match.block).prose, match.span)

    def _judge(self, analysis: Analysis, match: Match) -> Match | None:
        block, span = match.block, match.span
        if block is None:
            return match
        folded = analysis.folded(block)
        sentence = analysis.sentence_at(block, span.start)
        where = sentence.span if sentence else Span(0, len(folded))
        if self.options.at and not _at(self.options.at, folded, span, where):
            return None
        if self.unless and _touched(self.unless, folded, span):
            return None
        if self.unless_near and any(self.unless_near.occurs(t) for t in self._texts(analysis, block, where)):
            return None
        if self.near and not any(self.near.occurs(t) for t in self._texts(analysis, block, where)):
            return None
        if any(self._guarded(name, analysis, block, span, where) for name in self.guards):
            return None
        if self.options.question_severity and where.of(folded).rstrip("\"')] ").endswith("?"):
            severity = Severity(self.options.question_severity)
            return None if severity is Severity.OFF else replace(match, severity=severity)
        return match

    def _texts(self, analysis: Analysis, block: int, sentence: Span) -> Iterator[str]:
        if self.options.near_scope == "sentence":
            yield sentence.of(analysis.folded(block))
        elif self.options.near_scope == "block":
            yield analysis.folded(block)
        else:
            section = analysis.block(block).section
            for i in analysis.blocks:
                if self.options.near_scope == "document" or analysis.block(i).section == section:
                    yield analysis.folded(i)

    def _guarded(self, name: GuardName, analysis: Analysis, block: int, span: Span, sentence: Span) -> bool:
        if name in _LANGUAGE_GUARDS:
            from healthlint.language.negation import guarded

            return guarded(analysis, block, span, (name,))
        prose = analysis.block(block).prose
        if name == "cited":
            from healthlint.citations.markers import is_cited

            return is_cited(analysis, block, span)
        if name == "start":
            return not prose[sentence.start : span.start].strip("\"'“‘([ ")
        if name == "name":
            # In a heading any word may have a capital; at the start of a sentence every word has.
            inside = span.start > sentence.start and analysis.block(block).kind not in HEADINGS
            return inside and prose[span.start].isupper() and prose[sentence.start : span.start].strip() != ""
        if name == "bracketed":
            before = prose[sentence.start : span.start]
            return before.count("(") > before.count(")")
        return _is_defined(prose, span)


def _is_defined(prose: str, span: Span) -> bool:
    """Tell whether the words are explained on the spot: "thrush (candidiasis)", "candidiasis, or thrush"."""
    before = prose[max(0, span.start - 60) : span.start]
    after = prose[span.end : span.end + 60]
    return bool(_EXPLAINED_BEFORE.compiled.search(before) or _EXPLAINED_AFTER.compiled.match(after))


def _touched(phrases: PhraseSet, folded: str, span: Span) -> bool:
    """Tell whether one of the phrases contains or touches the span; what is longer than 120 characters is not seen."""
    first = max(0, span.start - 120)
    near = folded[first : span.end + 120]
    return any(found.shift(first).overlaps(span) for found, _ in phrases.search(near))


def _at(place: str, folded: str, span: Span, sentence: Span) -> bool:
    if place == "start":
        return not folded[sentence.start : span.start].strip("\"'([ ")
    return not folded[span.end : sentence.end].strip("\"')].!? ")
