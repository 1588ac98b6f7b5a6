"""Where a link leads and what weight its source carries, from the address alone (no network)."""

from __future__ import annotations

import re
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
_SEARCH_KEYS = frozenset({"q", "query", "search", "s", "term", "keywords", "search_query"})
_PREPRINT_DOI = re.compile(r"^10\.(?:1101|64898)/", re.IGNORECASE)  # medRxiv and bioRxiv, older and newer prefix
_COCHRANE_DOI = re.compile(r"^10\.1002/14651858\.", re.IGNORECASE)

UNRELIABLE = frozenset({"T8", "T8S", "T9", "TX"})
SECONDARY = frozenset({"T5", "T6"})
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


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    import yaml

    text = (files("healthlint") / "data" / "sources" / "tiers.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


@lru_cache(maxsize=1)
def _host_tiers() -> dict[str, str]:
    return {host: tier for tier, entry in _data()["tiers"].items() for host in entry["hosts"]}


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


def tier_of(target: str) -> str:
    """Return the tier of a URL ("T1" … "T9", "TX"), or "" when its host is in no list.

    Hosts are compared label by label from the right, so `nhs.uk.example.com` is not `nhs.uk`.
    """
    found = address(target)
    if found.host in ("doi.org", "dx.doi.org"):
        return tier_of_doi(unquote(found.path.lstrip("/")))
    labels = found.host.split(".")
    tiers = _host_tiers()
    for first in range(len(labels)):
        suffix = ".".join(labels[first:])
        segment = found.path.strip("/").split("/")[0].lower()
        tier = tiers.get(f"{suffix}/{segment}") or tiers.get(suffix)
        if tier:
            return tier
    return ""


def tier_of_doi(doi: str) -> str:
    """Return the tier of a DOI: a journal article unless its prefix says preprint or Cochrane review."""
    if _PREPRINT_DOI.match(doi):
        return PREPRINT
    return "T1" if _COCHRANE_DOI.match(doi) else "T3"


def is_web(found: Address) -> bool:
    """Tell whether an address is a page on another computer (not mailto, tel, an anchor, a relative path)."""
    return bool(found.host) and found.scheme in ("http", "https")


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


def is_source(target: str, own_hosts: frozenset[str] = frozenset()) -> bool:
    """Tell whether a link can stand as a source: another site, no social media, shop or booking form."""
    found = address(target)
    if not is_web(found) or _host_in(found.host, own_hosts) or is_search(target):
        return False
    tier = tier_of(target)
    if tier:
        return _data()["tiers"][tier]["citation"] == "true"
    words = {w for w in found.path.lower().split("/") if w}
    return not words & _list("service_paths") and not is_shortener(target)
