"""The `claim` kind: rules that ask for claims with certain parts."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from healthlint.claims.extract import located
from healthlint.formats.registry import extract
from healthlint.kinds.claim import Options, condition_as_written
from healthlint.language.analysis import Analysis
from healthlint.language.engine import shared_engine
from healthlint.model.context import Context
from healthlint.model.finding import Severity
from healthlint.model.source import Source

TEXT = "Notes\n\nGarlic cures colds. Reiki may ease stress. Statins lower cholesterol. Can yoga lower blood pressure?\n"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", ["cures colds", "ease stress", "lower blood pressure"]),
        ("subject_class: [supplement]", ["cures colds"]),
        ("subject: [reiki, shiatsu]", ["ease stress"]),
        ('verb: ["(lower|lowers)", cure]', ["cures colds", "lower blood pressure"]),
        ('outcome: ["@conditions-b"]', ["cures colds", "ease stress"]),
        ('outcome_unless: ["@conditions-b"]', ["lower blood pressure"]),
        ("verb_unless: [cure, ease]", ["lower blood pressure"]),
        ("outcome_class: [function]", ["lower blood pressure"]),
        ("tier: [b]", ["cures colds", "ease stress"]),
        ("strength: [conditional]", ["ease stress"]),
        ("polarity: [questioned]", ["lower blood pressure"]),
        ("polarity: [asserted]\nestablished: null\nsubject_class: [medicine]", ["lower cholesterol"]),
        ("mark: verb", ["cures", "ease", "lower"]),
        ("mark: outcome", ["colds", "stress", "blood pressure"]),
        ("mark: subject", ["Garlic", "Reiki", "yoga"]),
        ("mark: sentence\nstrength: [direct]", ["Garlic cures colds."]),
        ("near: [may]", ["ease stress"]),
        ("unless_near: [reiki, yoga]", ["cures colds"]),
        ("headline: true", []),
    ],
)
def test_a_rule_asks_for_parts(found, options: str, expected: list[str]) -> None:
    if "established: null" not in options:
        options += "\nsubject_class: [therapy, supplement]" if "subject_class" not in options else ""
    assert found(f"kind: claim\n{options}\n", TEXT) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reiki relieves arthritis pain.", "relieves arthritis pain"),
        ("Reiki can reduce stress-related disorders in adults.", "reduce stress-related disorders"),
        ("Turmeric can heal skin problems like dryness.", "heal skin problems"),
        ("Reiki relieves pain caused by falls.", "relieves pain"),
        ("Reiki relieves colds in winter.", "relieves colds"),
    ],
)
def test_a_claim_is_marked_to_the_end_of_its_noun(found, text: str, expected: str) -> None:
    assert found("kind: claim\n", text) == [expected]


def test_headlines_are_told_from_the_text(found) -> None:
    text = "# Garlic cures colds\n\nReiki eases stress.\n"
    assert found("kind: claim\nheadline: true\n", text) == ["cures colds"]
    assert found("kind: claim\nheadline: false\n", text) == ["eases stress"]


def test_product_copy_without_a_subject_is_none(found) -> None:
    rule = "kind: claim\nsubject_class: [none]\n"
    assert found(rule, "Notes\n\nRelieves joint pain. To relieve joint pain, rest. Relieve joint pain at home.\n") == [
        "Relieves joint pain"
    ]


def test_a_question_has_its_own_severity(outcome_of) -> None:
    rule = "kind: claim\nquestion_severity: info\nsubject_class: [supplement]\n"
    findings = outcome_of(rule, "Notes\n\nGarlic cures colds. Does garlic cure colds?\n").findings
    assert [(f.text, f.severity) for f in findings] == [
        ("cures colds", Severity.WARNING),
        ("cure colds", Severity.INFO),
    ]


def test_a_citation_in_reach_counts(found) -> None:
    rule = "kind: claim\ncited: {}\n"
    text = "Notes\n\nGarlic cures colds.[^1]\n\nReiki eases stress.\n\n[^1]: Smith A. A trial. BMJ 2019;1:1.\n"
    assert found(rule.format("false"), text) == ["eases stress"]
    assert found(rule.format("true"), text) == ["cures colds"]


def test_a_quoted_claim_is_read_only_when_asked_for(found) -> None:
    text = "> Garlic cures colds.\n"
    assert found("kind: claim\n", text) == []
    assert found("kind: claim\nquotes: true\nin: [quote, paragraph]\n", text) == ["cures colds"]


def test_a_passive_claim_is_marked_to_its_subject(found) -> None:
    assert found("kind: claim\n", "Notes\n\nColds are cured by garlic, some people say.\n") == []
    assert found("kind: claim\n", "Notes\n\nColds are cured by garlic.\n") == ["Colds are cured by garlic"]


def test_an_article_without_the_words_is_not_parsed(tmp_path) -> None:
    from healthlint.kinds.claim import compile_rule
    from healthlint.model.rule import Rule

    options = Options.model_validate({"outcome": ["@immune-terms"], "verb": ["boost"]})
    rule = Rule("p/r", "claim", Severity.WARNING, "m", "w", "a", options)
    assert compile_rule(rule, options).literals == ("boost",)
    assert compile_rule(rule, Options()).literals == ()


@pytest.mark.parametrize(
    "options",
    [{"subject_class": ["magic"]}, {"mark": "everything"}, {"outcome": ["(a"]}, {"polarity": ["maybe"]}, {"verbs": []}],
)
def test_wrong_options_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Options.model_validate(options)


def test_a_rule_may_ask_for_sentences_whatever_they_are_about(found) -> None:
    text = "Notes\n\nIn the survey noise worsened moods. Noise was linked to poor moods. Noise may worsen moods.\n"
    rule = "kind: claim\nof: sentence\nmark: {}\nstrength: [{}]\nnear: [survey]\nnear_scope: block\n"
    assert found(rule.format("verb", "direct"), text) == ["worsened"]
    assert found(rule.format("sentence", "correlational"), text) == ["Noise was linked to poor moods."]
    assert found(rule.format("verb", "direct"), text.replace("survey", "office")) == []


def test_a_rule_may_ask_how_many_conditions_are_named(found) -> None:
    text = "Notes\n\nGarlic cures colds, flu and warts. Ginger relieves nausea.\n"
    assert found("kind: claim\nleast_conditions: 3\n", text) == ["cures colds, flu and warts"]
    assert found("kind: claim\nmost_conditions: 2\n", text) == ["relieves nausea"]


def test_condition_names_keep_their_letters_in_messages() -> None:
    analysis = Analysis(
        extract(Source("a", "Garlic prevents COVID-19. Colds vanish with garlic."), "text"),
        Context(),
        shared_engine(None),
    )
    assert [condition_as_written(analysis, claim) for claim in located(analysis)] == ["COVID-19", "colds"]
