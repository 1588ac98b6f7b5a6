"""The scorers of citation need, vague wording and worth checking count what a person would count."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bench.accuracy import checkworthy, need, weasel
from bench.accuracy.lint import Hit, Said, Setup
from bench.accuracy.sets import DataSet


class Scripted:
    """Judges a text by what the test wrote down for it."""

    def __init__(self, judged: dict[str, Any], said: dict[str, tuple[str, ...]] | None = None) -> None:
        self._judged = judged
        self._said = said or {}

    def judged(self, judge: Callable[..., Any], texts: list[str], format: str = "text") -> list[Any]:
        return [self._judged.get(text, False) for text in texts]

    def said(self, texts: list[str], format: str = "text", *, setup: Setup | None = None) -> list[Said]:
        return [Said(tuple(Hit(rule, 0, 1) for rule in self._said.get(text, ())), 1) for text in texts]


def _values(figures: list[Any]) -> dict[str, float]:
    return {f.metric: f.value for f in figures}


def test_only_the_sentence_itself_counts_and_not_the_one_before_it() -> None:
    rows = [
        {"text": "Bees sleep.", "label": 1, "prev": "Ants nap."},
        {"text": "We slept.", "label": 0, "prev": "Marsh et al. napped."},
        {"text": "Cats nap.", "label": 1},
    ]
    script: dict[str, Any] = {
        "Ants nap. Bees sleep.": [(12, "own"), (0, "established")],
        "Marsh et al. napped. We slept.": [(10, "others"), (0, "own")],
        "Cats nap.": [(0, "own")],
    }
    checker: Any = Scripted(script)
    found = _values(need.score(DataSet("citation-need", "x", rows, ""), checker))
    assert found["precision"] == 1.0
    assert found["recall"] == 0.5


def test_vague_sentences_are_scored_by_class() -> None:
    rows = [{"text": "a", "label": "uncertain"}, {"text": "b", "label": "certain"}, {"text": "c", "label": "certain"}]
    checker: Any = Scripted({"a": True, "b": True})
    found = _values(weasel.score(DataSet("citation-need", "x", rows, ""), checker))
    assert found["precision"] == 0.5
    assert found["recall"] == 1.0


def test_posts_that_nobody_could_judge_are_left_out() -> None:
    rows = [{"text": "a", "label": 1}, {"text": "b", "label": None}, {"text": "c", "label": 0}]
    checker: Any = Scripted({"a": True, "b": True})
    found = _values(checkworthy.score_posts(DataSet("checkworthy", "x", rows, ""), checker))
    assert found["f1"] == 1.0


def test_claims_that_may_be_worth_checking_count_as_worth_it_and_opinions_are_neither_hedged_nor_fact() -> None:
    rows = [
        {"text": "a", "label": "may be worth checking", "type_of_claim": "hedged claim"},
        {"text": "b", "label": "worth checking", "type_of_claim": "opinion"},
        {"text": "c", "label": "not worth checking", "type_of_claim": "statement of fact"},
    ]
    checker: Any = Scripted({"a": True, "b": True})
    found = _values(checkworthy.score_videos(DataSet("checkworthy", "x", rows, ""), checker))
    assert found["macro_f1"] == 1.0
    assert found["macro_f1_hedged"] == 1.0


def test_news_is_read_without_its_links_and_with_them_and_only_rules_about_sources_count() -> None:
    row = {"text": "A study says so.", "label": 1, "link_spans": [[2, 7]]}
    linked = checkworthy.with_links(row)
    assert linked.startswith("A [study](http")
    bare = Scripted({row["text"]: True}, {row["text"]: ("citations/study-without-source",), linked: ("links/dead",)})
    checker: Any = bare
    data = DataSet("checkworthy", "x", [row, {"text": "It is in a journal.", "label": 0, "link_spans": []}], "")
    assert _values(checkworthy.score_news(data, checker)) == {
        "open_without_link": 1.0,
        "silent_with_link": 1.0,
        "recall": 1.0,
        "good_flagged": 0.0,
        "recall_news": 1.0,
        "good_flagged_news": 0.0,
    }
