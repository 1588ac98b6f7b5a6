"""The pack `news-release` on whole releases: a careful one is left alone, a careless one is asked for what it lacks."""

from __future__ import annotations

import pytest

from healthlint import FileResult, Linter, Settings

CAREFUL = """\
# New tablet made gout attacks rarer in a one-year trial

Attacks came back in 12% of adults who took the tablet and in 31% of those who took allopurinol, the standard treatment,
in a randomised trial with 240 adults at nine hospitals. The results were published today in a journal of joint care.

The most common side effects were nausea and a rash; three adults on the tablet had serious adverse events and stopped.

The trial lasted one year, and its limitations are that most adults were men and that kidney disease was left out.
Earlier studies of the tablet were shorter.

The tablet is not yet available. It has not been sent for approval in any country, and a price has not been set. The
standard treatment costs about £40 a year.

The trial was funded by the maker of the tablet, which also pays one of the authors.

Doctors at the hospitals say that people with gout should keep taking what they take now, and speak to a pharmacist
about any change. Rest, ice and less beer help some of them, and for others waiting is a choice as well.
"""

CARELESS = """\
# Miracle tablet stops gout

A game-changing tablet stops gout, say researchers at the institute, who gave it to mice for the first time. “It is a
huge step for everybody with gout,” said Professor Ann Marsh, who led the work. “These are amazing results.”

Gout is a silent epidemic. Many adults have pain in the toe at night, and some cannot bear the weight of a sheet on it.
The pain comes and goes, and it often comes back at the worst of times, on a birthday or before a journey.

The tablet works on a molecule in the joint that nobody had looked at before. The team saw that joints were less
swollen after a week, and that the animals moved more. They had expected the work to take years, and it took months.

Professor Marsh has worked on joints all her life. Her team has grown to twelve, and they will go on with the tablet
next spring. She says that her own father had gout and that she thinks of him when she is in the laboratory at night. He
liked to walk along the river with her, and in his last years he could not.
"""

# Not what it costs: of a study in mice nobody can say.
ASKED = {
    "news-release/benefits-not-quantified",
    "news-release/evidence-unclear",
    "news-release/headline-hides-early-stage",
    "news-release/no-alternatives",
    "news-release/no-funding-or-conflicts",
    "news-release/no-harms",
}
# What marks words, with the words that it marks.
MARKED = [
    ("news-release/hype", "Miracle"),
    ("news-release/hype", "game-changing"),
    ("news-release/hype", "for the first time"),
    ("news-release/hype", "huge step"),
    ("news-release/disease-mongering", "silent epidemic"),
]


def _check(text: str, **context: str) -> FileResult:
    linter = Linter(Settings().with_options(select=["news-release"]))
    return linter.check_text(text, format="markdown", context=context)


def test_a_careful_release_has_no_findings() -> None:
    assert [(f.rule, f.text) for f in _check(CAREFUL, type="news-release").findings] == []


def test_a_careless_release_is_asked_what_it_leaves_out_and_its_hype_is_marked_in_quotes_too() -> None:
    found = [f for f in _check(CARELESS, type="news-release").findings if str(f.severity) == "warning"]
    assert {f.rule for f in found if f.scope == "document"} == ASKED
    assert [(f.rule, f.text) for f in found if f.scope != "document"] == MARKED


@pytest.mark.parametrize("context", [{}, {"type": "research-news"}, {"publisher": "news"}])
def test_nothing_is_asked_of_other_articles(context: dict[str, str]) -> None:
    assert _check(CARELESS, **context).findings == ()
