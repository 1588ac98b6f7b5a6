"""Parses of blocks, kept in the same store as the results."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from healthlint.cache.store import Store


def keep_parses(folder: Path, max_bytes: int, models: Sequence[str | None]) -> None:
    """Let this process's engines keep their parses in the store of a folder."""
    from healthlint.language.engine import shared_engine

    store = Store(folder, max_bytes=max_bytes)
    for model in models:
        shared_engine(model).store = store
