"""An analysis of a text: what the tests of citations share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from healthlint.formats.registry import extract
from healthlint.language.analysis import Analysis
from healthlint.language.engine import shared_engine
from healthlint.model.context import Context
from healthlint.model.source import Source


@pytest.fixture
def analyse() -> Callable[..., Analysis]:
    """Return a function: article text (and format, context values) to its analysis."""

    def go(text: str, *, format: str = "markdown", **context: str) -> Analysis:
        return Analysis(extract(Source("a", text), format), Context().with_values(context), shared_engine(None))

    return go
