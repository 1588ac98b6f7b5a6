"""From ranges of a block's prose to the tokens of its Doc, without a look at every token."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import Any

from healthlint.model.span import Span


def first_token(doc: Any, span: Span) -> Any:
    """Return the token in which a range begins, None in an empty Doc."""
    starts = _starts(doc)
    return doc[bisect_right(starts, span.start) - 1] if starts else None


def last_token(doc: Any, span: Span) -> Any:
    """Return the token in which a range ends, None in an empty Doc."""
    starts = _starts(doc)
    return doc[bisect_right(starts, max(span.start, span.end - 1)) - 1] if starts else None


def head_token(doc: Any, span: Span) -> Any:
    """Return the token of a range that the others hang from."""
    starts = _starts(doc)
    first = bisect_right(starts, span.start) - 1
    last = bisect_right(starts, max(span.start, span.end - 1)) - 1
    return doc[first] if first == last else doc[first : last + 1].root


@lru_cache(maxsize=1)  # claims are read block by block
def _starts(doc: Any) -> list[int]:
    return doc.to_array(["IDX"]).tolist()
