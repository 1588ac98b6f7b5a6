"""`spelling`: words that no dictionary has and that are a slip or two away from one that is in it.

find: [slip]          also `joined`: two words with no space between, `apostrophe`: "doesnt", "the bodys"; left out: all
variants: [en-GB, en-US]   whose spellings are right; both where it is left out
words: [probono, "@medicines"]   your own words (terms; `@name` for a lexicon), right with and without a plural `s`
shortest: 3           letters: shorter words are not looked at
uses: 3               an unknown word used so often is the writer's own term, unless the article has what it is near to,
                      or it only lacks an apostrophe
shown: 3              suggestions in the message

A word is looked up by itself, each part of a hyphenated one too. Left alone are: names (a capital inside a sentence,
or the same word with one elsewhere), words in capitals or with a capital, a figure or a sign inside, addresses, words
in quotation marks or after "called", the second word of a species, words in other scripts, passages that are not in
English, and words that nothing in the dictionary is near to: those are new or rare more often than wrong.

The message knows {match}, {replacement} (the likeliest word) and {suggestions} (up to `shown`, the likeliest first).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field

from healthlint.kinds.base import FunctionCheck, Unit
from healthlint.kinds.base import Options as BaseOptions
from healthlint.language.analysis import Analysis
from healthlint.language.dictionary import Dictionary, dictionary, plain
from healthlint.language.inflect import match_case
from healthlint.language.lexicon import lexicon, phrases
from healthlint.language.lookable import words
from healthlint.language.suggestions import SLIP, Sort, Suggestion, suggestions
from healthlint.model.document import HEADINGS
from healthlint.model.finding import Match
from healthlint.model.rule import Rule
from healthlint.model.span import Span
from healthlint.readability.pronunciations import pronunciation

_QUOTED = re.compile(r"[\"“„«][^\"“”.!?]{1,60}[\"”»]|(?<!\w)[‘'][^'‘’.!?]{1,60}['’](?!\w)")
_NAMED_BEFORE = re.compile(
    r"\b(?:called|known as|termed|named|dubbed|spel(?:led|t)|nicknamed)\s+(?:the |an? )?\W?\Z", re.I
)
_LONGEST_NAMED = 24  # characters
_HALF_BEFORE = re.compile(r"(?<!\w)([^\W\d_]+)[-‐‑\u00ad] ?\Z")
_HALF_AFTER = re.compile(r"[-‐‑\u00ad] ?([^\W\d_]+)")
_WORD_AFTER = re.compile(r" ([a-z]+)")
_SPECIES_BEFORE = re.compile(r"(?<!\w)(?P<genus>[A-Z](?:\.|[a-z]+)) \Z")
_FOREIGN = 0.4  # of a block's words are unknown, and
_FEW = 5  # no fewer than these
_RARE_NAME = 3  # commonness of names that are rather slips when they have no capital
_COMMON = 3  # commonness of a word that a writer may well have meant (see `dictionary.Entry`)
# By the letters of the word: a short one has too many neighbours to be told from a rare word.
_COMMON_BY_LENGTH = (9, 9, 9, 7, 5, 4, 3, 3, 2, 1)
_FAR = 21  # a cost from which on the word that was meant should be yet more common
# What looks like a word and is the end or the beginning of another: "chargeless", "inconventional", "transcriptor".
_ENDINGS = frozenset(
    ("able", "ability", "al", "ant", "ate", "hood", "ion", "less", "like", "man", "men", "ness", "or", "ship", "some")
)
_BEGINNINGS = frozenset(
    ("an", "counter", "down", "fore", "in", "inter", "off", "on", "out", "over", "self", "under", "up")
)
_SHORT_NAME = 6  # letters of words that only slips of a low cost tell from a name
_NEXT = 7
_TINY, _ONE_LETTER_OUT = 3, 9  # of three letters, one wrong leaves too little of the word to know it by
_SHORT = 5  # letters of words that are often part of a compound
_SAME_SIDE = 4  # what it makes up for that a word is of the spelling, British or American, that the article keeps to


class Options(BaseOptions):
    """The fields of a `spelling` rule."""

    find: list[Sort] = Field(default=["slip", "joined", "apostrophe"], min_length=1)
    variants: list[Literal["en-GB", "en-US"]] = Field(default=["en-GB", "en-US"], min_length=1)
    words: list[str] = []
    shortest: int = Field(3, ge=2)
    uses: int = Field(3, ge=2)
    shown: int = Field(3, ge=1, le=9)


@dataclass(frozen=True, slots=True)
class _Unknown:
    """An unknown word of a block; `plain` is the form that was looked up."""

    block: int
    span: Span
    text: str
    plain: str


@dataclass(slots=True)
class _Scan:
    """What one pass over the article found.

    `unknown`: unknown words in order. `uses`: how often each form stands, known or not. `names`: forms that have a
    capital inside a sentence. `sides`: uses of words that are British ("g") or American ("u") only.
    """

    unknown: list[_Unknown] = field(default_factory=list)
    uses: Counter[str] = field(default_factory=Counter)
    names: set[str] = field(default_factory=set)
    sides: Counter[str] = field(default_factory=Counter)


def compile_rule(rule: Rule, options: Options) -> FunctionCheck:
    """Compile a rule. Raises RuleError on an unknown lexicon."""
    own = frozenset(plain(word) for phrase in phrases(options.words) for word in (phrase, *phrase.split()))
    variants = frozenset[str](options.variants)

    def run(analysis: Analysis, unit: Unit) -> Iterator[Match]:
        blocks = analysis.blocks_of(rule.blocks, quotes=rule.quotes)
        known = dictionary(variants)
        scan = _scan(analysis, blocks, known, own, options.shortest)
        for found in scan.unknown:
            if _is_left_alone(analysis, scan, found, known):
                continue
            analysis.check_time()
            near = _ranked(analysis, scan, found, suggestions(found.plain, variants))
            if not near or near[0].sort(found.plain) not in options.find:
                continue
            if _is_likely(scan, found, near[0], options.uses):
                yield _match(found, near[: options.shown])

    return FunctionCheck(run)


def _scan(analysis: Analysis, blocks: Sequence[int], known: Dictionary, own: frozenset[str], shortest: int) -> _Scan:
    scan = _Scan()
    seen: dict[str, tuple[str, str | None]] = {}  # a word as written: its form, and its flags (None: unknown)
    for block in blocks:
        unknown: list[_Unknown] = []
        count = 0
        for start, text in words(analysis.block(block).prose):
            if text not in seen:
                seen[text] = _looked_up(text, known, own, shortest)
            form, flags = seen[text]
            count += 1
            scan.uses[form] += 1
            if flags is None:
                unknown.append(_Unknown(block, Span(start, start + len(text)), text, form))
            else:
                scan.sides.update(flags)
        if len(unknown) >= _FEW and len(unknown) > _FOREIGN * count:
            continue  # another language, or no text at all
        scan.unknown += unknown
        if analysis.block(block).kind not in HEADINGS:
            scan.names.update(u.plain for u in unknown if u.text[0].isupper() and not _opens(analysis, u))
    return scan


def _looked_up(text: str, known: Dictionary, own: frozenset[str], shortest: int) -> tuple[str, str | None]:
    form = plain(text)
    if not form.isascii() or len(form.replace("'", "")) < shortest:
        return form, ""
    if form in own or form.removesuffix("s") in own:
        return form, ""
    entry = known.knows(form)
    if entry is not None and not ("n" in entry.flags and text.islower() and entry.commonness <= _RARE_NAME):
        return form, entry.flags
    return form, None if text.isascii() or "’" in text else ""  # an accent: a foreign word


def _opens(analysis: Analysis, word: _Unknown) -> bool:
    """Tell whether a word opens its sentence, where every word has a capital."""
    sentence = analysis.sentence_at(word.block, word.span.start)
    if sentence is None or word.span.start <= sentence.span.start:
        return True
    before = analysis.block(word.block).prose[sentence.span.start : word.span.start]
    return not any(c.isalnum() for c in before)


def _is_broken(before: str, text: str, after: str, known: Dictionary) -> bool:
    """Tell whether a word is half of one that a line break left a hyphen in: "produc-tion", "produc- tion"."""
    head, tail = _HALF_BEFORE.search(before[-_LONGEST_NAMED:]), _HALF_AFTER.match(after)
    halves = (head[1] if head else "", tail[1] if tail else "")
    return any(
        half and known.knows(plain(joined))
        for half, joined in zip(halves, (halves[0] + text, text + halves[1]), strict=True)
    )


def _is_left_alone(analysis: Analysis, scan: _Scan, word: _Unknown, known: Dictionary) -> bool:
    """Tell whether a word is a name, a foreign word, or one that the text presents as a word."""
    prose, span = analysis.block(word.block).prose, word.span
    before, after = prose[: span.start], prose[span.end :]
    if word.plain in scan.names:
        return True
    if word.text[0].isupper():
        if analysis.block(word.block).kind in HEADINGS or pronunciation(word.plain):
            return True
        if re.match(r"\s+[A-Z]", after):
            return True
    if _is_broken(before, word.text, after, known):
        return True
    genus = _SPECIES_BEFORE.search(before[-30:])
    if genus and (
        genus["genus"].endswith(".") or plain(genus["genus"]) in scan.names | {w.plain for w in scan.unknown}
    ):
        return True
    if _NAMED_BEFORE.search(before[-_LONGEST_NAMED:]):
        return True
    return any(m.start() < span.start and span.end < m.end() for m in _QUOTED.finditer(prose))


def _ranked(analysis: Analysis, scan: _Scan, word: _Unknown, found: Sequence[Suggestion]) -> list[Suggestion]:
    """Return suggestions, those of the article's own spelling, British or American, before the others.

    "Bodys" can be "body's" before a word that it may belong to only, not before "are" or a full stop.
    """
    after = _WORD_AFTER.match(analysis.folded(word.block), word.span.end)
    if after is None or after[1] in lexicon("function-words"):
        found = [s for s in found if not s.text.endswith("'s") or s.text.removesuffix("'s") + "s" != word.plain]
    side = "g" if scan.sides["g"] > scan.sides["u"] else "u" if scan.sides["u"] > scan.sides["g"] else ""

    compounds = {s for s in found if " " in s.text and not _is_no_compound(s.text)}
    if compounds:  # right more often than not: "newsfeed"; but "valueable"
        found = [s for s in found if s not in compounds and (s.cost <= SLIP and s.commonness > _COMMON)]

    def rank(of: Suggestion) -> float:
        return of.rank - _SAME_SIDE * (bool(side) and side in of.flags)

    return sorted(found, key=rank)


def _is_likely(scan: _Scan, word: _Unknown, best: Suggestion, uses: int) -> bool:
    """Tell whether an unknown word is rather a slip than a rare word."""
    if best.sort(word.plain) == "apostrophe":
        return True
    if scan.uses[word.plain] >= uses and not scan.uses[best.text]:
        return False
    if scan.uses[best.text] and best.cost <= SLIP:
        return True
    if best.sort(word.plain) == "joined":
        return True
    if len(word.plain) == _TINY and best.cost > _ONE_LETTER_OUT and sorted(word.plain) != sorted(best.text):
        return False
    common = _COMMON_BY_LENGTH[min(len(word.plain), len(_COMMON_BY_LENGTH) - 1)]
    if word.text[0].isupper() and len(word.plain) <= _SHORT_NAME and best.cost > _NEXT:
        return False  # it opens a sentence and may well be a name
    if word.text[0].isupper() or pronunciation(word.plain):  # may be a name
        return best.cost <= SLIP and best.commonness >= max(common, _COMMON)
    return best.commonness >= (common if best.cost <= SLIP else max(common, _COMMON + best.cost // _FAR))


def _is_no_compound(parts: str) -> bool:
    """Tell whether two words cannot well be written as one, as "newsfeed" and "lifecycle" can."""
    first, second = parts.split(" ")
    small = lexicon("function-words")
    if second in _ENDINGS:
        return False
    if second in small:
        return True
    if first in _BEGINNINGS or (first.endswith("o") and first not in small):
        return False
    if first in small:
        return True
    return (first.endswith("s") and len(first) > _SHORT) or (len(first) > _SHORT and len(second) > _SHORT)


def _match(word: _Unknown, near: Sequence[Suggestion]) -> Match:
    said = [match_case(word.text[:1], s.text) for s in near]
    if "’" in word.text:
        said = [text.replace("'", "’") for text in said]
    quoted = [f"“{text}”" for text in said]
    listed = " or ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)
    return Match(word.block, word.span, {"replacement": said[0], "suggestions": listed}, replacement=said[0])
