"""The parse of a sentence with one word replaced by a rival form: what the parser makes of it if that was meant.

The parser is often wrong exactly where a slip is ("The nurses sees Ann": two nouns). Whether "see" would have a subject
there, and which, is better told by the sentence with "see". Ask only for the few words that cheap tests leave: each
costs the parse of a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from healthlint.language.analysis import Together


def rival_tokens(together: Together, wanted: Sequence[tuple[Any, str]]) -> list[Any | None]:
    """Return each token as it is parsed in its own sentence with its word replaced by another, in order.

    The token `i` of the returned token's Doc is token `sent.start + i` of the original. None where the changed
    sentence is not the same number of tokens. All are parsed in one batch; answers are kept with the articles.
    """
    kept = together.once(rival_tokens, _kept)
    keys = [(token.doc, token.i, new) for token, new in wanted]
    new = list(dict.fromkeys(key for key in keys if (id(key[0]), *key[1:]) not in kept))
    texts = [(_changed(doc[i], word), (0,)) for doc, i, word in new]
    for (doc, i, word), parsed in zip(new, together.engine.parse(texts), strict=True):
        sentence = doc[i].sent
        same = len(parsed) == len(sentence) and parsed[i - sentence.start].text == word
        kept[id(doc), i, word] = parsed[i - sentence.start] if same else None
    return [kept[id(doc), i, word] for doc, i, word in keys]


def _kept(_: Together) -> dict[tuple[int, int, str], Any | None]:
    return {}


def _changed(token: Any, new: str) -> str:
    sentence = token.sent
    at = token.idx - sentence.start_char
    text = sentence.text
    return f"{text[:at]}{new}{text[at + len(token.text) :]}"
