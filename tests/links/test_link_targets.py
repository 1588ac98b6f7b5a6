"""What an article refers to, and with which addresses that is looked up."""

from __future__ import annotations

import pytest

from healthlint.formats.registry import extract
from healthlint.language.analysis import Analysis
from healthlint.language.engine import shared_engine
from healthlint.links.targets import resolvers, targets
from healthlint.model.context import Context
from healthlint.model.source import Source


def found(text: str, format: str = "markdown") -> list[tuple[str, str, str]]:
    analysis = Analysis(extract(Source("a", text), format), Context(), shared_engine(None))
    return [(t.kind, t.shown, place.of(text)) for t, place in targets(analysis, resolvers())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Naps](https://a.example/n#x).", [("url", "https://a.example/n#x", "[Naps](https://a.example/n#x)")]),
        ("Naps: https://a.example/n.", [("url", "https://a.example/n", "https://a.example/n")]),
        ("[Naps](https://doi.org/10.5555/A).", [("doi", "10.5555/a", "[Naps](https://doi.org/10.5555/A)")]),
        ("Naps (doi:10.5555/a).", [("doi", "10.5555/a", "10.5555/a")]),
        ("Naps (PMID: 123).", [("pmid", "123", "123")]),
        ("Trial NCT00902941.", [("nct", "NCT00902941", "NCT00902941")]),
        ("NICE guideline NG59.", [("nice", "NG59", "NG59")]),
        ("[a](/b), [c](mailto:d@e.example), [f](#g), [h](tel:123).", []),
        ("Trial NCT123456.", []),
        (
            "Naps.\n\n## References\n\n1. Marsh A. Naps. J 2019. doi:10.5555/a\n2. [Lee](https://a.example/l). 2018.\n",
            [("doi", "10.5555/a", "10.5555/a"), ("url", "https://a.example/l", "[Lee](https://a.example/l)")],
        ),
        (
            "---\nsources:\n  - https://a.example/s\n---\n# Naps\n",
            [("url", "https://a.example/s", "https://a.example/s")],
        ),
    ],
)
def test_links_addresses_and_identifiers_are_found_once_at_their_places(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert found(text) == expected


def test_html_gives_the_same_and_furniture_is_left_out() -> None:
    page = '<nav><a href="https://a.example/home">Home</a></nav><p>Naps <a href="https://a.example/n">help</a>.</p>'
    assert [shown for _, shown, _ in found(page, "html")] == ["https://a.example/n"]


def test_odd_characters_of_a_doi_are_escaped_in_its_address() -> None:
    analysis = Analysis(
        extract(Source("a", "doi:10.1002/(sici)1097-0258<1::aid>3.0.co;2-x"), "text"), Context(), shared_engine(None)
    )
    assert [t.url for t, _ in targets(analysis, resolvers())] == [
        "https://doi.org/10.1002/(sici)1097-0258%3C1::aid%3E3.0.co;2-x"
    ]
