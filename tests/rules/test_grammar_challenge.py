"""The grammar pack on sentences by kind of slip: those that it finds, those that it does not find yet, near misses."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from healthlint.engine import Compiled, RuleSet, compile_rule, run
from healthlint.formats.registry import extract
from healthlint.language.analysis import Analysis
from healthlint.language.engine import shared_engine
from healthlint.model.context import Context
from healthlint.model.source import Source
from healthlint.packs.load import load_catalog

_FILE = Path(__file__).with_name("grammar_challenge.txt")


def sentences() -> list[tuple[str, str, str]]:
    """Return kind of slip, mark and sentence of each line."""
    found: list[tuple[str, str, str]] = []
    kind = ""
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            kind = line.removeprefix("## ")
        elif line[:2] in ("- ", "~ ", "+ "):
            found.append((kind, line[0], line[2:]))
    return found


@lru_cache(maxsize=1)
def flagged() -> frozenset[str]:
    """Return the sentences with a finding, all checked as the paragraphs of one article."""
    rules = [r for r in load_catalog().rules.values() if r.pack == "grammar" and not r.preview]
    chosen = RuleSet([Compiled(r, r.severity, compile_rule(r)) for r in rules if Context().satisfies(r.when)])
    text = "\n\n".join(sentence for _, _, sentence in sentences())
    outcome = run(Analysis(extract(Source("a.txt", text), "text"), Context(), shared_engine(None)), chosen)
    assert outcome.problems == []
    return frozenset(_paragraph(text, finding.span.start) for finding in outcome.findings)


def _paragraph(text: str, offset: int) -> str:
    return text[text.rfind("\n\n", 0, offset) + 1 : text.find("\n\n", offset) % (len(text) + 1)].strip()


@pytest.mark.parametrize("kind", dict.fromkeys(kind for kind, _, _ in sentences()))
def test_each_kind_of_slip_is_found_and_its_near_misses_are_not(kind: str) -> None:
    of_kind = [(mark, sentence) for k, mark, sentence in sentences() if k == kind]
    marked = [(("+" if mark == "~" else mark), sentence) for mark, sentence in of_kind]
    assert marked == [("-" if sentence in flagged() else "+", sentence) for _, sentence in of_kind]


def test_most_slips_are_found() -> None:
    marks = [mark for _, mark, _ in sentences()]
    assert marks.count("-") > 0.8 * (marks.count("-") + marks.count("~"))
