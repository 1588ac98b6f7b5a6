"""What is worked out once all blocks of a document are known: sections, bare links, skipped regions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from healthlint.model.document import Block, BlockKind, Link, Section, Skipped
from healthlint.model.span import Span

_BARE = re.compile(
    r"(?:https?://|www\.)[^\s<>\"\ufffc“”]+"
    r"|(?<![\w.+@-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
)
_TRAILING = ".,;:!?'\"*_’»…"
_PAIRS = {")": "(", "]": "[", "}": "{"}


def with_sections(blocks: Sequence[Block]) -> tuple[tuple[Section, ...], tuple[Block, ...]]:
    """Return the sections, in order, and the blocks with their section's index.

    Boilerplate and quoted headings open no section: they are not the article's own.
    """
    opens = [i for i, b in enumerate(blocks) if b.kind is BlockKind.HEADING and not b.boilerplate and not b.quoted]
    starts = opens if opens and opens[0] == 0 else [0, *opens]
    sections: list[Section] = []
    out: list[Block] = []
    for n, first in enumerate(starts if blocks else ()):
        end = starts[n + 1] if n + 1 < len(starts) else len(blocks)
        heading = first if first in opens[:1] or (n and opens) else None
        sections.append(Section(heading, blocks[first].level if heading is not None else 0, first, end))
        out.extend(b if b.section == n else replace(b, section=n) for b in blocks[first:end])
    return tuple(sections), tuple(out)


def bare_links(index: int, block: Block, taken: Sequence[Span]) -> Iterator[Link]:
    """Yield the URLs and e-mail addresses that stand in the prose as text, outside the spans of `taken`.

    They stay in the prose, so that identifiers in reference entries can be read.
    """
    if "://" not in block.prose and "www." not in block.prose and "@" not in block.prose:
        return
    ordered = sorted(taken)
    at = 0
    for match in _BARE.finditer(block.prose):
        text = _trimmed(match[0])
        span = Span(match.start(), match.start() + len(text))
        while at < len(ordered) and ordered[at].end <= span.start:
            at += 1
        if at < len(ordered) and ordered[at].overlaps(span):
            continue
        source_span = block.map.to_source(span)
        if text and source_span is not None:
            yield Link(index, span, source_span, _target(text), text)


def _trimmed(url: str) -> str:
    """Cut what belongs to the sentence, not to the URL; a DOI may hold balanced brackets."""
    extra = {close: url.count(close) - url.count(opening) for close, opening in _PAIRS.items()}
    end = len(url)
    while end:
        last = url[end - 1]
        if last in _PAIRS and extra[last] > 0:
            extra[last] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return url[:end]


def _target(text: str) -> str:
    if text.startswith("www."):
        return f"http://{text}"
    return text if "://" in text else f"mailto:{text}"


def boilerplate_regions(blocks: Iterable[Block]) -> Iterator[Skipped]:
    """Yield the regions of the boilerplate blocks."""
    for block in blocks:
        if block.boilerplate:
            yield Skipped(block.source_span, f"boilerplate: {block.reason}")


def merged(regions: Iterable[Skipped], text: str) -> Iterator[Skipped]:
    """Yield regions in order; neighbours of one reason with only white space between are one."""
    last: Skipped | None = None
    for region in sorted(regions, key=lambda r: (r.span.start, -r.span.end, r.reason)):
        if last is None:
            last = region
        elif last.reason == region.reason and _touch(last.span, region.span, text):
            last = Skipped(Span(last.span.start, max(last.span.end, region.span.end)), last.reason)
        else:
            yield last
            last = region
    if last is not None:
        yield last


def _touch(first: Span, second: Span, text: str) -> bool:
    between = text[first.end : second.start] if second.start > first.end else ""
    return not between.strip()
