"""The `spelling` kind: what is a slip, what is left alone, what is suggested."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from healthlint.engine import Outcome

RULE = "kind: spelling\n"
Found = Callable[..., list[str]]

# Words of health writing that a general dictionary lacks, in British and American spelling.
GOOD = """
    dulaglutide apixaban adalimumab sertraline omeprazole levothyroxine metformin salbutamol albuterol ibuprofen
    fibromyalgia endometriosis diverticulitis psoriatic blepharitis sarcoidosis tachycardia bradycardia dysphagia
    dyspnoea dyspnea anaemic anemic oestrogen estrogen gynaecologist gynecologist tumour tumor leukaemia leukemia
    laparoscopic colonoscopy mammogram prebiotic wellbeing healthcare physiotherapist
"""
WRONG = "asprin docter medcation exersize vitimin sympoms pneumona allergys hospitel breating"


def test_health_words_are_known_and_slips_are_found(found: Found) -> None:
    alarms = found(RULE, "\n".join(f"She asked about {word} today.\n" for word in GOOD.split()))
    assert len(GOOD.split()) == 38
    assert len(alarms) <= 3, alarms
    assert found(RULE, "\n".join(f"She asked about {word} today.\n" for word in WRONG.split())) == WRONG.split()


@pytest.mark.parametrize(
    "text",
    [
        "They met Dr Bronchits and Bronchits’ wife.",
        "Talk to Bronchits. Bronchits can help.",
        "THE BRONCHITS CLINIC",
        "Write to bronchits@example.org or see https://example.org/bronchits.",
        "Follow #bronchits or @bronchits.",
        "Take bronchits2 or iBronchits.",
        "They call it “bronchits” at home.",
        "A cold called bronchits is rare.",
        "The swab grew E. bronchits in a day.",
        "Она сказала: бронхит.",
        "Le médecin prescrit toujours quelques comprimés contre une bronchits aigue simple.",
        "Bronchits lasts. More bronchits. And bronchits.",
        "Try it for zxqvutide.",
        "Run `bronchits` now.",
    ],
)
def test_what_is_no_slip_is_left_alone(found: Found, text: str) -> None:
    assert found(RULE, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bronchits is common.", ["Bronchits"]),
        ("An anti-inflamatory drug.", ["inflamatory"]),
        ("The pateint’s notes.", ["pateint"]),
        ("# A cough and bronchits\n\nRest.", ["bronchits"]),
        ("Bronchitis is common. So bronchits heals, bronchits stays, bronchits returns.", ["bronchits"] * 3),
        ("The *pateint* and the **docter**.", ["pateint", "docter"]),
        ("Ask ofthe rest.", ["ofthe"]),
        ("It doesnt hurt. The bodys clock.", ["doesnt", "bodys"]),
        ("It dont. It dont. It dont.", ["dont"] * 3),
        ("A throm-bosis.", []),
    ],
)
def test_slips_are_found_at_their_place(found: Found, text: str, expected: list[str]) -> None:
    assert found(RULE, text) == expected


def test_a_rule_can_ask_for_one_sort(found: Found) -> None:
    text = "The pateint doesnt get up outof bed."
    assert found(RULE + "find: [slip]\n", text) == ["pateint"]
    assert found(RULE + "find: [apostrophe]\n", text) == ["doesnt"]
    assert found(RULE + "find: [joined]\n", text) == ["outof"]


def test_own_words_are_right(found: Found) -> None:
    text = "Our bronchits and two fisios help."
    assert found(RULE, text) == ["bronchits", "fisios"]
    assert found(RULE + "words: [bronchits, fisio]\n", text) == []


def test_a_variant_can_be_asked_for(found: Found) -> None:
    text = "The color of the tumour."
    assert found(RULE, text) == []
    assert found(RULE + "variants: [en-GB]\n", text) == ["color"]
    assert found(RULE + "variants: [en-US]\n", text) == ["tumour"]


def test_the_message_ranks_suggestions_and_the_fix_takes_the_first(outcome_of: Callable[..., Outcome]) -> None:
    head = RULE + "fix: unsafe\n"
    (finding,) = outcome_of(head, "Perscribe rest.").findings
    assert finding.fix is not None
    assert finding.fix.edits[0].text == "Prescribe"


def test_suggestions_keep_to_the_article_s_spelling(outcome_of: Callable[..., Outcome]) -> None:
    def first(text: str) -> str:
        (finding,) = outcome_of(RULE + "fix: unsafe\n", text).findings
        assert finding.fix is not None
        return finding.fix.edits[0].text

    assert first("The centre has a tumour unit. The coluor fades.") == "colour"
    assert first("The center has a tumor unit. The coluor fades.") == "color"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(["bronchits", "*pateint*", "the", "Docter’s", "“a", "b”", "\n\n", "- ", "&amp;", "𝒳", "é"]),
        max_size=12,
    )
)
def test_a_finding_is_exactly_a_word(outcome_of: Callable[..., Outcome], words: list[str]) -> None:
    text = " ".join(words)
    for finding in outcome_of(RULE, text).findings:
        assert text[finding.span.start : finding.span.end] == finding.text
        assert finding.text in {"bronchits", "pateint", "Docter"}


def test_nothing_of_it_is_loaded_while_no_rule_asks() -> None:
    code = (
        "import sys\nfrom healthlint import Linter, Settings\n"
        "linter = Linter(Settings().with_options(select=['plain-language']))\n"
        "linter.check_texts([('Bronchits is here.', 'a.txt')])\n"
        "print(*(m for m in sys.modules if m.startswith('healthlint.') and m.split('.')[-1] in"
        " ('spelling', 'dictionary', 'suggestions', 'lookable')))"
    )
    for _ in range(2):  # the first run may have to compile the rules, for which it imports all kinds
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
