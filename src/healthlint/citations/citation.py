"""A citation in the prose: where it stands, what it points to, how much it weighs."""

from __future__ import annotations

from dataclasses import dataclass

from healthlint.model.span import Span


@dataclass(frozen=True, slots=True)
class Citation:
    """One marker, link or named source. A cluster such as `[1,3]` gives one citation for each label.

    `prose_span` is in the prose of `block` (empty where the marker itself is not prose: a footnote mark);
    `source_span` is its place in the source. `shape`: bracket, parenthesis, flattened, superscript, footnote,
    author-year, author-page, journal, link, url, identifier, named, code, reference, symbol. `label` is what it points
    to ("3", "smith2020", "Smith 2020"), `target` the URL or identifier, both "" where there is none. `level` is "full",
    or "named" for a source that is only named. `tier` is that of `sources.tier_of`, "" where unknown. `id` is unique in
    the article ("c1" …).
    """

    id: str
    block: int
    prose_span: Span
    source_span: Span
    shape: str
    label: str = ""
    target: str = ""
    level: str = "full"
    tier: str = ""


# Shapes whose marker refers to an entry of a numbered list.
NUMBERED = frozenset({"bracket", "parenthesis", "flattened", "superscript", "reference"})
