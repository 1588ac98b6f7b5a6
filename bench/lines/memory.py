"""The memory of one worker: its highest, and how it grows between an early article and a late one."""

from __future__ import annotations

import sys

from bench import corpus
from bench.rows import Row, Target, row
from bench.setting import Setting, inside
from bench.timing import BenchError

LINE = "memory"


def measure(setting: Setting) -> list[Row]:
    """Return the memory of a process that checks articles and keeps no result. Raises BenchError where not Linux."""
    if not sys.platform.startswith("linux"):
        raise BenchError("memory is read from /proc, which only Linux has")
    early, late = setting.plan.memory_marks
    files = corpus.write(setting.fresh("memory"), corpus.take(setting.texts, late, seed=3))
    found, _ = inside("memory", {"files": [str(f) for f in files], "marks": [early, late]})
    before, after = found["rss_mb"][str(early)], found["rss_mb"][str(late)]
    grown = 100 * (after / before - 1)
    note = f"{before:.0f} MB after article {early:,}, {after:.0f} MB after article {late:,}"
    judged = not setting.plan.quick
    return [
        row(LINE, "peak of one worker", "MB", found["peak_mb"], Target("under", 450), judged=judged),
        row(LINE, "growth with the articles", "%", grown, Target("under", 5), note=note, judged=judged),
    ]
