"""The README's picture is the real report, and its columns do not depend on who draws the spaces."""

from __future__ import annotations

import html
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("terminal_picture", ROOT / "scripts/terminal_picture.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def drawn(picture: str) -> list[tuple[float, str]]:
    found = re.findall(r'<text class="t-r\d" x="([\d.]+)"[^>]*>([^<]*)</text>', picture.replace("healthlint-", "t-"))
    return [(float(x), html.unescape(text)) for x, text in found]


def test_every_run_of_spaces_becomes_a_place(script):
    pieces = drawn(script.svg("   7 │ Tea  cures", title="t"))
    assert pieces == [(36.6, "7\u00a0│\u00a0Tea"), (round(12.2 * 12, 1), "cures")]


def test_signs_stand_at_the_place_of_their_words(script):
    places = {text: x for x, text in drawn(script.svg("Tea  漢字  cures\n           ^^^^^", title="t"))}
    assert places["^^^^^"] == places["cures"]


def test_only_telling_sentences_and_the_end_are_drawn(script):
    blocks = ["a.txt\n  context", "  1 │ one\n  x", f"  2 │ two\n {script.TELLING[0]}", "  Findings  1\n", "Summary"]
    shown = script.cropped("\n\n".join(blocks))
    assert "one" not in shown and "… 2 more lines …" in shown
    assert [w for w in ("context", "two", "Findings", "Summary") if w in shown] == [
        "context",
        "two",
        "Findings",
        "Summary",
    ]


def test_a_report_without_telling_rules_is_drawn_whole(script):
    report = "a.txt\n\n  1 │ one\n\n  Findings  1"
    assert script.cropped(report) == report
