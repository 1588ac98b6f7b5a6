"""`substitute`: a word and what to write instead.

    swap: {"commence(s|d|)": start, "prior to": before, "wreck(|s|ed) havoc": "wreak{1} havoc"}
    lower_case_only: true     only where the words stand without capitals ("english" for "English")
    swap: {"(i|we) [herd] (of|about)": heard, "^ [hear] (is|are)": here}

Square brackets in a term mark the part that is reported and replaced; one of the words before it and one of those
after it must stand beside it. `^` is the start of a sentence. `{1}` in a replacement is what the first `(…|…)` of
the replaced part stands for. The message knows {match}, {replacement} and {phrase} (the match and the words beside it
that were asked for). A replacement in brackets is advice, not text: "(cut)".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pydantic import Field, ValidationInfo, field_validator

from healthlint.kinds.base import Unit, is_of
from healthlint.kinds.conditions import ConditionOptions, Conditions
from healthlint.language.analysis import Analysis
from healthlint.language.inflect import match_case
from healthlint.language.lexicon import lexicon
from healthlint.language.phrases import Hit, longest
from healthlint.language.terms import expand, expand_with_choices, is_whole
from healthlint.model.finding import Match
from healthlint.model.rule import Rule
from healthlint.model.span import Span
from healthlint.packs.registry import PROVEN

_TERM = re.compile(r"(?P<before>[^\[\]]*)\[(?P<marked>[^\[\]]*[^\[\]\s][^\[\]]*)\](?P<after>[^\[\]]*)")
_CHOICE = re.compile(r"\{(\d)\}")
_BEFORE_A_SENTENCE = "\"'([ "
_SIGNS = ".,;:!?)…-"
# What may join the words of an address, and what shows that it is one.
_JOINS = frozenset("./-")
_ADDRESS = re.compile(r"[^\s]*(?:://|www\.|\w\.\w+/|\.(?:com|org|net|gov|edu|info|uk|eu)\b)")


class Options(ConditionOptions):
    """The fields of a `substitute` rule."""

    swap: dict[str, str] = Field(min_length=1)
    lower_case_only: bool = False

    @field_validator("swap")
    @classmethod
    def _terms_expand(cls, swap: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        if info.context == PROVEN:  # they did when the rule was compiled
            return swap
        for term, said in swap.items():
            m = _TERM.fullmatch(term)
            if m is None and ("[" in term or "]" in term):
                raise ValueError(f"square brackets in {term!r} mark one part of it, as in `give me [advise]`")
            for beside in (m["before"], m["after"]) if m else ():
                expand(beside)
            _compiled(term, said)
        return swap


@dataclass(frozen=True, slots=True)
class Entry:
    """One replacement for one literal; `before` and `after` are the terms that must stand beside it (empty: any)."""

    before: str
    after: str
    replacement: str
    key: str

    def around(self, analysis: Analysis, block: int, found: Span) -> Span | None:
        """Return the range from the words before a literal to those after it, None where others stand there."""
        folded = analysis.folded(block)
        start, end = found.start, found.end
        # Nearly all are refused here, by one look at the neighbours on each side.
        if self.after and not folded.startswith(_words_after(self.after), end):
            return None
        if self.before:
            if not folded.endswith(_plain_before(self.before), 0, start):
                return None
            lengths = [len(_plain(b)) for b in _words_before(self.before) if _stands(b, analysis, block, start)]
            if not lengths:
                return None
            start -= max(lengths)
        if self.after:
            ends = [end + len(a) for a in _words_after(self.after) if folded.startswith(a, end)]
            ends = [place for place in ends if is_whole(folded, end, place)]
            if not ends:
                return None
            end = max(ends)
        return Span(start, end)


def _stands(words: str, analysis: Analysis, block: int, end: int) -> bool:
    """Tell whether words stand before `end`, and at the start of a sentence where `^` asks for it."""
    folded, plain = analysis.folded(block), _plain(words)
    start = end - len(plain)
    if not folded.endswith(plain, 0, end) or not is_whole(folded, start, end):
        return False
    if plain == words:
        return True
    sentence = analysis.sentence_at(block, end)
    return sentence is not None and not folded[sentence.span.start : start].strip(_BEFORE_A_SENTENCE)


def _plain(words: str) -> str:
    return words.removeprefix("^")


@lru_cache(maxsize=8_192)  # only the terms of words that are met
def _words_before(term: str) -> tuple[str, ...]:
    space = " " if term[-1].isspace() else ""
    starts = [("^" if p.startswith("^") else "", _plain(p).strip()) for p in expand(term)]
    return tuple(start + words + (space if words else "") for start, words in starts)


@lru_cache(maxsize=8_192)
def _plain_before(term: str) -> tuple[str, ...]:
    return tuple(_plain(words) for words in _words_before(term))


@lru_cache(maxsize=8_192)
def _words_after(term: str) -> tuple[str, ...]:
    # A sign follows without a space: "won a [price] (.|,|in)".
    space = " " if term[0].isspace() else ""
    return tuple(words if words[0] in _SIGNS else space + words for words in expand(term))


@dataclass(frozen=True, slots=True)
class Sought:
    """What a literal of the search stands for: an entry, the literal's part that is replaced, and the entry's rank."""

    rank: int
    entry: Entry
    start: int
    end: int


def _is_in_address(prose: str, span: Span) -> bool:
    """Tell whether a hit is part of an address ("parkinsons.org.uk", "a.org/english"), which says what it says."""
    before, after = prose[max(0, span.start - 1) : span.start], prose[span.end : span.end + 2]
    if before not in _JOINS and not (after[:1] in _JOINS and after[1:].isalpha()):
        return False
    start = max(prose.rfind(" ", 0, span.start), prose.rfind("\n", 0, span.start)) + 1
    return _ADDRESS.search(prose, start, span.end + 40) is not None


@dataclass(slots=True)
class SubstituteCheck:
    """A compiled `substitute` rule; `sought` has what each literal stands for."""

    rule: Rule
    conditions: Conditions
    literals: tuple[str, ...]
    sought: tuple[tuple[Sought, ...], ...]
    lower_case_only: bool = False

    @property
    def needs_parse(self) -> bool:
        """Only a guard may ask for the parse."""
        return self.conditions.needs_parse

    def run(self, analysis: Analysis, unit: Unit) -> Iterator[Match]:
        """Yield a match for each term, the longest where several overlap."""
        yield from self.conditions.apply(analysis, self._hits(analysis, unit))

    def _hits(self, analysis: Analysis, unit: Unit) -> Iterator[Match]:
        for block, hits in unit.hits.items():
            if not is_of(analysis, self.rule, block):
                continue
            prose = analysis.block(block).prose
            places = list(self._places(analysis, block, hits))
            for whole, number in longest([(whole, i) for i, (whole, _, _) in enumerate(places)]):
                _, span, entry = places[number]
                if self.lower_case_only and not span.of(prose).islower():
                    continue
                if _is_in_address(prose, span):
                    continue
                said = entry.replacement
                values = {"replacement": said, "key": entry.key, "phrase": whole.of(prose)}
                text = None if said.startswith("(") else match_case(span.of(prose)[:1], said)
                yield Match(block, span, values, replacement=text)

    def _places(self, analysis: Analysis, block: int, hits: Iterable[Hit]) -> Iterator[tuple[Span, Span, Entry]]:
        """Yield, for each place, the first entry that fits there: all of its term, the part replaced, the entry."""
        near = [
            (literal.start + s.start, literal.start + s.end, s.rank, s.entry)
            for literal, index in hits
            for s in self.sought[index]
        ]
        done: tuple[int, int] | None = None
        for start, end, _, entry in sorted(near, key=lambda found: found[:3]):
            if (start, end) != done:
                found = Span(start, end)
                whole = entry.around(analysis, block, found)
                if whole is not None:
                    done = (start, end)
                    yield whole, found, entry


def compile_rule(rule: Rule, options: Options) -> SubstituteCheck:
    """Compile a rule."""
    table: dict[str, list[Sought]] = {}
    rank = 0
    for term, said in options.swap.items():
        for literal, entry in _compiled(term, said):
            rank += 1
            for before, after in _beside(literal, entry):
                place = Sought(rank, entry, len(before), len(before) + len(literal))
                table.setdefault(f"{before}{literal}{after}", []).append(place)
    sought = tuple(tuple(of) for of in table.values())
    return SubstituteCheck(rule, Conditions.of(options), tuple(table), sought, options.lower_case_only)


def _beside(literal: str, entry: Entry) -> Iterable[tuple[str, str]]:
    """Return what is searched for with a literal, before and after it.

    A word that every text is full of ("of") is searched for with the words that must stand beside it.
    """
    if literal in _everywhere():
        before = dict.fromkeys(_plain_before(entry.before)) if entry.before else {}
        if before and all(words == "" or words.endswith(" ") for words in before):
            return [(words, "") for words in before]
        after = dict.fromkeys(_words_after(entry.after)) if entry.after else {}
        if after and all(words.startswith(" ") for words in after):
            return [("", words) for words in after]
    return [("", "")]


@lru_cache(maxsize=1)
def _everywhere() -> frozenset[str]:
    return frozenset(lexicon("function-words"))


def _compiled(term: str, said: str) -> list[tuple[str, Entry]]:
    """Return the literals of a term with their entries. Raises ValueError on unbalanced brackets."""
    m = _TERM.fullmatch(term)
    before, marked, after = (m["before"], m["marked"], m["after"]) if m else ("", term, "")
    return [
        (literal, Entry(before, after, _filled(said, chosen), term)) for literal, chosen in expand_with_choices(marked)
    ]


def _filled(said: str, chosen: tuple[str, ...]) -> str:
    def choice(m: re.Match[str]) -> str:
        number = int(m[1])
        if not 1 <= number <= len(chosen):
            raise ValueError(f"the replacement {said!r} asks for choice {number}; the term has {len(chosen)}")
        return chosen[number - 1]

    return _CHOICE.sub(choice, said) if "{" in said else said
