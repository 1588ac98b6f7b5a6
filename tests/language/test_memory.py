"""What the C library is told about freed memory."""

import subprocess
import sys

import pytest

# Takes and frees an array of 8 MB a few times, and prints the page faults of the last one.
_SCRIPT = """
import resource
from healthlint.language.memory import keep_freed_memory
told = keep_freed_memory()
for _ in range(3):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    block = bytearray(8 * 2**20)
    del block
    faults = resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
print(told, faults)
"""


def _run(environment: dict[str, str]) -> tuple[str, int]:
    done = subprocess.run([sys.executable, "-c", _SCRIPT], capture_output=True, text=True, check=True, env=environment)
    told, faults = done.stdout.split()
    return told, int(faults)


@pytest.mark.skipif(sys.platform != "linux", reason="the GNU C library's settings")
def test_freed_memory_is_taken_again_without_asking_the_system():
    told, faults = _run({})
    if told == "False":
        pytest.skip("a C library without mallopt")
    assert faults < 100  # 2,048 pages otherwise


@pytest.mark.skipif(sys.platform != "linux", reason="the GNU C library's settings")
def test_settings_in_the_environment_win():
    assert _run({"MALLOC_TOP_PAD_": "131072"})[0] == "False"
