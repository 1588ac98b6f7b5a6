"""Sentences with located edits: which findings an annotator agrees with, and which edits are found.

A finding is right when its range overlaps an edit of the annotator who fits the findings of that sentence best.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from bench.accuracy.figures import Figure, f_half, figure, ratio
from bench.accuracy.lint import Checker, Hit, Said
from bench.accuracy.sets import DataSet, Row

Edit = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A hit for a person to read: rule, set, which side of it (bad, good, article), the words with the hit marked.

    `right` is what the data say of it, None where they say nothing; `fixed` the text with the fix, if there is one.
    """

    rule: str
    set: str
    side: str
    text: str
    right: bool | None = None
    fixed: str | None = None


@dataclass(slots=True)
class Tally:
    """Hits of each rule: right and wrong ones, those on good sides; every hit for reading; misses as (type, line)."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    good: Counter[str] = field(default_factory=Counter)
    hits: list[Line] = field(default_factory=list)
    misses: list[tuple[str, str]] = field(default_factory=list)


def overlaps(hit: Hit, start: int, end: int) -> bool:
    """Tell whether a hit touches a range; an empty one (something is missing there) is touched by the words around it.

    An empty range stands at the end of a word, so the next word begins one character later.

    >>> overlaps(Hit("r", 5, 9), 4, 4), overlaps(Hit("r", 0, 4), 4, 4), overlaps(Hit("r", 6, 9), 4, 4)
    (True, True, False)
    """
    if start == end:
        return hit.start <= start + 1 and start <= hit.end
    return hit.start < end and start < hit.end


def score(data: DataSet, checker: Checker, tally: Tally) -> list[Figure]:
    """Return the figures of a set, and count each rule's hits."""
    said = checker.said([row["text"] for row in data.rows])
    figures = [*_detection(data, said, tally), *_recall(data, said), *_fixes(data, said)]
    corrected = [(n, text) for n, row in enumerate(data.rows) for text in dict.fromkeys(map(joined, row["corrected"]))]
    after = checker.said([text for _, text in corrected])
    flagged: dict[int, list[int]] = {n: [0, 0] for n in range(len(data.rows))}
    for (n, text), found in zip(corrected, after, strict=True):
        flagged[n][0] += bool(found.hits)
        flagged[n][1] += 1
        for hit in found.hits:
            tally.good[hit.rule] += 1
            tally.hits.append(Line(hit.rule, data.name, "good", marked(text, hit.start, hit.end), fixed=hit.fixed))
    figures.append(figure(data.task, data.name, "good_flagged", list(flagged.values()), ratio))
    return figures


def _detection(data: DataSet, said: Sequence[Said], tally: Tally) -> list[Figure]:
    counts: list[tuple[int, int, int, int]] = []
    for row, found in zip(data.rows, said, strict=True):
        edits = best_annotator(row, found.hits)
        right = [hit for hit in found.hits if any(overlaps(hit, e["start"], e["end"]) for e in edits)]
        reached = sum(any(overlaps(hit, e["start"], e["end"]) for hit in found.hits) for e in edits)
        counts.append((len(right), len(found.hits), len(edits), reached))
        for hit in found.hits:
            (tally.right if hit in right else tally.wrong)[hit.rule] += 1
            line = marked(row["text"], hit.start, hit.end)
            tally.hits.append(Line(hit.rule, data.name, "bad", line, right=hit in right, fixed=hit.fixed))
        for annotator in row["edits"][:1]:
            for edit in annotator:
                if not any(overlaps(hit, edit["start"], edit["end"]) for hit in found.hits):
                    line = marked(row["text"], edit["start"], edit["end"])
                    tally.misses.append((edit["type"][2:], f"{data.name}: {line} → {edit['to']}"))
    found_of = [(c[0], c[1]) for c in counts]
    wanted_of = [(c[3], c[2]) for c in counts]
    return [
        figure(data.task, data.name, "precision", found_of, ratio),
        figure(data.task, data.name, "recall", wanted_of, ratio),
        figure(data.task, data.name, "f0.5", counts, f_half, n=sum(c[2] for c in counts)),
    ]


def best_annotator(row: Row, hits: Sequence[Hit]) -> list[Edit]:
    """Return the edits of the annotator with most hits on them; of equals, the one with the fewest edits."""

    def fit(edits: list[Edit]) -> tuple[int, int]:
        return sum(any(overlaps(h, e["start"], e["end"]) for e in edits) for h in hits), -len(edits)

    return max(row["edits"], key=fit, default=[])


