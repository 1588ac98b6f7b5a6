"""Reporters are found by name, ours first, and nothing is imported before it is asked for."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import EntryPoint

import pytest

from healthlint.errors import UserError
from healthlint.model.finding import FileResult, Report
from healthlint.reporters import registry
from healthlint.reporters.registry import NAMES, names, render

EMPTY = Report((), {"name": "healthlint", "version": "1"})


def offer(monkeypatch, *points: EntryPoint) -> None:
    def entry_points(*, group: str, name: str | None = None):
        assert group == "healthlint.reporters"
        return [p for p in points if name is None or p.name == name]

    monkeypatch.setattr(registry, "entry_points", entry_points)


def test_every_name_renders_an_empty_report():
    for name in NAMES:
        out = render(name, EMPTY)
        assert out == "" or out.endswith("\n")


def test_an_unknown_name_comes_with_the_nearest_one():
    with pytest.raises(UserError, match="did you mean `markdown`"):
        render("markdwon", EMPTY)
    with pytest.raises(UserError, match="one of terminal, concise, json, markdown, github, sarif"):
        render("nothing-like-it", EMPTY)


def test_a_plug_in_is_used_by_its_name(monkeypatch):
    offer(monkeypatch, EntryPoint("shout", "plug_in_of_this_test:render", "healthlint.reporters"))
    module = type(sys)("plug_in_of_this_test")
    module.render = lambda report, *, options: f"{len(report.files)} FILES, {options.width} WIDE\n"
    monkeypatch.setitem(sys.modules, "plug_in_of_this_test", module)
    assert render("shout", Report((FileResult("a.md"),), {})) == "1 FILES, 100 WIDE\n"
    assert names() == (*NAMES, "shout")


def test_a_plug_in_cannot_replace_ours(monkeypatch):
    offer(monkeypatch, EntryPoint("json", "nowhere:render", "healthlint.reporters"))
    assert render("json", EMPTY).startswith("{")
    assert names() == NAMES


def test_two_plug_ins_of_one_name_are_an_error(monkeypatch):
    offer(monkeypatch, *(EntryPoint("shout", f"{m}:render", "healthlint.reporters") for m in ("b", "a")))
    with pytest.raises(UserError, match="two plug-ins offer the output format `shout`: a:render, b:render"):
        render("shout", EMPTY)


def test_rich_is_imported_only_for_colour_and_wide_text():
    code = (
        "import sys\n"
        "from healthlint.model.finding import FileResult, Report\n"
        "from healthlint.reporters.registry import NAMES, render\n"
        "r = Report((FileResult('a.md', status='failed', reason='x'),), {})\n"
        "for name in NAMES: render(name, r)\n"
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'rich', 'spacy', 'textstat', 'pydantic'}))\n"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out == "[]\n"
