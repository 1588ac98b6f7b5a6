"""`substitute`: whole terms, marked parts with their neighbours, choices that come back in the replacement."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from healthlint.engine import Outcome
from healthlint.packs.load import load_catalog

Found = Callable[..., list[str]]
OutcomeOf = Callable[..., Outcome]

HEAD = """\
severity: warning
message: "{match}"
why: Because.
advice: Do.
references: ["our own"]
examples: {bad: ["<<x>>"], good: ["y"]}
"""


def test_the_longest_term_wins(found: Found) -> None:
    rule = 'kind: substitute\nswap: {"side affect": side effect, "side affects": side effects}\n'
    assert found(rule, "A side affect and side affects.") == ["side affect", "side affects"]


def test_a_marked_part_is_reported_only_beside_its_words(found: Found) -> None:
    rule = 'kind: substitute\nswap: {"(i|we) [herd] (of|about)": heard}\n'
    assert found(rule, "We herd of it. We herd sheep. A herd of cows. Pi herd of it.") == ["herd"]


def test_one_side_may_stay_open(found: Found) -> None:
    rule = 'kind: substitute\nswap: {"some [advise]": advice, "[herd] immunity": herd}\n'
    assert found(rule, "Some advise! I advise Herd immunity.") == ["advise", "Herd"]


def test_a_sign_follows_without_a_space(found: Found) -> None:
    rule = 'kind: substitute\nswap: {"won the [price] (.|,|in)": prize}\n'
    assert found(rule, "She won the price. He won the price in May. They won the price war.") == ["price", "price"]


def test_a_caret_asks_for_the_start_of_a_sentence(found: Found) -> None:
    rule = 'kind: substitute\nswap: {"^ [hear] (is|are)": here, "^ (and|but) [hear] is": here}\n'
    text = 'Hear is one. What you hear is two. But hear is three. "Hear are four."'
    assert found(rule, text) == ["Hear", "hear", "Hear"]


def test_the_longest_of_several_neighbours_counts(found: Found) -> None:
    rule = 'kind: substitute\nswap: {"[its] (a|a good) (day|one)": "it\'s"}\n'
    assert found(rule, "I think its a good day.") == ["its"]


def test_a_choice_comes_back_in_the_replacement(outcome_of: OutcomeOf) -> None:
    rule = 'kind: substitute\nfix: safe\nswap: {"(it|to) [wreck(|s|ed)] havoc": "wreak{1}"}\n'
    findings = outcome_of(rule, "It wrecks havoc.").findings
    assert [f.fix.edits[0].text for f in findings if f.fix] == ["wreaks"]


@pytest.mark.parametrize(
    ("swap", "said"),
    [
        ('{"a [b": c}', "square brackets"),
        ('{"a [b] [c]": d}', "square brackets"),
        ('{"a (b [c]": d}', "unbalanced"),
        ('{"wreck(|s)": "wreak{2}"}', "asks for choice 2"),
    ],
)
def test_a_bad_term_is_an_error_of_the_file(tmp_path: Path, swap: str, said: str) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "pack.yaml").write_text("title: P\ndescription: P.\n", encoding="utf-8")
    (tmp_path / "p" / "r.yaml").write_text(f"{HEAD}kind: substitute\nswap: {swap}\n", encoding="utf-8")
    problems = [p.message for p in load_catalog((tmp_path,)).problems if p.path.endswith("p/r.yaml")]
    assert len(problems) == 1
    assert said in problems[0]


def test_a_word_of_an_address_is_left_alone(found: Callable[..., list[str]]) -> None:
    rule = 'kind: substitute\nswap: {"crohns": "Crohn\'s"}\n'
    assert found(rule, "See crohns.org.uk/help or http://a.org/of-crohns-disease for crohns.", format="text") == [
        "crohns"
    ]
