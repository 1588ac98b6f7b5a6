"""A headline against the text below it."""

from __future__ import annotations

import pytest

from healthlint import Linter, Settings
from healthlint.claims import compare
from healthlint.claims.compare import Body, is_stronger_than_body, outdoes_sentences
from healthlint.claims.extract import claims


def stronger(analysis, text: str) -> list[str]:
    every = claims(analysis(text))
    return [c.quote for c in every if is_stronger_than_body(c, every)]


def test_a_sure_headline_over_a_careful_text_is_stronger(analysis_of) -> None:
    assert stronger(analysis_of, "# Yoga eases back pain\n\nYoga may ease back pain.\n") == ["Yoga eases back pain"]


def test_a_denial_below_makes_any_promise_stronger(analysis_of) -> None:
    text = "# Yoga may ease back pain\n\nYoga does not ease back pain.\n"
    assert stronger(analysis_of, text) == ["Yoga may ease back pain"]


def test_equal_strength_is_fine(analysis_of) -> None:
    assert stronger(analysis_of, "# Yoga may ease back pain\n\nYoga may ease back pain.\n") == []


def test_nothing_to_compare_is_not_stronger(analysis_of) -> None:
    assert stronger(analysis_of, "# Yoga eases back pain\n\nReiki may ease back pain. Yoga may ease stress.\n") == []


def test_a_question_promises_nothing(analysis_of) -> None:
    assert stronger(analysis_of, "# Does yoga ease back pain?\n\nYoga may ease back pain.\n") == []


def test_a_title_without_a_verb_is_not_stronger_than_its_text(analysis_of) -> None:
    every = claims(analysis_of("# Acupressure for menstrual pain\n\nAcupressure may ease menstrual pain.\n"))
    assert [is_stronger_than_body(c, every) for c in every] == [False, False]


def test_a_sentence_of_the_text_that_says_as_much_makes_the_heading_fair(analysis_of) -> None:
    every = claims(analysis_of("# Yoga eases back pain\n\nYoga may ease back pain.\n"))
    said = [("a course of yoga stopped pain in the back", "direct")]
    assert not any(is_stronger_than_body(claim, every, said) for claim in every)


def test_a_heading_of_cause_outdoes_sentences_of_links_on_the_same_matter() -> None:
    links = Body.of([("walkers had fewer colds in the evening survey", "correlational")])
    assert outdoes_sentences("evening walks cut colds", "cut", "direct", links)
    both = Body.of([*links.said, ("evening walks cut colds", "can")])
    assert not outdoes_sentences("evening walks cut colds", "cut", "direct", both)
    assert not outdoes_sentences("evening walks linked to colds", "linked", "correlational", links)


def test_a_heading_without_a_sentence_on_the_matter_outdoes_nothing() -> None:
    assert not outdoes_sentences(
        "evening walks cut colds", "cut", "direct", Body.of([("gout went with late meals", "correlational")])
    )


def test_each_sentence_is_read_once_however_many_headings_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    stems = compare._stems

    def counted(text: str) -> set[str]:
        read.append(text)
        return stems(text)

    monkeypatch.setattr(compare, "_stems", counted)
    part = (
        "## Evening walks cut the number of colds\n\n"
        "In survey {0} nurses on evening walks were less likely to have colds.\n\n"
    )
    text = "# A survey\n\n" + "".join(part.format(n) for n in range(40))
    result = Linter(Settings(select=("claims/causal-headline",))).check_text(text, path="a.md")
    assert result.findings
    assert 0 < len(read) <= 3 * 40
