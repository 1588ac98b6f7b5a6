"""Each part of a claim is as long as a reader would quote it, and no more is said than the sentence says."""

from __future__ import annotations

import pytest

from healthlint.claims.extract import claims, located
from healthlint.model.claim import Claim


def the(analysis) -> Claim:
    found = claims(analysis)
    assert len(found) == 1, [(c.subject.text, c.verb.text, c.outcome.text) for c in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Six sessions of acupuncture relieve back pain.", "Six sessions of acupuncture"),
        ("Peppermint and chamomile tea can ease nausea.", "Peppermint and chamomile tea"),
        ("Valerian is a bitter root that eases insomnia.", "Valerian"),
        ("A cream with two plant oils that eases eczema is on sale.", "cream"),
        ("Doctors prescribe sertraline to treat depression.", "sertraline"),
        ("Hypnosis is known for its ability to ease pain.", "Hypnosis"),
        ("The ability of honey to soothe a cough is well known.", "honey"),
        ("By relaxing the airways, salbutamol can ease asthma.", "salbutamol"),
        ("LEEDS, England, 4 May 2019 - Walking lowers blood pressure.", "Walking"),
        ("Drinking two glasses of beetroot juice can lower blood pressure.", "Drinking two glasses of beetroot juice"),
        ("Reports show that yoga eases pain and may lift mood.", "yoga"),
        # Who says it is not who does it, nor is who is helped.
        ("Healers believe cupping relieves muscle pain.", "cupping"),
        ("Fans of the drink insist that kombucha improves digestion.", "kombucha"),
        ("Hemp oil helps the nerves manage pain.", "Hemp oil"),
        ("Magnesium allows the muscles to ease cramps.", "Magnesium"),
        # What people do it with.
        ("With Ayurveda you can reverse gout.", "Ayurveda"),
        ("People can ease back pain by practising yoga.", "yoga"),
        ("The agency has been experimenting with cupping to relieve back pain.", "cupping"),
        ("Reflexology involves pressing parts of the foot to ease pain.", "Reflexology"),
        ("Many parents turn to acupuncture to help ease colic.", "acupuncture"),
        ("Thanks to its oils, drinking peppermint tea can ease nausea.", "drinking peppermint tea"),
        (
            "As a reflexologist, the session given eases pain in the nerves that supply the gut and relieves stress.",
            "session",
        ),
        (
            "There are specific compounds in ginger that reduce inflammation; valerian has others.",
            "specific compounds in ginger",
        ),
        ("4 surprising ways ginger and bone broth heal your gut", "ginger and bone broth"),
        ("If you’re suffering from asthma, a stiff neck, or gout, essential oils may ease the pain.", "essential oils"),
        ("Regular yoga can ease pain in order to enhance fertility.", "Regular yoga"),
        ("Yoga helps couples ease stress and improve sleep.", "Yoga"),
        ("There are five essential oils that are good when it comes to relieving stress.", "five essential oils"),
        ("Find out which herbal teas can help soothe and calm your stomach.", "herbal teas"),
        ("Our fans are many – sessions are said to lower stress, burn calories, and promote weight loss.", "sessions"),
        ("A diet rich in oils can combat inflammation.", "diet rich in oils"),
        ("Solutions: Vitamins and minerals are vital and help maintain bone health.", "Vitamins and minerals"),
        ("Poor sleep has effects on the brain by increasing the risk of dementia.", "Poor sleep"),
        ("Two drugs – Ovamol, which is old, and Zetamol, which is used to treat asthma – are sold.", "Zetamol"),
        ("The institute lists chaga as a possible agent for fighting cancer.", "chaga"),
        (
            "Modern medicine backs the use of chaga, with studies showing that it has promise for treating gout.",
            "chaga",
        ),
        # A kind of thing, a quality or a part is not what is on offer.
        ("Shirodhara is a method of massage that eases insomnia.", "Shirodhara"),
        ("The curcumin in turmeric has antioxidant properties that may ease pain.", "curcumin in turmeric"),
        ("It is packed with antioxidants, substances that can boost your mood.", "antioxidants"),
        ("We offer cupping: a treatment that is old, thought to ease back pain.", "cupping"),
        ("Ginger's ability to ease nausea is well known.", "Ginger"),
        ("It is the leaves and roots that ease nausea.", "leaves and roots"),
        ("Milk is rich in vitamins A and D, which ease pain.", "vitamins A and D"),
        ("Having your back adjusted can ease headaches.", "Having your back adjusted"),
    ],
)
def test_the_subject(analysis_of, text: str, who: str) -> None:
    assert {c.subject.text for c in claims(analysis_of(text))} == {who}


