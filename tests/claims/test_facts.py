"""Figures, people, studies and kinds of claims."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.citations.sourced import sourced_claims
from healthlint.claims.extract import claims, located
from healthlint.claims.numbers import figures
from healthlint.claims.population import population
from healthlint.model.span import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it cut the risk by 40%.", [("40%", "relative", "%")]),
        ("a 40% lower risk.", [("40%", "relative", "%")]),
        ("deaths fell from 8% to 6% in the group.", [("from 8% to 6%", "absolute", "%")]),
        ("it helped 3 in 100 people.", [("3 in 100", "absolute", "")]),
        ("users were twice as likely to stop.", [("twice as", "relative", "")]),
        ("take 500 mg for 6 weeks.", [("500 mg", "dose", "mg"), ("6 weeks", "duration", "weeks")]),
        ("a study of 34 anxious women.", [("34 anxious women", "count", "women")]),
        ("they lost 3 kg.", [("3 kg", "other", "kg")]),
        ("it helped 60 per cent.", [("60 per cent", "other", "%")]),
        ("the ldl fell to 3 mmol/l.", [("3 mmol/l", "other", "mmol/l")]),
        ("children of 12 years old sleep.", []),
        ("nothing here.", []),
    ],
)
def test_figures(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(f.span.of(text), f.kind, f.unit) for f in figures(text, Span(0, len(text)))] == expected


@given(st.text(alphabet="0123456789 %.,-–in outofbytwicemgper", max_size=60))
def test_figures_stand_apart_and_inside(text: str) -> None:
    found = figures(text, Span(0, len(text)))
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(0 <= f.span.start < f.span.end <= len(text) for f in found)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("yoga eases pain in pregnant women.", "pregnant women"),
        ("yoga eases pain in people over 60 with arthritis, it is said.", "people over 60 with arthritis"),
        ("in women with anxiety, yoga eases pain.", "women with anxiety"),
        ("yoga helps older adults who fall to stay fit.", "older adults who fall"),
        ("yoga eases pain in many patients.", None),
        ("yoga eases pain.", None),
        ("yoga eases pain in men with gout, lupus and back pain.", "men with gout, lupus and back pain"),
        ("yoga eases pain in men with gout or asthma who smoke.", "men with gout or asthma"),
        ("yoga eases pain in men with gout, lupus and asthma sleep well.", "men with gout, lupus and asthma"),
        ("yoga eases pain in men with gout, relieves asthma and lifts mood.", "men with gout"),
        ("yoga eases pain in men with gout and relieves asthma.", "men with gout"),
    ],
)
def test_population(text: str, who: str | None) -> None:
    at = text.index("pain") if "pain" in text else len(text) - 1
    found = population(text, Span(0, len(text)), Span(at, at + 4))
    assert (found.of(text) if found else None) == who


def test_figures_belong_to_their_claim(analysis_of) -> None:
    one, two = claims(analysis_of("Yoga can reduce pain by 30% and improve sleep by 10%."))
    assert [n.text for n in one.numbers] == ["30%"]
    assert [n.text for n in two.numbers] == ["10%"]


def test_the_study_around_a_claim(analysis_of) -> None:
    text = (
        "A randomised trial followed 1,200 women with migraine for 12 weeks. Feverfew reduced pain compared with "
        "placebo."
    )
    study = claims(analysis_of(text))[-1].study
    assert (study.design, study.n, study.population) == ("randomised trial", 1200, "women with migraine")
    assert (study.comparator, study.duration, study.animal_or_lab) == ("placebo", "12 weeks", False)


def test_mice_and_markers_are_told(analysis_of) -> None:
    study = claims(analysis_of("In mice, ginger extract improved immune function."))[-1].study
    assert (study.animal_or_lab, study.surrogate) == (True, True)
    assert not claims(analysis_of("Ginger relieves nausea."))[0].study.animal_or_lab


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reiki relieves pain.", "efficacy"),
        ("My eczema was cured by reiki.", "testimonial"),
        ("Reiki relieves pain better than ibuprofen.", "comparative"),
        ("The immune system fights infection.", "mechanism"),
        ("Coffee is linked to a lower risk of stroke.", "risk"),
        ("Ibuprofen can cause bleeding.", "safety"),
        ("Recommended by doctors, our tea relieves pain.", "endorsement"),
    ],
)
def test_the_kind_of_claim(analysis_of, text: str, expected: str) -> None:
    assert {c.claim_type for c in claims(analysis_of(text))} == {expected}


def test_what_backs_a_claim_and_why_it_needs_it(analysis_of) -> None:
    text = (
        "Reiki relieves pain in 40% of people. It is cheap.[1]\n\n## References\n\n1. Smith J. Reiki. BMJ 2011;1:2.\n"
    )
    analysis = analysis_of(text)
    claim = sourced_claims(analysis, located(analysis))[0]
    assert claim.reasons == ("effect", "statistic")
    assert [(e.id, e.distance, e.year) for e in claim.evidence] == [("c1", 1, 2011)]
    assert claim.citations == ("c1",)
    bare = analysis_of("Reiki relieves pain.")
    assert sourced_claims(bare, located(bare))[0].evidence == ()


@pytest.mark.parametrize(
    ("text", "certainty", "advice"),
    [
        ("Reiki relieves pain.", "certain", "none"),
        ("Reiki may possibly relieve pain.", "uncertain", "none"),
        ("You should take ginger to relieve nausea.", None, "strong"),
    ],
)
def test_how_certain_and_how_much_advice(analysis_of, text: str, certainty: str | None, advice: str) -> None:
    claim = claims(analysis_of(text))[0]
    assert claim.advice == advice
    assert certainty in (None, claim.certainty)


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("Reflexology is a great way to relieve migraine.", ("effect",)),
        ("Reflexology may be one of the best ways to relieve migraine.", ("effect",)),
        ("We looked for ways to relieve migraine with reflexology.", ()),
        ("Your immune system helps your body fight infection.", ()),
        ("A cup of ginger tea a day prevents gout, scientists have discovered.", ("effect", "authority")),
    ],
)
def test_the_reasons_of_a_claim(analysis_of, text: str, reasons: tuple[str, ...]) -> None:
    analysis = analysis_of(text)
    found = sourced_claims(analysis, analysis.once(located))
    assert tuple(reason for claim in found for reason in claim.reasons) == reasons
