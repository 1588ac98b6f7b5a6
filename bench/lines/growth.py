"""What doubling the input costs: in one file, and in the number of files."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from statistics import median

from bench import corpus
from bench.rows import Row, Spread, Target, row
from bench.setting import Setting, check_command, inside

LINE = "growth"
_OPTIONS = ("--jobs", "1", "--no-cache")
_SMALLEST_BYTES = 10_000
_FEWEST_FILES = 100
# Many files, not much text: what is looked for is what each file costs.
_WORDS_PER_FILE = 60
# Seconds spent on repeats of one size: short runs need them, and the longest can do without.
_PATIENCE = 16.0
_LONG = 40.0
_MOST_REPEATS = 5


def measure(setting: Setting) -> list[Row]:
    """Return the worst ratio of a doubling, by size and by number; rules and model are loaded before."""
    return [_by_size(setting), _by_number(setting)]


def _by_size(setting: Setting) -> Row:
    folder = setting.fresh("growth")
    sizes = list(doublings(_SMALLEST_BYTES, setting.plan.largest_bytes))
    whole = corpus.of_size(setting.texts, sizes[-1])
    texts = [whole if size == sizes[-1] else _head(whole, size) for size in sizes]
    paths = corpus.write(folder, texts)
    lengths = [path.stat().st_size for path in paths]
    return _worst("one file", _times(setting, dict(zip(lengths, paths, strict=True))), "bytes", setting)


def _by_number(setting: Setting) -> Row:
    counts = list(doublings(_FEWEST_FILES, setting.plan.most_files))
    texts = corpus.take(setting.texts, counts[-1], words=_WORDS_PER_FILE, seed=4)
    folders = {number: setting.fresh(f"files-{number}") for number in counts}
    for number, folder in folders.items():
        corpus.write(folder, texts[:number])
    return _worst("many files", _times(setting, folders), "files", setting)


def doublings(smallest: int, largest: int) -> tuple[int, ...]:
    """Return sizes from about `smallest` to exactly `largest`, each about twice the one before.

    >>> doublings(100, 5000)
    (156, 312, 625, 1250, 2500, 5000)
    """
    sizes = [largest]
    while sizes[-1] // 2 >= smallest:
        sizes.append(sizes[-1] // 2)
    return tuple(reversed(sizes))


def _head(text: str, size: int) -> str:
    """Return whole paragraphs from the start of a text, about `size` bytes of it."""
    head = text.encode("utf-8")[:size].decode("utf-8", "ignore")
    return head.rpartition("\n\n")[0] or head


def _times(setting: Setting, paths: Mapping[int, Path]) -> dict[int, list[float]]:
    """Return the seconds of some runs for each size; one process each, the short ones repeated."""
    out = setting.folder / "growth.json"
    times: dict[int, list[float]] = {}
    last = 0.0
    for size, path in paths.items():
        repeats = repeats_of(2 * last)  # about what twice the size takes
        warm = [check_command(setting.warm_up, out=out, options=_OPTIONS)] * 2
        timed = [check_command(path, out=out, options=_OPTIONS)] * repeats
        found, _ = inside("commands", {"warm": warm, "timed": timed}, one_thread=True)
        times[size] = [t["seconds"] for t in found["timed"]]
        last = median(times[size])
    return times


def repeats_of(seconds: float) -> int:
    """Return how often something that takes about so many seconds is run.

    >>> repeats_of(0.1), repeats_of(5), repeats_of(30), repeats_of(60)
    (5, 3, 2, 1)
    """
    if seconds > _LONG:
        return 1
    return max(2, min(_MOST_REPEATS, int(_PATIENCE / seconds) if seconds else _MOST_REPEATS))


def worst_doubling(times: Mapping[int, list[float]]) -> tuple[Spread, int]:
    """Return the worst ratio (lowest: the best one) and the size before it; ratios are as if of exactly twice."""
    ratios = {a: 2 * (median(times[b]) / median(times[a])) / (b / a) for a, b in pairwise(sorted(times))}
    size = max(ratios, key=lambda key: ratios[key])
    return Spread(ratios[size], min(ratios.values()), ratios[size], len(ratios)), size


def _worst(what: str, times: dict[int, list[float]], unit: str, setting: Setting) -> Row:
    spread, size = worst_doubling(times)
    ends = f"{median(times[min(times)]):.2f} s for {min(times):,} {unit}, {median(times[max(times)]):.1f} s for "
    note = f"the worst of {spread.n} doublings is from {size:,}; {ends}{max(times):,}"
    judged = not setting.plan.quick
    return row(
        LINE, f"time for twice the input, {what}", "times", spread, Target("at most", 2.1), note=note, judged=judged
    )
