"""Stopping a run half-way: the signals that ask for it become an exception where something can be saved."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ASKING = (signal.SIGINT, signal.SIGTERM)


class Interrupted(KeyboardInterrupt):
    """Somebody asked the run to stop. `exit_code` is what shells expect of it: 128 and the signal's number."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.exit_code = 128 + number


@contextmanager
def interruptible() -> Iterator[None]:
    """Raise Interrupted when Ctrl-C or a SIGTERM comes; a second one finds the handlers from before.

    In a thread that is not the main one nothing changes: only that one hears signals.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in _ASKING}

    def restore() -> None:
        for number, handler in before.items():
            # None: the handler was not set from Python and cannot be set back; what Python does by default can.
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)

    asked: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        restore()
        asked.append(number)
        raise Interrupted(number)

    for number in _ASKING:
        signal.signal(number, stop)
    try:
        yield
    except KeyboardInterrupt as err:
        if isinstance(err, Interrupted) or not asked:
            raise
        # Some libraries in other languages raise one of their own instead of what the handler raised in them.
        raise Interrupted(asked[0]) from None
    finally:
        restore()
