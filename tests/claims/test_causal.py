"""What a whole sentence says of cause, whatever it is about."""

from __future__ import annotations

import pytest

from healthlint.claims.causal import sentence_strength, statements


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Delayed clamping of the cord raised ferritin.", "direct"),
        ("We conclude that the leaflet improved attendance.", "direct"),
        ("The leaflet did not reduce falls.", "direct"),  # worded as cause, though denied
        ("Falls were reduced by the leaflet.", "direct"),
        ("Pneumonia is a leading cause of death.", "direct"),
        ("Men who smoke raise their risk of gout.", "direct"),
        ("Men who smoke have raised risk of gout.", "correlational"),
        ("The nurses lowered stress by singing.", "direct"),
        ("We were able to slow the decline by this gel.", "direct"),
        ("The stiles let patients in, and the ramp allows them to heal.", "direct"),
        ("Shift work harms sleep", "direct"),
        ("The effect of the leaflet was small.", "direct"),
        ("The leaflet was effective against falls.", "direct"),
        ("Attendance is crucial for recovery.", "direct"),
        ("The new floor has no effect on falls.", "direct"),
        ("Bedtime stories can calm children.", "can"),
        ("Massage can help.", "can"),
        ("The gel is a gentle and effective cure, though it may seem dull.", "direct"),
        ("The gel has the power to ease itching.", "can"),
        ("It is possible that noise raises stress.", "conditional"),
        ("The gel might be useful in eczema.", "conditional"),
        ("The gel would reduce itching.", "conditional"),
        ("Late clamping may raise ferritin in infants.", "conditional"),
        ("The leaflet appears to improve attendance.", "conditional"),
        ("Pets could help children sleep.", "conditional"),
        ("Simple changes of diet could significantly lower heart disease rates.", "conditional"),
        ("Noise was associated with poor sleep.", "correlational"),
        ("Noise may be linked to poor sleep.", "correlational"),
        ("Shift workers were more likely to have a fall.", "correlational"),
        ("Ferritin was significantly higher in girls.", "correlational"),
        ("Age predicts falls.", "correlational"),
        ("The link grew weaker and increased again with age.", "correlational"),
        ("Stress rose with age.", "correlational"),
        ("Girls recovered faster than boys.", "correlational"),
        ("Walkers showed improved sleep.", "correlational"),
        ("Nurses have increased risk.", "correlational"),
        ("The gel may drain the sinus, easing pain.", "conditional"),
        ("Patients had side effects.", "none"),
        ("This raises questions.", "none"),
        ("The clinic treats children.", "none"),
        ("The clinic is led by a nurse.", "none"),
        ("These findings will play a role in planning.", "none"),
        ("The lift no longer works.", "none"),
        ("Costs are predicted to rise.", "none"),
        ("The disease makes up more than a third of deaths.", "none"),
        ("They met to help reduce costs.", "none"),
        ("Our findings will help planners.", "none"),
        ("Flu affects 9 million people every year.", "none"),
        ("The gel was designed to reduce itching.", "none"),
        ("Our goal is a gel that reduces itching.", "none"),
        ("The hope is that the gel will reduce itching.", "none"),
        ("They asked whether the gel reduces itching.", "none"),
        ("The survey cannot prove that tea lowers stress.", "none"),
        ("Eczema is a disease that affects the skin.", "none"),
        ("The lamp helps surgeons to see.", "none"),
        ("The test helps identify children with eczema.", "none"),
        ("This could lead to new treatments.", "none"),
        ("The new ward allows early rounds.", "none"),
        ("Two authors have financial ties to the maker.", "none"),
        ("The cause of the rash is unknown.", "none"),
        ("It is unclear how noise raises stress.", "none"),
        ("Rates were higher than previously thought.", "none"),
        ("The trial will evaluate the effects of the gel.", "none"),
        ("The agency is responsible for the safety of toys.", "none"),
        ("The dose was reduced by a third.", "correlational"),
        ("We compared two leaflets.", "none"),
        ("It is important to prevent falls.", "none"),
        ("The review underlines the need for better prevention.", "none"),
        ("Visitors should wash their hands.", "none"),
        ("More than 40 nurses came.", "none"),
        ("He spoke for the American Heart Association.", "none"),
        ("The trial was registered at ClinicalTrials.gov.", "none"),
        ("Further studies are needed to improve care.", "none"),
        ("The clinic opened in May.", "none"),
        # What a release says beside its findings.
        ("There are no effective treatments for the rash.", "none"),
        ("Two nurses also contributed to the study.", "none"),
        ("Skin cancer is a rare and fatal disease.", "none"),
        ("She gave him a paper on gardens and the effects of noise.", "none"),
        ("It is kept for days when other lamps are ineffective.", "none"),
        ("The scarcity of the salt limits our ability to test it.", "none"),
        ("The pilot helps demonstrate the breadth of the method.", "none"),
        ("We hope that the lamp will lower stress.", "none"),
        ("Aggression was the leading cause of hospital visits.", "direct"),
        ("Half of patients stop taking their tablets.", "none"),
        ("A quarter were diagnosed anew after the scan, prompting new treatments.", "none"),
        ("The scans helped to spot people with early disease.", "none"),
        ("Patients in both groups had no benefit from the drug.", "correlational"),
        ("She knows how to lower her stress.", "none"),
        ("A drug that lowers cholesterol for good might come from snails one day.", "conditional"),
        ("They designed an experiment that sped up ageing in flies.", "none"),
    ],
)
def test_the_main_statement_decides(analysis_of, text: str, expected: str) -> None:
    doc = analysis_of(f"Notes\n\n{text}\n", "text").parse(1)
    assert sentence_strength(doc[:]) == expected


def test_what_is_joined_to_a_purpose_is_one_too(analysis_of) -> None:
    doc = analysis_of("Green tea was used to cool the body and to ease pain.", "text").parse(0)
    assert sentence_strength(doc[:]) == "none"


def test_a_purpose_is_not_a_finding(analysis_of) -> None:
    doc = analysis_of("They met in June to reduce costs.").parse(0)
    assert sentence_strength(doc[:]) == "none"


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Coffee break boosts confidence of guests", "direct"),
        ("Stair injuries linked to loose carpets", "correlational"),
        ("Older drivers more likely to crash at dusk", "correlational"),
    ],
)
def test_headlines_lack_words_that_the_parser_looks_for(analysis_of, headline: str, expected: str) -> None:
    assert sentence_strength(analysis_of(headline, "text").parse(0)[:]) == expected


def test_what_a_sender_says_of_itself_is_no_statement(analysis_of) -> None:
    analysis = analysis_of("The gel eases pain.\n\nThe trust was founded in 1900. Its care improves lives.\n")
    assert [s.verb.of(analysis.block(s.sentence.block).prose) for s in statements(analysis)] == ["eases"]


def test_statements_point_at_the_words_that_say_it(analysis_of) -> None:
    text = "We asked 40 people. The survey found that *noise* worsens sleep. Noise was linked to stress.\n"
    analysis = analysis_of(text)
    prose = analysis.block(0).prose
    assert [(s.verb.of(prose), s.strength, s.polarity) for s in statements(analysis)] == [
        ("worsens", "direct", "asserted"),
        ("linked", "correlational", "asserted"),
    ]