def test_a_subject_that_is_a_clause_is_whole(analysis_of) -> None:
    found = claims(analysis_of("Research has shown that giving patients two medicines can lower the risk of stroke."))
    assert found[-1].subject.text == "giving patients two medicines"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Walking lowers the risk of stroke and heart failure.", "risk of stroke and heart failure"),
        ("Yoga improves overall survival in women with breast cancer.", "overall survival"),
        ("Fish oil lowers the risk of some types of cancer.", "risk of some types of cancer"),
        ("Reiki treats many conditions, including asthma and eczema.", "many conditions, including asthma and eczema"),
        ("Ginger helps with digestive problems and travel sickness.", "digestive problems and travel sickness"),
        ("Acupuncture can cause bruising, bleeding and fainting.", "bruising, bleeding and fainting"),
        ("The pill eases mild to moderate pain.", "mild to moderate pain"),
        ("The drops reduce vision loss.", "vision loss"),
        ("Turmeric eases joint pain and the effect is quick.", "joint pain"),
    ],
)
def test_the_outcome(analysis_of, text: str, what: str) -> None:
    assert the(analysis_of(text)).outcome.text == what


@pytest.mark.parametrize(
    "text",
    [
        "People who try to lower their blood pressure need help.",
        "The charity is dedicated to curing cancer.",
        "The Northern Institute works to cure cancer.",
        "We all want to know how to treat cancer.",
        "Patients affected by dementia often wander.",
        "Asthma can lead to anxiety.",
        "The drug keeps the gene from driving tumour growth.",
        "Nurses give advice to reduce stress.",
        "She moved to a clinic that offers cancer care.",
        "The trial was called Action to Control Diabetes.",
        "See example.org/tea-helps-with-sleep for more.",
        "Zinc supplements support this.",
        "You can treat gout at home.",
    ],
)
def test_an_aim_an_illness_or_a_name_is_no_claim(analysis_of, text: str) -> None:
    assert [(c.subject.text, c.verb.text, c.outcome.text) for c in claims(analysis_of(text))] == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Oolong is a dark tea. It is mild. It aids digestion.", "Oolong"),
        ("Green tea is bitter and it helps digestion.", "Green tea"),
        ("The lungs are large. They clear infection.", "lungs"),
        ("Researchers gave ginger to 40 people. It eased nausea.", "ginger"),
        ("Leaves and roots are dried. They ease nausea.", "Leaves and roots"),
        ("Nobody knows why. It eases nausea.", ""),
        ("Ginger is a root. Studies show that it eases nausea.", "Ginger"),
        ("The stomach is a muscle. Doctors say that it eases digestion.", "stomach"),
        ("While research on reishi is young, it may ease pain.", "reishi"),
        ("There are a number of ways yoga helps, and we know that it eases pain.", "yoga"),
        ("Proponents of copper bracelets believe they relieve pain.", "copper bracelets"),
        ("One of my favourite roots is valerian. It eases stress.", "valerian"),
        ("Ginger is sweet. Other benefits include reducing the symptoms of gout.", "Ginger"),
        ("Supporters of reiki claim it eases pain.", "reiki"),
        ("Ginger is an old remedy. The ancient Greeks used it to treat nausea.", "Ginger"),
        ("Ginger is sold as pills. The claims include the ability to ease nausea.", "Ginger"),
        ("Chaga is old. Modern medicine backs it, and it may ease pain.", "Chaga"),
        ("Ginger tea can ease bloating, helping the body rest well. It also eases nausea.", "Ginger tea"),
        ("Ginger is a root. Its oils are strong. It eases nausea.", "Ginger"),
        ("Extracts of ginger are sold in shops. Studies show it eases nausea.", "ginger"),
        ("Powders of its root are used in folk medicine. Studies show it eases pain.", ""),
        ("“I love it,” adds Ann Hill, a therapist. “It eases pain.”", ""),
    ],
)
def test_a_pronoun_is_resolved_where_one_noun_will_do(analysis_of, text: str, who: str) -> None:
    assert claims(analysis_of(text))[-1].subject.text == who


