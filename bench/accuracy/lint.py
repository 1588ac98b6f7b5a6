"""What healthlint says of many short texts, from several processes."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from healthlint import FileResult, Linter, Settings
from healthlint.formats.registry import extract
from healthlint.language.analysis import Analysis
from healthlint.language.engine import shared_engine
from healthlint.model.context import Context
from healthlint.model.source import Source

T = TypeVar("T")

_CHUNK = 400
_LISTED = ("error", "warning")


@dataclass(frozen=True, slots=True)
class Hit:
    """A finding: rule, half-open range in the text, and the text that its fix would give ("" and None: no fix)."""

    rule: str
    start: int
    end: int
    safety: str = ""
    fixed: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What was found in a text, and the words that it has."""

    hits: tuple[Hit, ...]
    words: int


@dataclass(frozen=True, slots=True)
class Setup:
    """Which rules run, in which context; `info` counts findings that the terminal does not list too."""

    select: tuple[str, ...] = ("grammar",)
    context: Mapping[str, str] | None = None
    info: bool = False


class Checker:
    """Checks texts with one setup. Use as a context manager; `jobs` processes are kept until it ends.

    Raises ConfigError for a setup that names unknown rules.
    """

    def __init__(self, setup: Setup, jobs: int | None = None) -> None:
        _linter(setup.select)  # what is wrong with it is said here: a process of a pool that fails is waited for
        self._setup = setup
        self._jobs = jobs or os.cpu_count() or 1
        self._context: Any = multiprocessing.get_context("spawn")
        self._pool = self._context.Pool(self._jobs)

    def __enter__(self) -> Checker:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.terminate()
        self._pool.join()

    def said(self, texts: Sequence[str], format: str = "text", *, setup: Setup | None = None) -> list[Said]:
        """Return what is found in each text, in order; with another setup where a set needs its own."""
        setup = setup or self._setup
        chunks = [(texts[i : i + _CHUNK], format, setup) for i in range(0, len(texts), _CHUNK)]
        return [said for chunk in self._pool.imap(_check, chunks) for said in chunk]

    def judged(self, judge: Callable[[Analysis], T], texts: Sequence[str], format: str = "text") -> list[T]:
        """Return what a function says of each text, in order, where no rule is asked.

        `judge` is a function of a module, and what it returns can be sent between processes.
        """
        chunks = [(judge, texts[i : i + _CHUNK], format, self._setup.context) for i in range(0, len(texts), _CHUNK)]
        return [found for chunk in self._pool.imap(_judge, chunks) for found in chunk]


@lru_cache(maxsize=8)
def _linter(select: tuple[str, ...]) -> Linter:
    """Return the linter for some rules: each process makes it once."""
    return Linter(Settings().with_options(select=list(select)))


def _check(chunk: tuple[Sequence[str], str, Setup]) -> list[Said]:
    texts, format, setup = chunk
    found = _linter(setup.select).check_texts(((text, "text") for text in texts), format=format, context=setup.context)
    return [_said(result, info=setup.info) for result in found]


def _judge(chunk: tuple[Callable[[Analysis], T], Sequence[str], str, Mapping[str, str] | None]) -> list[T]:
    judge, texts, format, given = chunk
    context = Context().with_values(dict(given or {}))
    engine = shared_engine(None)
    analyses = [Analysis(extract(Source("text", text), format), context, engine) for text in texts]
    with engine.window():
        Analysis.parse_together(analyses)
        return [judge(analysis) for analysis in analyses]


def _said(result: FileResult, *, info: bool) -> Said:
    if result.status == "failed" or result.problems:
        raise RuntimeError("; ".join([result.reason, *(p.message for p in result.problems)]))
    hits = [
        Hit(f.rule, f.span.start, f.span.end, str(f.fix.safety) if f.fix else "", _fixed(result.text, f.fix))
        for f in result.findings
        if info or str(f.severity) in _LISTED
    ]
    return Said(tuple(hits), int(str(result.metrics["words"])))


def _fixed(text: str, fix: Any) -> str | None:
    if fix is None:
        return None
    for edit in sorted(fix.edits, key=lambda e: -e.span.start):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text
