"""A register that exists and the claims of today: people's fields stay, the rest is as it is now.

A row is found again by its id; else, in its file, by its sentence or the sentence most like it; else, when its file is
no longer there, by the same sentence in another file (the file was renamed). Merging the result again changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from healthlint.register.row import HUMAN, PARTS, Row, edits, sealed
from healthlint.register.wording import PAIRED, match, plain_wording, same, similarity

# Decisions that are about words: another wording ends them.
ON_WORDS = frozenset({"approved", "waived"})
# Every sentence of a file is compared with every other up to so many pairs; beyond that, with those around its place.
_MOST_PAIRS = 20_000
_AROUND = 15


def merge(
    old: Sequence[Row],
    fresh: Sequence[Row],
    *,
    checked: Collection[str],
    today: date,
    exists: Callable[[str], bool] = lambda _: True,
) -> tuple[Row, ...]:
    """Return the register of today, by file and place; of each file, rows that are gone come last.

    `fresh` are the claims found in the files `checked`. Rows of other files stay as they are, unless `exists` says that
    the file is no longer there.
    """
    known = {row.claim_id: row for row in old}
    found = {row.claim_id: known[row.claim_id] for row in fresh if row.claim_id in known}
    left = [row for row in old if row.claim_id not in found]
    waiting = [row for row in fresh if row.claim_id not in found]
    _pair_by_wording([r for r in left if r.file in checked], waiting, found)
    there = {file: file in checked or exists(file) for file in {row.file for row in left}}
    _pair_moved([r for r in left if not there[r.file]], waiting, found)
    used = {row.claim_id for row in found.values()}
    merged = [_merged(row, found.get(row.claim_id), today) for row in fresh]
    for row in left:
        if row.claim_id in used:
            continue
        is_gone = (row.file in checked and not row.added_by_hand) or not there[row.file]
        merged.append(_without_claim(row, today, is_gone=is_gone))
    return ordered(merged)


def ordered(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return rows by file and place; of each file, those that are gone come last. Equal places keep their order."""
    return tuple(sorted(rows, key=lambda r: (r.file, r.state == "gone", r.line, r.column)))


def _pair_by_wording(left: Sequence[Row], waiting: Sequence[Row], found: dict[str, Row]) -> None:
    """Add to `found` the rows whose sentence was edited, the most alike first."""
    before_by_file, new_by_file = _by_file(left), _by_file(waiting)
    pairs: list[tuple[float, bool, int, int, int, str, str]] = []
    for file, new_rows in new_by_file.items():
        for place, new, before in _candidates(before_by_file.get(file, []), new_rows):
            alike = 1.0 if same(before.quote, new.quote) else similarity(before.quote, new.quote)
            if alike >= PAIRED:
                parts = sum(getattr(before, name) == getattr(new, name) for name in PARTS)
                # Of equals: what people wrote in, the same parts, the nearest place.
                rank = (-alike, not before.touched, -parts, abs(before.line - new.line), place)
                pairs.append((*rank, before.claim_id, new.claim_id))
    rows = {row.claim_id: row for row in left}
    taken: set[str] = set()
    for *_, before_id, new_id in sorted(pairs):
        if before_id not in taken and new_id not in found:
            taken.add(before_id)
            found[new_id] = rows[before_id]


def _by_file(rows: Iterable[Row]) -> dict[str, list[Row]]:
    out: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        out[row.file].append(row)
    return out


def _candidates(before: Sequence[Row], new: Sequence[Row]) -> Iterator[tuple[int, Row, Row]]:
    """Yield (place, new row, earlier row) of one file: all of them, or in a long file those at about the same place."""
    all_of_them = len(before) * len(new) <= _MOST_PAIRS
    for place, row in enumerate(new):
        at = place * len(before) // len(new)
        near = before if all_of_them else before[max(0, at - _AROUND) : at + _AROUND + 1]
        for earlier in near:
            yield place, row, earlier


def _pair_moved(left: Sequence[Row], waiting: Sequence[Row], found: dict[str, Row]) -> None:
    """Add to `found` the rows of files that are no longer there whose sentence stands in another file now."""
    by_words: dict[str, list[Row]] = defaultdict(list)
    for row in left:
        by_words[plain_wording(row.quote)].append(row)
    for new in waiting:
        same_words = by_words.get(plain_wording(new.quote))
        if new.claim_id not in found and same_words:
            found[new.claim_id] = same_words.pop(0)


def stands(row: Row, quote: str) -> bool:
    """Tell whether what people entered in a row still holds when its sentence has these words.

    It does until the words are no longer those that somebody decided on: see docs/claims.md, What ends an approval.
    """
    # The day only tells what has expired, and a row that has expired has not changed.
    return _merged(replace(row, quote=quote), row, date.min).state != "changed"


def _merged(new: Row, before: Row | None, today: date) -> Row:
    if before is None:
        return sealed(new)
    edited = edits(before)
    kept = {name: getattr(before, name) for name in HUMAN}
    kept["approved_wording"] = _approved_wording(before)
    if edited.parts or before.extracted == "manual":
        # A row that a person added says something only where it is filled in.
        parts = {name: getattr(before, name) for name in PARTS}
        kept |= {name: part for name, part in parts.items() if part or not before.added_by_hand}
        kept["extracted"] = "manual"
    row = replace(new, **kept)
    row = replace(row, match=match(row.approved_wording, row.quote))
    return sealed(replace(row, state=_state(row, before, today)))


def _approved_wording(row: Row) -> str:
    """Return the words that were approved: those that the reviewer saw, unless they are written out."""
    if row.status not in ON_WORDS:
        return row.approved_wording
    edited = edits(row)
    decided_anew = edited.decision and not edited.wording
    return row.quote if not row.approved_wording or decided_anew else row.approved_wording


def _state(row: Row, before: Row, today: date) -> str:
    if not row.touched:
        if not same(row.quote, before.quote):
            return "changed"
        return before.state if before.state in ("new", "changed") else "unchanged" if before.state != "gone" else "new"
    if _is_changed(row, before):
        return "changed"
    return "expired" if is_expired(row, today) else "unchanged"


def _is_changed(row: Row, before: Row) -> bool:
    if row.match == "exact":
        return False
    if row.match and row.status in ON_WORDS:
        return True
    return _differs(row, before)


def _differs(row: Row, before: Row) -> bool:
    edited = edits(before)
    # Evidence is entered for the words that are shown. It makes no decision good that was about others.
    met = edited.decision or (edited.evidence and row.status == "unreviewed")
    return not same(row.quote, before.quote) or (before.state == "changed" and not met)


def _without_claim(row: Row, today: date, *, is_gone: bool) -> Row:
    """Return a row that no claim was found for: its sentence is gone, or its file was not checked."""
    wording = _approved_wording(row)
    edited = edits(row)
    extracted = "manual" if edited.parts or row.added_by_hand else row.extracted
    row = replace(row, approved_wording=wording, match=match(wording, row.quote), extracted=extracted)
    if is_gone:
        state = "gone"
    elif row.state == "gone":
        state = "unchanged" if row.added_by_hand else "gone"
    elif is_expired(row, today) and row.state != "changed":
        state = "expired"
    elif row.state == "expired" or (row.touched and row.state == "new"):
        state = "unchanged"
    else:
        state = row.state
    return sealed(replace(row, state=state))


def is_expired(row: Row, today: date) -> bool:
    """Tell whether a decision has ended: its last day is before today."""
    return bool(row.expires) and date.fromisoformat(row.expires) < today
