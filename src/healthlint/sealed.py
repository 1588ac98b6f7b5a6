"""Values kept as JSON: files that are believed only if they are whole and of the same origin."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any


def origin(*texts: str, files: Iterable[Path] = ()) -> str:
    """Return a digest of texts and of the names and bytes of files: what a value was worked out from."""
    digest = hashlib.blake2b("\0".join(texts).encode(), digest_size=16)
    for path in files:
        content = path.read_bytes()
        digest.update(f"\0{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def text_of(value: Any, origin: str) -> str:
    """Return the text of a file: a seal, and the value as JSON."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"{_seal(origin, body)}\n{body}"


def value_of(text: str) -> Any:
    """Return the value of a file's text, whatever its seal."""
    return json.loads(text.partition("\n")[2])


def read(place: Path, origin: str) -> Any:
    """Return the value of a file, or None when there is no such file, whole and of this origin."""
    try:
        seal, _, body = place.read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return None
    return json.loads(body) if seal == _seal(origin, body) else None


def write(place: Path, text: str) -> None:
    """Write a file, whole or not at all. One that cannot be written is no error: its value is worked out again."""
    part = place.with_name(f"{place.name}.{os.getpid()}.part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8", newline="")
        part.replace(place)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _seal(origin: str, body: str) -> str:
    """Return the first line of a file: it tells a stale, foreign or damaged one."""
    return hashlib.blake2b(f"{origin}\n{body}".encode(), digest_size=32).hexdigest()
