"""What the pipeline really gives for the example articles fits every reporter and the schema."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from healthlint.model.finding import Report
from healthlint.pipeline import Linter
from healthlint.reporters.registry import NAMES, render

ARTICLES = Path(__file__).parents[2] / "examples/articles"


@pytest.fixture(scope="module")
def real() -> Report:
    linter = Linter()
    names = ("clinic-immune-blog.txt", "migraine.md", "supplement-shop.html", "no-such-file.md")
    return linter.report(linter.check_path(ARTICLES / name, shown=name) for name in names)


def test_the_json_report_matches_the_schema(real):
    schema = json.loads(files("healthlint").joinpath("data/healthlint-report.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(render("json", real)))


def test_every_range_is_the_text_that_it_speaks_of(real):
    value = json.loads(render("json", real))
    for file, result in zip(value["files"], real.files, strict=True):
        for f in file["findings"]:
            assert result.text[f["start"] : f["end"]] == f["text"]


@pytest.mark.parametrize("name", [name for name in NAMES if name != "diff"])  # which holds fixes only
def test_every_reporter_names_every_file_it_has_to(name, real):
    out = render(name, real)
    assert "no-such-file.md" in out.replace("\\", "")
    for result in real.files:
        if any(f.severity.rank >= real.show.rank for f in result.findings):
            assert result.path in out.replace("\\", "")


def test_what_a_pipe_gets_has_whole_sentences_without_colour(tmp_path):
    sentence = (
        "In the dark months of the year, a warm cup of this blend of nettle and fennel cures every cold that it meets."
    )
    (tmp_path / "a.txt").write_text(f"A warm cup\n\n{sentence}\n", "utf-8")
    env = {k: v for k, v in os.environ.items() if k != "FORCE_COLOR"} | {"COLUMNS": "40", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "healthlint", "check", "--isolated", "a.txt"]
    out = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, encoding="utf-8").stdout
    rows = out.splitlines()
    at = next(i for i, row in enumerate(rows) if row.endswith(sentence))
    assert "\x1b" not in out
    assert "^" in rows[at + 1]
    assert rows[at][rows[at + 1].index("^") :].startswith("cures")
