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
# A size and its double are run in turn in one process, and the shortest time of each counts: a machine that is slower
# for a minute, or a process that has just met its first text, would otherwise look like an input that takes longer.
_ROUNDS = 2
_SHORT = 20.0  # seconds for the rounds of two sizes, where they take less
_MOST_ROUNDS = 15


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
    return _worst("one file", _pairs(setting, dict(zip(lengths, paths, strict=True))), "bytes", setting)


def _by_number(setting: Setting) -> Row:
    counts = list(doublings(_FEWEST_FILES, setting.plan.most_files))
    texts = corpus.take(setting.texts, counts[-1], words=_WORDS_PER_FILE, seed=4)
    folders = {number: setting.fresh(f"files-{number}") for number in counts}
    for number, folder in folders.items():
        corpus.write(folder, texts[:number])
    return _worst("many files", _pairs(setting, folders), "files", setting)


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


def _pairs(setting: Setting, paths: Mapping[int, Path]) -> dict[int, tuple[int, float, float]]:
    """Return, for each size but the last, the one after it and the shortest seconds of the two, run in turn."""
    out = setting.folder / "growth.json"
    warm = [check_command(setting.warm_up, out=out, options=_OPTIONS)] * 2
    found: dict[int, tuple[int, float, float]] = {}
    last = 0.0
    for size, double in pairwise(sorted(paths)):
        both = [check_command(paths[key], out=out, options=_OPTIONS) for key in (size, double)]
        done, _ = inside("commands", {"warm": warm, "timed": both * rounds_of(3 * last)}, one_thread=True)
        seconds = [timed["seconds"] for timed in done["timed"]]
        last = min(seconds[1::2])
        found[size] = (double, min(seconds[::2]), last)
    return found


def rounds_of(seconds: float) -> int:
    """Return how often two sizes are run that take about so many seconds together.

    >>> rounds_of(0.3), rounds_of(4), rounds_of(60)
    (15, 5, 2)
    """
    return max(_ROUNDS, min(_MOST_ROUNDS, int(_SHORT / seconds))) if seconds else _MOST_ROUNDS


def worst_doubling(pairs: Mapping[int, tuple[int, float, float]]) -> tuple[Spread, int]:
    """Return the worst ratio of two sizes (lowest: the best) and the smaller of them; as if of exactly twice."""
    ratios = {size: 2 * (longer / shorter) / (double / size) for size, (double, shorter, longer) in pairs.items()}
    size = max(ratios, key=lambda key: ratios[key])
    return Spread(ratios[size], min(ratios.values()), ratios[size], len(ratios)), size


def _worst(what: str, pairs: dict[int, tuple[int, float, float]], unit: str, setting: Setting) -> Row:
    spread, size = worst_doubling(pairs)
    first, (_, shortest, _) = min(pairs.items())
    last, _, longest = pairs[max(pairs)]
    over_all = 2 ** (log(longest / shortest) / log(last / first))
    ends = f"{shortest:.2f} s for {first:,} {unit}, {longest:.1f} s for {last:,}"
    note = f"the worst of {spread.n} doublings is from {size:,}; {over_all:.2f} a doubling over all: {ends}"
    judged = not setting.plan.quick
    return row(
        LINE, f"time for twice the input, {what}", "times", spread, Target("at most", 2.1), note=note, judged=judged
    )
