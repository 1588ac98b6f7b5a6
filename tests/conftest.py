"""Nothing that a test keeps may reach the user's cache, or come from it."""

from __future__ import annotations

import os
import tempfile

import pytest

from healthlint.paths import CACHE_VARIABLE


def pytest_configure(config: pytest.Config) -> None:
    folder = tempfile.TemporaryDirectory(prefix="healthlint-tests-", ignore_cleanup_errors=True)
    config.add_cleanup(folder.cleanup)
    os.environ[CACHE_VARIABLE] = folder.name
