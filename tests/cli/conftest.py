"""A folder to work in, a pack of two rules, and the command line in this process."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from healthlint.cli.main import main

PACK = "title: House\ndescription: The words of this house.\nlicence: MIT\n"
RULE = """\
kind: phrase
severity: {severity}
confidence: {confidence}
message: "“{{match}}” is not a word of this house"
why: Readers asked for another.
advice: Say something else.
any: ["{word}"]
references: ["House style, 1"]
examples:
  bad: ["This <<{word}>> is old."]
  good: ["This tree is {word}ish."]
"""


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory whose configuration knows the pack `house` and selects it alone."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / ".rules" / "house"
    home.mkdir(parents=True)
    (home / "pack.yaml").write_text(PACK)
    words = {
        "gadget": ("error", "high"),
        "widget": ("error", "low"),
        "gizmo": ("warning", "high"),
        "doodad": ("info", "high"),
    }
    for word, (severity, confidence) in words.items():
        (home / f"{word}.yaml").write_text(RULE.format(word=word, severity=severity, confidence=confidence))
    (tmp_path / "healthlint.toml").write_text('packs = [".rules"]\nselect = ["house"]\n')
    return tmp_path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    def call(*arguments: str, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        code = main(arguments)
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call
