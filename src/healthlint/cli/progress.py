"""A bar on stderr that counts the files that are done."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TypeVar

T = TypeVar("T")

# A bar for a handful of files would only flicker.
SHOWN_FROM = 6
_SECONDS_BETWEEN = 0.1


def track(done: Iterator[T], total: int) -> Iterator[T]:
    """Yield what is done while a bar shows how much of `total` that is."""
    from rich.console import Console
    from rich.progress import Progress

    # It refreshes itself in a thread by default, and a process with a second thread cannot be forked safely.
    progress = Progress(console=Console(stderr=True), transient=True, auto_refresh=False)
    with progress:
        bar = progress.add_task("Checking", total=total)
        progress.refresh()
        last = time.monotonic()
        for item in done:
            yield item
            progress.advance(bar)
            if time.monotonic() - last > _SECONDS_BETWEEN:
                progress.refresh()
                last = time.monotonic()
