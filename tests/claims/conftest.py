"""Articles as analyses, and claims in short: what the tests of claims share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from healthlint.formats.registry import extract
from healthlint.language.analysis import Analysis
from healthlint.language.engine import shared_engine
from healthlint.model.context import Context
from healthlint.model.source import Source


@pytest.fixture(scope="session")
def analysis_of() -> Callable[..., Analysis]:
    """Return a function: text (and format) to its analysis."""

    def go(text: str, format: str = "markdown") -> Analysis:
        return Analysis(extract(Source("a", text), format), Context(), shared_engine(None))

    return go
