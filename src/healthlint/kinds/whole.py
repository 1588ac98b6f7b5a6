"""Findings about the article as a whole: they stand at its title or first block."""

from __future__ import annotations

from collections.abc import Mapping

from healthlint.language.analysis import Analysis
from healthlint.model.finding import Match, Severity
from healthlint.model.span import Span


def whole_article(
    analysis: Analysis,
    values: Mapping[str, str],
    *,
    severity: Severity | None = None,
    related: tuple[tuple[Span, str], ...] = (),
) -> Match | None:
    """Return the match of a document-level finding, or None in an article without prose."""
    block = analysis.document.title_block()
    if block is None:
        return None
    span = Span(0, len(analysis.block(block).prose))
    return Match(block, span, values, document=True, severity=severity, related=related)
