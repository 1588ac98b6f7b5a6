"""The accuracy harness: made-up sets in a folder give the figures that a person would count."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy
import pytest

from bench.accuracy import clean, criteria, edits, page, pairs, sets
from bench.accuracy.__main__ import PAGE
from bench.accuracy.digest import rules_digest
from bench.accuracy.edits import Tally
from bench.accuracy.figures import f_half, figure, ratio
from bench.accuracy.lint import Hit, Said, Setup
from bench.accuracy.measure import Measured, measure
from bench.accuracy.sets import DataSet


class Scripted:
    """Says of a text what the test wants; nothing of any other."""

    def __init__(self, said: dict[str, tuple[Hit, ...]]) -> None:
        self._said = said

    def said(self, texts: list[str], format: str = "text", *, setup: Setup | None = None) -> list[Said]:
        return [Said(self._said.get(text, ()), len(text.split())) for text in texts]


def _edit(text: str, old: str, new: str, kind: str = "R:VERB:SVA", **more: Any) -> dict[str, Any]:
    start = text.index(old)
    return {"start": start, "end": start + len(old), "type": kind, "from": old, "to": new, **more}


def _hit(text: str, words: str, rule: str = "grammar/x", fixed: str | None = None, safety: str = "") -> Hit:
    start = text.index(words)
    return Hit(rule, start, start + len(words), safety, fixed)


def _values(figures: list[Any]) -> dict[str, float]:
    return {f.metric: f.value for f in figures}


def test_sets_are_found_by_folder_name_and_shape(tmp_path: Path) -> None:
    for task, name, row in (
        ("grammar", "one.dev", {"text": "a", "edits": [], "corrected": []}),
        ("grammar", "one.held", {"text": "b", "edits": [], "corrected": []}),
        ("grammar", "two.dev", {"text_bad": "a", "text_good": "b"}),
        ("clean", "three.dev", {"text": "a"}),
        ("other", "four.dev", {"text": "a", "label": 1}),
    ):
        (tmp_path / task).mkdir(exist_ok=True)
        with gzip.open(tmp_path / task / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
    found = [(s.task, s.name, s.shape, len(s.rows)) for s in sets.read(tmp_path, ())]
    assert found == [
        ("clean", "three", "articles", 1),
        ("grammar", "one", "edits", 2),
        ("grammar", "two", "pairs", 1),
        ("other", "four", "", 1),
    ]
    assert [s.name for s in sets.read(tmp_path, ("grammar/two",))] == ["two"]


def test_a_folder_without_sets_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="nothing to score"):
        measure(tmp_path, ("grammar",), Setup(), jobs=1)


def test_edited_sentences_are_judged_by_the_annotator_who_fits_best() -> None:
    text = "He go home and she see him."
    row = {
        "text": text,
        "edits": [[_edit(text, "see", "sees")], [_edit(text, "go", "goes"), _edit(text, "see", "sees")]],
        "corrected": ["He goes home and she sees him."],
    }
    hits = (
        _hit(text, "go", fixed="He goes home and she see him.", safety="safe"),
        _hit(text, "home", "grammar/y"),
    )
    tally = Tally()
    data = DataSet("grammar", "mine", [row], "edits")
    found = _values(edits.score(data, Scripted({text: hits}), tally))  # type: ignore[arg-type]
    assert found["precision"] == 0.5
    assert found["recall"] == 0.5  # one of the two edits of the second annotator
    assert found["recall_VERB:SVA"] == pytest.approx(1 / 3, abs=1e-4)  # one of the three of both
    assert found["safe_fix_equal"] == 1.0
    assert found["good_flagged"] == 0.0
    assert tally.right == Counter({"grammar/x": 1})
    assert tally.wrong == Counter({"grammar/y": 1})


def test_a_missing_word_is_found_by_a_finding_beside_it() -> None:
    assert edits.overlaps(Hit("x", 3, 5), 5, 5)
    assert not edits.overlaps(Hit("x", 3, 5), 6, 6)
    assert not edits.overlaps(Hit("x", 3, 5), 5, 7)


def test_corrected_sides_are_joined_as_people_write_them() -> None:
    assert edits.joined("It 's fine ( I do n't know ) , she said .") == "It's fine (I don't know), she said."
    assert edits.joined("A well - known $ 5 offer : 10 % off") == "A well-known $5 offer: 10% off"


def test_pairs_count_the_marked_place_and_the_good_side() -> None:
    rows = [
        {"text_bad": "It can helps.", "text_good": "It can help.", "start": 7, "end": 12},
        {"text_bad": "She go.", "text_good": "She goes.", "start": 4, "end": 6},
    ]
    said = {
        "It can helps.": (_hit("It can helps.", "helps", fixed="It can help."),),
        "She go.": (_hit("She go.", "She"),),
        "She goes.": (_hit("She goes.", "goes"),),
    }
    tally = Tally()
    found = _values(pairs.score(DataSet("g", "p", rows, "pairs"), Scripted(said), tally))  # type: ignore[arg-type]
    assert found == {"recall": 0.5, "good_flagged": 0.5, "pair_accuracy": 0.5, "fix_equal": 1.0}
    assert tally.good == Counter({"grammar/x": 1})


def test_clean_text_gives_findings_per_thousand_words() -> None:
    text = "ten " * 9 + "words"
    per_rule: Counter[str] = Counter()
    tally = Tally()
    data = DataSet("clean", "c", [{"id": "1", "text": text}], "articles")
    (found,) = clean.score(data, Scripted({text: (_hit(text, "words"),)}), per_rule, tally)  # type: ignore[arg-type]
    assert (found.metric, found.value, found.n) == ("per_1000_words", 100.0, 10)
    assert per_rule == Counter({"grammar/x": 1})
    assert "[words]" in tally.hits[0].text


def test_an_interval_holds_the_value_and_is_the_same_each_time() -> None:
    counts = [(n % 3 == 0, 1) for n in range(200)]
    first, second = (figure("t", "s", "m", counts, ratio) for _ in range(2))
    assert first == second
    assert first.low < first.value < first.high
    assert first.n == 200


def test_f_half_weighs_precision_twice() -> None:
    # precision 0.8, recall 0.2: 1.25 × 0.16 / (0.2 + 0.2)
    assert f_half(numpy.array([8, 10, 40, 8])) == pytest.approx(0.5)
    assert f_half(numpy.array([0, 0, 5, 0])) == 0.0


def test_the_page_keeps_what_people_wrote(tmp_path: Path) -> None:
    file = tmp_path / "accuracy.md"
    file.write_text(f"# A\n\n{page.BEGIN}\nTO REPLACE\n{page.END}\n\nBy hand.\n", encoding="utf-8")
    page.write(Measured(), "abc", ("grammar",), file)
    text = file.read_text(encoding="utf-8")
    assert "TO REPLACE" not in text
    assert text.endswith("By hand.\n")
    assert page.digest_of(text) == "abc"


def test_a_digest_changes_with_a_rule_and_not_with_a_record(tmp_path: Path) -> None:
    home = tmp_path / "mine"
    home.mkdir()
    (home / "a.yaml").write_text("x", encoding="utf-8")
    before = rules_digest(("mine",), tmp_path)
    (home / "record.yaml").write_text("x", encoding="utf-8")
    assert rules_digest(("mine/a",), tmp_path) == before
    (home / "a.yaml").write_text("y", encoding="utf-8")
    assert rules_digest(("mine",), tmp_path) != before


def test_the_published_table_is_of_the_rules_as_they_are() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert page.digest_of(text) == rules_digest(("grammar",)), (
        "the grammar rules changed after docs/accuracy.md was made: python -m bench.accuracy --page"
    )


def _release(title: str, text: str, failed: tuple[str, ...], **quotes: list[Any]) -> dict[str, Any]:
    unsatisfactory = {name: int(name in failed) for name in criteria.RULES}
    return {"title": title, "text": text, "unsatisfactory": unsatisfactory, "quotes": quotes}


def test_a_finding_says_that_its_criterion_failed_and_mild_hype_only_marks_quoted_words() -> None:
    rows = [
        _release("A tea", "A huge leap.", ("costs", "sensational_language"), sensational_language=[["text", 2, 11]]),
        _release("A nap", "It may help.", (), sensational_language=[["title", 0, 5]]),
    ]
    first, second = (row["title"] + "\n\n" + row["text"] for row in rows)
    checker = Scripted(
        {
            first: (
                Hit("news-release/no-costs", 0, 5),
                Hit("news-release/mild-hype", 9, 13),
            ),
            second: (Hit("claims/cure", 0, 5),),
        }
    )
    figures = criteria.score(DataSet("expert-criteria", "x", rows, ""), checker)  # type: ignore[arg-type]
    values = _values(figures)
    assert (values["macro_f1_costs"], values["f1_failed_costs"]) == (1.0, 1.0)
    assert values["f1_failed_sensational_language"] == 0.0
    assert values["quote_recall_sensational_language"] == 0.5
    assert values["per_1000_words_sensational_language"] == 100.0
