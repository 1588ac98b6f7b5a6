"""What a page or a section is about: the one thing on offer that its heading, or the title of the page, names."""

from __future__ import annotations

from dataclasses import dataclass

from healthlint.claims.located import NOBODY, Who
from healthlint.claims.predicates import named
from healthlint.claims.vocabulary import INTERVENTIONS, Mention, find_words
from healthlint.claims.words import words_of
from healthlint.language.analysis import Analysis
from healthlint.language.sentences import Sentence
from healthlint.language.terms import fold
from healthlint.model.document import HEADINGS
from healthlint.model.span import Span

_LONGEST_TITLE = 16  # words
_PLURALS = frozenset({"NNS", "NNPS"})


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, or the title: its block and the things on offer that it names, each once, in order."""

    block: int
    offered: tuple[Mention, ...]


def topic(analysis: Analysis, sentence: Sentence, *, many: bool) -> Who:
    """Return what "it" (or "they", for `many`) can only mean by the headings above a sentence, NOBODY for nothing.

    The nearest heading that names anything on offer decides, if it names one thing. Where another heading stands
    between, the text since then must name that thing again: "Seaweed" above "Wakame" is not what "it" means there.
    """
    between = None
    for heading in _above(analysis, sentence.block):
        if len(heading.offered) == 0:
            between = heading.block if between is None else between
            continue
        mention = heading.offered[0]
        if len(heading.offered) > 1 or _is_many(analysis, heading.block, mention) is not many:
            return NOBODY
        if between is not None and not _is_named(analysis, mention, between, sentence):
            return NOBODY
        return _as_subject(analysis, heading.block, mention)
    return NOBODY


def topic_above(analysis: Analysis, block: int, *, promising: bool = False) -> Who:
    """Return the one thing on offer that the nearest heading above a block that names any does, NOBODY for several.

    `promising`: only where that heading speaks of its benefits.
    """
    for heading in _above(analysis, block):
        if heading.offered:
            if promising and "benefit" not in analysis.folded(heading.block):
                return NOBODY
            return _as_subject(analysis, heading.block, heading.offered[0]) if len(heading.offered) == 1 else NOBODY
    return NOBODY


def _above(analysis: Analysis, block: int) -> list[Heading]:
    """Return the headings above a block, the nearest first, the title of the page last."""
    return [h for h in reversed(analysis.once(_headings)) if h.block < block]


def _headings(analysis: Analysis) -> tuple[Heading, ...]:
    title = analysis.document.title_block()
    return tuple(
        Heading(block, _offered(analysis, block))
        for block in analysis.blocks
        if analysis.block(block).kind in HEADINGS or (block == title and _reads_as_title(analysis, block))
    )


def _reads_as_title(analysis: Analysis, block: int) -> bool:
    """Tell whether the first block of a text without headings is one: short, and no sentence with its full stop."""
    prose = analysis.block(block).prose.rstrip()
    return len(prose.split(None, _LONGEST_TITLE)) <= _LONGEST_TITLE and not prose.endswith((".", ":", ";", ","))


def _offered(analysis: Analysis, block: int) -> tuple[Mention, ...]:
    prose = analysis.block(block).prose
    known = find_words(prose, analysis.folded(block))
    offered: list[Mention] = []
    for m in known.subjects:
        if m.kind not in INTERVENTIONS or m.phrase in named("practitioners"):
            continue
        if any(o.span.overlaps(m.span) for o in known.outcomes):
            continue  # "Promotes weight loss"
        if offered and prose[offered[-1].span.end : m.span.start] == " ":
            whole = Span(offered[-1].span.start, m.span.end)  # "cupping massage"
            m = m._replace(span=whole, phrase=fold(whole.of(prose)), kind=offered.pop().kind)
        offered.append(m)
    return tuple({m.phrase: m for m in reversed(offered)}.values())[::-1]


def _as_subject(analysis: Analysis, block: int, mention: Mention) -> Who:
    return Who(mention.span.of(analysis.block(block).prose), mention.kind, mention.span)


def _is_many(analysis: Analysis, block: int, mention: Mention) -> bool:
    sentence = analysis.sentence_at(block, mention.span.start)
    if sentence is None:
        return False
    words = words_of(analysis, sentence)
    return words.tag[words.last_of(mention.span)] in _PLURALS


def _is_named(analysis: Analysis, mention: Mention, start: int, sentence: Sentence) -> bool:
    """Tell whether a thing is named again from a block on, before a sentence."""
    for block in analysis.blocks:
        if start <= block <= sentence.block:
            folded = analysis.folded(block)
            if mention.phrase in (folded if block < sentence.block else folded[: sentence.span.start]):
                return True
    return False
