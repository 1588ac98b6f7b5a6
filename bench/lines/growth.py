"""What doubling the input costs: in one file, and in the number of files."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import log
from pathlib import Path

from bench import corpus
from bench.rows import Row, Spread, Target, row
from bench.setting import Setting, check_command, inside

LINE = "growth"
_OPTIONS = ("--jobs", "1", "--no-cache")
_SMALLEST_BYTES = 10_000
_FEWEST_FILES = 100
# Many files, not much text: what is looked for is what each file costs.
_WORDS_PER_FILE = 60
# All sizes are run in turn, several times over, and the shortest time of each size counts: a machine that is slower
# for a minute would otherwise look like an input that takes longer.
_ROUNDS = 3
_LONG = 20.0  # seconds; what takes longer is left out of the last round
_SHORT = 2.0  # seconds for repeats within a round, for what takes less
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
    """Return the seconds of some runs for each size, all sizes in turn; a process each, the short ones repeated."""
    out = setting.folder / "growth.json"
    times: dict[int, list[float]] = {size: [] for size in paths}
    warm = [check_command(setting.warm_up, out=out, options=_OPTIONS)] * 2
    for number in range(_ROUNDS):
        last = 0.0
        for size, path in paths.items():
            if number == _ROUNDS - 1 and min(times[size], default=0.0) > _LONG:
                continue
            timed = [check_command(path, out=out, options=_OPTIONS)] * repeats_of(2 * last)  # about what it will take
            found, _ = inside("commands", {"warm": warm, "timed": timed}, one_thread=True)
            seconds = [t["seconds"] for t in found["timed"]]
            times[size] += seconds
            last = min(seconds)
    return times


def repeats_of(seconds: float) -> int:
    """Return how often something that takes about so many seconds is run in a round.

    >>> repeats_of(0.1), repeats_of(0.7), repeats_of(30)
    (5, 2, 1)
    """
    return max(1, min(_MOST_REPEATS, int(_SHORT / seconds))) if seconds else _MOST_REPEATS


def worst_doubling(times: Mapping[int, list[float]]) -> tuple[Spread, int]:
    """Return the worst ratio (lowest: the best one) and the size before it; ratios are as if of exactly twice.

    Of each size the shortest time counts.
    """
    ratios = {a: 2 * (min(times[b]) / min(times[a])) / (b / a) for a, b in pairwise(sorted(times))}
    size = max(ratios, key=lambda key: ratios[key])
    return Spread(ratios[size], min(ratios.values()), ratios[size], len(ratios)), size


def _worst(what: str, times: dict[int, list[float]], unit: str, setting: Setting) -> Row:
    spread, size = worst_doubling(times)
    first, last = min(times), max(times)
    ends = f"{min(times[first]):.2f} s for {first:,} {unit}, {min(times[last]):.1f} s for {last:,}"
    over_all = 2 ** (log(min(times[last]) / min(times[first])) / log(last / first))
    note = f"the worst of {spread.n} doublings is from {size:,}; {over_all:.2f} a doubling over all: {ends}"
    judged = not setting.plan.quick
    return row(
        LINE, f"time for twice the input, {what}", "times", spread, Target("at most", 2.1), note=note, judged=judged
    )
