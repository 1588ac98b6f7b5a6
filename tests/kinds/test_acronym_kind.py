"""The `acronym` kind: explained, used, explained again."""

from __future__ import annotations

import pytest

from healthlint.readability.abbreviations import long_form

UNDEFINED = "kind: acronym\nmode: undefined\n"


@pytest.mark.parametrize(
    ("short", "before", "long"),
    [
        ("IBS", "people with irritable bowel syndrome", "irritable bowel syndrome"),
        ("NSAID", "take non-steroidal anti-inflammatory drug", "non-steroidal anti-inflammatory drug"),
        ("COPD", "chronic obstructive pulmonary disease", "chronic obstructive pulmonary disease"),
        ("TENS", "transcutaneous electrical nerve stimulation", "transcutaneous electrical nerve stimulation"),
        ("UK", "a large study", ""),
    ],
)
def test_the_long_form_is_read_from_the_words_before(short: str, before: str, long: str) -> None:
    assert long_form(short, before) == long


def test_an_unexplained_abbreviation_is_found_once_at_its_first_use(found) -> None:
    assert found(UNDEFINED, "People with COPD cough. COPD is common.") == ["COPD"]


@pytest.mark.parametrize(
    "text",
    [
        "Chronic obstructive pulmonary disease (COPD) is common. COPD cannot be cured.",
        "COPD (chronic obstructive pulmonary disease) is common.",
        "Chronic obstructive pulmonary disease, or COPD, is common.",
        "COPD stands for chronic obstructive pulmonary disease.",
        "Cognitive behavioural therapies (CBTs) help. CBTs take time.",
    ],
)
def test_every_way_of_explaining_counts(found, text: str) -> None:
    assert found(UNDEFINED, text) == []


def test_a_heading_does_not_explain(found) -> None:
    text = "# Chronic obstructive pulmonary disease (COPD)\n\nCOPD is common."
    assert found(UNDEFINED, text) == ["COPD"]


@pytest.mark.parametrize(
    "text",
    [
        "Your GP may order an MRI scan.",
        "Stage III and type IV are rare.",
        "The BRCA1 gene was found.",
        "DO NOT TAKE THE TABLETS TODAY.",
        "Write to Dr McDonald, Springfield, IL 62701.",
        "The H5N1 strain spreads.",
        "Take 400 IU or 5 mL of it.",
        "Read it on MedlinePlus or YouTube.",
        "NIH: National Institutes of Health.",
        "Newswise — HOUSTON (Nov. 8, 2018) Naps help.",
        "LANSING, Mich. (May 3, 2020) Naps help.",
        "Dover, DE -- Naps help.",
        "Take Lazadine XL at night.",
        "Call 800-QUIT-NOW today.",
    ],
)
def test_capitals_that_are_no_abbreviations_stand(found, text: str) -> None:
    assert found(UNDEFINED, text) == []


def test_an_explanation_that_nobody_uses_is_found(found) -> None:
    rule = "kind: acronym\nmode: unused\n"
    assert found(rule, "Irritable bowel syndrome (IBS) gets better.") == ["IBS"]
    assert found(rule, "Irritable bowel syndrome (IBS) gets better. IBS comes back.") == []


def test_a_second_explanation_with_other_words_is_found(found) -> None:
    rule = "kind: acronym\nmode: redefined\n"
    assert found(rule, "Cystic fibrosis (CF) is rare. So is a cleft foot (CF).") == ["CF"]
    assert found(rule, "Cystic fibrosis (CF) is rare. With cystic fibrosis (CF) you cough.") == []


def test_the_same_words_at_another_length_are_no_second_meaning(found) -> None:
    rule = "kind: acronym\nmode: redefined\n"
    assert found(rule, "The Leeds School of Dance (LSD) is old. The Leeds City School of Dance (LSD) is new.") == []
    assert found(rule, "Prostate antigen (PA) is here. A parcel of tea (PA) is there.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Grants ABC123456 and AB654321 paid.",
        "Lazadin Inc. (NASDAQ: LZDN) sells it.",
        "The NuQ® test and the SPX™ test differ.",
        "Ann Lee, MD, MCR, and Bo Lee, PhD, FACS, wrote it.",
        "COI: Dr Lee has shares.",
        "She lives in Dover, DE and he in Perth, WA now.",
        "Lee, A. Pehr, PR. Berries and health.",
        "You WILL need it, and HOORAY!",
        "Much TQX [thymo quinone xylate] is in it.",
        "The PROFIT trial and the UX Davis Hospital agree, says the FASEB Journal.",
        "The tool is called FRAXY.",
        "Coats may be washed OR dry-cleaned.",
        "SAN PEDRO, June 28, 2018 -- It helps.",
        "Lazadin (NYSE AMERICAN: LZDN) sells it.",
        "OATSY. They fill you up.",
    ],
)
def test_capitals_that_are_short_for_nothing_need_no_explanation(found, text: str) -> None:
    assert found(UNDEFINED, text) == []


def test_a_colon_that_explains_something_else_is_no_explanation(found) -> None:
    assert found("kind: acronym\nmode: unused\n", "Rest well. NXH: National Eye Institute") == []


def test_a_well_known_abbreviation_may_be_explained_for_nothing(found) -> None:
    assert found("kind: acronym\nmode: unused\n", "Magnetic resonance imaging (MRI) takes an hour.") == []


def test_only_and_exempt_choose_the_abbreviations(found) -> None:
    text = "A PE and a DVT differ."
    assert found(UNDEFINED + "only: [PE]\n", text) == ["PE"]
    assert found(UNDEFINED + "exempt: [PE]\n", text) == ["DVT"]
