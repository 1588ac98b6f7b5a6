"""Token patterns as rules write them: lexicons in lists, marked tokens, and the patterns that make a hit right.

In `{LOWER: {IN: ["@modal-verbs", ought]}}` an entry `@name` stands for the words of a lexicon. `MARK: true` on a token
says that this token is meant; `NAME: modal` makes it the value {modal} of the message. spaCy never sees these two keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from healthlint.kinds.prefilter import PatternFilter
from healthlint.language.analysis import Analysis
from healthlint.language.lexicon import lexicon
from healthlint.language.token_index import token_index
from healthlint.model.span import Span

Pattern = list[dict[str, Any]]
_OUR_KEYS = frozenset({"MARK", "NAME"})


@dataclass(frozen=True, slots=True)
class Hit:
    """One match: the number of its pattern, its tokens, those that are marked (all, when none is), the named ones."""

    number: int
    tokens: list[Any]
    marked: list[Any]
    named: dict[str, str]


def expanded(value: Any) -> Any:
    """Return a pattern for spaCy, with the words of each `@lexicon`. Raises RuleError on an unknown lexicon."""
    if isinstance(value, dict):
        return {key: expanded(inner) for key, inner in value.items() if key not in _OUR_KEYS}
    if not isinstance(value, list):
        return value
    out: list[Any] = []
    for entry in value:
        if isinstance(entry, str) and entry.startswith("@") and len(entry) > 1:
            out.extend(lexicon(entry[1:]))
        else:
            out.append(expanded(entry))
    return out


class TokenPatterns:
    """Patterns with one matcher. No hit crosses a sentence end.

    The filter is built at the first article and the matcher at the first sentence that may have a hit: both need the
    vocabulary.
    """

    def __init__(self, patterns: Sequence[Pattern], mark: Sequence[int] = ()) -> None:
        self._patterns = tuple(patterns)
        self._filters: tuple[PatternFilter, ...] | None = None
        self._places = [
            frozenset(mark) or frozenset(i for i, token in enumerate(p) if token.get("MARK") is True) for p in patterns
        ]
        self._matcher: Any = None

    def __bool__(self) -> bool:
        return bool(self._patterns)

    def candidates(self, analysis: Analysis) -> Mapping[int, list[Any]]:
        """Return the sentences of an article that may have a hit, as spaCy Spans by block, in order."""
        index = analysis.once(token_index)
        if self._filters is None:
            self._filters = tuple(PatternFilter(expanded(p), index.strings) for p in self._patterns)
        ends = 0
        for pattern in self._filters:
            ends |= pattern.ends(index)
        found: dict[int, list[Any]] = {}
        for number in index.sentences(ends):
            block, sentence = index.sentence(number)
            found.setdefault(block, []).append(sentence)
        return found

    def hits(self, analysis: Analysis, within: Any) -> Iterator[Hit]:
        """Yield the matches in a Doc or in a spaCy Span, in the matcher's order."""
        if self._matcher is None:
            self._matcher = analysis.engine.matcher([expanded(p) for p in self._patterns])
        strings = within.vocab.strings
        for key, first, last, alignments in self._matcher(within, with_alignments=True):
            tokens = list(within[first:last])
            if not any(t.is_sent_start for t in tokens[1:]):
                yield self._hit(int(strings[key]), list(zip(tokens, alignments, strict=True)))

    def _hit(self, number: int, placed: list[tuple[Any, int]]) -> Hit:
        pattern = self._patterns[number]
        tokens = [token for token, _ in placed]
        marked = [token for token, place in placed if place in self._places[number]]
        named = {pattern[place]["NAME"]: _said(token) for token, place in placed if "NAME" in pattern[place]}
        return Hit(number, tokens, marked or tokens, named)


def _said(token: Any) -> str:
    """Return a token as a reader would name it: "have" for the “'ve” of “we've”, "will" for the "wo" of "won't"."""
    is_piece = token.text[0] in "'’" or token.lower_ in ("ca", "wo", "sha")
    return token.norm_ if is_piece else token.text


class Exceptions:
    """Patterns that make a hit right when they cover (a marked token of theirs is) one of its tokens.

    Tried only after a hit, and only on its sentence.
    """

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = TokenPatterns(patterns)

    def excuse(self, analysis: Analysis, doc: Any, span: Span) -> bool:
        """Tell whether a pattern makes the prose range `span` right."""
        if not self._patterns:
            return False
        found = doc.char_span(span.start, span.end, alignment_mode="expand")
        covered = (token.i for hit in self._patterns.hits(analysis, found[0].sent) for token in hit.marked)
        return any(found.start <= i < found.end for i in covered)
