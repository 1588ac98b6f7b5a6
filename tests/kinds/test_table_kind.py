"""The `table` kind: therapy, condition, qualifier."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from healthlint.kinds.table import Options

TEXT = (
    "Notes\n\nAcupuncture relieves tinnitus. Acupuncture relieves chronic low back pain. Acupuncture gives short-term "
    "relief of migraine. Acupuncture removes warts. Massage eases stress. Yoga relieves tinnitus.\n"
)


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [("unaccepted", ["tinnitus"]), ("unqualified", ["chronic low back pain"]), ("unknown", ["warts"])],
)
def test_each_verdict_marks_its_conditions(found, verdict: str, expected: list[str]) -> None:
    assert found(f"kind: table\nverdict: {verdict}\n", TEXT) == expected


def test_only_the_named_tables_are_read(found) -> None:
    assert found("kind: table\ntherapy: [massage]\nverdict: unaccepted\n", TEXT) == []


def test_the_message_can_name_qualifier_and_source(outcome_of) -> None:
    # The tests' own message is "{match}", so the values are read from a fresh rule.
    rule = "kind: table\nverdict: unqualified\n"
    finding = outcome_of(rule, TEXT).findings[0]
    assert finding.message == "chronic low back pain"


@pytest.mark.parametrize(
    "text",
    [
        "Acupuncture does not relieve tinnitus.",
        "Some say that acupuncture cures tinnitus. There is no evidence for it.",
        "In those who had acupuncture, tinnitus worsened.",
        "Tinnitus is a sound in the ear. Acupuncture uses needles.",
    ],
)
def test_no_promise_no_verdict(found, text: str) -> None:
    assert found("kind: table\nverdict: unaccepted\n", f"Notes\n\n{text}\n") == []


def test_a_list_gives_one_verdict_with_the_conditions_it_holds_for(found) -> None:
    text = "Notes\n\nAcupuncture treats tinnitus, anxiety and warts.\n"
    assert found("kind: table\nverdict: unaccepted\n", text) == ["tinnitus, anxiety"]
    assert found("kind: table\nverdict: unknown\n", text) == []


def test_an_unknown_table_is_refused_with_a_suggestion() -> None:
    with pytest.raises(ValidationError, match="did you mean `acupuncture`"):
        Options.model_validate({"therapy": ["acupunctur"], "verdict": "unknown"})
