"""The claims register: who says that what does what to which condition, how strongly."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.claims.extract import claims, claims_in, located
from healthlint.formats.registry import extract
from healthlint.language.analysis import Analysis
from healthlint.language.engine import shared_engine
from healthlint.model.claim import Claim
from healthlint.model.context import Context
from healthlint.model.source import Source


def parts(claim: Claim) -> tuple[str, str, str]:
    return claim.subject.text, claim.verb.text, claim.outcome.text


def the(analysis: Analysis) -> Claim:
    found = claims(analysis)
    assert len(found) == 1, [parts(c) for c in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "who", "verb", "what"),
    [
        ("Reflexology boosts your immunity.", "Reflexology", "boosts", "immunity"),
        ("Ginger cures hay fever.", "Ginger", "cures", "hay fever"),
        ("Our therapists treat eczema.", "Our therapists", "treat", "eczema"),
        ("Immunity is boosted by echinacea.", "echinacea", "boosted", "Immunity"),
        ("Asthma can be treated with acupuncture.", "acupuncture", "treated", "Asthma"),
        ("Surveys suggest reiki lowers blood pressure.", "reiki", "lowers", "blood pressure"),
        ("Take ginger to relieve nausea.", "ginger", "relieve", "nausea"),
        ("Boost your immunity with our vitamin drip.", "our vitamin drip", "Boost", "immunity"),
        ("Honey has been shown to soothe sore throats.", "Honey", "soothe", "sore throats"),
        ("Echinacea is effective against colds.", "Echinacea", "is effective against", "colds"),
        ("Hypnotherapy can help with insomnia.", "Hypnotherapy", "help", "insomnia"),
        ("Massage helps relieve stress.", "Massage", "relieve", "stress"),
        ("Cupping, which strengthens immunity, is popular.", "Cupping", "strengthens", "immunity"),
        ("Reiki treats anxiety, insomnia and low mood.", "Reiki", "treats", "anxiety, insomnia and low mood"),
        ("Coffee cuts your risk of dementia.", "Coffee", "cuts", "risk of dementia"),
        # No verb of its own.
        ("Reflexology is a natural cure for migraine.", "Reflexology", "cure", "migraine"),
        ("The improvement in sleep due to acupuncture lasted.", "acupuncture", "due to", "improvement in sleep"),
        ("The benefits of yoga for back pain are many.", "yoga", "benefits", "back pain"),
    ],
)
def test_the_parts_of_a_claim(analysis_of, text: str, who: str, verb: str, what: str) -> None:
    assert parts(the(analysis_of(text))) == (who, verb, what)


def test_coordinated_verbs_are_two_claims(analysis_of) -> None:
    assert [parts(c) for c in claims(analysis_of("Garlic boosts energy and cures colds."))] == [
        ("Garlic", "boosts", "energy"),
        ("Garlic", "cures", "colds"),
    ]


def test_a_therapy_in_the_main_clause_is_what_the_purpose_is_about(analysis_of) -> None:
    text = "This hints that cupping may act as a useful complementary therapy to enhance immune response."
    claim = the(analysis_of(text))
    assert parts(claim) == ("cupping", "enhance", "immune response")
    assert (claim.subject_class, claim.strength, claim.polarity) == ("therapy", "conditional", "asserted")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cupping relieves back pain.", "therapy"),
        ("Turmeric relieves back pain.", "supplement"),
        ("Ibuprofen relieves back pain.", "medicine"),
        ("A flu vaccine prevents influenza.", "vaccine"),
        ("Copper bracelets relieve back pain.", "device"),
        ("Regular exercise relieves back pain.", "behaviour"),
        ("The immune system fights infection.", "body"),
        ("Doctors treat asthma with inhalers.", "care"),
        ("Our clinic treats back pain.", "therapy"),
        ("This natural remedy relieves back pain.", "supplement"),
        ("XyloMax relieves back pain.", "other"),
    ],
)
def test_what_kind_of_thing_makes_the_promise(analysis_of, text: str, expected: str) -> None:
    assert the(analysis_of(text)).subject_class == expected


def test_physiology_is_about_the_body_not_about_a_product(analysis_of) -> None:
    text = "The body's immune system protects against diseases and removes abnormal cells."
    assert {c.subject_class for c in claims(analysis_of(text))} == {"body"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yoga lowers blood pressure.", "direct"),
        ("Yoga can lower blood pressure.", "can"),
        ("Yoga may lower blood pressure.", "conditional"),
        ("Early work suggests that yoga lowers blood pressure.", "conditional"),
        ("People who do yoga are less likely to have a stroke.", "correlational"),
        ("In those who had reiki, blood pressure improved.", "correlational"),
    ],
)
def test_strength(analysis_of, text: str, expected: str) -> None:
    assert {c.strength for c in claims(analysis_of(text))} == {expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There is no good evidence that cupping boosts immunity.", "negated"),
        ("Can cupping boost immunity?", "questioned"),
        ("Sellers claim that cupping boosts immunity.", "reported"),
        ("Sellers claim that cupping boosts immunity. There is no evidence for this.", "rebutted"),
        ("Cupping boosts immunity.", "asserted"),
    ],
)
def test_polarity(analysis_of, text: str, expected: str) -> None:
    assert the(analysis_of(text)).polarity == expected


@pytest.mark.parametrize(
    ("text", "kind", "condition", "tier"),
    [
        ("Reiki treats asthma.", "condition", "asthma", "a"),
        ("Reiki treats breast cancer.", "condition", "breast cancer", "a"),
        ("Reiki treats hay fever.", "condition", "hay fever", "b"),
        ("Reiki eases stress, hay fever and asthma.", "condition", "asthma", "a"),
        ("Reiki boosts metabolism.", "function", "", ""),
        ("Reiki reduces swelling.", "symptom", "", ""),
        ("Reiki cuts your risk of stroke.", "risk", "stroke", "a"),
    ],
)
def test_the_outcome_has_its_class_and_the_gravest_condition(
    analysis_of, text: str, kind: str, condition: str, tier: str
) -> None:
    claim = the(analysis_of(text))
    assert (claim.outcome_class, claim.condition, claim.tier) == (kind, condition, tier)


def test_harm_is_told_from_benefit(analysis_of) -> None:
    assert the(analysis_of("Vaping causes lung cancer.")).direction == "harm"
    assert the(analysis_of("Reiki lowers blood pressure.")).direction == "benefit"
    assert the(analysis_of("Junk food weakens immunity.")).direction == "harm"


@pytest.mark.parametrize(
    ("text", "established"),
    [
        ("Vaccines prevent measles.", True),
        ("Inhalers relieve asthma.", True),
        ("Vitamin C prevents scurvy.", None),  # scurvy is in no list of conditions: no claim with a known outcome
        ("Reiki prevents measles.", False),
        ("Vitamin C prevents measles.", False),
    ],
)
def test_ordinary_medicine_is_established(analysis_of, text: str, established: bool | None) -> None:
    found = [c.established for c in claims(analysis_of(text)) if c.outcome_class != "other"]
    assert found == ([] if established is None else [established])


def test_a_pronoun_means_the_subject_of_the_sentence_before(analysis_of) -> None:
    claim = the(analysis_of("Cupping is an old practice. It relieves back pain."))
    assert (claim.subject.text, claim.subject.span, claim.subject_class) == ("Cupping", None, "therapy")
    claim = the(analysis_of("The immune system has many parts. It protects against infection."))
    assert claim.subject_class == "body"


def test_a_pronoun_that_means_nothing_known_stays_blank(analysis_of) -> None:
    claim = the(analysis_of("Here is a thought. It relieves back pain."))
    assert (claim.subject.text, claim.subject_class) == ("", "other")


def test_a_heading_makes_a_claim_without_a_verb(analysis_of) -> None:
    claim = the(analysis_of("# Acupuncture for migraine\n\nNeedles are thin.\n"))
    assert (claim.headline, *parts(claim)) == (True, "Acupuncture", "for", "migraine")
    assert claims(analysis_of("# About us\n\nShe had acupuncture for migraine in May.\n")) == ()


def test_hedges_and_boosters_are_those_of_the_sentence(analysis_of) -> None:
    claim = the(analysis_of("Remarkably, yoga may possibly lower blood pressure."))
    assert (claim.hedges, claim.boosters) == (("may", "possibly"), ("remarkably",))


@pytest.mark.parametrize(
    "text",
    [
        "The cure rate was 92% after two courses.",
        "The control group rested.",
        "People with asthma were treated at the clinic by two nurses.",
        "Notice if the treated area swells.",
        "Natural killer cells were counted.",
        "It was held at the Hope Hospital.",
        "",
    ],
)
def test_no_claim_is_made_up(analysis_of, text: str) -> None:
    assert [parts(c) for c in claims(analysis_of(text)) if c.subject_class in {"therapy", "supplement", "device"}] == []


def test_an_object_that_is_not_the_condition_is_not_taken_for_it(analysis_of) -> None:
    # What falls is the cost, whoever pays it.
    found = claims(analysis_of("Yoga reduces costs for people with cancer."))
    assert [(c.outcome.text, c.condition) for c in found] == [("costs", "")]


def test_ids_tell_claims_apart_and_do_not_depend_on_the_place(analysis_of) -> None:
    one = claims(analysis_of("Garlic boosts energy and cures colds."))
    moved = claims(analysis_of("A first paragraph.\n\nGarlic *boosts* energy and cures colds."))
    assert [c.claim_id for c in one] == [c.claim_id for c in moved]
    assert len({c.claim_id for c in one}) == 2
    assert all(len(c.claim_id) == 12 and int(c.claim_id, 16) >= 0 for c in one)
    twice = claims(analysis_of("Garlic cures colds.\n\nGarlic cures colds."))
    assert len({c.claim_id for c in twice}) == 2


def test_claims_in_gives_those_of_one_sentence(analysis_of) -> None:
    analysis = analysis_of("Garlic cures colds. Reiki eases stress.")
    second = analysis.sentences(0)[1]
    assert [found.claim.verb.text for found in claims_in(analysis, second)] == ["eases"]


def test_boilerplate_and_references_make_no_claims(analysis_of) -> None:
    text = "Garlic is a plant.\n\n## References\n\n1. Smith J. Garlic cures colds. BMJ 2001;1:2.\n"
    assert [c.quote for c in claims(analysis_of(text)) if c.subject.text == "Garlic"] == []


def test_parts_have_their_place_in_html(analysis_of) -> None:
    text = "<p>Yes &amp; no: <b>garlic</b> can&nbsp;<i>cure</i> the <a href='x'>common cold</a>.</p>"
    analysis = analysis_of(text, "html")
    claim = the(analysis)
    assert [p.span.of(text) for p in (claim.subject, claim.verb, claim.outcome) if p.span] == [
        "garlic",
        "cure",
        "common cold",
    ]


SUBJECTS = st.sampled_from(["Garlic", "Reiki", "Our massage", "Vitamin C", "This herbal tea"])
VERBS = st.sampled_from(["cures", "relieves", "may prevent", "can ease", "does not treat"])
OUTCOMES = st.sampled_from(["hay fever", "the common cold", "migraines", "back pain and stress"])
MARKUP = st.sampled_from([("", ""), ("**", "**"), ("*", "*"), ("[", "](https://example.org/a)")])


@settings(max_examples=40, deadline=None)
@given(
    before=st.sampled_from(["", "Café — naïve 😀 text.\n\n", "# One\n\n", "> Quoted.\n\n"]),
    subject=SUBJECTS,
    verb=VERBS,
    outcome=OUTCOMES,
    marks=st.tuples(MARKUP, MARKUP, MARKUP),
    newline=st.sampled_from(["\n", "\r\n"]),
)
def test_the_parts_stand_in_the_source_where_they_say(before, subject, verb, outcome, marks, newline) -> None:
    words = [f"{a}{w}{b}" for w, (a, b) in zip((subject, verb, outcome), marks, strict=True)]
    text = (before + " ".join(words) + ".\n").replace("\n", newline)
    analysis = Analysis(extract(Source("a", text), "markdown"), Context(), shared_engine(None))
    found = analysis.once(located)
    assert found, text
    for one in found:
        claim = one.claim
        prose = analysis.block(claim.block).prose
        assert one.verb.of(prose) == claim.verb.text
        assert one.outcome.of(prose) == claim.outcome.text
        assert claim.prose_span.of(prose) == claim.quote
        assert claim.prose_span.covers(one.core)
        for part in (claim.subject, claim.verb, claim.outcome):
            assert part.span is not None
            assert "".join(c for c in part.span.of(text) if c not in "*[]").startswith(part.text.split(" ")[0])


@pytest.mark.parametrize(
    ("text", "who", "kind"),
    [
        ("Our new XyloMax drops cure hay fever.", "Our new XyloMax drops", "supplement"),
        ("Our six-week mind course cures insomnia.", "Our six-week mind course", "therapy"),
        ("Drinking celery juice clears acne.", "Drinking celery juice", "supplement"),
        ("Homeopathy: a gentle way to treat autism.", "Homeopathy", "therapy"),
        ("We treat asthma.", "We", "other"),
    ],
)
def test_what_a_seller_calls_its_own_has_a_class(analysis_of, text: str, who: str, kind: str) -> None:
    claim = the(analysis_of(text))
    assert (claim.subject.text, claim.subject_class) == (who, kind)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("With regular massage, migraines disappear.", ("massage", "migraines", "direct", "benefit")),
        ("Vaping can exacerbate symptoms of ADHD.", ("Vaping", "symptoms of ADHD", "can", "harm")),
        ("Reiki helps people who have asthma.", ("Reiki", "asthma", "direct", "benefit")),
        ("Shiatsu is great for anyone who struggles with insomnia.", ("Shiatsu", "insomnia", "direct", "benefit")),
        ("In those who had reiki, blood pressure improved.", ("reiki", "blood pressure", "correlational", "benefit")),
    ],
)
def test_promises_in_other_shapes(analysis_of, text: str, expected: tuple[str, ...]) -> None:
    claim = the(analysis_of(text))
    assert (claim.subject.text, claim.outcome.text, claim.strength, claim.direction) == expected
