"""Shared by the tests of the readers: read a text, find prose again in its source."""

from __future__ import annotations

from healthlint.formats import registry
from healthlint.model.document import Document
from healthlint.model.offsets import HOLE_CHARACTER, RunKind
from healthlint.model.source import Source
from healthlint.model.span import Span

SUFFIX = {"markdown": "a.md", "mdx": "a.mdx", "html": "a.html", "text": "a.txt"}


def read(text: str, format: str) -> Document:
    """Return the document of a text in a format."""
    return registry.extract(Source(SUFFIX[format], text))


def heard(document: Document) -> list[str]:
    """Return the prose of the blocks that are linted."""
    return [document.blocks[i].prose for i in document.prose_blocks()]


def kinds(document: Document) -> list[tuple[str, str]]:
    """Return (kind, prose) of all blocks that are not boilerplate."""
    return [(b.kind.value, b.prose) for b in document.blocks if not b.boilerplate]


def places(document: Document, word: str) -> list[str]:
    """Return the source slices of every occurrence of a word in the prose, in order."""
    found: list[str] = []
    for block in document.blocks:
        at = block.prose.find(word)
        while at >= 0:
            span = block.map.to_source(Span(at, at + len(word)))
            assert span is not None
            found.append(span.of(document.source.text))
            at = block.prose.find(word, at + 1)
    return found


def skipped(document: Document) -> list[tuple[str, str]]:
    """Return (reason, source slice) of the regions that were not linted."""
    return [(s.reason, s.span.of(document.source.text)) for s in document.skipped]


def assert_sound(document: Document) -> None:
    """Assert what every document promises, whatever it was made from."""
    text, size = document.source.text, len(document.source.text)
    for block in document.blocks:
        assert block.prose == " ".join(block.prose.split())
        at = 0
        for run in block.map.runs:
            piece = block.prose[at : at + run.prose_length]
            assert run.source_start + run.source_length <= size
            if run.kind is RunKind.COPY:
                assert piece == text[run.source_start : run.source_start + run.source_length]
            if run.kind is RunKind.HOLE:
                assert piece == HOLE_CHARACTER
            at += run.prose_length
    spans = [s.span for s in document.skipped] + [s for s, _ in document.problems]
    spans += [m.source_span for m in document.metadata.values() if m.source_span]
    for group in (document.links, document.images, document.note_marks, document.note_definitions, document.directives):
        spans += [one.source_span for one in group]
    assert all(span.end <= size for span in spans)
    for link in document.links:
        assert link.text == link.prose_span.of(document.blocks[link.block].prose)
    for mark in document.note_marks:
        assert mark.prose_offset <= len(document.blocks[mark.block].prose)
    covered = [i for s in document.sections for i in range(s.first, s.end)]
    assert covered == list(range(len(document.blocks)))
    assert all(
        document.sections[b.section].first <= i < document.sections[b.section].end
        for i, b in enumerate(document.blocks)
    )
