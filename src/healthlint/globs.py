"""Glob patterns over relative paths, with the meaning that people know from .gitignore."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache


def matches(patterns: Iterable[str], path: str) -> bool:
    """Tell whether `path` (relative, forward slashes) or a folder above it matches one of the patterns.

    A pattern without a slash is a name at any depth (`drafts`, `*.txt`); one with a slash starts at the root
    (`blog/*.md`, `/index.md`). `*` and `?` stay inside a name, `**` crosses folders, `[abc]` is a set of
    characters, and a final slash is allowed after a folder.
    """
    return any(_compiled(pattern).fullmatch(path) for pattern in patterns)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    body = pattern.replace("\\", "/").removeprefix("./").rstrip("/")
    start = "" if "/" in body else "(?:.*/)?"
    return re.compile(start + _translate(body.lstrip("/")) + "(?:/.*)?", re.DOTALL)


def _translate(body: str) -> str:
    out: list[str] = []
    at = 0
    while at < len(body):
        if body.startswith("**/", at):
            out.append("(?:[^/]+/)*")
            at += 3
        elif body.startswith("**", at):
            out.append(".*")
            at += 2
        elif body[at] == "*":
            out.append("[^/]*")
            at += 1
        elif body[at] == "?":
            out.append("[^/]")
            at += 1
        elif body[at] == "[" and (end := body.find("]", at + 2)) > 0:
            out.append(_set(body[at + 1 : end]))
            at = end + 1
        else:
            out.append(re.escape(body[at]))
            at += 1
    return "".join(out)


def _set(inside: str) -> str:
    negated = inside[0] in "!^"
    kept = re.escape(inside[1:] if negated else inside).replace(r"\-", "-")
    try:
        re.compile(f"[{kept}]")
    except re.error:  # a range that runs backwards, `[z-a]`, is not a set
        return re.escape(f"[{inside}]")
    return f"(?!/)[{'^' if negated else ''}{kept}]"
