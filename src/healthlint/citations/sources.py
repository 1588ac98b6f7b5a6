"""Where a link leads and what weight its source carries, from the address alone (no network)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

# Archive and reader services put the real address into the path.
_WRAPPED = re.compile(
    r"^https?://(?:web\.archive\.org/web/[^/]+/|r\.jina\.ai/|archive\.(?:is|ph|today)/(?:newest/)?)(https?:/{1,2}.+)$",
    re.IGNORECASE,
)
_AMP_CACHE = re.compile(r"^https?://[^/]*\.cdn\.ampproject\.org/[cvi]/(?:s/)?(.+)$", re.IGNORECASE)
# The text of a link that gives its target as evidence.
_EVIDENCE_TEXT = re.compile(
    r"\b(?:stud(?:y|ies)|research|trial|review|evidence|source|report|data|figures|statistics|guidelines?|found|shows?|"
    r"according|survey|analysis|paper)\b|^\W*\[?\d{1,3}\]?\W*$|\d\s?%",
    re.IGNORECASE,
)
_SEARCH_KEYS = frozenset({"q", "query", "search", "s", "term", "keywords", "search_query"})
_NO_TIERS: Mapping[str, str] = {}

UNRELIABLE = frozenset({"T8", "T8S", "T9", "TX"})
SECONDARY = frozenset({"T5", "T6"})
NEWS = "T5"
PREPRINT = "T7"


@dataclass(frozen=True, slots=True)
class Address:
    """A link's target taken apart. `host` is lower case without `www.`; "" where the target has none.

    `url` is the target with archive and reader services unwrapped.
    """

    url: str
    scheme: str
    host: str
    path: str
    query: str


@lru_cache(maxsize=2)
def _read(name: str) -> dict[str, Any]:
    import yaml

    text = (files("healthlint") / "data" / "sources" / name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def _data() -> dict[str, Any]:
    return _read("tiers.yaml")


@lru_cache(maxsize=1)
def _host_tiers() -> dict[str, str]:
    return {host: group["tier"] for group in _read("hosts.yaml")["groups"] for host in group["hosts"]}


@lru_cache(maxsize=1)
def _name_tiers() -> dict[str, str]:
    return {name: tier for tier, names in _data()["names"].items() for name in names}


@lru_cache(maxsize=1)
def _doi_tiers() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(p, re.IGNORECASE), tier) for p, tier in _data()["doi_tiers"].items())


@lru_cache(maxsize=16)
def _list(name: str) -> frozenset[str]:
    return frozenset(_data()[name])


def tier_label(tier: str) -> str:
    """Return what a tier is in words; "" for an unknown one."""
    entry = _data()["tiers"].get(tier)
    return entry["label"] if entry else ""


def address(target: str) -> Address:
    """Take a link target apart. What is no URL gives an address without a host; nothing is raised."""
    url = _unwrapped(target.strip())
    try:
        parts = urlsplit(url if not url.startswith("//") else f"https:{url}")
        host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:  # "https://[" and the like
        parts, host = SplitResult("", "", url, "", ""), ""
    return Address(url, parts.scheme.lower(), host, parts.path, parts.query)


def _unwrapped(url: str) -> str:
    for _ in range(3):  # an archived copy of an archived copy occurs; more does not
        found = _WRAPPED.match(url)
        if found:
            url = re.sub(r"^(https?:)/(?!/)", r"\1//", found.group(1))
            continue
        amp = _AMP_CACHE.match(url)
        if not amp:
            return url
        url = f"https://{amp.group(1)}"
    return url


def tier_of(target: str, house: Mapping[str, str] = _NO_TIERS) -> str:
    """Return the tier of a URL ("T1" … "T9", "TX"), or "" when its host is in no list.

    Hosts are compared label by label from the right, so `nhs.uk.example.com` is not `nhs.uk`; the longest entry that
    fits wins, and of two the one of `house`, the publisher's own list.
    """
    found = address(target)
    ours = _host_tiers()
    if found.host in ("doi.org", "dx.doi.org") and "doi.org" not in house:
        return tier_of_doi(unquote(found.path.lstrip("/")))
    labels = found.host.split(".")
    segment = found.path.strip("/").split("/")[0].lower()
    for first in range(len(labels)):
        suffix = ".".join(labels[first:])
        for key in (f"{suffix}/{segment}", suffix):
            tier = house.get(key) or ours.get(key)
            if tier:
                return tier
    return ""


def tier_of_doi(doi: str) -> str:
    """Return the tier of a DOI: a journal article unless it has the form of a preprint server's or Cochrane's."""
    return next((tier for pattern, tier in _doi_tiers() if pattern.match(doi)), "T3")


def tier_of_name(name: str) -> str:
    """Return the tier of a body, journal or site by its name in an entry ("World Health Organization (WHO)"), or ""."""
    words = re.sub(r"\s*\([^)]*\)", "", name.replace("’", "'")).strip(" .,").lower()
    return _name_tiers().get(words.removeprefix("u.s. ").removeprefix("us "), "") or _name_tiers().get(words, "")


def tier_of_identifier(kind: str, normalised: str) -> str:
    """Return the tier of what an identifier names, "" where that says nothing (a trial's number, a book's)."""
    return tier_of_doi(normalised) if kind == "doi" else _data()["identifier_tiers"].get(kind, "")


def is_web(found: Address) -> bool:
    """Tell whether an address is a page on another computer (not mailto, tel, an anchor, a relative path)."""
    # A host without a dot is a name of the local network, or an address that a space cut off ("http://www. who. int").
    return found.scheme in ("http", "https") and ("." in found.host or found.host == "localhost")


def _host_in(host: str, names: frozenset[str]) -> bool:
    return any(host == n or host.endswith(f".{n}") for n in names)


def is_shortener(target: str) -> bool:
    """Tell whether a URL hides where it goes."""
    return address(target).host in _list("shorteners")


def is_private(target: str) -> bool:
    """Tell whether a URL points to a file that readers may not be able to open."""
    found = address(target)
    return found.scheme == "file" or _host_in(found.host, _list("private_hosts"))


def is_search(target: str) -> bool:
    """Tell whether a URL is a list of search hits."""
    found = address(target)
    if not is_web(found) or is_private(target):
        return False
    keys = parse_qs(found.query)
    if any(found.host == h for h in _list("search_hosts")):
        return found.path.rstrip("/").endswith(("/search", "/scholar")) or bool(_SEARCH_KEYS & keys.keys())
    in_path = any(word in ("search", "search-results") for word in found.path.lower().split("/"))
    return bool(_SEARCH_KEYS & keys.keys()) and (in_path or found.path in ("", "/"))


def is_home_page(target: str) -> bool:
    """Tell whether a URL is a site's front page."""
    found = address(target)
    path = found.path.strip("/").lower()
    return is_web(found) and not found.query and path in ("", "index.html", "index.htm", "index.php", "home", "en")


