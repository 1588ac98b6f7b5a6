"""Tiers of hosts, and what counts as a source at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.resources import files

import pytest
import yaml

from healthlint.citations.markers import citations
from healthlint.citations.sources import (
    address,
    is_home_page,
    is_search,
    is_shortener,
    is_source,
    tier_label,
    tier_of,
    tier_of_doi,
)
from healthlint.language.analysis import Analysis


@pytest.mark.parametrize(
    ("url", "tier"),
    [
        ("https://www.nhs.uk/conditions/asthma/", "T2"),
        ("https://nhs.uk.example.com/asthma", ""),
        ("https://fake-nhs.uk/asthma", ""),
        ("https://www.sign.ac.uk/guideline", "T1"),
        ("https://www.example.ac.uk/page", "T4"),
        ("https://pubmed.ncbi.nlm.nih.gov/17265549/", "T3"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1/", "T3"),
        ("https://www.nih.gov/news", "T2"),
        ("https://doi.org/10.1101/2020.01.01", "T7"),
        ("https://doi.org/10.1002/14651858.CD001234", "T1"),
        ("https://doi.org/10.1016/x", "T3"),
        ("https://web.archive.org/web/2020/https://www.bmj.com/a", "T3"),
        ("https://web.archive.org/web/2020/http:/www.bmj.com/a", "T3"),
        ("https://en.wikipedia.org/wiki/Nap", "T8"),
        # A portal is not the charity, and a site for uploads no university, whatever the names say.
        ("https://www.diabetes.org.uk/naps", "T4"),
        ("https://www.diabetes.co.uk/naps.html", "T6"),
        ("https://www.academia.edu/1/Naps", "T8"),
        ("https://sleep.example.edu/naps", "T4"),
        ("https://www.cdc.gov/mmwr/naps", "T3"),
        ("https://www.cdc.gov/naps", "T2"),
        ("https://www.health.example.gov.au/naps", "T2"),
        ("https://www.sciencedirect.com/topics/naps", "T6"),
        ("https://www.amazon.co.uk/dp/1", "T9"),
        ("mailto:a@nhs.uk", ""),
        ("https://[broken", ""),
        ("#fn1", ""),
    ],
)
def test_a_host_has_the_tier_of_its_longest_known_suffix(url: str, tier: str) -> None:
    assert tier_of(url) == tier


def test_the_list_of_hosts_is_sound() -> None:
    groups = yaml.safe_load((files("healthlint") / "data" / "sources" / "hosts.yaml").read_text())["groups"]
    assert all(group["why"] and group["what"] and tier_label(group["tier"]) for group in groups)
    hosts = [host for group in groups for host in group["hosts"]]
    assert len(hosts) == len(set(hosts))
    shape = re.compile(r"(?:[a-z0-9-]+\.)*[a-z0-9-]+(?:/[a-z0-9-]+)?")  # with one step of a path at most
    assert [host for host in hosts if not shape.fullmatch(host) or host.startswith("www.")] == []


@pytest.mark.parametrize(
    ("url", "counts"),
    [
        ("https://www.bmj.com/content/1", True),
        ("https://journal.example.org/paper", True),
        ("https://clinic.example.org/book-now", False),
        ("https://www.facebook.com/clinic", False),
        ("https://bit.ly/x", True),
        ("/treatments/needles", False),
        ("mailto:a@example.org", False),
        ("tel:02079460000", False),
        ("#top", False),
        ("https://www.google.com/search?q=naps", False),
    ],
)
def test_only_another_site_that_does_not_sell_counts_as_a_source(url: str, counts: bool) -> None:
    assert is_source(url) is counts


def test_the_pages_own_host_is_no_source() -> None:
    assert not is_source("https://www.clinic.org/blog/1", frozenset({"clinic.org"}))


def test_front_pages_searches_and_short_links_are_told_apart() -> None:
    assert is_home_page("https://www.who.int/") and not is_home_page("https://www.who.int/naps")
    assert is_search("https://scholar.google.com/scholar?q=naps") and not is_search(
        "https://www.bmj.com/content/1?q=naps"
    )
    assert is_shortener("https://bit.ly/x") and not is_shortener("https://bit.ly.example.com/x")


def test_an_archived_page_is_read_through() -> None:
    assert address("https://web.archive.org/web/2019/https://www.nhs.uk/a").host == "nhs.uk"


def test_a_page_that_gives_its_address_does_not_cite_itself(analyse: Callable[..., Analysis]) -> None:
    body = '<p>Naps help <a href="https://clinic.example/naps">(more)</a>.</p>'
    canonical = '<head><link rel="canonical" href="https://clinic.example/a"></head>'
    social = '<head><meta property="og:url" content="https://www.clinic.example/a"></head>'
    assert len(citations(analyse(body, format="html"))) == 1
    assert citations(analyse(canonical + body, format="html")) == ()
    assert citations(analyse(social + body, format="html")) == ()


def test_the_publishers_own_list_wins_at_the_same_length_and_longer_entries_win_over_shorter() -> None:
    house = {"bbc.co.uk": "T4", "nature.com/news": "T5", "naps.example.org": "TX"}
    assert tier_of("https://www.bbc.co.uk/1", house) == "T4"
    assert tier_of("https://www.nature.com/news/1", house) == "T5"
    assert tier_of("https://www.nature.com/articles/1", house) == "T3"
    assert tier_of("https://a.naps.example.org/", house) == "TX"
    assert tier_of("https://naps.example.org.example.com/", house) == ""


@pytest.mark.parametrize(
    ("doi", "tier"),
    [
        ("10.1101/2020.01.02.20001234", "T7"),
        ("10.1101/123456", "T7"),
        ("10.1101/gr.123456.119", "T3"),
        ("10.48550/arXiv.2401.00001", "T7"),
        ("10.21203/rs.3.rs-1/v1", "T7"),
        ("10.1002/14651858.CD001234.pub2", "T1"),
        ("10.1016/x", "T3"),
    ],
)
def test_the_form_of_a_doi_tells_preprints_and_cochrane_reviews(doi: str, tier: str) -> None:
    assert tier_of_doi(doi) == tier


def test_a_host_without_a_dot_is_no_web_page() -> None:
    assert not is_source("http://www")
    assert not is_home_page("http://dx")
