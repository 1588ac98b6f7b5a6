"""Two workers against one on the same articles, and whether they say the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bench import corpus
from bench.rows import Row, Spread, Target, row, yes
from bench.setting import Setting, check_command, healthlint
from bench.timing import Run, in_turn

LINE = "workers"


def measure(setting: Setting) -> list[Row]:
    """Return how many times as fast two workers are, as a whole command and without what starting takes."""
    many = setting.plan.worker_articles
    few = max(many // 10, 4)
    texts = corpus.take(setting.texts, many)
    actions: dict[tuple[int, int], Callable[[], Run]] = {}
    for number in (many, few):
        folder = setting.fresh(f"workers-{number}")
        corpus.write(folder, texts[:number])
        for jobs in (1, 2):
            actions[number, jobs] = _command(folder, jobs, _report(setting, number, jobs))
    done = in_turn(actions, setting.plan.worker_rounds)
    seconds = {key: [r.seconds for r in runs] for key, runs in done.items()}
    whole = [a / b for a, b in zip(seconds[many, 1], seconds[many, 2], strict=True)]
    more = {jobs: [a - b for a, b in zip(seconds[many, jobs], seconds[few, jobs], strict=True)] for jobs in (1, 2)}
    rest = [a / b for a, b in zip(more[1], more[2], strict=True)]
    same = len({_report(setting, many, jobs).read_bytes() for jobs in (1, 2)}) == 1
    started = f"{many} articles, {corpus.n_words(*texts):,} words; each worker loads the model for itself"
    added = f"what the last {many - few} of the {many} articles add to the time"
    return [
        row(
            LINE, "2 workers against 1, whole command", "times", Spread.of(whole), Target("at least", 1.8), note=started
        ),
        row(LINE, "2 workers against 1, start left out", "times", Spread.of(rest), note=added),
        row(LINE, "1 worker, whole command", "s", Spread.of(seconds[many, 1])),
        row(LINE, "2 workers, whole command", "s", Spread.of(seconds[many, 2])),
        yes(LINE, "the same bytes from 1 and 2 workers", same),
    ]


def _command(folder: Path, jobs: int, out: Path) -> Callable[[], Run]:
    arguments = check_command(folder, out=out, options=("--jobs", str(jobs), "--no-cache"))
    return lambda: healthlint(*arguments)


def _report(setting: Setting, number: int, jobs: int) -> Path:
    return setting.folder / f"workers-{number}-{jobs}.json"
