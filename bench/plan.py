"""How much a run measures: the full sizes of the issue's table, and small ones for a look in between."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """Numbers of articles, sizes and repeats. `check_words` is the prose of the comparison with the parser."""

    quick: bool
    check_words: int
    check_rounds: int
    parse_rounds: int
    worker_articles: int
    worker_rounds: int
    cache_articles: int
    cache_rounds: int
    long_words: int
    start_rounds: int
    memory_marks: tuple[int, int]
    largest_bytes: int
    most_files: int
    phrase_articles: int
    phrase_rounds: int
    watch_rounds: int
    peer_words: int
    peer_rounds: int


FULL = Plan(
    quick=False,
    check_words=115_000,
    check_rounds=5,
    parse_rounds=3,
    worker_articles=200,
    worker_rounds=4,
    cache_articles=2_000,
    cache_rounds=7,
    long_words=20_000,
    start_rounds=9,
    memory_marks=(500, 5_000),
    largest_bytes=5_120_000,
    most_files=5_000,
    phrase_articles=200,
    phrase_rounds=5,
    watch_rounds=9,
    peer_words=30_000,
    peer_rounds=3,
)

QUICK = Plan(
    quick=True,
    check_words=20_000,
    check_rounds=2,
    parse_rounds=1,
    worker_articles=30,
    worker_rounds=2,
    cache_articles=60,
    cache_rounds=2,
    long_words=2_000,
    start_rounds=3,
    memory_marks=(30, 120),
    largest_bytes=80_000,
    most_files=200,
    phrase_articles=40,
    phrase_rounds=2,
    watch_rounds=3,
    peer_words=5_000,
    peer_rounds=2,
)
