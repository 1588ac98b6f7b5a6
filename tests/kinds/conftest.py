"""A rule from YAML text, run on a text: what the tests of kinds share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from healthlint.engine import Compiled, Outcome, RuleSet, compile_rule, run
from healthlint.formats.registry import extract
from healthlint.language.analysis import Analysis
from healthlint.language.engine import shared_engine
from healthlint.model.context import Context
from healthlint.model.source import Source
from healthlint.packs.load import load_catalog

HEAD = """\
severity: warning
message: "{match}"
why: Because.
advice: Do.
references: ["our own"]
examples: {bad: ["<<x>>"], good: ["y"]}
"""


@pytest.fixture
def outcome_of(tmp_path: Path) -> Callable[..., Outcome]:
    """Return a function: rule text, article text (and format, context) to what the rule gave."""

    def go(rule: str, text: str, *, format: str = "markdown", context: Context | None = None) -> Outcome:
        home = tmp_path / "p"
        home.mkdir(exist_ok=True)
        (home / "pack.yaml").write_text("title: P\ndescription: P.\n", encoding="utf-8")
        number = len(list(home.iterdir()))
        (home / f"r{number}.yaml").write_text(HEAD + rule, encoding="utf-8")
        folder = tmp_path / f"v{number}"  # a new folder each time: catalogs are cached by folder
        folder.mkdir()
        (folder / "p").symlink_to(home, target_is_directory=True)
        catalog = load_catalog((folder,))
        assert [p.draw() for p in catalog.problems] == []
        made = catalog.rules[f"p/r{number}"]
        analysis = Analysis(extract(Source("a.md", text), format), context or Context(), shared_engine(None))
        return run(analysis, RuleSet([Compiled(made, made.severity, compile_rule(made))]))

    return go


@pytest.fixture
def found(outcome_of: Callable[..., Outcome]) -> Callable[..., list[str]]:
    """Return a function: rule text, article text to the texts of the findings."""

    def go(rule: str, text: str, **options: object) -> list[str]:
        outcome = outcome_of(rule, text, **options)
        assert outcome.problems == []
        return [f.text for f in outcome.findings]

    return go