def is_own(target: str, own_hosts: frozenset[str], house: Mapping[str, str] = _NO_TIERS) -> bool:
    """Tell whether a link stays on the publisher's own sites.

    A body that publishes guidelines, official information or a journal may cite them: its pages of T1 to T3 are not
    "own" here (an nih.gov page that links to PubMed, WHO to its guideline).
    """
    return _host_in(address(target).host, own_hosts) and tier_of(target, house) not in ("T1", "T2", "T3")


def is_source(target: str, own_hosts: frozenset[str] = frozenset(), house: Mapping[str, str] = _NO_TIERS) -> bool:
    """Tell whether a link can stand as a source: another site, no social media, shop or booking form."""
    found = address(target)
    if not is_web(found) or is_own(target, own_hosts, house) or is_search(target):
        return False
    tier = tier_of(target, house)
    if tier:
        return _data()["tiers"][tier]["citation"] == "true"
    words = {w for w in found.path.lower().split("/") if w}
    # A shortened address hides the source, which has a rule of its own; but it is meant as one.
    return not words & _list("service_paths")


def reads_as_source(text: str) -> bool:
    """Tell whether the text of a link gives its target as evidence ("a 2019 trial", "[3]", "30 %")."""
    return bool(_EVIDENCE_TEXT.search(text))
