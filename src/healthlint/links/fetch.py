"""Ask servers whether an address leads anywhere, politely: one request at a time and host, with a pause.

urllib3 does the requests: it is there with spaCy already (which needs requests), has no dependencies of its own, and
brings time-outs, retries with back-off and Retry-After. It is imported at the first request.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from healthlint import __version__
from healthlint.links.verdict import Status, Verdict

if TYPE_CHECKING:
    import urllib3

_MOST_HOPS = 10
_GONE = {404: "not found", 410: "gone for good"}
_MOVED = frozenset({301, 308})
_ELSEWHERE = frozenset({302, 303, 307})
_BUSY = (429, 500, 502, 503, 504)  # worth another try
_BACKOFF_SECONDS = 0.5
_LONGEST_WAIT = 10  # seconds, also where a server asks for more
_NO_SUCH_HOST = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
_WORDS = {
    401: "needs a login",
    403: "refuses programs",
    405: "refuses programs",
    406: "refuses programs",
    429: "asks for fewer requests",
    451: "not shown in this country",
}

Resolve = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True)
class Manners:
    """How servers are asked. Times are in seconds; `private` asks hosts of private networks too."""

    timeout: float = 10.0
    retries: int = 2
    delay: float = 0.2
    private: bool = False


def addresses_of(host: str, port: int) -> list[str]:
    """Return the numeric addresses of a host. Raises socket.gaierror."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


