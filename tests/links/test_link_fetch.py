"""What a server's answers mean; tested against one on loopback."""

from __future__ import annotations

import socket

import pytest
from link_server import Site

from healthlint.links.fetch import Fetcher, Manners
from healthlint.links.verdict import Status, Verdict, decode

QUICK = Manners(timeout=0.3, retries=1, delay=0.0, private=True)


def look(site: Site, path: str, *, follows: bool = True) -> tuple[str, str, int]:
    v = Fetcher(QUICK).look(site.url(path), follows=follows)
    return str(v.status), v.reason, v.code


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", ("ok", "", 200)),
        ("/status/204", ("ok", "", 204)),
        ("/status/404", ("broken", "not found", 404)),
        ("/status/410", ("broken", "gone for good", 410)),
        ("/status/401", ("unknown", "needs a login", 401)),
        ("/status/403", ("unknown", "refuses programs", 403)),
        ("/status/429", ("unknown", "asks for fewer requests", 429)),
        ("/status/500", ("unknown", "the server has a problem", 500)),
        ("/status/503", ("unknown", "the server has a problem", 503)),
        ("/status/418", ("unknown", "no clear answer", 418)),
        ("/get-only", ("ok", "", 200)),
        ("/head-lies", ("ok", "", 200)),
        ("/head-hangs-up", ("ok", "", 200)),
        ("/busy-once", ("ok", "", 200)),
        ("/wait", ("ok", "", 200)),
        ("/slow", ("unknown", "no answer in time", 0)),
        ("/moved/new", ("redirected", "has moved for good", 200)),
        ("/found/new", ("ok", "", 200)),
        ("/moved/", ("redirected", "leads to a front page now", 200)),
        ("/moved/found/new", ("ok", "", 200)),
        ("/moved/status/404", ("broken", "not found", 404)),
    ],
)
def test_the_answer_decides(site: Site, path: str, expected: tuple[str, str, int]) -> None:
    assert look(site, path) == expected


def test_head_is_asked_first_and_get_only_where_head_says_no(site: Site) -> None:
    look(site, "/fine")
    look(site, "/get-only")
    assert site.asked == [("HEAD", "/fine"), ("HEAD", "/get-only"), ("GET", "/get-only")]


def test_a_circle_of_redirects_ends_and_so_does_a_long_chain(site: Site) -> None:
    for path in ("/circle", "/found" * 12 + "/x"):
        assert look(site, path) == ("unknown", "redirects in a circle", 302)


def test_a_redirect_is_the_answer_where_it_is_not_followed(site: Site) -> None:
    v = Fetcher(QUICK).look(site.url("/found/status/404"), follows=False)
    assert (v.status, v.final) == (Status.OK, site.url("/status/404"))
    assert look(site, "/status/404", follows=False)[0] == "broken"


def test_the_last_address_of_a_redirect_is_told(site: Site) -> None:
    assert Fetcher(QUICK).look(site.url("/moved/new")).final == site.url("/new")


@pytest.mark.parametrize(("errno", "status"), [(socket.EAI_NONAME, Status.BROKEN), (socket.EAI_AGAIN, Status.UNKNOWN)])
def test_a_host_that_does_not_exist_is_broken_and_a_failed_lookup_is_not(errno: int, status: Status) -> None:
    def fails(host: str, port: int) -> list[str]:
        raise socket.gaierror(errno, "no")

    assert Fetcher(QUICK, resolve=fails).look("http://nowhere.example/").status is status


def test_a_port_that_nobody_listens_on_is_unknown() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    v = Fetcher(Manners(0.3, 0, 0.0, private=True)).look(f"http://127.0.0.1:{port}/")
    assert (v.status, v.reason) == (Status.UNKNOWN, "the server cannot be reached")


@pytest.mark.parametrize("path", ["/", "/moved/x"])
def test_private_hosts_are_not_asked_unless_wanted(site: Site, path: str) -> None:
    v = Fetcher(Manners()).look(site.url(path))
    assert (v.status, v.reason) == (Status.SKIPPED, "127.0.0.1 is not on the public network")
    assert site.asked == []


def test_a_public_address_cannot_lead_to_a_private_one(site: Site) -> None:
    names = {"public.example": ["127.0.0.1"], "127.0.0.1": ["127.0.0.1"]}
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["93.184.216.34"] if len(asked) == 1 else names[host]

    # The first look is answered as if the host were public; where it leads is looked at again.
    v = Fetcher(Manners(0.3, 0, 0.0), resolve=resolve).look(site.url("/found/secret"))
    assert v.status is Status.SKIPPED
    assert ("HEAD", "/secret") not in site.asked


@pytest.mark.parametrize("url", ["http://[", "http:///x", "ftp://example.org/x", "http://exa mple.org:99999/"])
def test_what_is_no_web_address_is_said_and_nothing_is_raised(url: str) -> None:
    assert Fetcher(QUICK).look(url).status in (Status.BROKEN, Status.UNKNOWN)


def test_a_verdict_survives_being_kept_and_damage_is_told() -> None:
    v = Verdict(Status.REDIRECTED, "has moved for good", 200, "http://a.example/ü")
    assert decode(v.encode(5.0)) == (v, 5.0)
    for data in (b"", b"[]", b"{}", b'{"seen": 1, "status": "odd", "reason": "", "code": 0, "final": ""}'):
        with pytest.raises(ValueError):
            decode(data)
