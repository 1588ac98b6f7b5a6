"""The headline slip: a verb in -s after a modal, in a question. Does a tool point at it?"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

OURS = "our own"
SEED = "the seed's"
_OWN = (
    "Can yoga strengthens the heart?\n\n"
    "Yoga is a gentle way to move. Many people do it twice a week, at home or in a class.\n"
)
# A modal, a subject of one word, a verb in -s: no tool is asked to do more than to see these three words.
_SLIP = re.compile(r"^(?P<before>\W*(?:Can|Could|Does|Do|Did|Will|Would|Should)\s+[\w-]+\s+\w+)s\b(?=.*\?\s*$)", re.M)
# What linters print of a place: `path:line:column` (compact forms), or `Line n, column n` (LanguageTool).
_PLACES = (re.compile(r":(\d+):(\d+)\b:?(.*)"), re.compile(r"\bLine (\d+), column (\d+)\b(.*)"))


@dataclass(frozen=True, slots=True)
class Slip:
    """A text with the slip, the same text without it, and where it is: 1-based line, last column of the verb."""

    name: str
    wrong: str
    right: str
    line: int
    last_column: int

    @classmethod
    def of(cls, name: str, text: str) -> Slip | None:
        """Return the first headline slip of a text, or None."""
        found = _SLIP.search(text)
        if found is None:
            return None
        start = text.rfind("\n", 0, found.end()) + 1
        line = text.count("\n", 0, found.end()) + 1
        right = text[: found.end("before")] + text[found.end() :]
        return cls(name, text, right, line, found.end() - start)


def slips(seed: Path | None) -> list[Slip]:
    """Return our own slip and that of the seed, when its folder is there and an article in it has one."""
    own = Slip.of(OURS, _OWN)
    assert own is not None
    found = [own]
    if seed is not None and seed.is_dir():
        for file in sorted(p for p in seed.iterdir() if p.suffix in {".md", ".txt"}):
            slip = Slip.of(SEED, file.read_text(encoding="utf-8"))
            if slip is not None:
                return [*found, slip]
    return found


def is_found(slip: Slip, folder: Path, said: Callable[[Sequence[Path]], str]) -> bool:
    """Say whether a tool points at the slip: something at its place that is not said of the corrected text.

    `said` gives what the tool prints for some files. The two texts are put into `folder` in turn, under one name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "article.txt"
    remarks = []
    for text in (slip.wrong, slip.right):
        path.write_text(text, encoding="utf-8")
        remarks.append(remarks_at(said([path]), slip))
    return bool(remarks[0] - remarks[1])


def remarks_at(output: str, slip: Slip) -> set[str]:
    """Return what a tool says about the words of the slip, without the numbers in it (scores, word counts)."""
    found: set[str] = set()
    for line in output.splitlines():
        for place in _PLACES:
            match = place.search(line)
            if match and int(match[1]) == slip.line and int(match[2]) <= slip.last_column:
                found.add(re.sub(r"\d+", "", match[3]))
    return found
