"""The legal, safety and inclusive packs: only where they apply, only on what they are about, never as a verdict."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest

from healthlint import Linter
from healthlint.model.finding import Finding, Severity
from healthlint.model.rule import Rule
from healthlint.packs.load import load_catalog

LEGAL = ("au-tga-ahpra", "gb-nutrition-claims", "uk-asa", "us-ftc-fda")
PEOPLE = ("inclusive", "safety")
COMMERCIAL_UK = {"publisher": "commercial", "jurisdiction": ("uk",), "subject": "therapy"}
VERDICTS = re.compile(
    r"\b(?:is|are) (?:false|untrue|wrong|illegal|unlawful|a lie)\b|\bdoes not work\b|\bbreaks the law\b", re.IGNORECASE
)


def rules_of(packs: tuple[str, ...]) -> list[Rule]:
    return [rule for rule in load_catalog().rules.values() if rule.pack in packs]


@lru_cache(maxsize=1)
def linter() -> Linter:
    return Linter()


def lint(text: str, packs: tuple[str, ...], **context: str | tuple[str, ...]) -> list[Finding]:
    result = linter().check_text(text, path="article.md", context=context or None)
    assert not result.problems
    return [f for f in result.findings if f.rule.partition("/")[0] in packs]


@pytest.mark.parametrize("pack", [*LEGAL, *PEOPLE])
def test_each_rule_has_two_examples_of_each_sort(pack: str) -> None:
    poor = [rule.id for rule in rules_of((pack,)) if len(rule.bad) < 2 or len(rule.good) < 2]
    assert poor == []


def test_what_rests_on_memory_is_at_most_a_warning() -> None:
    strict = [
        rule.id
        for rule in rules_of((*LEGAL, *PEOPLE))
        if "from memory" in " ".join(rule.references)
        and (
            rule.severity is Severity.ERROR
            or Severity.ERROR in {s for by in rule.severity_by.values() for s in by.values()}
        )
    ]
    assert strict == []


def test_legal_rules_leave_the_judgement_to_a_person() -> None:
    catalog = load_catalog()
    for pack in LEGAL:
        assert "for a person to judge" in catalog.packs[pack].description
        assert catalog.packs[pack].review_by
    exempt = {"uk-asa/disclaimer-as-shield", "us-ftc-fda/missing-fda-disclaimer"}
    silent = [r.id for r in rules_of(LEGAL) if "for a person to judge" not in r.advice and r.id not in exempt]
    assert silent == []


def test_no_rule_passes_a_verdict() -> None:
    spoken = {r.id: " ".join((r.message, r.why, r.advice)) for r in rules_of((*LEGAL, *PEOPLE))}
    assert {rule: text for rule, text in spoken.items() if VERDICTS.search(text)} == {}


def test_legal_packs_are_silent_where_no_country_is_given() -> None:
    text = "Book your Botox. Nature's Ozempic boosts immunity. Our herbal treatment for cancer starts on Monday."
    assert lint(text, LEGAL) == []
    assert lint(text, LEGAL, publisher="commercial", subject="supplement-or-food") == []


def test_each_country_has_its_own_pack() -> None:
    text = "Turmeric cures asthma. Turmeric relieves eczema. Berberine is nature's Ozempic."
    food = {"publisher": "commercial", "subject": "supplement-or-food"}
    found = {
        country: {f.rule.partition("/")[0] for f in lint(text, LEGAL, **food, jurisdiction=(country,))}
        for country in ("uk", "us", "au", "nz")
    }
    assert found == {
        "uk": {"uk-asa", "gb-nutrition-claims"},
        "us": {"us-ftc-fda"},
        "au": {"au-tga-ahpra"},
        "nz": set(),
    }


@pytest.mark.parametrize("publisher", ["public-body", "charity", "news", "journal", "personal"])
def test_who_sells_nothing_is_left_alone(publisher: str) -> None:
    text = "Turmeric cures asthma. Our spray boosts immunity, and berberine is nature's Ozempic."
    countries = ("uk", "us", "au")
    assert lint(text, LEGAL, publisher=publisher, subject="supplement-or-food", jurisdiction=countries) == []
    assert len(lint(text, LEGAL, publisher="commercial", subject="supplement-or-food", jurisdiction=countries)) > 4


def test_a_list_of_conditions_is_found_on_a_therapists_page_only() -> None:
    text = (
        "Acupuncture began in China. Conditions such as eczema, hay fever and asthma come from an overactive defence."
    )
    found = lint(text, ("uk-asa",), **COMMERCIAL_UK)
    assert [(f.rule, f.text, f.severity) for f in found] == [
        ("uk-asa/supervised-conditions-beside-therapy", "eczema, hay fever and asthma", Severity.ERROR)
    ]
    assert lint(text, ("uk-asa",), publisher="public-body", jurisdiction=("uk",), subject="therapy") == []
    assert lint(text.partition(". ")[2], ("uk-asa",), **COMMERCIAL_UK) == []


def test_a_disclaimer_takes_no_finding_away() -> None:
    claim = "Try acupuncture for hay fever this spring."
    alone = [f.rule for f in lint(claim, ("uk-asa",), **COMMERCIAL_UK)]
    with_line = [f.rule for f in lint(f"{claim} This page is for information only.", ("uk-asa",), **COMMERCIAL_UK)]
    assert alone == ["uk-asa/therapy-for-condition"]
    assert with_line == [*alone, "uk-asa/disclaimer-as-shield"]


def test_prescription_medicines_may_be_named_to_professionals_and_by_public_bodies() -> None:
    text = "Botox is given by injection."
    assert [f.text for f in lint(text, ("uk-asa",), publisher="commercial", jurisdiction=("uk",))] == ["Botox"]
    assert lint(text, ("uk-asa",), publisher="public-body", jurisdiction=("uk",)) == []
    assert lint(text, ("uk-asa",), publisher="commercial", jurisdiction=("uk",), audience="professional") == []


@pytest.mark.parametrize(
    "text",
    [
        "Your immune system fights infection and clears away old cells.",
        "The MMR vaccine prevents measles, mumps and rubella.",
        "There is no cure for the common cold.",
        "Doctors usually treat asthma with inhalers.",
        "Tell us before acupuncture if you have diabetes, epilepsy or a pacemaker.",
        "We do not know whether acupuncture affects how often people are ill.",
        "One small trial compared acupuncture with a sham treatment.",
        "A session lasts an hour, and many people find it relaxing.",
    ],
)
def test_honest_sentences_on_a_sellers_page_are_left_alone(text: str) -> None:
    assert lint(text, (*LEGAL, *PEOPLE), **COMMERCIAL_UK) == []


def test_authorised_wording_passes_and_stronger_wording_does_not() -> None:
    food = {"publisher": "commercial", "jurisdiction": ("uk",), "subject": "supplement-or-food"}
    assert lint("Vitamin C contributes to the normal function of the immune system.", LEGAL, **food) == []
    found = lint("Vitamin C boosts your immune system.", ("gb-nutrition-claims",), **food)
    assert [f.text for f in found] == ["boosts your immune system"]


@pytest.mark.parametrize(
    ("country", "wrong", "right"),
    [("uk", "911", "999"), ("us", "999", "911"), ("au", "911", "000"), ("eu", "911", "112")],
)
def test_an_emergency_number_of_another_country_is_an_error(country: str, wrong: str, right: str) -> None:
    found = lint(f"If you have chest pain, call {wrong} now.", ("safety",), jurisdiction=(country,))
    assert [(f.text, f.severity) for f in found] == [(wrong, Severity.ERROR)]
    assert lint(f"If you have chest pain, call {right} now.", ("safety",), jurisdiction=(country,)) == []


def test_pages_for_two_countries_may_give_both_numbers() -> None:
    assert lint("If you have chest pain, call 999 or 911.", ("safety",), jurisdiction=("uk", "us")) == []
    assert lint("If you have chest pain, call 911 now.", ("safety",)) == []


def test_a_helpline_anywhere_on_the_page_is_enough() -> None:
    text = "# Low mood\n\nSome people have suicidal thoughts.\n\n## Help\n\nCall Samaritans on 116 123."
    assert lint(text, ("safety",)) == []
    found = lint(text.partition("\n\n## Help")[0], ("safety",))
    assert [(f.rule, f.text) for f in found] == [("safety/suicide-without-helpline", "suicidal thoughts")]


def test_one_sentence_can_break_rules_of_both_packs() -> None:
    found = lint("Diabetics should stop their insulin and fast.", PEOPLE)
    assert {(f.rule, f.text) for f in found} == {
        ("inclusive/condition-as-noun", "Diabetics"),
        ("safety/stop-medicine", "Diabetics should stop their insulin"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Diabetic eye screening is free, and an epileptic seizure can last for minutes.",
        "The invalid form was sent back, and the brochure of the Royal School for the Deaf came.",
        "She works for the National Institute on Drug Abuse.",
        "“I suffer from migraines,” she said.",
        "Patients were committed to the trial.",
        "The pH was 7.0, the glucose 5.0 mmol/L, and the ALT 40 U/L.",
        "Do not stop taking your tablets without talking to your doctor.",
    ],
)
def test_words_that_only_look_wrong_are_left_alone(text: str) -> None:
    assert lint(text, PEOPLE, jurisdiction=("uk",)) == []
