"""pysbd's sentences, without the thousands of regular expressions that it compiles on the way.

pysbd builds two patterns for every abbreviation that a text might hold and one for every sentence that it found, more
than Python keeps compiled. Its processor takes a language as a class: this one is English with the abbreviations
looked for first, and with patterns that are kept.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any


def segments(text: str) -> list[str]:
    """Return pysbd's English sentences of a text, in order; pysbd may have changed a character on the way."""
    from pysbd.processor import Processor

    found: Any = Processor(text, _language()).process()  # a list; its types say less
    return found


@lru_cache(maxsize=1)
def _language() -> Any:
    from pysbd.lang.english import English

    lists = English.Abbreviation

    class Replacer(English.AbbreviationReplacer):
        def search_for_abbreviations_in_string(self, text: str) -> str:
            lowered = text.lower()
            for abbreviation in lists.ABBREVIATIONS:
                # With a full stop of its own, an abbreviation is a pattern to pysbd: "e.g" finds "egg" too.
                if (abbreviation if "." in abbreviation else f"{abbreviation}.") in lowered:
                    # Each spelling is replaced everywhere at once, so once is enough.
                    for found in dict.fromkeys(_spellings(abbreviation).findall(text)):
                        text = _hidden(text, found.strip(), lists)
            return text

    class KeptEnglish(English):
        AbbreviationReplacer = Replacer

    return KeptEnglish


def _hidden(text: str, spelling: str, lists: Any) -> str:
    """Return the text with pysbd's mark for the full stop after an abbreviation, where that ends no sentence."""
    if spelling.lower() in lists.PREPOSITIVE_ABBREVIATIONS:
        follows = r"(?=(\s|:\d+))"
    elif spelling.lower() in lists.NUMBER_ABBREVIATIONS:
        follows = r"(?=(\s\d|\s+\())"
    else:
        follows = r"(?=((\.|\:|-|\?|,)|(\s([a-z]|I\s|I'm|I'll|\d|\())))"
    return _full_stop(spelling, follows).sub("∯", f" {text}")[1:]


@lru_cache(maxsize=1024)
def _spellings(abbreviation: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|\s|\r|\n){abbreviation}", re.IGNORECASE)


@lru_cache(maxsize=1024)
def _full_stop(spelling: str, follows: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=\s{re.escape(spelling)})\.{follows}")
