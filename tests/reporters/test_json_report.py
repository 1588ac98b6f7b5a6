"""The JSON report keeps its contract on every shape of report, also the unhappy ones."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import ARTICLE, sample_report, sample_result

from healthlint.model.claim import Claim, Part
from healthlint.model.document import Skipped
from healthlint.model.finding import (
    Confidence,
    Edit,
    FileResult,
    Finding,
    Fix,
    Problem,
    Report,
    Safety,
    Severity,
    Suppressed,
)
from healthlint.model.span import Span
from healthlint.reporters.registry import render

SCHEMA = json.loads(files("healthlint").joinpath("data/healthlint-report.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
TOOL = {"name": "healthlint", "version": "1"}

texts = st.text(max_size=12)
numbers = st.integers(0, 10_000)


@st.composite
def spans(draw) -> Span:
    start = draw(numbers)
    return Span(start, start + draw(st.integers(0, 50)))


related = st.lists(st.tuples(spans(), texts), max_size=2).map(tuple)
edits = st.lists(st.builds(Edit, spans(), texts), max_size=3).map(tuple)
severities = st.sampled_from([Severity.ERROR, Severity.WARNING, Severity.INFO])
findings = st.builds(
    Finding,
    rule=st.from_regex(r"[a-z]+/[a-z-]+", fullmatch=True),
    severity=severities,
    confidence=st.sampled_from(Confidence),
    message=texts,
    advice=texts,
    span=spans(),
    line=numbers,
    column=numbers,
    end_line=numbers,
    end_column=numbers,
    text=texts,
    sentence=spans(),
    scope=st.sampled_from(["span", "document"]),
    group=numbers,
    fix=st.none() | st.builds(Fix, st.sampled_from(Safety), edits),
    related=related,
    fingerprint=texts,
)
parts = st.builds(Part, texts, st.none() | spans())
words = st.lists(texts, max_size=2).map(tuple)
claims = st.builds(
    Claim,
    claim_id=texts,
    block=numbers,
    span=spans(),
    prose_span=spans(),
    quote=texts,
    subject=parts,
    subject_class=texts,
    verb=parts,
    outcome=parts,
    outcome_class=texts,
    strength=st.sampled_from(["none", "correlational", "conditional", "can", "direct"]),
    polarity=st.sampled_from(["asserted", "negated", "questioned", "reported", "rebutted"]),
    direction=st.sampled_from(["benefit", "harm", "none"]),
    condition=texts,
    tier=st.sampled_from(["", "a", "b"]),
    hedges=words,
    boosters=words,
    citations=words,
    headline=st.booleans(),
    established=st.booleans(),
)
scores = st.none() | st.floats(width=32) | numbers
readings = st.fixed_dictionaries(
    {"name": texts, "score": scores, "target": st.none() | texts},
    optional={"formula": texts, "working": texts, "reliable": st.booleans(), "note": texts, "verdict": texts},
)
metrics = st.fixed_dictionaries(
    {},
    optional={
        "words": numbers,
        "smog": scores,
        "grade_range": st.lists(scores, max_size=2),
        "left_out": st.dictionaries(texts, numbers, max_size=2),
        "readability": st.lists(readings, max_size=2),
    },
)
results = st.builds(
    FileResult,
    path=texts,
    format=texts,
    status=st.sampled_from(["checked", "failed", "skipped"]),
    reason=texts,
    text=texts,
    findings=st.lists(findings, max_size=2).map(tuple),
    claims=st.lists(claims, max_size=2).map(tuple),
    metrics=metrics,
    context=st.dictionaries(texts, texts | st.lists(texts, max_size=2), max_size=2),
    context_origin=st.dictionaries(texts, texts, max_size=2),
    skipped=st.lists(st.builds(Skipped, spans(), texts), max_size=2).map(tuple),
    suppressed=st.lists(st.builds(Suppressed, findings, texts), max_size=1).map(tuple),
    problems=st.lists(
        st.builds(Problem, st.sampled_from(["source", "rule"]), texts, st.none() | spans(), numbers, numbers),
        max_size=1,
    ).map(tuple),
    notes=words,
)
reports = st.builds(
    Report,
    files=st.lists(results, max_size=2).map(tuple),
    tool=st.dictionaries(texts, texts, max_size=2).map(lambda more: {**more, **TOOL}),
    fail_on=st.sampled_from(Severity),
    show=severities,
)


def value_of(report: Report) -> dict:
    return json.loads(render("json", report))


def test_the_schema_itself_is_valid():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_sample_report(snapshot):
    assert render("json", sample_report()) == snapshot


@given(reports)
def test_every_report_matches_the_schema(report):
    VALIDATOR.validate(value_of(report))


@given(reports)
def test_every_report_can_be_written_as_utf_8(report):
    render("json", report).encode("utf-8")


def test_a_name_that_is_not_utf_8_survives_the_round_trip():
    name = b"caf\xe9.md".decode("utf-8", "surrogateescape")
    value = value_of(Report((FileResult(name, status="failed"),), TOOL))
    assert value["files"][0]["path"] == name
    VALIDATOR.validate(value)


def test_ranges_give_back_the_words():
    (file,) = value_of(Report((sample_result(),), TOOL))["files"]
    assert [ARTICLE[f["start"] : f["end"]] for f in file["findings"]] == [f["text"] for f in file["findings"]]
    (claim,) = file["claims"]
    place = claim["parts"]["outcome"]
    assert ARTICLE[place["start"] : place["end"]] == claim["outcome"] == "arthritis"


def test_the_summary_adds_up():
    summary = value_of(sample_report())["summary"]
    assert summary == {
        "files": 4,
        "checked": 2,
        "failed": 1,
        "skipped": 1,
        "findings": {"error": 3, "warning": 3, "info": 1},
        "approved": 0,
        "suppressed": 1,
        "claims": 1,
        "claims_without_source": 1,
        "problems": 2,
        "fail_on": "error",
    }


def test_machines_get_the_findings_that_people_are_not_shown():
    listed = render("json", replace(sample_report(), show=Severity.ERROR))
    assert listed == render("json", sample_report())


@pytest.mark.parametrize("polarity", ["negated", "questioned", "rebutted"])
def test_only_what_is_claimed_needs_a_source(polarity):
    result = sample_result()
    denied = replace(result, claims=(replace(result.claims[0], polarity=polarity),))
    assert value_of(Report((denied,), TOOL))["summary"]["claims_without_source"] == 0


def test_a_number_that_is_not_finite_is_null():
    value = value_of(Report((FileResult("a.md", metrics={"smog": float("nan")}),), TOOL))
    assert value["files"][0]["metrics"] == {"smog": None}


@pytest.mark.parametrize(
    ("where", "key"), [((), "extra"), (("summary",), "extra"), (("files", 0, "findings", 0), "colour")]
)
def test_the_schema_refuses_unknown_keys(where, key):
    value = value_of(sample_report())
    target = value
    for step in where:
        target = target[step]
    target[key] = 1
    assert not VALIDATOR.is_valid(value)
