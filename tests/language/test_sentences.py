"""Sentence ends."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.language import ends
from healthlint.language.sentences import sentence_spans


def split(text: str) -> list[str]:
    return [s.of(text) for s in sentence_spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "A dose of 5 mg/kg b.i.d. was well tolerated.",
        "Some foods, e.g. nuts, can set it off.",
        "See Fig. 3 for the ward.",
        "Take vit. D in winter.",
        "E. coli lives in the gut.",
        "Dr. Shah saw approx. 30 people at 9 a.m. on Monday.",
        "It fell by 2.5 points (i.e. a little).",
        "The U.S. agency agreed.",
        "Smith et al. found none.",
    ],
)
def test_an_abbreviation_does_not_end_a_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("It hurts. Does it? Yes!", 3),
        ("Most people need vitamin D. It helps your bones.", 2),
        ("It can be type A. This is common.", 2),
        ("She said “it works.” He did not.", 2),
        ("It helps.[1] Some people sleep better.[2, 3] Others do not.", 3),
        ("It helps.¹ Some people sleep better.²³ Others do not.", 3),
    ],
)
def test_sentences_are_counted(text: str, n: int) -> None:
    assert len(split(text)) == n


@given(st.text('ab. !?∯A"(1)\ufffc é', max_size=80))
def test_the_spans_cover_all_that_is_not_space(text: str) -> None:
    spans = sentence_spans(text)
    covered = "".join(s.of(text) for s in spans)
    assert covered.replace(" ", "") == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_long_block_takes_linear_time() -> None:
    text = "This is a sentence about sleep. " * 6_000  # 190 KB: 50 s in one call of the splitter
    start = time.perf_counter()
    assert len(sentence_spans(text)) == 6_000
    assert time.perf_counter() - start < 15


PIECES = [
    "Sleep helps.",
    "Take 2.5 mg a day.",
    "Does it work?",
    "It works!",
    "See Fig. 3 for more.",
    "He took vit. D.",
    "Ask a doctor (or a nurse).",
    "“It works,” she said.",
    "Most people, e.g. children, sleep.",
    "The dose is 5 mg/kg.",
    "We met at 9 a.m. on Monday.",
    "It is the nurses’ job.",
    "Eat well; rest.",
    "Dr. Shah agreed.",
]


@given(st.lists(st.sampled_from(PIECES), max_size=6))
def test_easy_texts_are_cut_as_the_splitter_cuts_them(pieces: list[str]) -> None:
    text = " ".join(pieces)
    fast = sentence_spans(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ends, "starts", lambda _: None)
        assert sentence_spans(text) == fast
