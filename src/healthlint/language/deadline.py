"""How long one article may take. A run that ends in time is never changed by it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from healthlint.errors import SourceError


class Deadline:
    """A number of seconds that starts now. The clock is monotonic and only ever ends a run; it decides nothing else."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._ends = time.monotonic() + seconds

    def check(self) -> None:
        """Raise SourceError when the time is over."""
        if time.monotonic() > self._ends:
            raise SourceError(f"took over {self.seconds:g} s: split it, or raise `max-seconds` in the configuration")

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Do not count the time spent inside: what is done once for all articles is no article's own."""
        began = time.monotonic()
        yield
        self._ends += time.monotonic() - began
