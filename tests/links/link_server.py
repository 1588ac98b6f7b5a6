"""A web server on loopback whose pages say by their paths what they answer, and that notes who asked for what."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Site:
    """The server: `url(path)`, and the requests so far as (method, path)."""

    port: int
    asked: list[tuple[str, str]] = field(default_factory=list)
    running: int = 0
    most_at_once: int = 0

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


Answer = tuple[int, dict[str, str]]


def answer(site: Site, method: str, path: str) -> Answer | None:
    """Return status and headers; None for a server that hangs up."""
    before = site.asked.count((method, path))
    name, _, rest = path.strip("/").partition("/")
    if name == "status":
        return int(rest), {}
    if name == "get-only":
        return (405 if method == "HEAD" else 200), {}
    if name == "head-lies":
        return (404 if method == "HEAD" else 200), {}
    if name == "head-hangs-up":
        return None if method == "HEAD" else (200, {})
    if name == "busy-once":
        return (503, {}) if before == 1 else (200, {})
    if name == "wait":
        return (429, {"Retry-After": "0"}) if before == 1 else (200, {})
    if name == "moved":
        return 301, {"Location": f"/{rest}"}
    if name == "found":
        return 302, {"Location": f"/{rest}"}
    if name == "circle":
        return 302, {"Location": "/circle"}
    if name == "slow":
        time.sleep(1.0)
        return 200, {}
    return 200, {}


@contextmanager
def serving() -> Iterator[Site]:
    """Give a server that runs."""

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            here.running += 1
            here.most_at_once = max(here.most_at_once, here.running)
            here.asked.append((self.command, self.path))
            time.sleep(0.005)
            try:
                said = answer(here, self.command, self.path)
                if said is None:
                    self.close_connection = True
                    return
                self.send_response(said[0])
                for name, value in {"Content-Length": "0", **said[1]}.items():
                    self.send_header(name, value)
                self.end_headers()
            except (BrokenPipeError, ConnectionResetError):
                pass  # nobody waits any more
            finally:
                here.running -= 1

        do_HEAD = handle_any
        do_GET = handle_any

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here = Site(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield here
    server.shutdown()
    server.server_close()
