"""Where the time of a run went: by stage, by what rules share, by rule.

Times are exclusive: what runs inside something else is counted there and not in what surrounds it, so that they add up
to the whole. The clock decides nothing but this report.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass

STAGE, SHARED, RULE = "stage", "shared", "rule"
_GROUPS = ((STAGE, "stages"), (SHARED, "shared by rules"), (RULE, "the most expensive rules"))
_MOST_RULES = 10


@dataclass(slots=True)
class Entry:
    """How often something ran, and how many seconds it took by itself."""

    count: int = 0
    seconds: float = 0.0


class Profile:
    """A stop watch with names. Not for several threads."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], Entry] = {}
        self.words = 0
        self._began = time.perf_counter()
        self._inner: list[float] = []  # for each open timing, the seconds that were counted inside it

    @contextmanager
    def timing(self, group: str, name: str) -> Iterator[None]:
        """Count the time inside for a name of a group (STAGE, SHARED, RULE)."""
        self._inner.append(0.0)
        began = time.perf_counter()
        try:
            yield
        finally:
            took = time.perf_counter() - began
            entry = self.entries.setdefault((group, name), Entry())
            entry.count += 1
            entry.seconds += took - self._inner.pop()
            if self._inner:
                self._inner[-1] += took

    def share(self, group: str, name: str) -> float:
        """Return which part of all that was counted something took (0 to 1)."""
        whole = sum(entry.seconds for entry in self.entries.values())
        entry = self.entries.get((group, name))
        return entry.seconds / whole if entry and whole else 0.0

    def lines(self) -> list[str]:
        """Return the report: a line for each stage, each shared work and the ten most expensive rules."""
        whole = time.perf_counter() - self._began
        counted = sum(entry.seconds for entry in self.entries.values())
        out = [f"{whole:.2f} s in all" + (f", {self.words / whole:,.0f} words a second" if self.words else "")]
        for group, title in _GROUPS:
            found = [(name, entry) for (kind, name), entry in self.entries.items() if kind == group]
            found.sort(key=lambda item: (-item[1].seconds, item[0]))
            together = sum(entry.seconds for _, entry in found)
            if not found:
                continue
            number = f" of {len(found)}" if group == RULE and len(found) > _MOST_RULES else ""
            out += ["", f"{title}{number}: {together:.2f} s"]
            out += [self._line(name, entry, whole) for name, entry in found[: _MOST_RULES if group == RULE else None]]
        out += ["", f"not counted (start, loading, output): {max(0.0, whole - counted):.2f} s"]
        return out

    @staticmethod
    def _line(name: str, entry: Entry, whole: float) -> str:
        return f"  {entry.seconds:8.3f} s {entry.seconds / whole:6.1%} {entry.count:8d} ×  {name}"


def timed(profile: Profile | None, group: str, name: str) -> AbstractContextManager[None]:
    """Return a timing of a profile, or nothing to do when there is none."""
    return profile.timing(group, name) if profile is not None else nullcontext()
