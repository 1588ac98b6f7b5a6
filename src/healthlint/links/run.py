"""Look many targets up: each address once, several hosts at a time, with what is known from before."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from urllib.parse import urlsplit

from healthlint.cache.keys import key_of
from healthlint.cache.store import Store
from healthlint.links.fetch import Fetcher
from healthlint.links.targets import Target
from healthlint.links.verdict import Status, Verdict, decode

_HOSTS_AT_ONCE = 8
# Of these a later look may say something else at any moment.
_NOT_KEPT = frozenset({Status.UNKNOWN, Status.SKIPPED})


def look_up(
    wanted: Iterable[Target],
    fetcher: Fetcher,
    *,
    store: Store | None = None,
    max_age: float = 86_400,
    now: Callable[[], float] = time.time,
    on_done: Callable[[int, int], None] | None = None,
) -> dict[Target, Verdict]:
    """Return the verdict on each target.

    Verdicts not older than `max_age` seconds are taken from the store; those that are `unknown` are never kept.
    `on_done` is told how many of how many are done.
    """
    todo = list(dict.fromkeys(wanted))
    verdicts = _known(todo, store, now() - max_age)
    by_host: dict[str, list[Target]] = {}
    for target in todo:
        if target not in verdicts:
            by_host.setdefault(_host(target), []).append(target)
    if by_host:
        found = _fetched(by_host, fetcher, len(verdicts), len(todo), on_done)
        verdicts.update(found)
        if store is not None:
            seen = now()
            store.put_many({_key(t): v.encode(seen) for t, v in found.items() if v.status not in _NOT_KEPT})
            store.release()
    return verdicts


def _fetched(
    by_host: Mapping[str, list[Target]],
    fetcher: Fetcher,
    n_known: int,
    n_all: int,
    on_done: Callable[[int, int], None] | None,
) -> dict[Target, Verdict]:
    found: dict[Target, Verdict] = {}
    pool = ThreadPoolExecutor(min(_HOSTS_AT_ONCE, len(by_host)), thread_name_prefix="links")

    def look(group: list[Target]) -> None:
        for target in group:
            found[target] = fetcher.look(target.url, follows=target.follows)
            if on_done is not None:
                on_done(n_known + len(found), n_all)

    try:
        # The longest first: one host is asked by one thread, so it decides how long all takes.
        jobs: list[Future[None]] = [pool.submit(look, g) for g in sorted(by_host.values(), key=len, reverse=True)]
        for job in as_completed(jobs):
            job.result()
    except BaseException:
        fetcher.stopped.set()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()
    return found


def _known(todo: list[Target], store: Store | None, oldest: float) -> dict[Target, Verdict]:
    if store is None:
        return {}
    keys = {_key(target): target for target in todo}
    out: dict[Target, Verdict] = {}
    for key, data in store.get_many(list(keys)).items():
        try:
            verdict, seen = decode(data)
        except ValueError:
            continue
        if seen >= oldest:
            out[keys[key]] = verdict
    return out


def _key(target: Target) -> bytes:
    return key_of(b"link", target.url, target.follows)


def _host(target: Target) -> str:
    try:
        return urlsplit(target.url).hostname or ""
    except ValueError:
        return ""
