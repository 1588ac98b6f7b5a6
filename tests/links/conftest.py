"""A web server on loopback; no proxy of the machine's, no long waits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from link_server import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as here:
        yield here


@pytest.fixture(autouse=True)
def no_proxy_and_short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("healthlint.links.fetch.getproxies", dict)
    monkeypatch.setattr("healthlint.links.fetch._BACKOFF_SECONDS", 0.01)