def _recall(data: DataSet, said: Sequence[Said]) -> list[Figure]:
    """Return the share of all annotators' edits that are found, by type; and of those after a modal verb."""
    kinds: dict[str, list[list[int]]] = {}
    for n, (row, found) in enumerate(zip(data.rows, said, strict=True)):
        for annotator in row["edits"]:
            for edit in annotator:
                hit = any(overlaps(h, edit["start"], edit["end"]) for h in found.hits)
                names = [f"recall_{edit['type'][2:]}"]
                if edit.get("modal_base"):
                    names.append("recall_modal_base")
                for name in names:
                    counts = kinds.setdefault(name, [[0, 0] for _ in data.rows])
                    counts[n][0] += hit
                    counts[n][1] += 1
    return [figure(data.task, data.name, name, kinds[name], ratio) for name in sorted(kinds)]


def _fixes(data: DataSet, said: Sequence[Said]) -> list[Figure]:
    """Return the share of fixes that an annotator made too, for safe ones and for all."""
    counts: dict[str, list[list[int]]] = {}
    for metric in ("safe_fix_equal", "fix_equal"):
        counts[metric] = [[0, 0] for _ in data.rows]
    for n, (row, found) in enumerate(zip(data.rows, said, strict=True)):
        for hit in found.hits:
            if hit.fixed is None:
                continue
            same = any(_is_made(hit, row["text"], edits) for edits in row["edits"] if edits)
            for metric in ("fix_equal", "safe_fix_equal") if hit.safety == "safe" else ("fix_equal",):
                counts[metric][n][0] += same
                counts[metric][n][1] += 1
    return [figure(data.task, data.name, metric, rows, ratio) for metric, rows in counts.items()]


def _is_made(hit: Hit, text: str, edits: Sequence[Edit]) -> bool:
    """Tell whether an annotator made what a fix makes, with or without what else was put in beside the hit."""
    touched = [e for edit in edits if overlaps(hit, edit["start"], edit["end"]) for e in by_word(edit)]
    inside = [e for e in touched if hit.start < e["end"] and e["start"] < hit.end]
    return hit.fixed is not None and squeezed(hit.fixed) in {squeezed(_applied(text, of)) for of in (touched, inside)}


def by_word(edit: Edit) -> list[Edit]:
    """Return an edit of several words as one for each word that changes, if it changes them one by one.

    >>> [(e["start"], e["to"]) for e in by_word({"start": 4, "end": 8, "from": "so i", "to": "So I"})]
    [(4, 'So'), (7, 'I')]
    """
    old, new = edit["from"].split(" "), edit["to"].split(" ")
    if len(old) == 1 or len(old) != len(new):
        return [edit]
    starts = accumulate((len(word) + 1 for word in old), initial=edit["start"])
    pairs = zip(starts, old, new, strict=False)  # one start more: the end
    return [{"start": at, "end": at + len(a), "from": a, "to": b} for at, a, b in pairs if a != b]


def _applied(text: str, edits: Sequence[Edit]) -> str:
    for edit in sorted(edits, key=lambda e: -e["start"]):
        text = text[: edit["start"]] + edit["to"] + text[edit["end"] :]
    return text


_JOINED = (
    (re.compile(r"\s+(?=[,.;:!?%)\]}](?:\s|$))"), ""),
    (re.compile(r"(?<=[(\[{$£€])\s+"), ""),
    (re.compile(r"(?<=\w)\s+(?=(?:n['’]t|['’](?:s|re|ve|ll|d|m))\b)", re.IGNORECASE), ""),
    (re.compile(r"(?<=\w)\s+-\s+(?=\w)"), "-"),
)


def joined(text: str) -> str:
    """Return a text whose words and marks stand apart ("it 's fine .") as people write it.

    >>> joined("It 's fine ( I do n't know ) .")
    "It's fine (I don't know)."
    """
    for pattern, by in _JOINED:
        text = pattern.sub(by, text)
    return text


def squeezed(text: str) -> str:
    """Return a text without white space: data sets differ in how they put it around what they change."""
    return "".join(text.split())


def marked(text: str, start: int, end: int) -> str:
    """Return a text with a range in brackets."""
    return f"{text[:start]}[{text[start:end]}]{text[end:]}"
