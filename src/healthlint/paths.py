"""Where healthlint keeps what it can make again: the user's cache directory."""

from __future__ import annotations

import os
from pathlib import Path

CACHE_VARIABLE = "HEALTHLINT_CACHE_DIR"


def cache_dir() -> Path:
    """Return the folder of everything that healthlint caches (absolute; it may not exist yet).

    `HEALTHLINT_CACHE_DIR` names it, else it is `healthlint` in the platform's cache directory of the user:
    `~/.cache` on Linux (or XDG_CACHE_HOME), `~/Library/Caches` on macOS, `%LOCALAPPDATA%` on Windows.
    """
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_cache_path  # only here: most runs that need no cache need not import it

    return user_cache_path("healthlint", appauthor=False)
