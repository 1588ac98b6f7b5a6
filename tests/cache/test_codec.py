"""A result that was kept equals the one that was found."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint import Linter, Settings
from healthlint.cache.codec import decode, encode
from healthlint.model.claim import Claim, Part
from healthlint.model.document import Skipped
from healthlint.model.finding import (
    Confidence,
    Edit,
    FileResult,
    Finding,
    Fix,
    Problem,
    Safety,
    Severity,
    Suppressed,
)
from healthlint.model.span import Span

ARTICLES = Path(__file__).parents[2] / "examples" / "articles"

texts = st.text(st.characters(), max_size=12)  # lone surrogates too: the names of files may hold them
spans = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda p: Span(min(p), max(p)))
numbers = st.integers() | st.floats(allow_nan=False)
plain = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.lists(inner, max_size=3).map(tuple) | st.dictionaries(texts, inner),
    max_leaves=8,
)
fixes = st.builds(Fix, st.sampled_from(Safety), st.lists(st.builds(Edit, spans, texts), max_size=2).map(tuple))
labelled = st.lists(st.tuples(spans, texts), max_size=2).map(tuple)
findings = st.builds(
    Finding,
    rule=texts,
    severity=st.sampled_from(Severity),
    confidence=st.sampled_from(Confidence),
    message=texts,
    advice=texts,
    text=texts,
    span=spans,
    sentence=spans,
    scope=texts,
    fix=st.none() | fixes,
    related=labelled,
    fingerprint=texts,
)
parts = st.builds(Part, texts, st.none() | spans)
words = st.lists(texts, max_size=2).map(tuple)
claims = st.builds(
    Claim,
    span=spans,
    prose_span=spans,
    subject=parts,
    verb=parts,
    outcome=parts,
    hedges=words,
    boosters=words,
    citations=words,
    established=st.booleans(),
)
problems = st.builds(Problem, code=texts, message=texts, span=st.none() | spans, excerpt=words)
results = st.builds(
    FileResult,
    path=texts,
    format=texts,
    text=texts,
    findings=st.lists(findings, max_size=3).map(tuple),
    claims=st.lists(claims, max_size=2).map(tuple),
    metrics=st.dictionaries(texts, plain, max_size=4),
    context=st.dictionaries(texts, plain, max_size=2),
    context_origin=st.dictionaries(texts, texts, max_size=2),
    skipped=st.lists(st.builds(Skipped, spans, texts), max_size=2).map(tuple),
    suppressed=st.lists(st.builds(Suppressed, findings, texts), max_size=2).map(tuple),
    problems=st.lists(problems, max_size=2).map(tuple),
    notes=words,
)


@settings(max_examples=150, deadline=None)
@given(results)
def test_any_result_comes_back_as_it_was(result: FileResult) -> None:
    back = decode(encode(result))

    assert back == result
    assert repr(back) == repr(result)  # tuples stay tuples, whole numbers whole


def test_the_results_of_the_examples_come_back_as_they_were() -> None:
    linter = Linter(Settings(select=("all",)))
    context = {"publisher": "commercial", "jurisdiction": ("uk", "us")}
    names = [p for p in sorted(ARTICLES.iterdir()) if p.suffix in (".md", ".html", ".txt")]
    for path in names:
        result = linter.check_text(path.read_text(encoding="utf-8"), path=path.name, context=context)
        back = decode(encode(result))

        assert back == result
        assert repr(back) == repr(result)
    assert names


@given(st.binary(max_size=60))
def test_other_bytes_are_refused(junk: bytes) -> None:
    with pytest.raises(ValueError):
        decode(junk)


def test_a_value_that_no_file_can_hold_is_refused() -> None:
    with pytest.raises(TypeError):
        encode(FileResult("a.md", metrics={"words": {1: "one"}}))
    with pytest.raises(TypeError):
        encode(FileResult("a.md", metrics={"words": {1, 2}}))
