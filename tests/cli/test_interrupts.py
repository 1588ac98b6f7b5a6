"""A run that is stopped half-way reports what it has, says what it has not, and leaves no process behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals differ there")

# The command line, for which one article cannot be read in a minute; it says so by a file beside it.
SLOW = """
import sys, time
from pathlib import Path
from healthlint import pipeline
from healthlint.cli.main import run
from healthlint.workers import check, plan

check.WORTH_A_FORK = plan._SMALLEST_CHUNK = 10
real = pipeline.read

def read(path, **how):
    if path.stem == "slow":
        Path("begun").touch()
        time.sleep(60)
    return real(path, **how)

pipeline.read = read
sys.argv[0] = "healthlint"
run()
"""


def wait_for(done: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not done():
        assert time.monotonic() < end, "waited for 30 seconds"
        time.sleep(0.02)


def alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_results_so_far_are_reported(folder: Path, jobs: str, number: int, code: int) -> None:
    for name in ("a", "b", "slow", "z"):
        (folder / f"{name}.md").write_text("# Old things\n\nA gadget and a gizmo.")
    command = [sys.executable, "-c", SLOW, "check", "--format", "json", "--no-cache", "--jobs", jobs]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, cwd=folder
    ) as run:
        wait_for(lambda: (folder / "begun").exists() or run.poll() is not None)
        if jobs == "2":
            time.sleep(0.3)  # the other process has long done the other articles
        # As a terminal does it: all processes hear of it. A supervisor tells one only.
        os.killpg(run.pid, number) if number == signal.SIGINT else os.kill(run.pid, number)
        out, err = run.communicate(timeout=30)

    assert run.returncode == code
    reported = [file["path"] for file in json.loads(out)["files"]]
    assert "slow.md" not in reported
    assert jobs == "1" or reported == ["a.md", "b.md", "z.md"]
    left = 4 - len(reported)
    count = "1 file was" if left == 1 else f"{left} files were"
    assert err.decode() == f"healthlint: interrupted: {count} not checked\n"
    wait_for(lambda: not alive(run.pid))


def test_workers_end_when_the_process_that_started_them_is_killed(folder: Path) -> None:
    for name in ("a", "b", "slow", "z"):
        (folder / f"{name}.md").write_text("# Old things\n\nA gadget and a gizmo.")
    code = SLOW.replace("time.sleep(60)", "time.sleep(2)")
    with subprocess.Popen(
        [sys.executable, "-c", code, "check", "--no-cache", "--jobs", "2"], start_new_session=True
    ) as run:
        wait_for((folder / "begun").exists)
        run.kill()

    wait_for(lambda: not alive(run.pid))
