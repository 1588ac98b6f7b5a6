"""The articles of a run: which of them are known from earlier runs, and which must be checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from healthlint.cache import keys
from healthlint.cache.results import Kept, Results, is_lasting
from healthlint.cli.drawing import Drawing
from healthlint.cli.linters import Configured
from healthlint.cli.progress import SHOWN_FROM, track
from healthlint.errors import SourceError
from healthlint.model.finding import FileResult
from healthlint.source import decode, read_bytes

_WINDOW = 500  # articles that are looked up together


@dataclass(frozen=True, slots=True)
class Article:
    """A file to check: `key` is that of its result, `text` the digest of its text; both empty if it cannot be kept."""

    path: Path
    shown: str
    by: Configured
    key: bytes = b""
    text: bytes = b""

    def part_key(self, drawing: Drawing) -> bytes:
        """Return the key of what the report says of it."""
        return keys.of_part(self.key, self.shown, drawing.key)

    def with_data(self, data: bytes) -> Article:
        """Return the article with the keys that its bytes give."""
        limit = self.by.settings.max_file_size
        if len(data) > limit:
            return self
        evidence = self.by.evidence_key(self.path, self.shown)
        key = keys.of_file(data, self.shown, self.by.settings_key(self.path), evidence)
        return Article(self.path, self.shown, self.by, key)

    def with_text(self, data: bytes) -> Article:
        """Return the article with the digest of its text; without keys when it has none that could be checked."""
        try:
            text = decode(data, self.shown, max_bytes=self.by.settings.max_file_size).text
        except SourceError:
            return Article(self.path, self.shown, self.by)
        return Article(self.path, self.shown, self.by, self.key, _digest(text))

    def is_of(self, result: FileResult) -> bool:
        """Tell whether a result is of the bytes that gave the key: the file may have been changed since."""
        return bool(self.key) and self.by.lasting and self.text == _digest(result.text)


class Lookup:
    """Gives for each article what the report says of it: from earlier runs, or from a check."""

    def __init__(self, results: Results, drawing: Drawing, *, jobs: int, progress: bool) -> None:
        self._results = results
        self._drawing = drawing
        self._jobs = jobs
        self._progress = progress

    def known(self, articles: Iterable[Article], unknown: list[Article]) -> Iterator[tuple[Article, Kept]]:
        """Yield the articles that are known; the others, ready to be checked, are added to `unknown`."""
        if self._results.store is None:
            unknown.extend(articles)
            return
        waiting = iter(articles)
        while window := list(islice(waiting, _WINDOW)):
            yield from self._known([_read(article) for article in window], unknown)

    def known_by(self, article: Article, data: bytes) -> tuple[Article, Kept | None]:
        """Return an article whose bytes are there, ready to be checked, and what the report says of it if known."""
        unknown: list[Article] = []
        if self._results.store is not None:
            for one, kept in self._known([(article.with_data(data), data)], unknown):
                return one, kept
        return unknown[0] if unknown else article, None

    def checked(self, articles: Sequence[Article]) -> Iterator[tuple[Article, Kept]]:
        """Yield the articles as they have been checked; keep what was found."""
        if not articles:
            return
        from healthlint.workers.check import check_tasks
        from healthlint.workers.plan import Task

        linters = list(dict.fromkeys(article.by.linter for article in articles))
        places = {id(linter): place for place, linter in enumerate(linters)}
        tasks = [Task.of(n, a.path, a.shown, places[id(a.by.linter)]) for n, a in enumerate(articles)]
        done = check_tasks(linters, tasks, jobs=self._jobs, prepare=self._prepare(articles))
        if self._progress and len(tasks) >= SHOWN_FROM:
            done = track(done, len(tasks))
        try:
            for number, result in done:
                yield articles[number], self.drawn(articles[number], result)
        finally:
            self._results.flush()

    def drawn(self, article: Article, result: FileResult, *, new: bool = True) -> Kept:
        """Return what the report says of a result, and keep both; of one that is not `new`, keep what is said."""
        kept = self._drawing.draw(result)
        if article.is_of(result) and is_lasting(result):
            if new:
                self._results.keep_result(article.key, result)
            if self._drawing.kept and not kept.dated:
                self._results.keep_part(article.part_key(self._drawing), kept)
        return kept

    def _known(self, read: Sequence[tuple[Article, bytes]], unknown: list[Article]) -> Iterator[tuple[Article, Kept]]:
        there = [(article, data) for article, data in read if article.key]
        unknown.extend(article for article, _ in read if not article.key)
        wanted = [article.part_key(self._drawing) for article, _ in there] if self._drawing.kept else []
        parts = self._results.parts(wanted)
        rest: list[tuple[Article, bytes]] = []
        for number, (article, data) in enumerate(there):
            kept = parts.get(wanted[number]) if wanted else None
            if kept is not None:
                yield article, kept
            else:
                rest.append((article.with_text(data), data))
        results = self._results.results([article.key for article, _ in rest if article.key])
        for article, _ in rest:
            result = results.get(article.key)
            if result is None:
                unknown.append(article)
            else:
                yield article, self.drawn(article, named(result, article.shown), new=False)

    def _prepare(self, articles: Sequence[Article]) -> partial[None] | None:
        store = self._results.store
        if store is None:
            return None
        from healthlint.cache.parses import keep_parses

        models = tuple(dict.fromkeys(article.by.settings.model for article in articles))
        return partial(keep_parses, store.path.parent, store.max_bytes, models)


def named(result: FileResult, shown: str) -> FileResult:
    """Return a kept result under the name that the article has now."""
    from dataclasses import replace

    return replace(result, path=shown)


def _read(article: Article) -> tuple[Article, bytes]:
    try:
        data = read_bytes(article.path, shown=article.shown, max_bytes=article.by.settings.max_file_size)
    except SourceError:
        return article, b""  # the check says why
    return article.with_data(data), data


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
