"""`checklist`: questions that an article should answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from healthlint.formats.registry import extract
from healthlint.kinds.base import Unit
from healthlint.kinds.checklist import Options, compile_rule
from healthlint.language.analysis import Analysis
from healthlint.language.engine import shared_engine
from healthlint.model.context import Context
from healthlint.model.source import Source

Found = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def only_the_rule_under_test(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Leave the rules that ship out of the catalog: reading them all for each article takes most of the time."""
    (tmp_path / "none" / "q").mkdir(parents=True)
    (tmp_path / "none" / "q" / "pack.yaml").write_text("title: Q\ndescription: Q.\n", encoding="utf-8")
    monkeypatch.setattr("healthlint.packs.load.built_in_folder", lambda: tmp_path / "none")


THREE = """\
kind: checklist
items:
  how many: {patterns: ['\\d+ people']}
  what it cost: {terms: [cost(|s)]}
  who paid: {terms: [funded by]}
"""


def test_all_questions_must_be_answered_where_nothing_else_is_said(found: Found) -> None:
    assert found(THREE, "# Naps\n\n12 people napped. It costs nothing. It was funded by us.") == []
    assert found(THREE, "# Naps\n\n12 people napped. It costs nothing.") == ["Naps"]


def test_the_message_can_name_what_has_no_answer() -> None:
    options = Options.model_validate({"items": {"how many": {"terms": ["people"]}, "who paid": {"terms": ["funded"]}}})
    document = extract(Source("a.md", "# Naps\n\nSome people nap."), "markdown")
    analysis = Analysis(document, Context(), shared_engine(None))
    check = compile_rule(None, options)  # type: ignore[arg-type]
    (match,) = check.run(analysis, Unit())
    assert match.values == {"missing": "who paid", "answered": "1", "items": "2"}


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        ("least: 2", "12 people napped. It costs nothing.", []),
        ("least: 2", "12 people napped.", ["Naps"]),
        ("least: 1\nneeded: [who paid]", "12 people napped. It costs nothing.", ["Naps"]),
        ("least: 1\nneeded: [who paid]", "The study was funded by us.", []),
        ("only_if: {terms: [study]}", "Nothing here.", []),
        ("only_if: {lacks: {title: [naps]}}", "Nothing here.", []),
        ("only_if: {lacks: {title: [sleep]}}", "Nothing here.", ["Naps"]),
    ],
)
def test_how_many_and_which_answers_are_wanted_of_which_articles(
    found: Found, asked: str, text: str, expected: list[str]
) -> None:
    assert found(f"{THREE}{asked}\n", f"# Naps\n\n{text}") == expected


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ({"items": {"how many": {}}}, "must say what answers it"),
        ({"items": {"how many": {"terms": ["a"]}}, "needed": ["who"]}, "not among the items"),
        ({"items": {"how many": {"terms": ["a"]}}, "least": 2}, "there are 1 items"),
    ],
)
def test_what_does_not_fit_is_an_error_of_the_rule(rule: dict[str, object], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        Options.model_validate(rule)