def test_a_pronoun_is_resolved_past_those_who_report(analysis_of) -> None:
    said = claims(analysis_of("Ginger is a root. Studies show that it eases nausea. It also prevents colds."))
    assert [claim.subject.text for claim in said] == ["Ginger", "Ginger"]


def test_the_heading_says_what_a_first_pronoun_means(analysis_of) -> None:
    assert claims(analysis_of("## Valerian\n\nIt eases insomnia.\n"))[-1].subject.text == "Valerian"
    assert claims(analysis_of("## Ginger and valerian\n\nIt eases insomnia.\n"))[-1].subject.text == ""


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("# Green tea\n\nIts followers claim that it heals gout.", "Green tea"),
        ("# Green tea\n\n## Our view\n\nThis guide tells how it eases gout.", ""),
        ("# Green tea\n\n## Our view\n\nGreen tea is bitter. This guide tells how it eases gout.", "Green tea"),
        ("# Goji berries\n\nIt eases gout.", ""),
        ("# Goji berries\n\nFans say that they ease gout.", "Goji berries"),
        ("# Turmeric\n\nThat eases gout.", ""),
        ("# Benefits of turmeric\n\n## 1. Reduces pain", "turmeric"),
        ("# Turmeric and ginger\n\n## 1. Reduces pain", ""),
        ("# Benefits of kefir\n\n## Promotes weight loss\n\nIt is sour.\n\n## Fights colds", "kefir"),
        ("# Benefits of cupping massage\n\n## Reduces pain", "cupping massage"),
        ("# Benefits of turmeric\n\n## Reduce pain", "turmeric"),
        ("# Yoga\n\nThe many benefits include: better sleep; reduces stress; and boosts immunity.", "Yoga"),
        ("# How to cook with turmeric\n\n## Reduce pain", ""),
    ],
)
def test_the_headings_say_what_a_page_is_about(analysis_of, text: str, who: str) -> None:
    assert claims(analysis_of(text))[-1].subject.text == who


def test_a_condition_that_only_names_a_service_is_not_treated(analysis_of) -> None:
    found = located(analysis_of("Yoga eases joint pain and the effects of cancer treatments."))
    assert "cancer" not in found[0].named


def test_rules_still_see_copy_without_a_subject(analysis_of) -> None:
    found = located(analysis_of("# Benefits of turmeric\n\n## Reduces pain"))[-1]
    assert (found.who, found.fragment) == ("", True)


@pytest.mark.parametrize(
    ("text", "strength", "words"),
    [
        ("Reiki lowers stress.", "direct", ["lowers"]),
        ("Reiki can lower stress and ease pain.", "can", ["can"]),
        ("Reiki may lower stress and ease pain.", "conditional", ["may"]),
        ("Reiki is said to be gentle, and it lowers stress.", "direct", ["lowers"]),
        ("Reiki is thought to lower stress.", "conditional", ["thought"]),
        ("Reiki has the potential to lower stress.", "can", ["potential to"]),
        ("Early evidence that yoga eases pain is thin.", "conditional", ["Early"]),
        ("A trial showed that reiki lowers stress.", "direct", ["lowers"]),
        ("Yoga, which may cost a lot, eases pain.", "direct", ["eases"]),
        ("Reiki is linked to lower stress.", "correlational", ["linked to"]),
    ],
)
def test_the_strength_and_the_words_that_made_it(analysis_of, text: str, strength: str, words: list[str]) -> None:
    found = claims(analysis_of(text))
    assert {c.strength for c in found} == {strength}
    assert [w.text for w in found[0].strength_words] == words
    assert all(w.span is not None and w.span.of(text) == w.text for c in found for w in c.strength_words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yoga increases flexibility.", "benefit"),
        ("Smoking increases pain.", "harm"),
        ("The drops reduce vision loss.", "benefit"),
        ("Alcohol reduces fertility.", "harm"),
        ("Garlic lowers cholesterol.", "benefit"),
        ("The drug destroys cancer cells.", "benefit"),
        ("Yoga led to large reductions in pain.", "benefit"),
        ("Coffee is linked to a lower risk of stroke.", "benefit"),
        ("Sitting is linked to a higher risk of stroke.", "harm"),
        ("Long shifts are linked to worse sleep.", "harm"),
        ("Late meals lead to sluggish digestion.", "harm"),
        ("Ginger results in lower cholesterol.", "benefit"),
        ("Ginger leads to reduced stress.", "benefit"),
        ("Late meals lead to reduced immunity.", "harm"),
        ("Coffee was associated with better mood.", "benefit"),
    ],
)
def test_the_direction(analysis_of, text: str, expected: str) -> None:
    assert {c.direction for c in claims(analysis_of(text))} == {expected}


