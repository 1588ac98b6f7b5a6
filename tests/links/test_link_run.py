"""Many targets: each once, hosts in turn, what is known from before."""

from __future__ import annotations

from pathlib import Path

from link_server import Site

from healthlint.cache.store import Store
from healthlint.links.fetch import Fetcher, Manners
from healthlint.links.run import look_up
from healthlint.links.targets import Target
from healthlint.links.verdict import Status


def fetcher(delay: float = 0.0) -> Fetcher:
    return Fetcher(Manners(0.5, 0, delay, private=True))


def url(site: Site, path: str) -> Target:
    return Target("url", site.url(path), site.url(path))


def test_an_address_that_comes_often_is_asked_once(site: Site) -> None:
    found = look_up([url(site, "/a")] * 5 + [url(site, "/b")], fetcher())
    assert sorted(site.asked) == [("HEAD", "/a"), ("HEAD", "/b")]
    assert {v.status for v in found.values()} == {Status.OK}


def test_a_host_is_asked_one_thing_at_a_time_with_pauses(site: Site) -> None:
    pauses: list[float] = []
    one = fetcher(0.05)
    one.stopped.wait = lambda timeout=None: pauses.append(timeout or 0) or False  # type: ignore[method-assign]
    look_up([url(site, f"/{n}") for n in range(4)], one)
    assert site.most_at_once == 1
    assert len(pauses) == 3
    assert all(0 < p <= 0.05 for p in pauses)


def test_what_was_found_is_kept_for_a_while_but_never_what_is_unknown(site: Site, tmp_path: Path) -> None:
    wanted = [url(site, "/a"), url(site, "/status/404"), url(site, "/status/403")]
    store = Store(tmp_path)
    first = look_up(wanted, fetcher(), store=store, now=lambda: 1000.0)
    site.asked.clear()
    assert look_up(wanted, fetcher(), store=store, max_age=60, now=lambda: 1030.0) == first
    assert {path for _, path in site.asked} == {"/status/403"}
    look_up(wanted, fetcher(), store=store, max_age=60, now=lambda: 2000.0)
    assert {path for _, path in site.asked} == {"/a", "/status/404", "/status/403"}


def test_a_damaged_entry_is_looked_up_again(site: Site, tmp_path: Path) -> None:
    from healthlint.links.run import _key

    store = Store(tmp_path)
    store.put_many({_key(url(site, "/a")): b"junk"})
    assert look_up([url(site, "/a")], fetcher(), store=store)[url(site, "/a")].status is Status.OK


def test_progress_counts_to_the_end(site: Site) -> None:
    seen: list[tuple[int, int]] = []
    look_up([url(site, f"/{n}") for n in range(3)], fetcher(), on_done=lambda done, of: seen.append((done, of)))
    assert seen == [(1, 3), (2, 3), (3, 3)]
