"""From saving a changed paragraph to the new report on the screen, with `--watch`."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from bench import corpus
from bench.rows import Row, Spread, Target, row
from bench.setting import Setting, program
from bench.timing import BenchError

LINE = "watch"
_ARTICLES = 20
_SLIP = "takes"
# A report is complete when nothing follows it for so long; the pause is no part of the time.
_QUIET = 1.0
_PATIENCE = 60.0


def measure(setting: Setting) -> list[Row]:
    """Return the seconds from a save to the last byte of the report that it causes."""
    texts = corpus.take(setting.texts, _ARTICLES, seed=7)
    folder = setting.fresh("watch")
    path = corpus.write(folder, texts)[_ARTICLES // 2]
    paragraphs = path.read_text(encoding="utf-8").split("\n\n")
    store = str(setting.fresh("watch-store"))
    took: list[float] = []
    with _watching(str(folder), "--cache-dir", store) as screen:
        screen.settled(since=time.perf_counter())
        for number in range(setting.plan.watch_rounds):
            # A slip that must be reported anew, and differs each time, so that nothing can be remembered.
            paragraphs[1] = f"Patients can {_SLIP} it {number + 2} times a day."
            saved = time.perf_counter()
            path.write_text("\n\n".join(paragraphs), encoding="utf-8")
            shown, report = screen.settled(since=saved)
            if _SLIP.encode() not in report:
                raise BenchError("--watch did not report the slip that was saved")
            took.append(shown - saved)
    note = f"{_ARTICLES} articles; one paragraph of one of them changed"
    return [row(LINE, "one changed paragraph, saved to shown", "s", Spread.of(took), Target("under", 0.3), note=note)]


class _Screen:
    """What a command wrote, and when."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._written: queue.Queue[tuple[float, bytes]] = queue.Queue()
        threading.Thread(target=self._read, args=(stream,), daemon=True).start()

    def _read(self, stream: IO[bytes]) -> None:
        while written := os.read(stream.fileno(), 65536):
            self._written.put((time.perf_counter(), written))
        self._written.put((time.perf_counter(), b""))

    def settled(self, *, since: float) -> tuple[float, bytes]:
        """Return when the last byte of the next report came, and the report.

        Raises BenchError when none comes, or the command ends.
        """
        last, report = since, b""
        while True:
            try:
                at, written = self._written.get(timeout=_QUIET if report else _PATIENCE)
            except queue.Empty:
                if not report:
                    raise BenchError(f"--watch wrote nothing for {_PATIENCE:.0f} s") from None
                return last, report
            if not written:
                raise BenchError("--watch ended by itself")
            if at >= since:
                last, report = at, report + written


@contextmanager
def _watching(*arguments: str) -> Iterator[_Screen]:
    command = [program(), "check", *arguments, "--watch", "--format", "concise"]
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    child = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=env
    )
    assert child.stdout is not None
    try:
        yield _Screen(child.stdout)
    finally:
        child.send_signal(signal.SIGINT)
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
