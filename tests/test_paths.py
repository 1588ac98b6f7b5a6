"""The cache directory is the platform's, unless it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthlint.paths import cache_dir


def test_the_variable_names_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HEALTHLINT_CACHE_DIR", str(tmp_path / "cache"))

    assert cache_dir() == tmp_path / "cache"


def test_a_relative_name_is_made_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HEALTHLINT_CACHE_DIR", "cache")

    assert cache_dir() == tmp_path / "cache"


def test_else_it_is_the_user_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HEALTHLINT_CACHE_DIR", raising=False)

    assert cache_dir().is_absolute()
    assert "healthlint" in cache_dir().parts
