"""The articles of the benchmark: whole texts joined, and as many different ones as are wanted, always the same."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from bench import corpus
from bench.timing import BenchError

TEXTS = [
    "Sleep well\n\nA dark room helps. Go to bed at the same time each night.\n- no coffee after noon",
    "Drink water. Walk every day, even when it rains.",
    "Wash your hands before you cook.\n\nKeep raw meat apart from salad.",
]


def test_natural_articles_are_whole_texts_in_order() -> None:
    assert corpus.natural(TEXTS, words=25) == [TEXTS[0] + "\n\n" + TEXTS[1]]
    assert corpus.natural(TEXTS, words=9) == TEXTS


def test_varied_articles_have_no_line_in_common_and_are_long_enough() -> None:
    articles = corpus.take(TEXTS, 30, words=40)
    lines = [line for article in articles for line in article.split("\n\n")]
    assert len(set(lines)) == len(lines)
    assert all(40 <= corpus.n_words(article) < 60 for article in articles)


def test_varied_articles_are_the_same_every_time_and_differ_by_seed() -> None:
    assert corpus.take(TEXTS, 5, words=40) == corpus.take(TEXTS, 5, words=40)
    assert corpus.take(TEXTS, 5, words=40) != corpus.take(TEXTS, 5, words=40, seed=1)


@pytest.mark.parametrize("size", [2_000, 10_000, 37_000])
def test_an_article_of_a_size_is_not_much_longer(size: int) -> None:
    assert size <= len(corpus.of_size(TEXTS, size).encode()) < size + 200


def test_articles_are_read_from_the_data_folder(tmp_path: Path) -> None:
    (tmp_path / "clean").mkdir()
    with gzip.open(tmp_path / "clean" / "medquad.dev.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps({"id": str(i), "text": text}) + "\n" for i, text in enumerate(TEXTS))
    assert corpus.rows(tmp_path) == TEXTS


def test_a_folder_without_articles_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="--data"):
        corpus.rows(tmp_path)


def test_articles_are_written_with_settings_of_their_own(tmp_path: Path) -> None:
    paths = corpus.write(tmp_path / "new", TEXTS)
    assert [path.read_text(encoding="utf-8") for path in paths] == TEXTS
    assert (tmp_path / "new" / "healthlint.toml").exists()


def test_the_examples_of_the_repository_come_with_their_settings(tmp_path: Path) -> None:
    paths = corpus.add_examples(tmp_path)
    assert paths
    assert (tmp_path / "examples" / "healthlint.toml").exists()
    assert all(path.suffix != ".toml" for path in paths)