def test_whether_it_does_is_a_question(analysis_of) -> None:
    assert the(analysis_of("The team will test whether yoga eases pain.")).polarity == "questioned"


def test_who_says_so(analysis_of) -> None:
    assert the(analysis_of("A Danish team found that acupuncture eased pain.")).reporter.text == "Danish team"
    assert the(analysis_of("According to the maker, the tea lowers cholesterol.")).reporter.text == "maker"
    assert the(analysis_of("Walnuts lower cholesterol.")).reporter.text == ""


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The clinic says that acupuncture cures migraine.", "clinic"),
        ("Dr. Bird has claimed that acupuncture cures migraine.", "Dr. Bird"),
        ("We say that acupuncture cures migraine.", ""),
        ("That is not to say that acupuncture cures migraine.", ""),
    ],
)
def test_reporter_stands_where_the_tagger_takes_the_verb_for_a_noun(analysis_of, text: str, named: str) -> None:
    assert the(analysis_of(text)).reporter.text == named


def test_rules_still_get_the_known_word(analysis_of) -> None:
    found = located(analysis_of("Six sessions of acupuncture relieve severe back pain."))[0]
    assert (found.who, found.claim.subject.text) == ("acupuncture", "Six sessions of acupuncture")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Massage raises pain-busting hormones.", "benefit"),
        ("Alcohol raises cancer-causing toxins.", "harm"),
        ("Acupuncture increases pain tolerance.", "benefit"),
        ("Sugar increases insulin resistance.", "harm"),
        ("St John's wort reduces the effectiveness of the pill.", "harm"),
        ("Alcohol disrupts sleep.", "harm"),
        ("CBD oil increases appetite.", "benefit"),
        ("Garlic destroys plaques.", "benefit"),
        ("Wool irritates eczema.", "harm"),
    ],
)
def test_the_direction_of_what_is_wanted_and_what_is_not(analysis_of, text: str, expected: str) -> None:
    assert {c.direction for c in claims(analysis_of(text))} == {expected}


def test_each_verb_of_copy_without_a_subject_has_the_topic_of_its_heading(analysis_of) -> None:
    found = claims(
        analysis_of("# Ginger tea\n\n## Benefits\n\n- Reduces inflammation, lowers blood pressure and eases gout\n")
    )
    assert [c.subject.text for c in found] == ["Ginger tea"] * 3


@pytest.mark.parametrize(
    ("text", "strength", "words"),
    [
        ("Turmeric is clinically proven to relieve arthritis.", "direct", ("proven",)),
        ("Turmeric is guaranteed to relieve arthritis.", "direct", ("guaranteed",)),
        ("Turmeric has been proven to help relieve arthritis.", "can", ("help",)),
        ("Turmeric has been shown to relieve arthritis.", "can", ("shown",)),
    ],
)
def test_what_is_proven_to_do_it_is_said_to_do_it(
    analysis_of, text: str, strength: str, words: tuple[str, ...]
) -> None:
    (claim,) = claims(analysis_of(text))
    assert (claim.strength, tuple(part.text for part in claim.strength_words)) == (strength, words)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Gout can be prevented or treated by cherry juice.", "cherry juice"),
        ("A drug called marinol is used to treat gout.", "drug called marinol"),
    ],
)
def test_agents_that_two_verbs_share_and_names_that_are_said(analysis_of, text: str, subject: str) -> None:
    assert claims(analysis_of(text))[0].subject.text == subject