class Fetcher:
    """Looks addresses up; several threads may share it."""

    def __init__(self, manners: Manners, *, resolve: Resolve = addresses_of) -> None:
        self._manners = manners
        self._resolve = resolve
        self._turns: dict[str, threading.Lock] = {}
        self._free_at: dict[str, float] = {}
        self._guard = threading.Lock()
        self._pools: dict[str, Any] = {}
        self._proxies = getproxies()
        self.stopped = threading.Event()

    def look(self, url: str, *, follows: bool = True) -> Verdict:
        """Return what an address answers: HEAD first, GET where the answer to that is no verdict.

        `follows`: redirects are followed; otherwise one is the answer "it exists".
        """
        seen: list[str] = []
        moved = True  # all redirects so far are for good
        while True:
            seen.append(url)
            refusal = self._refusal(url)
            if refusal is not None:
                return refusal if len(seen) == 1 else _behind(refusal, seen)
            answer = self._ask(url)
            if isinstance(answer, Verdict):
                return answer if len(seen) == 1 else _behind(answer, seen)
            code, location = answer
            if code in _MOVED | _ELSEWHERE and location:
                url = urljoin(url, location)
                if not follows:
                    return Verdict(Status.OK, "", code, url)
                moved = moved and code in _MOVED
                if len(seen) > _MOST_HOPS or url in seen:
                    return Verdict(Status.UNKNOWN, "redirects in a circle", code, url)
                continue
            return _judged(code, seen, moved=moved)

    def _refusal(self, url: str) -> Verdict | None:
        """Return why an address is not asked: its host does not exist, or is none of the public network."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError:
            return Verdict(Status.BROKEN, "is no address")
        if parts.scheme not in ("http", "https") or not host:
            return Verdict(Status.UNKNOWN, "leads to something that is no web page")
        by_proxy = self._proxy_of(parts.scheme, host)
        if by_proxy and not _is_numeric(host):
            return None  # the proxy looks the name up
        try:
            found = self._resolve(host, port)
        except socket.gaierror as err:
            if err.errno in _NO_SUCH_HOST:
                return Verdict(Status.BROKEN, f"there is no host {host}")
            return Verdict(Status.UNKNOWN, f"the name {host} could not be looked up now")
        except (OSError, UnicodeError):
            return Verdict(Status.BROKEN, f"there is no host {host}")
        if not self._manners.private and not all(ipaddress.ip_address(a.partition("%")[0]).is_global for a in found):
            return Verdict(Status.SKIPPED, f"{host} is not on the public network")
        return None

    def _ask(self, url: str) -> tuple[int, str] | Verdict:
        code, location = 0, ""
        for method in ("HEAD", "GET"):
            answer = self._request(method, url)
            if isinstance(answer, Verdict):
                # Some servers hang up on HEAD.
                if method == "HEAD" and answer.reason == _HUNG_UP:
                    continue
                return answer
            code, location = answer
            if code < 400 or code == 429:
                break
        return code, location

    def _request(self, method: str, url: str) -> tuple[int, str] | Verdict:
        from urllib3 import exceptions

        parts = urlsplit(url)
        with self._turn(parts.hostname or ""):
            if self.stopped.is_set():
                return Verdict(Status.UNKNOWN, "not looked up: the run was stopped")
            try:
                answer = self._pool(parts.scheme, parts.hostname or "").request(
                    method, url, redirect=False, preload_content=False, decode_content=False
                )
            except exceptions.MaxRetryError as err:
                return _trouble(err.reason or err)
            except exceptions.HTTPError as err:
                return _trouble(err)
            except (OSError, ValueError) as err:
                return _trouble(err)
            try:
                return answer.status, answer.headers.get("Location", "")
            finally:
                answer.close()  # the page itself is not wanted

    @contextlib.contextmanager
    def _turn(self, host: str) -> Iterator[None]:
        """Wait until nobody else asks this host, and until it has had its pause."""
        with self._guard:
            turn = self._turns.setdefault(host, threading.Lock())
        with turn:
            wait = self._free_at.get(host, 0.0) - time.monotonic()
            if wait > 0:
                self.stopped.wait(wait)
            try:
                yield
            finally:
                self._free_at[host] = time.monotonic() + self._manners.delay

    def _proxy_of(self, scheme: str, host: str) -> str:
        proxy = self._proxies.get(scheme) or self._proxies.get("all") or ""
        return "" if not proxy or proxy_bypass(host) else proxy

    def _pool(self, scheme: str, host: str) -> urllib3.PoolManager:
        proxy = self._proxy_of(scheme, host)
        with self._guard:
            if proxy not in self._pools:
                self._pools[proxy] = self._new_pool(proxy)
            return self._pools[proxy]

    def _new_pool(self, proxy: str) -> urllib3.PoolManager:
        import urllib3

        retries = urllib3.Retry(
            total=self._manners.retries,
            redirect=0,
            status_forcelist=_BUSY,
            allowed_methods=("HEAD", "GET"),
            backoff_factor=_BACKOFF_SECONDS,
            backoff_max=_LONGEST_WAIT,
            retry_after_max=_LONGEST_WAIT,
            raise_on_status=False,
            raise_on_redirect=False,
        )
        options: dict[str, Any] = {
            "retries": retries,
            "timeout": urllib3.Timeout(connect=self._manners.timeout, read=self._manners.timeout),
            "headers": {"User-Agent": f"healthlint/{__version__} (checks the links of an article)", "Accept": "*/*"},
        }
        return urllib3.ProxyManager(proxy, **options) if proxy else urllib3.PoolManager(**options)


_HUNG_UP = "the server hung up"


def _trouble(err: BaseException) -> Verdict:
    """Return the verdict on a request that got no answer: none of them says that the page is not there."""
    from urllib3 import exceptions

    if isinstance(err, exceptions.TimeoutError | TimeoutError) and not isinstance(err, exceptions.NewConnectionError):
        return Verdict(Status.UNKNOWN, "no answer in time")
    if isinstance(err, exceptions.SSLError):
        return Verdict(Status.UNKNOWN, "its certificate cannot be checked")
    if isinstance(err, exceptions.ProxyError):
        return Verdict(Status.UNKNOWN, "the proxy cannot be reached")
    if isinstance(err, exceptions.NewConnectionError):
        return Verdict(Status.UNKNOWN, "the server cannot be reached")
    if isinstance(err, exceptions.LocationParseError | ValueError):
        return Verdict(Status.BROKEN, "is no address")
    return Verdict(Status.UNKNOWN, _HUNG_UP)


def _judged(code: int, seen: list[str], *, moved: bool) -> Verdict:
    final = seen[-1] if len(seen) > 1 else ""
    if code in _GONE:
        return Verdict(Status.BROKEN, _GONE[code], code, final)
    if 200 <= code < 300:
        if final and _is_front_page(final) and not _is_front_page(seen[0]):
            return Verdict(Status.REDIRECTED, "leads to a front page now", code, final)
        if final and moved:
            return Verdict(Status.REDIRECTED, "has moved for good", code, final)
        return Verdict(Status.OK, "", code, final)
    other = "the server has a problem" if code >= 500 else "no clear answer"
    return Verdict(Status.UNKNOWN, _WORDS.get(code, other), code, final)


def _behind(verdict: Verdict, seen: list[str]) -> Verdict:
    """Return the verdict on what a redirect led to."""
    return Verdict(verdict.status, verdict.reason, verdict.code, seen[-1])


def _is_front_page(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path.strip("/") == "" and not parts.query


def _is_numeric(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    return True
