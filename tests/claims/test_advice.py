"""Advice: for whom, how strongly, and what is none."""

from __future__ import annotations

import pytest

from healthlint.claims.advice import sentence_advice


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nurses should check the dressing daily.", "strong"),
        ("Visitors must wash their hands.", "strong"),
        ("Clinics need to offer evening hours.", "strong"),
        ("The gel should not be used on open wounds.", "strong"),
        ("We recommend a second reading of the scan.", "strong"),
        ("We would recommend a second reading of the scan.", "strong"),
        ("Better training of staff is required.", "strong"),
        ("This points to the need for better training.", "strong"),
        ("The results show the need for better training.", "strong"),
        ("Talk to your doctor before you stop.", "strong"),
        ("If you feel faint, call your doctor.", "strong"),
        ("Do not take the tablets with milk.", "strong"),
        ("Consider a longer break at noon.", "weak"),
        ("You may want to avoid hot food.", "weak"),
        ("The gel can be used for dry skin.", "weak"),
        ("A second reading may be necessary.", "weak"),
        ("The gel is an alternative to tablets.", "weak"),
        ("The gel can be considered as an option.", "weak"),
        ("The app offers a useful tool for planners.", "weak"),
        ("The gel is safe and effective.", "weak"),
        ("Walking may help people with cramp.", "weak"),
        ("These findings support the use of the gel.", "weak"),
        ("The results lend support for the use of the gel.", "weak"),
        ("It is important to ask about sleep.", "weak"),
        ("The clinic opened in May.", "none"),
        ("The test requires a drop of blood.", "none"),
        ("The nurses had to stop the trial early.", "none"),
        ("This has to do with age.", "none"),
        ("Follow us on Facebook.", "none"),
        ("See the table for doses.", "none"),
        ("Let us look at the figures.", "none"),
        ("Further trials are needed.", "none"),
        ("More research should be done.", "none"),
        ("The gel should be studied further.", "none"),
        ("These results should be interpreted with caution.", "none"),
        ("The trial should provide an answer.", "none"),
        ("The gel reduced the need for tablets.", "none"),
        ("The plan was feasible.", "none"),
        ("Surgery was needed in 12 patients.", "none"),
        ("These findings support the hypothesis.", "none"),
        ("A drug that lowers pressure was tested.", "none"),
    ],
)
def test_advice_is_for_practice_and_now(analysis_of, text: str, expected: str) -> None:
    assert sentence_advice(analysis_of(text, "text").parse(0)[:]) == expected
