"""Token patterns as rules write them: lexicons in lists, marked tokens, and the patterns that make a hit right.

In `{LOWER: {IN: ["@modal-verbs", ought]}}` an entry `@name` stands for the words of a lexicon. `MARK: true` on a token
says that this token is meant; `NAME: modal` makes it the value {modal} of the message. spaCy never sees these two keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from healthlint.kinds.prefilter import PatternFilter
from healthlint.language.analysis import Analysis, Together
from healthlint.language.lexicon import lexicon
from healthlint.language.token_index import TokenIndex, shared_index
from healthlint.model.span import Span

Pattern = list[dict[str, Any]]
_OUR_KEYS = frozenset({"MARK", "NAME"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence (a spaCy Span) with the numbers of the patterns that may have a hit in it."""

    sentence: Any
    numbers: tuple[int, ...]


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
    """Patterns with a matcher each. No hit crosses a sentence end.

    The filters are built at the first article and a matcher at the first sentence that may have a hit of its pattern:
    both need the vocabulary.
    """

    def __init__(self, patterns: Sequence[Pattern], mark: Sequence[int] = ()) -> None:
        self._patterns = tuple(patterns)
        self._filters: tuple[PatternFilter, ...] | None = None
        self._places = [
            frozenset(mark) or frozenset(i for i, token in enumerate(p) if token.get("MARK") is True) for p in patterns
        ]
        self._matchers: dict[int, Any] = {}  # by number of pattern: few are ever needed

    def __bool__(self) -> bool:
        return bool(self._patterns)

    def candidates(self, analysis: Analysis) -> Mapping[int, list[Candidate]]:
        """Return the sentences of an article that may have a hit, by block, in order.

        Worked out for all articles that were parsed together at the first of them: a pattern costs about as much for
        one as for all.
        """
        together, number = analysis.together()
        return together.once(self, self._candidates).get(number, {})

    def _candidates(self, together: Together) -> dict[int, dict[int, list[Candidate]]]:
        index = together.once(TokenIndex, shared_index)
        if self._filters is None:
            self._filters = tuple(PatternFilter(expanded(p), index.strings) for p in self._patterns)
        asked: dict[int, list[int]] = {}
        for number, pattern in enumerate(self._filters):
            for sentence in index.sentences(pattern.ends(index)):
                asked.setdefault(sentence, []).append(number)
        found: dict[int, dict[int, list[Candidate]]] = {}
        for place in sorted(asked):
            (article, block), sentence = index.sentence(place)
            found.setdefault(article, {}).setdefault(block, []).append(Candidate(sentence, tuple(asked[place])))
        return found

    def hits(self, analysis: Analysis, within: Any, numbers: Sequence[int] | None = None) -> Iterator[Hit]:
        """Yield the matches of some patterns (all if not said) in a Doc or in a spaCy Span, by number of pattern."""
        for number in range(len(self._patterns)) if numbers is None else numbers:
            if number not in self._matchers:
                self._matchers[number] = analysis.engine.matcher([expanded(self._patterns[number])])
            for _, first, last, alignments in self._matchers[number](within, with_alignments=True):
                tokens = list(within[first:last])
                if not any(t.is_sent_start for t in tokens[1:]):
                    yield self._hit(number, list(zip(tokens, alignments, strict=True)))

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
