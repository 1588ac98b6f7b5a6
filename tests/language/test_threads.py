"""A parse uses one thread, unless the environment says otherwise."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_PARSE = """
from pathlib import Path
from healthlint import Linter
Linter().check_text("Tea helps. Can tea boosts sleep?" * 40, path="a.md")
print(len(list(Path("/proc/self/task").iterdir())))
"""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are counted where Linux lists them")
def test_a_check_starts_no_numeric_threads() -> None:
    plain = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    done = subprocess.run([sys.executable, "-c", _PARSE], env=plain, capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["1"]
