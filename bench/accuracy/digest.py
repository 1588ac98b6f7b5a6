"""A digest of the rules that a page speaks of: when it differs, the page is older than the rules."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from bench.setting import ROOT

_NOT_RULES = frozenset({"pack.yaml", "record.yaml"})


def rules_digest(packs: Sequence[str], rules: Path = ROOT / "rules") -> str:
    """Return a digest of the rule files of some packs (of "pack/rule" too)."""
    digest = hashlib.blake2b(digest_size=8)
    for pack in sorted({name.partition("/")[0] for name in packs}):
        for file in sorted((rules / pack).glob("*.yaml")):
            if file.name not in _NOT_RULES:
                digest.update(f"{pack}/{file.name}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()
