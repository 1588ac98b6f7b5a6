"""One thread for numpy's matrices: those of a parse are so small that more threads only get in each other's way."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@contextmanager
def one_numeric_thread() -> Iterator[None]:
    """Let the numeric libraries that are loaded inside use one thread, unless the environment says how many.

    They read the environment once, when they are loaded, so it is as before afterwards.
    """
    ours = [name for name in _VARIABLES if name not in os.environ]
    os.environ.update(dict.fromkeys(ours, "1"))
    try:
        yield
    finally:
        for name in ours:
            os.environ.pop(name, None)
