"""What an article links to and which identifiers it gives, each with the address that tells whether it exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from urllib.parse import quote

from healthlint.citations import identifiers, sources
from healthlint.citations.markers import prose_markers
from healthlint.citations.references import Reference, references
from healthlint.language.analysis import Analysis
from healthlint.model.span import Span


@dataclass(frozen=True, slots=True)
class Resolver:
    """Where identifiers of a kind are looked up: `url` has {} for the identifier (`data/sources/resolvers.yaml`)."""

    url: str
    follows: bool = True


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to look up. `kind`: url, or the kind of an identifier; `shown` is what the article says."""

    kind: str
    shown: str
    url: str
    follows: bool = True


@lru_cache(maxsize=1)
def resolvers() -> Mapping[str, Resolver]:
    """Return the resolvers by kind of identifier."""
    import yaml

    text = (files("healthlint") / "data" / "sources" / "resolvers.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=yaml.BaseLoader)
    return {kind: Resolver(entry["url"], entry["follows"] == "true") for kind, entry in data.items()}


def targets(analysis: Analysis, by: Mapping[str, Resolver]) -> list[tuple[Target, Span]]:
    """Return what an article refers to, with the places in the source, in their order.

    Links of page furniture, relative links and mail addresses are left out, and malformed identifiers, which `check`
    reports. A link to a resolver (doi.org) is its identifier.
    """
    found = {(target, place) for target, place in _found(analysis, by)}
    return sorted(found, key=lambda pair: (pair[1].start, pair[1].end, pair[0].kind, pair[0].shown))


def _found(analysis: Analysis, by: Mapping[str, Resolver]) -> Iterator[tuple[Target, Span]]:
    covered: list[Span] = []
    for link in analysis.document.links:
        if not analysis.block(link.block).boilerplate and (target := _of_address(link.target, by)):
            covered.append(link.source_span)
            yield target, link.source_span
    for mark in analysis.document.note_marks:
        if not analysis.block(mark.block).boilerplate and (target := _of_address(mark.target, by)):
            yield target, mark.source_span
    for block, markers in analysis.once(prose_markers).items():
        for marker in markers:
            place = analysis.block(block).map.to_source(marker.span)
            if marker.shape == "url" and " " in marker.span.of(analysis.block(block).prose):
                continue  # cut off by a space: `check` says so, and there is no address to look up
            if marker.shape == "url" and place is not None and not _inside(place, covered):
                if target := _of_address(marker.target, by):
                    yield target, place
            elif marker.shape == "identifier" and place is not None and not _inside(place, covered):
                kind, _, value = marker.target.partition(":")
                yield from _of_identifier(kind, value, place, by)
    for entry in analysis.once(references):
        for identifier in entry.identifiers:
            place = _in_entry(analysis, entry, identifier) or entry.source_span
            if identifier.valid and not _inside(place, covered):
                yield from _of_identifier(identifier.kind, identifier.normalised, place, by)
        if entry.url and not _inside(entry.source_span, covered, touching=True) and (t := _of_address(entry.url, by)):
            yield t, entry.source_span


def _inside(place: Span, covered: list[Span], *, touching: bool = False) -> bool:
    if touching:
        return any(place.overlaps(span) for span in covered)
    return any(span.start <= place.start and place.end <= span.end for span in covered)


def _in_entry(analysis: Analysis, entry: Reference, found: identifiers.Identifier) -> Span | None:
    if entry.block is None or found.span.of(entry.text) != found.value:
        return None
    return analysis.block(entry.block).map.to_source(found.span.shift(entry.prose_span.start))


def _of_identifier(kind: str, value: str, place: Span, by: Mapping[str, Resolver]) -> Iterator[tuple[Target, Span]]:
    if kind in by:
        yield identified(kind, value, by), place


def identified(kind: str, value: str, by: Mapping[str, Resolver]) -> Target:
    """Return the target of an identifier, given in its normalised form. Raises KeyError for one without a resolver."""
    resolver = by[kind]
    return Target(kind, value, resolver.url.replace("{}", quote(value, safe="/:;()._-")), resolver.follows)


def _of_address(target: str, by: Mapping[str, Resolver]) -> Target | None:
    found = sources.address(target)
    if found.scheme not in ("http", "https", "") or not found.host:
        return None
    if found.host in ("doi.org", "dx.doi.org") and "doi" in by:
        doi = next((i for i in identifiers.find(target) if i.kind == "doi" and i.valid), None)
        if doi is not None:
            return identified("doi", doi.normalised, by)
    url = target.strip()
    if url.startswith("//"):
        url = f"https:{url}"
    return Target("url", url, url.partition("#")[0])
