"""From matched tokens to a span and its replacement: shared by `tokens` and `dependency`.

A `replace` template may hold Penn tags in braces, which inflect the marked token: `{VB}`, `{VBZ}`, `{VBN}`, `{NN}`,
`{NNS}` …; `{text}` and `{lemma}` are the token's own. The result takes the capital of the first marked token.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from healthlint.language.inflect import inflect, match_case
from healthlint.model.span import Span

_FIELD = re.compile(r"\{(\w+)\}")


def token_range(tokens: Sequence[Any]) -> Span:
    """Return the prose range from the first of the tokens to the last."""
    first = min(tokens, key=lambda t: t.i)
    last = max(tokens, key=lambda t: t.i)
    return Span(first.idx, last.idx + len(last.text))


def fill(template: str | None, token: Any, first: Any) -> str | None:
    """Return the template for a token, or None when a form of it is not known. `first` is where the edit begins."""
    if template is None:
        return None
    missing = False

    def value(m: re.Match[str]) -> str:
        nonlocal missing
        name = m.group(1)
        if name == "text":
            return token.text
        if name == "lemma":
            return token.lemma_
        form = inflect(token.text, name)
        missing = missing or form is None
        return form or ""

    text = _FIELD.sub(value, template)
    return None if missing else match_case(first.text[:1], text)
