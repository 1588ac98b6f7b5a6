"""Verbs of the lexicon in the shapes that people give them: in parts, with people as their subject, with helpers."""

from __future__ import annotations

import pytest

from healthlint.claims.extract import claims
from healthlint.claims.vocabulary import find_words


def said(analysis_of, text: str) -> list[tuple[str, str, str]]:
    return [(c.subject.text, c.verb.text, c.outcome.text) for c in claims(analysis_of(text))]


@pytest.mark.parametrize(
    ("text", "form", "lemma"),
    [
        ("It keeps nasty colds at bay.", "keeps", "keep at bay"),
        ("It takes the pain away.", "takes", "take away"),
        ("It takes away the pain.", "takes away", "take away"),
        ("It rids the body of toxins.", "rids the body of", "rid of"),
        ("It relieves you from pain.", "relieves you from", "relieve from"),
        ("It sends you straight to sleep.", "sends you straight to", "send to sleep"),
    ],
)
def test_a_verb_of_two_parts_is_found(text: str, form: str, lemma: str) -> None:
    assert [(v.form, v.lemma) for v in find_words(text).verbs] == [(form, lemma)]
    verb = find_words(text).verbs[0]
    assert verb.span.of(text) == form


@pytest.mark.parametrize(
    ("text", "lemmas"),
    [
        ("It sends signals to the brain.", []),
        ("It relieves the pain of arthritis.", ["relieve"]),
        ("Keep it dry. Stay away.", []),
    ],
)
def test_a_first_part_alone_is_no_verb_of_two_parts(text: str, lemmas: list[str]) -> None:
    assert [v.lemma for v in find_words(text).verbs] == lemmas


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Garlic keeps colds at bay.", ("Garlic", "keeps", "colds")),
        ("Arnica gets rid of bruises.", ("Arnica", "gets rid of", "bruises")),
        ("Fasting rids the body of toxins.", ("Fasting", "rids the body of", "toxins")),
        ("Ginseng perks up your energy.", ("Ginseng", "perks up", "energy")),
        ("Peppermint takes the edge off pain.", ("Peppermint", "takes the edge off", "pain")),
        ("Lavender sends you to sleep.", ("Lavender", "sends you to", "sleep")),
        ("Turmeric tames inflammation.", ("Turmeric", "tames", "inflammation")),
        ("Magnesium helps you fall asleep.", ("Magnesium", "helps", "fall asleep")),
        ("Chamomile tea makes you sleep better.", ("Chamomile tea", "makes", "sleep better")),
        ("Ashwagandha helps the body cope with stress.", ("Ashwagandha", "cope with", "stress")),
        ("Fasting helps you say goodbye to diabetes.", ("Fasting", "say goodbye to", "diabetes")),
        ("Ginger is beneficial for digestion.", ("Ginger", "beneficial", "digestion")),
        ("Reflexology does wonders for stress.", ("Reflexology", "wonders", "stress")),
        ("Moringa protects the liver from damage.", ("Moringa", "protects the liver from", "damage")),
        ("Feverfew alleviates mild to moderate pain.", ("Feverfew", "alleviates", "mild to moderate pain")),
        ("Feverfew can help mild to moderate migraine.", ("Feverfew", "help", "mild to moderate migraine")),
        ("Cinnamon keeps blood sugar in check.", ("Cinnamon", "keeps", "blood sugar")),
        ("Turmeric lowers LDL (“bad”) cholesterol.", ("Turmeric", "lowers", "LDL (“bad”) cholesterol")),
    ],
)
def test_what_editors_know_as_claim_verbs(analysis_of, text: str, claim: tuple[str, str, str]) -> None:
    assert said(analysis_of, text) == [claim]


@pytest.mark.parametrize(
    "text",
    [
        "You cope with stress every day.",
        "She has diarrhoea caused by antibiotics.",
        "Smoking can lead to slow and painful death.",
        "Stress sets off the fight or flight response.",
        "Caffeine makes it hard to fall asleep.",
        "By studying herbs, we can unlock old secrets.",
        "The symptoms usually go away within a week.",
        "If you treat asthma with honey, see a doctor.",
    ],
)
def test_what_people_do_or_what_passes_by_itself_is_no_claim(analysis_of, text: str) -> None:
    assert said(analysis_of, text) == []


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("With Ayurveda you can reverse gout.", ("Ayurveda", "reverse", "gout")),
        ("You can lower your blood pressure with garlic.", ("garlic", "lower", "blood pressure")),
        ("You can cut your risk of stroke by taking garlic.", ("garlic", "cut", "risk of stroke")),
        ("Through acupuncture we reverse infertility.", ("acupuncture", "reverse", "infertility")),
        ("I cured my eczema with celery juice.", ("celery juice", "cured", "eczema")),
        ("My eczema went away after celery juice.", ("celery juice", "went away", "eczema")),
        ("Migraines disappear with massage.", ("massage", "disappear", "Migraines")),
    ],
)
def test_the_means_are_the_subject_where_anybody_is(analysis_of, text: str, claim: tuple[str, str, str]) -> None:
    assert said(analysis_of, text) == [claim]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Exercise can help you lose weight and lower your blood pressure.",
            [("Exercise", "help", "lose weight"), ("Exercise", "lower", "blood pressure")],
        ),
        (
            "Yoga helps people relax, reduce stress and sleep better.",
            [("Yoga", "helps", "relax"), ("Yoga", "reduce", "stress")],
        ),
    ],
)
def test_what_is_joined_to_what_people_are_helped_to_do(
    analysis_of, text: str, expected: list[tuple[str, ...]]
) -> None:
    assert said(analysis_of, text) == expected


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Ginger is a potential treatment for migraine.", "conditional"),
        ("The possible benefits of reiki for anxiety are many.", "conditional"),
        ("Ginger is a treatment for migraine.", "direct"),
        ("Reiki is used for pain.", "can"),
        ("Eating curry may help you to prevent dementia.", "conditional"),
        ("It has been found that ginger eases nausea.", "direct"),
        ("Ginger has been found to ease nausea.", "can"),
    ],
)
def test_the_words_before_a_noun_make_its_strength(analysis_of, text: str, strength: str) -> None:
    assert [c.strength for c in claims(analysis_of(text))] == [strength]


def test_what_somebody_teaches_is_no_claim(analysis_of) -> None:
    assert said(analysis_of, "A trainer will teach you to use and strengthen the core muscles.") == []
