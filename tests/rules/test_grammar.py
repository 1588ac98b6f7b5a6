"""The grammar pack: its own examples, and the sentences that an editor would try first, against all its rules."""

from __future__ import annotations

from functools import lru_cache

import pytest

from healthlint.engine import Compiled, RuleSet, compile_rule, run
from healthlint.formats.registry import extract
from healthlint.language.analysis import Analysis
from healthlint.language.engine import shared_engine
from healthlint.model.context import Context
from healthlint.model.finding import Finding, Safety
from healthlint.model.source import Source
from healthlint.packs.load import load_catalog


@lru_cache(maxsize=1)
def all_rules() -> RuleSet:
    rules = [r for r in load_catalog().rules.values() if r.pack == "grammar" and not r.preview]
    return RuleSet([Compiled(r, r.severity, compile_rule(r)) for r in rules if Context().satisfies(r.when)])


def lint(text: str) -> list[Finding]:
    outcome = run(Analysis(extract(Source("a.md", text), "markdown"), Context(), shared_engine(None)), all_rules())
    assert outcome.problems == []
    return outcome.findings


def test_no_file_of_the_pack_is_left_out() -> None:
    assert [p.draw() for p in load_catalog().problems if p.path.startswith("grammar/")] == []


@pytest.mark.parametrize(
    ("text", "said", "rule"),
    [
        ("This tea can helps you sleep.", "helps", "modal-verb-form"),
        ("Regular exercise may lowers blood pressure.", "lowers", "modal-verb-form"),
        ("Acupuncture helps to reduces stress.", "reduces", "help-to-verb-form"),
        ("Can acupuncture boosts the immune system?", "boosts", "inverted-question-verb-form"),
        ("It does not causes harm.", "causes", "do-support"),
        ("There is several side effects.", "There is", "there-is-plural"),
        ("The evidences shows a link.", "evidences", "uncountable-plural"),
        ("You may need a MRI scan.", "a", "a-an"),
        ("She has an UTI.", "an", "a-an"),
        ("Rest has lead to fewer colds.", "lead", "lead-led"),
        ("We offer complimentary therapies.", "complimentary therapies", "wrong-word"),
        ("This is a more healthier meal.", "more healthier", "double-comparative"),
        ("It is for people between 18 to 65.", "between 18 to 65", "between-to"),
        ("He has prostrate cancer.", "prostrate cancer", "medical-wrong-word"),
        ("Each treatment have risks.", "have", "each-every-plural"),
        (
            "It can cause hypoglycaemia, or high blood sugar.",
            "hypoglycaemia, or high blood sugar",
            "contradiction-high-low",
        ),
    ],
)
def test_a_slip_gives_exactly_one_error(text: str, said: str, rule: str) -> None:
    assert [(f.text, f.rule, f.severity.value) for f in lint(text)] == [(said, f"grammar/{rule}", "error")]


def test_a_noun_homograph_in_a_question_is_only_a_warning() -> None:
    assert [(f.text, f.severity.value) for f in lint("Does massage helps the back?")] == [("helps", "warning")]


@pytest.mark.parametrize(
    "text",
    [
        "Can acupuncture help with hay fever?",
        "Can regular tests show problems early?",
        "Can sleep needs change with age?",
        "Can lab tests the doctor orders be wrong?",
        "Can sports injuries heal by themselves?",
        "The can lights up.",
        "The kitchen can works well.",
        "May is Mental Health Month.",
        "Will needs a rest.",
        "What she does causes worry.",
        "Self-help boosts confidence.",
        "Help reduces costs.",
        "We made an NHS app, a UN report and a NICE guideline in an hour.",
        "It was a one-off; take an SSRI.",
        "They were aged 30 to 60.",
        "We saw the effect of rest, and the law is meant to effect change.",
        "He had a flat affect, and loose stools.",
        "A booster dose boosts antibodies.",
        "The number of cases is rising. A number of cases are mild.",
        "It uses the body's own tissues.",
        "One of those who have asthma is here.",
        "The change was linked to deaths, falls and increases in weight.",
        "When functioning properly, the immune system can distinguish friend from foe.",
        "Some conditions lead to pain, which can lead to stress.",
        "Bacteria are small, and each criterion is strict.",
        "Shortness of breath makes it hard to breathe.",
        "The shop gave us complimentary tea, and we agreed in principle.",
    ],
)
def test_right_sentences_stay_silent(text: str) -> None:
    assert [(f.rule, f.text) for f in lint(text)] == []


def test_a_quotation_is_left_alone() -> None:
    assert lint("> This tea can helps you sleep.") == []


def test_every_safe_fix_mends_its_text() -> None:
    text = "The herb is used to treats pain, has lead to fewer colds and helps to reduces stress.\n"
    findings = lint(text)
    assert [f.text for f in findings] == ["treats", "lead", "reduces"]
    edits = [e for f in findings if f.fix and f.fix.safety is Safety.SAFE for e in f.fix.edits]
    for edit in sorted(edits, key=lambda e: e.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert text == "The herb is used to treat pain, has led to fewer colds and helps to reduce stress.\n"
    assert lint(text) == []
