"""A suppression that says until when ends on that day; the day is an option, and no cache remembers another one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "Result"]  # noqa: F821 (see conftest.py)


@pytest.fixture
def article(folder: Path) -> Path:
    path = folder / "a.md"
    path.write_text(
        '<!-- healthlint-disable-next-line house/gadget reason="an advert" until=2026-05-31 by="Ann Lee" -->\n'
        "A gadget stands here.\n",
        encoding="utf-8",
    )
    return path


def check(run: Run, day: str):
    return run("check", "-f", "json", "--today", day)


def test_on_its_last_day_it_holds_and_on_the_next_the_finding_is_back(article: Path, run: Run) -> None:
    for day, code in (("2026-05-31", 0), ("2026-06-01", 1), ("2026-05-31", 0), ("2026-06-01", 1)):  # kept results too
        result = check(run, day)
        (file,) = json.loads(result.out)["files"]
        assert result.code == code, day
        assert [f["rule"] for f in file["findings"]] == ["house/gadget"] * code
        assert [s["until"] for s in file["suppressed"]] == ["2026-05-31"] * (1 - code)
    assert file["notes"] == ["line 2: the suppression of house/gadget ended on 2026-05-31"]


def test_people_see_until_when_and_by_whom(article: Path, run: Run) -> None:
    out = run("check", "--today", "2026-05-31").out
    assert "1 × house/gadget: an advert, until 2026-05-31, by Ann Lee" in out
    assert "an advert, until 2026-05-31, by Ann Lee" in run("check", "-f", "markdown", "--today", "2026-05-31").out
