"""Exit codes: each means one thing. When several apply, the highest is not always the worst: see `worst`.

A run that a signal stopped ends with 128 and the signal's number, as shells expect: 130 for Ctrl-C (see `interrupts`).
"""

from __future__ import annotations

from collections.abc import Iterable

CLEAN = 0  # nothing at or above the threshold
FINDINGS = 1  # findings at or above --fail-on
USAGE = 2  # a usage, configuration or rule error, or nothing matched
FAILED = 3  # an input could not be read or checked


def worst(codes: Iterable[int]) -> int:
    """Return the code of a run from those of its parts.

    A broken configuration or rule makes everything else doubtful, and a file that nobody could check hides
    findings; so 2 wins over 3, and 3 over 1.
    """
    found = set(codes)
    return next((code for code in (USAGE, FAILED, FINDINGS) if code in found), CLEAN)
