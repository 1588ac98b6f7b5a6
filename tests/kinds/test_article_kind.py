"""The `article` kind: a or an by sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.kinds.article import starts_with_vowel_sound

RULE = "kind: article\nfix: safe\nconfidence: high\n"

AN = (
    "MRI NHS SSRI X-ray HIV hour 8-week 11-year 18-month 80mg 85% NSAID mRNA eGFR LDL-cholesterol ulcer "
    "umbrella heir honest FDA unusual opioid EEG SOS ovary"
)
A = (
    "UTI unit European once-daily one-off 100mg NICE LASIK SARS RAST TENS university useful euphoric GP pH "
    "hospital DASH FODMAP hypnotherapist usual healthy 12-week"
)


@pytest.mark.parametrize("word", AN.split())
def test_vowel_sounds_take_an(word: str) -> None:
    assert starts_with_vowel_sound(word) is True


@pytest.mark.parametrize("word", A.split())
def test_consonant_sounds_take_a(word: str) -> None:
    assert starts_with_vowel_sound(word) is False


@pytest.mark.parametrize(
    "word", ["historic", "herb", "FAQ", "SQL", "1100", "1,800", "b", "Éire", "uterus", "URL", "SNP", "Mlh1"]
)
def test_nothing_is_said_where_both_forms_are_in_use_or_the_sound_is_unknown(word: str) -> None:
    assert starts_with_vowel_sound(word) is None


@pytest.mark.parametrize(
    ("text", "wrong", "fixed"),
    [
        ("Ask for a MRI scan.", "a", "an"),
        ("An unit of blood helps.", "An", "A"),
        ("She had **a** 8-week course.", "a", "an"),
        ("It is an “university” term.", "an", "a"),
        ("He has an UTI.", "an", "a"),
    ],
)
def test_the_wrong_article_is_found_and_mended(outcome_of, text: str, wrong: str, fixed: str) -> None:
    outcome = outcome_of(RULE, text)
    assert [f.text for f in outcome.findings] == [wrong]
    assert [e.text for f in outcome.findings if f.fix for e in f.fix.edits] == [fixed]


@pytest.mark.parametrize(
    "text",
    [
        "Liver is rich in vitamin A and zinc.",
        "Vitamin A intake matters.",
        "The vaccine protects against hepatitis A infection.",
        "It was graded A in every test.",
        "Take an A&E leaflet.",
        "Type A influenza is common.",
        "An MRI, a CT scan and a NICE guideline.",
        "Choose option a or option b.",
        "An historic find and a historic find.",
    ],
)
def test_labels_and_right_articles_stand(found, text: str) -> None:
    assert found(RULE, text) == []


@given(st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=12))
def test_every_word_has_an_answer(word: str) -> None:
    assert starts_with_vowel_sound(word) in (True, False, None)
