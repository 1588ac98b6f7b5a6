"""A seller's page: an unknown subject is the product, a person or a word for anything is not."""

from __future__ import annotations

import pytest

from healthlint.claims.extract import claims
from healthlint.formats.registry import extract
from healthlint.language.analysis import Analysis
from healthlint.language.engine import shared_engine
from healthlint.model.context import Context
from healthlint.model.source import Source


def classes(text: str, **context: str) -> list[str]:
    values = {"publisher": "commercial", **context}
    context = Context(**values)  # type: ignore[arg-type]
    analysis = Analysis(extract(Source("a", text), "markdown"), context, shared_engine(None))
    return [claim.subject_class for claim in claims(analysis)]


@pytest.mark.parametrize(
    "text",
    [
        "It reverses diabetes.",
        "Mangosteen prevents colds.",
        "Jiaogulan reduces stress.",
        "These bitter roots relieve headaches.",
    ],
)
def test_an_unknown_subject_on_a_sellers_page_is_the_product(text: str) -> None:
    assert classes(text) == ["supplement"]
    assert classes(text, subject="therapy") == ["therapy"]


@pytest.mark.parametrize("text", ["It reverses diabetes.", "Mangosteen prevents colds."])
def test_elsewhere_it_stays_unknown(text: str) -> None:
    assert classes(text, publisher="charity") == ["other"]
    assert classes(text, subject="licensed-medicine") == ["other"]


@pytest.mark.parametrize(
    "text",
    [
        "Laughter reduces stress.",
        "She relieves headaches.",
        "A nurse treats asthma.",
        "Friendship lowers stress.",
        "The spleen works hard. It prevents infections.",
    ],
)
def test_people_and_words_for_anything_are_not_for_sale(text: str) -> None:
    assert "supplement" not in classes(text)


def test_a_pronoun_means_the_product_of_the_paragraph_before() -> None:
    assert classes("We sell reiki.\n\nIt relieves headaches.", subject="supplement-or-food") == ["therapy"]


def test_symptoms_of_a_condition_are_about_the_condition(analysis_of) -> None:
    assert [c.condition for c in claims(analysis_of("Garlic prevents the symptoms of fibromyalgia."))] == [
        "fibromyalgia"
    ]
