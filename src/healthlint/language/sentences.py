"""Sentence ends: one authority for rules, readability and the parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from healthlint.language import ends
from healthlint.language.splitter import segments
from healthlint.model.span import Span

# pysbd is quadratic in the length of one call (80 KB takes 9 s), so long blocks are cut at paragraph-like places.
_LONGEST_CALL = 8_000
_PRIVATE = re.compile(r"[∯ȸ♨☝✂⎋&ᓰᓱᓳᓴᓷᓸ]")  # pysbd's own markers: text that holds one is split by the fallback
_FALLBACK_END = re.compile(r"""(?<=[.!?…])["'”’)\]]*\s+(?=["'“‘(\[]*[A-Z0-9])""")
_CANDIDATE = re.compile(r"[.!?…:;。！？]")
# Abbreviations that end in a full stop without ending a sentence, beyond those that pysbd knows.
_ABBREVIATION_END = re.compile(
    r"\b(?:approx|vit|no|nos|fig|figs|vol|ed|eds|resp|incl|excl|max|min|temp|tab|tabs|cap|caps|inj|"
    r"[bt]\.?d|q\.?d|[bqt]\.i\.d|[bt]\.d\.s|p\.r\.n|e\.g|i\.e|cf|ca|vs|et al|spp?|subsp|var|st|dr|prof|mr|mrs|ms)\.$",
    re.IGNORECASE,
)
# A letter that names something, not an initial: the splitter takes "vitamin D. It" for one sentence.
_LETTER_NAME = re.compile(
    r"\b(?:vitamins?|vit\.?|type|hepatitis|group|grade|class|plan|part|and|or)\s+[A-Z]\.[\"”’)]*\s+(?=[\"“‘(]*[A-Z])"
)
# A citation mark after the full stop hides the end of the sentence: "It helps.[1] Some"; "It helps.¹ Some".
_MARKED_END = re.compile(r"[.!?][\"”’)]*(?:\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\]|[⁰¹²³⁴-⁹]+)+\s+(?=[\"“‘(\[]*[A-Z])")
_LETTER_STOP = re.compile(r"[A-Z]\.")  # without one there is no letter name
_MARK = re.compile(r"[\[⁰¹²³⁴-⁹]")  # without one no end is marked
_ONLY_MARKS = re.compile(r"(?:\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\]|[^\w\s]|[⁰¹²³⁴-⁹])+")
_GENUS_END = re.compile(r"\s[A-Z]\.")  # "E. coli"
_LONGEST_ABBREVIATION = 10  # characters, with the full stop and one before


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of one block. `span` is in the block's prose, without the space around it."""

    block: int
    index: int
    span: Span


def sentence_spans(prose: str) -> tuple[Span, ...]:
    """Return the sentences of one block's prose, in order, without surrounding white space.

    The spans cover every character that is not white space. No language model is needed.
    """
    if not prose.strip():
        return ()
    spans: list[Span] = []
    for piece in _pieces(prose):
        spans.extend(_split(piece.of(prose), piece.start))
    return tuple(_join(prose, spans))


def _pieces(prose: str) -> Iterator[Span]:
    """Cut a very long block after sentence ends, so that no single call of the splitter is slow."""
    start = 0
    while len(prose) - start > _LONGEST_CALL:
        cut = -1
        for m in _FALLBACK_END.finditer(prose, start, start + _LONGEST_CALL):
            cut = m.end()
        if cut <= start:
            space = prose.rfind(" ", start + 1, start + _LONGEST_CALL)
            cut = space + 1 if space > start else start + _LONGEST_CALL
        yield Span(start, cut)
        start = cut
    yield Span(start, len(prose))


def _split(text: str, offset: int) -> list[Span]:
    if not _CANDIDATE.search(text.rstrip().rstrip(".!?…")):
        return _trimmed(text, [0, len(text)], offset)
    private = ("&" in text or not text.isascii()) and _PRIVATE.search(text)
    starts = None if private else ends.starts(text) or _pysbd_starts(text)
    if starts is None:
        starts = [0, *(m.end() for m in _FALLBACK_END.finditer(text))]
    bounds = {*starts, len(text)}
    if _LETTER_STOP.search(text):
        bounds.update(m.end() for m in _LETTER_NAME.finditer(text))
    if _MARK.search(text):
        bounds.update(m.end() for m in _MARKED_END.finditer(text))
    return _trimmed(text, sorted(bounds), offset)


def _pysbd_starts(text: str) -> list[int] | None:
    """Return pysbd's sentence starts, or None when its sentences do not cover the text."""
    starts: list[int] = []
    position = 0
    for part in segments(text):
        body = part.strip()
        if not body:
            continue
        found = text.find(body, position)
        if found < 0 or text[position:found].strip():
            return None
        starts.append(found)
        position = found + len(body)
    return None if text[position:].strip() or not starts else starts


def _trimmed(text: str, bounds: list[int], offset: int) -> list[Span]:
    spans: list[Span] = []
    for start, end in pairwise(bounds):
        body = text[start:end]
        left = len(body) - len(body.lstrip())
        right = len(body.rstrip())
        if right > left:
            spans.append(Span(offset + start + left, offset + start + right))
    return spans


def _join(prose: str, spans: list[Span]) -> list[Span]:
    """Join what was split after an abbreviation, inside a decimal, or before a lower-case word."""
    out: list[Span] = []
    for span in spans:
        if out and _belongs_together(prose, out[-1], span):
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return out


def _belongs_together(prose: str, before: Span, after: Span) -> bool:
    end, first = prose[before.end - 1], prose[after.start]
    if not first.isalpha() and _ONLY_MARKS.fullmatch(prose, after.start, after.end):
        return True
    if end != ".":
        return end not in "!?…:;”\"’')]" and first.islower()
    if first.islower():
        return True
    if _GENUS_END.match(prose[max(before.start, before.end - 3) : before.end].rjust(3)):
        # An initial or a genus: "B. Smith", "E. Coli"; not "vitamin D. It".
        return not _LETTER_NAME.search(f"{before.of(prose)} A")
    abbreviated = _ABBREVIATION_END.search(prose, max(before.start, before.end - _LONGEST_ABBREVIATION), before.end)
    return abbreviated is not None and (first.isdigit() or not _starts_new(prose, after))


def _starts_new(prose: str, after: Span) -> bool:
    word = re.match(r"[\"“‘'(]*([A-Z][a-z]*)", prose[after.start : after.end])
    return bool(word and word.group(1) in _OPENERS)


_OPENERS = frozenset(
    [
        "The",
        "This",
        "These",
        "Those",
        "A",
        "An",
        "It",
        "They",
        "He",
        "She",
        "We",
        "You",
        "I",
        "In",
        "On",
        "At",
        "If",
        "When",
        "While",
        "For",
        "To",
        "There",
        "However",
        "But",
        "And",
        "Or",
        "So",
        "Some",
        "Most",
        "Many",
        "Each",
        "Every",
        "Your",
        "Our",
        "Their",
        "His",
        "Her",
        "Do",
        "Does",
        "Can",
        "Is",
        "Are",
        "Was",
        "Were",
        "After",
        "Before",
        "Because",
        "Although",
        "Try",
        "Ask",
        "Take",
        "Talk",
        "See",
        "Use",
        "Not",
        "No",
    ]
)
