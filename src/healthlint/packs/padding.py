"""Neutral text that fills an example up to a length, so that a rule about long articles has short examples."""

from __future__ import annotations

import re
from itertools import cycle

_WORD = re.compile(r"\w[\w’'-]*")
_PARAGRAPHS = (
    "A nap is a short sleep in the day. Many people lie down after lunch and close their eyes for a while. A quiet "
    "room helps, and so does a soft pillow. Close the curtains and put the phone away. Set a clock so that the nap "
    "ends on time.",
    "Short naps leave you fresh, and long ones can leave you dull for an hour. Children nap more than adults do. In "
    "warm countries shops close at noon so that people can rest. Some offices have a room with a couch for it.",
    "A walk in the sun wakes you up again. Drink a glass of water when you get up. If you cannot sleep, just rest and "
    "listen to music. Do not nap late in the day, or the night will be short. Keep a diary for a week and see which "
    "hour suits you best. Then keep to that hour, and tell the people around you that you rest then.",
)


def padded(text: str, format: str, words: int) -> str:
    """Return the text with neutral paragraphs after it, in its own format, until it has so many words."""
    pieces = [text.rstrip("\n")]
    count = len(_WORD.findall(text))
    if count >= words:
        return text
    for paragraph in cycle(_PARAGRAPHS):
        if count >= words:
            break
        pieces.append(f"<p>{paragraph}</p>" if format == "html" else paragraph)
        count += len(_WORD.findall(paragraph))
    return "\n\n".join(pieces) + "\n"
