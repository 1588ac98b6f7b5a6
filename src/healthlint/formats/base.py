"""Build a block's prose and the map back to the source from pieces, in source order."""

from __future__ import annotations

import re

from healthlint.model.offsets import HOLE_CHARACTER, OffsetMap, Run, RunKind

# What a copied piece is cut at: white space that is not one ordinary space, and characters that no reader hears
# (soft hyphen, zero-width space, word joiner, stray byte-order mark) or that would be taken for a hole.
_ODD = re.compile(r"\s{2,}|[^\S ]|[\u00ad\u200b\u2060\ufeff]+|\ufffc+")
_SILENT = frozenset("\u00ad\u200b\u2060\ufeff")
# No space stays before these when only a note mark stood between: "immune [^1]." is heard "immune."
_CLOSING = frozenset(".,;:!?)]")


class ProseBuilder:
    """Collect pieces of one block; `prose` and `offset_map()` are the result.

    White space collapses: one ordinary space is copied, anything else that is white becomes one space mapped as a
    whole, and both ends are stripped. Pieces come in source order; one that goes backwards is refused (False), so
    that its caller can report it instead of guessing.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._parts: list[str] = []
        self._runs: list[tuple[int, int, int, RunKind]] = []
        self._source_end = 0
        self._floor = 0  # the end of the last piece taken, silent ones included
        self._space: tuple[int, int] | None = None
        self._marked = False
        self.length = 0

    @property
    def prose(self) -> str:
        """The prose so far, without a space that nothing followed."""
        return "".join(self._parts)

    @property
    def next_offset(self) -> int:
        """Where the next heard character will stand."""
        return self.length + (1 if self._space else 0)

    @property
    def source_end(self) -> int:
        """Where the source of the last heard character ends."""
        return self._source_end

    def tail(self, length: int) -> str:
        """Return the last characters heard, a pending space included."""
        found = " " if self._space else ""
        for part in reversed(self._parts):
            if len(found) >= length:
                break
            found = part[-length:] + found
        return found[-length:]

    def add(self, prose: str, start: int, length: int) -> bool:
        """Add `prose`, which comes from `length` characters of source at `start`. Tell whether it was taken.

        Equal to its source it is copied; otherwise (an entity) it is one unit that is only mapped whole.
        """
        if not self._reach(start, length):
            return False
        if not prose or _SILENT.issuperset(prose):
            return True
        if len(prose) == length and self._text.startswith(prose, start):
            self._copy(prose, start)
        elif prose.isspace():
            self._break(start, length)
        else:
            self._replace(prose, start, length)
        return True

    def space(self, start: int, length: int) -> bool:
        """Add a break between words (a line break, `<br>`, white space). Tell whether it was taken."""
        if not self._reach(start, length):
            return False
        self._break(start, length)
        return True

    def hole(self, start: int, length: int) -> bool:
        """Add a stand-in for something that is not prose. Tell whether it was taken."""
        if not self._reach(start, length):
            return False
        self._stand_in(start, length)
        return True

    def mark(self) -> int:
        """Note that a silent marker stands here; return the prose offset at which a reader meets it."""
        self._marked = True
        return self.length

    def offset_map(self) -> OffsetMap:
        """Return the map, with the markup between two runs as gaps."""
        runs: list[Run] = []
        end: int | None = None
        for prose_length, start, length, kind in self._runs:
            if end is not None and start > end:
                runs.append(Run(0, end, start - end, RunKind.GAP))
            runs.append(Run(prose_length, start, length, kind))
            end = start + length
        return OffsetMap(runs)

    def _reach(self, start: int, length: int) -> bool:
        """Move the floor to the end of a piece; False when the piece goes backwards."""
        if start < self._floor:
            return False
        self._floor = start + length
        return True

    def _break(self, start: int, length: int) -> None:
        if not self.length:
            return
        if self._space is None:
            self._space = (start, start + length)
        elif self._space[1] == start and not self._marked:
            self._space = (self._space[0], start + length)

    def _stand_in(self, start: int, length: int) -> None:
        if self._runs and self._space is None and self._runs[-1][3] is RunKind.HOLE:
            first = self._runs.pop()[1]
            self._runs.append((1, first, start + length - first, RunKind.HOLE))
            self._source_end = start + length
        else:
            self._flush("")
            self._put(HOLE_CHARACTER, start, length, RunKind.HOLE)

    def _copy(self, prose: str, start: int) -> None:
        # All that `_ODD` finds is unprintable for Python, but for two spaces and the hole; nearly no line has any.
        if prose.isprintable() and "  " not in prose and HOLE_CHARACTER not in prose:
            self._copy_plain(prose, start)
            return
        done = 0
        for match in _ODD.finditer(prose):
            self._copy_plain(prose[done : match.start()], start + done)
            self._odd(match[0], start + match.start())
            done = match.end()
        self._copy_plain(prose[done:], start + done)

    def _odd(self, characters: str, start: int) -> None:
        if characters[0] == HOLE_CHARACTER:
            self._stand_in(start, len(characters))
        elif characters[0] not in _SILENT:
            self._break(start, len(characters))

    def _copy_plain(self, piece: str, start: int) -> None:
        """Copy a piece whose only white space is single ordinary spaces."""
        body = piece.strip(" ")
        if not body:
            if piece:
                self._break(start, len(piece))
            return
        lead = piece.index(body[0])
        if lead:
            self._break(start, lead)
        self._flush(body[0])
        self._put(body, start + lead, len(body), RunKind.COPY)
        tail = len(piece) - lead - len(body)
        if tail:
            self._break(start + lead + len(body), tail)

    def _replace(self, prose: str, start: int, length: int) -> None:
        body = " ".join(prose.split())
        if prose[0].isspace():
            self._break(start, 0)
        self._flush(body[0])
        self._put(body, start, length, RunKind.REPLACE)
        if prose[-1].isspace():
            self._break(start + length, 0)

    def _flush(self, following: str) -> None:
        if self._space is None:
            self._marked = False
            return
        (start, end), self._space = self._space, None
        if self._marked and following in _CLOSING:
            self._marked = False
            return
        self._marked = False
        kind = RunKind.COPY if end - start == 1 and self._text[start] == " " else RunKind.REPLACE
        self._put(" ", start, end - start, kind)

    def _put(self, prose: str, start: int, length: int, kind: RunKind) -> None:
        self._parts.append(prose)
        self.length += len(prose)
        self._source_end = start + length
        if kind is RunKind.COPY and self._runs:
            before, first, taken, last_kind = self._runs[-1]
            if last_kind is RunKind.COPY and first + taken == start:
                self._runs[-1] = (before + len(prose), first, taken + length, RunKind.COPY)
                return
        self._runs.append((len(prose), start, length, kind))
