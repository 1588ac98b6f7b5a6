"""Memory that stays with the process between two batches of the parser."""

from __future__ import annotations

import os
import sys

# mallopt's names for its parameters (malloc.h of the GNU C library).
_TRIM_THRESHOLD = -1
_MMAP_THRESHOLD = -3
# The largest arrays of a batch take a few MB; 32 MB is the most that the library accepts for the second.
_KEPT_FREE = 64 * 2**20
_FROM_THE_SYSTEM = 32 * 2**20


def keep_freed_memory() -> bool:
    """Let the C library keep what is freed, up to 64 MB, for the next request. Return whether it was told so.

    As it comes, the GNU library takes each large array from the system and gives it back at once; a parse makes some
    thirty of them a batch, and having their pages cleared again and again was a tenth of a run. Elsewhere, and where
    the environment has settings for it, nothing is changed.
    """
    if sys.platform != "linux" or "GLIBC_TUNABLES" in os.environ or any(n.startswith("MALLOC_") for n in os.environ):
        return False
    import ctypes

    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none
    if mallopt is None:
        return False
    return bool(mallopt(_MMAP_THRESHOLD, _FROM_THE_SYSTEM) and mallopt(_TRIM_THRESHOLD, _KEPT_FREE))
